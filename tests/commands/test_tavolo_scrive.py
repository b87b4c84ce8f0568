"""`rete tavolo` where it writes: set up, closed, seats and coordination."""

import pytest

from tests.aiuti.mano import MINUTES, MINUTES_FILE, Mano, write

ABITARE = "data/tavoli/abitare.yaml"
ONE, TWO = f"{MINUTES}/1", f"{MINUTES}/2"
SET_UP = """\
# yaml-language-server: $schema=../../.rete/schemas/tavolo.schema.json
nome: Tavolo orti
genere: tavolo-tematico
ambiti: [ambiente]
istituzione: {dal: "2026-06-01", atto: 2026-05-20-plenaria/1}
incarico: {scopo: Curare gli orti., risultato_atteso: Tre orti., scade: "2027-12-31"}
aperto: sì
componenti:
  - {ente: il-ponte, dal: "2026-06-01", atto: 2026-05-20-plenaria/1}
  - {ente: il-faro, dal: "2026-06-01", atto: 2026-05-20-plenaria/1}
coordinamento:
  - {ente: il-ponte, dal: "2026-06-01", atto: 2026-05-20-plenaria/1}
"""


def test_a_new_table_has_its_seats_and_its_purpose(mano: Mano) -> None:
    mano.writes(
        *("tavolo", "istituisci", "orti", "--atto", ONE, "--nome", "Tavolo orti"),
        *("--genere", "tematico", "--dal", "2026-06-01", "--coordina", "ponte"),
        *("--componenti", "ponte, faro", "--scopo", "Curare gli orti.", "--aperto"),
        *("--risultato", "Tre orti.", "--scade", "31/12/2027", "--ambiti", "ambiente"),
    )

    assert mano.text("data/tavoli/orti.yaml") == SET_UP
    assert mano.is_sound()
    effect = mano.text(MINUTES_FILE)
    assert "nome: Tavolo orti, genere: tavolo-tematico, coordina: il-ponte" in effect


def test_the_act_may_say_all_of_a_new_table(mano: Mano) -> None:
    effect = (
        "{tipo: istituzione, tavolo: orti, nome: Tavolo orti, genere: gruppo-di-lavoro, "
        'dal: "2026-06-01", coordina: la-soglia, componenti: [il-ponte, la-soglia]}'
    )
    text = mano.text(MINUTES_FILE).replace("approvata}", f"approvata, effetti: [{effect}]}}", 1)
    write(mano.register, {MINUTES_FILE: text})

    mano.writes("tavolo", "istituisci", "--atto", ONE)

    seats = mano.text("data/tavoli/orti.yaml")
    assert "genere: gruppo-di-lavoro\n" in seats
    assert seats.count("la-soglia") == 2
    assert mano.text(MINUTES_FILE) == text


def test_the_id_of_a_new_table_comes_from_its_name(mano: Mano) -> None:
    mano.writes(
        *("tavolo", "istituisci", "--atto", ONE, "--nome", "Tavolo Città verde"),
        *("--genere", "tematico", "--dal", "oggi"),
    )

    assert "nome: Tavolo Città verde" in mano.text("data/tavoli/citta-verde.yaml")


@pytest.mark.parametrize(
    ("name", "why"), [("abitare", "«abitare» c'è già"), ("Orti", "solo lettere minuscole")]
)
def test_the_id_of_a_new_table_is_new_and_well_formed(mano: Mano, name: str, why: str) -> None:
    said = mano.refuses("tavolo", "istituisci", name, "--atto", ONE, "--nome", "X", code=2)

    assert why in said.err


def test_bodies_come_in_together(mano: Mano) -> None:
    said = mano.writes(
        "tavolo", "aggiungi", "abitare", "faro", "comune", "--atto", ONE, "--dal", "oggi"
    )

    assert said.out.startswith("Ingresso di «il-faro» e «comune-di-roccaverde» in «abitare» dal ")
    for ente in ("il-faro", "comune-di-roccaverde"):
        assert f'  - {{ente: {ente}, dal: "2026-06-01", atto: {ONE}}}\n' in mano.text(ABITARE)
    assert mano.is_sound()


def test_an_e_may_be_in_a_name_or_between_two(mano: Mano) -> None:
    write(
        mano.register,
        {"data/enti/filo.yaml": "denominazione: Filo e Faro\nnatura: pubblico\nadesioni: []\n"},
    )
    command = ("tavolo", "istituisci", "orti", "--atto", ONE, "--nome", "Orti")
    more = ("--genere", "tematico", "--dal", "oggi", "--componenti")

    said = mano.writes(*command, *more, "filo e faro, il faro e comune; ponte")

    for ente in ("filo", "il-faro", "comune-di-roccaverde", "il-ponte"):
        assert f"«{ente}» fa parte di «orti»" in said.out
    joined = ("ente", "chiudi", "ponte", "--atto", TWO, "--subentra", "boh e comune")
    assert "«boh»" in mano.refuses(*joined, code=2).err


def test_who_sits_already_does_not_come_in_again(mano: Mano) -> None:
    said = mano.refuses("tavolo", "aggiungi", "abitare", "ponte", "--atto", ONE, "--dal", "oggi")

    assert "«il-ponte» siede già in «abitare» il 2026-06-01" in said.err


def test_who_leaves_a_table_no_longer_leads_it(mano: Mano) -> None:
    said = mano.writes("tavolo", "togli", "abitare", "ponte", "--atto", ONE, "--al", "2026-06-30")

    assert "non fa più parte di" in said.out
    assert "non coordina più" in said.out
    assert mano.text(ABITARE).count(f'al: "2026-06-30", atto_fine: {ONE}') == 2
    assert mano.is_sound()


def test_who_does_not_sit_does_not_leave(mano: Mano) -> None:
    said = mano.refuses("tavolo", "togli", "abitare", "faro", "--atto", ONE, "--al", "oggi")

    assert "«il-faro» non siede in «abitare» il 2026-06-01" in said.err


def test_the_coordination_passes_and_brings_a_seat(mano: Mano) -> None:
    mano.writes("tavolo", "affida", "abitare", "comune", "--atto", ONE, "--dal", "1/7/2026")

    assert mano.text(ABITARE).endswith(
        f'  - {{ente: comune-di-roccaverde, dal: "2026-07-01", atto: {ONE}}}\n'
        "coordinamento:\n"
        '  - {ente: il-ponte, dal: "2024-01-15", atto: 2024-01-15-stipula, al: "2026-06-30", '
        f"atto_fine: {ONE}}}\n"
        f'  - {{ente: comune-di-roccaverde, dal: "2026-07-01", atto: {ONE}}}\n'
    )
    assert mano.is_sound()
    said = mano.refuses(
        "tavolo", "affida", "abitare", "comune", "--atto", TWO, "--dal", "2026-08-01"
    )
    assert "coordina già «abitare»" in said.err


def test_the_coordination_may_end_with_nobody_after(mano: Mano) -> None:
    command = ("tavolo", "affida", "abitare", "ponte", "--atto", ONE)

    assert "insieme a --fine" in mano.refuses(*command, "--fine", "--dal", "oggi", code=2).err
    assert "--al va con --fine" in mano.refuses(*command, "--al", "oggi", code=2).err
    assert "--al va con --fine" in mano.refuses(*command, "--al", "", code=2).err
    mano.writes(*command, "--fine", "--al", "2026-06-30")
    assert mano.text(ABITARE).count("atto_fine") == 1
    assert mano.is_sound()


def test_a_table_closes_with_all_its_seats(mano: Mano) -> None:
    mano.writes("tavolo", "chiudi", "abitare", "--atto", ONE, "--al", "2026-06-30")

    assert f'chiusura: {{al: "2026-06-30", atto: {ONE}}}\n' in mano.text(ABITARE)
    assert mano.text(ABITARE).count("atto_fine") == 3
    assert mano.is_sound()
    said = mano.refuses("tavolo", "chiudi", "abitare", "--atto", TWO, "--al", "2026-07-31")
    assert "«abitare» è già chiuso dal 2026-06-30" in said.err
