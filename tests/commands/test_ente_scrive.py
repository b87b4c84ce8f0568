"""`rete ente` where it writes: cards, admissions, suspensions, departures, representatives."""

import pytest

from tests.aiuti.archivio import git
from tests.aiuti.mano import GUEST, MINUTES, MINUTES_FILE, Mano, write

PONTE = "data/enti/il-ponte.yaml"
ABITARE = "data/tavoli/abitare.yaml"
ADDING = ("ente", "aggiungi", "--denominazione", "Circolo La Meta APS", "--natura", "privato")


def decided(mano: Mano, effects: str, number: int = 1) -> None:
    """The decision with that number lays this down, by hand."""
    text = mano.text(MINUTES_FILE)
    names = {1: "Prima", 2: "Seconda"}
    old = f"oggetto: {names[number]}, testo: Si decide., esito: approvata"
    assert old in text
    write(mano.register, {MINUTES_FILE: text.replace(old, f"{old}, effetti: [{effects}]")})


# --- a new card ---


def test_a_new_card_has_what_was_given_and_an_id_from_its_name(mano: Mano) -> None:
    mano.writes(
        *ADDING,
        *("--forma", "associazione riconosciuta", "--sigla", "La Meta"),
        *("--codice-fiscale", "9000 0049990", "--runts-stato", "iscritto"),
        *("--runts-sezione", "aps", "--runts-repertorio", "12", "--runts-iscritto-il", "3/10/2022"),
        *("--runts-verificato-il", "oggi", "--comune", "Roccaverde", "--cap", "00000"),
        *("--provincia", "rv", "--email", "info@lameta.example", "--ambiti", "Cultura e ambiente"),
        *("--comunita", "giov", "--telefono", "0000 100100"),
    )

    assert mano.text("data/enti/circolo-la-meta.yaml") == (
        "# yaml-language-server: $schema=../../.rete/schemas/ente.schema.json\n"
        "denominazione: Circolo La Meta APS\n"
        "sigla: La Meta\n"
        "natura: privato-sociale\n"
        "forma: associazione riconosciuta\n"
        'codice_fiscale: "90000049990"\n'
        'runts:\n  sezione: aps\n  repertorio: "12"\n  iscritto_il: "2022-10-03"\n'
        '  stato: iscritto\n  verificato_il: "2026-06-01"\n'
        'sede: {cap: "00000", comune: Roccaverde, provincia: RV}\n'
        'contatti: {email: info@lameta.example, telefono: "0000 100100"}\n'
        "ambiti: [cultura, ambiente]\n"
        "comunita: [giovani]\n"
        "adesioni: []\n"
    )


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("codice-fiscale", "90000049991", "la cifra di controllo non torna"),
        ("codice-fiscale", "RSSMRA80A01H501U", "mai quello di una persona"),
        ("natura", "boh", "scegli tra pubblico, privato-sociale"),
        ("ambiti", "cultura, boh", "nessuna voce corrisponde"),
        ("id", "La Meta", "solo lettere minuscole senza accenti"),
        ("id", "il-ponte", "ha già una scheda"),
        ("email", "info", "una casella è come"),
        ("telefono", "a\x07b", "caratteri che non si possono scrivere"),
        ("ipa", "c_x999", "non si può dare insieme"),
        ("cap", "00000", "non si può dare insieme"),
    ],
)
def test_a_wrong_value_is_refused_with_its_option(
    mano: Mano, option: str, value: str, why: str
) -> None:
    said = mano.refuses(*ADDING, f"--{option}", value, code=2)

    assert f"errore: --{option}" in said.err
    assert why in said.err


def test_a_name_like_one_that_is_there_is_warned_of(mano: Mano) -> None:
    name = "Il Pontè ODV"
    said = mano.writes(
        *("ente", "aggiungi", "--denominazione", name, "--natura", "privato", "--id", "ponte-odv")
    )

    assert "«Il Pontè ODV» somiglia a «Associazione Il Ponte»" in said.out


def test_hostile_texts_are_written_so_that_they_are_read_back(mano: Mano) -> None:
    name = "A: {b} # c 'd' \"e\" [f] &g *h !i %j @k `l | > ~"
    mano.writes("ente", "aggiungi", "--denominazione", name, "--natura", "pubblico", "--id", "x")

    assert mano.is_sound()
    assert name in mano.call("ente", "mostra", "x", "--formato", "json").out.replace('\\"', '"')


# --- coming in ---


def test_a_text_of_spaces_is_an_error_of_the_card(mano: Mano) -> None:
    for key in ("forma", "sigla", "comune"):
        said = mano.refuses(
            *("ente", "aggiungi", "--denominazione", "Prova APS", "--natura", "privato-sociale"),
            *(f"--{key}", "  "),
        )
        assert f"«{key}» è un testo vuoto" in said.out


def test_the_effect_of_the_act_gives_day_and_quality(mano: Mano) -> None:
    decided(mano, '{tipo: ammissione, ente: il-faro, dal: "2026-07-01", qualita: osservatore}')

    said = mano.writes("ente", "ammetti", "faro", "--atto", f"{MINUTES}/1")

    assert "è scritto l'effetto" not in said.out
    assert '{dal: "2026-07-01", atto: 2026-05-20-plenaria/1, qualita: osservatore}' in mano.text(
        GUEST
    )


def test_the_act_may_want_the_day_of_the_signature(mano: Mano) -> None:
    decided(mano, "{tipo: ammissione, ente: il-faro, decorrenza: firma}")
    command = ("ente", "ammetti", "faro", "--atto", f"{MINUTES}/1")

    assert "manca --firma" in mano.refuses(*command, code=2).err
    signed = (*command, "--firma", "5 giugno 2026")
    assert "--dal non si può dare" in mano.refuses(*signed, "--dal", "oggi", code=2).err
    mano.writes(*signed)
    item = '{dal: "2026-06-05", atto: 2026-05-20-plenaria/1, firma: "2026-06-05"}'
    assert item in mano.text(GUEST)


def test_an_act_that_says_otherwise_is_not_contradicted(mano: Mano) -> None:
    decided(mano, '{tipo: ammissione, ente: il-faro, dal: "2026-07-01"}')
    command = ("ente", "ammetti", "faro", "--atto", f"{MINUTES}/1")

    said = mano.refuses(*command, "--dal", "2026-08-01")
    assert "dispone altro: «dal» è 2026-07-01 e non 2026-08-01" in said.err
    said = mano.refuses(*command, "--qualita", "osservatore")
    assert "«qualita» è assente e non osservatore" in said.err
    mano.writes(*command, "--qualita", "effettivo")


def test_a_rejected_decision_changes_nothing(mano: Mano) -> None:
    said = mano.refuses("ente", "ammetti", "faro", "--atto", f"{MINUTES}/3", "--dal", "oggi")

    assert f"la decisione «{MINUTES}/3» non è approvata" in said.err


def test_approved_minutes_are_not_written_in(mano: Mano) -> None:
    approval = "approvazione: {modo: seduta-stante, impronta: " + "0" * 64 + "}\n"
    write(mano.register, {MINUTES_FILE: mano.text(MINUTES_FILE) + approval})

    said = mano.refuses("ente", "ammetti", "faro", "--atto", f"{MINUTES}/1", "--dal", "oggi")

    assert "è approvato e non dispone questo: serve una nuova decisione" in said.err


def test_who_signed_the_pact_comes_in_without_an_effect(mano: Mano) -> None:
    pact = "data/atti/2024/2024-01-15-stipula.yaml"
    text = mano.text(pact).replace("la-soglia]", "la-soglia, il-faro]")
    write(mano.register, {pact: text})

    mano.writes("ente", "ammetti", "faro", "--atto", "2024-01-15-stipula", "--dal", "2024-01-15")

    assert mano.text(pact) == text
    assert mano.is_sound()


def test_a_member_is_not_admitted_twice(mano: Mano) -> None:
    said = mano.refuses("ente", "ammetti", "ponte", "--atto", f"{MINUTES}/1", "--dal", "oggi")

    assert "«il-ponte» aderisce già il 2026-06-01" in said.err


@pytest.mark.parametrize(
    ("typed", "why"),
    [("boh", "ENTE: nessun ente corrisponde a «boh»"), ("i", "ENTE: «i» può essere")],
)
def test_a_name_that_is_nobodys_or_too_many_is_refused(mano: Mano, typed: str, why: str) -> None:
    said = mano.refuses("ente", "sospendi", typed, "--atto", f"{MINUTES}/1", code=2)

    assert why in said.err


def test_months_are_days_where_the_format_says_so(mano: Mano) -> None:
    mano.writes("ente", "ammetti", "faro", "--atto", f"{MINUTES}/1", "--dal", "giugno 2026")

    assert '{dal: "2026-06", atto' in mano.text(GUEST)


# --- suspension ---


def test_a_suspension_may_know_its_end(mano: Mano) -> None:
    mano.writes(
        *("ente", "sospendi", "ponte", "--atto", f"{MINUTES}/1"),
        *("--dal", "2026-06-01", "--al", "2026-06-30"),
    )

    item = '{dal: "2026-06-01", atto: 2026-05-20-plenaria/1, al: "2026-06-30"}'
    assert f"sospensioni:\n  - {item}\n" in mano.text(PONTE)


def test_a_suspension_that_is_not_there_does_not_end(mano: Mano) -> None:
    command = ("ente", "sospendi", "ponte", "--fine", "--atto", f"{MINUTES}/1", "--al", "oggi")

    assert "«il-ponte» non è sospeso il 2026-06-01" in mano.refuses(*command).err
    assert "insieme a --fine" in mano.refuses(*command, "--dal", "oggi", code=2).err


# --- leaving ---


def test_who_leaves_loses_seats_offices_and_secretariat(mano: Mano) -> None:
    pact = mano.text("data/patto.yaml")
    held = 'segreteria:\n  - {ente: il-ponte, dal: "2024-01-15", atto: 2024-01-15-stipula}\n'
    card = mano.text(PONTE) + 'referenti:\n  - {ruolo: supplente, carica: vice, dal: "2024-02"}\n'
    write(mano.register, {"data/patto.yaml": pact + held, PONTE: card})

    said = mano.writes(
        *("ente", "chiudi", "ponte", "--atto", f"{MINUTES}/1"),
        *("--al", "2026-06-30", "--causa", "recesso"),
    )

    end = f'al: "2026-06-30", atto_fine: {MINUTES}/1'
    assert mano.text(ABITARE).count(end) == 2
    assert f"{end}, causa: recesso}}" in mano.text(PONTE)
    assert 'carica: vice, dal: "2024-02", al: "2026-06-30"}' in mano.text(PONTE)
    assert end in mano.text("data/patto.yaml")
    assert "attenzione: la rete resta senza segreteria" in said.out
    assert mano.is_sound()


def test_the_kind_of_the_act_tells_the_cause(mano: Mano) -> None:
    act = (
        "tipo: recesso\noggetto: Recesso\neffetti:\n"
        '  - {tipo: cessazione, ente: il-ponte, al: "2026-06-30", causa: recesso}\n'
    )
    write(mano.register, {"data/atti/2026/2026-05-25-recesso.yaml": act})

    mano.writes("ente", "chiudi", "ponte", "--atto", "2026-05-25-recesso")

    assert mano.is_sound()
    assert git(mano.register, "log", "-1", "--format=%s") == (
        "Uscita di «il-ponte» il 2026-06-30 (recesso)"
    )


def test_who_is_merged_passes_seats_and_coordination_on(mano: Mano) -> None:
    said = mano.writes(
        *("ente", "chiudi", "ponte", "--atto", f"{MINUTES}/1"),
        *("--subentra", "faro, comune", "--dal", "2026-07-01"),
    )

    assert "«il-faro» aderisce dal 01/07/2026" in said.out
    new = f'dal: "2026-07-01", atto: {MINUTES}/1}}'
    assert mano.text(ABITARE).count(f"ente: il-faro, {new}") == 2
    assert mano.text(ABITARE).count(f"ente: comune-di-roccaverde, {new}") == 1
    assert f'al: "2026-06-30", atto_fine: {MINUTES}/1, causa: fusione' in mano.text(PONTE)
    assert mano.is_sound()


def test_who_takes_the_place_of_somebody_only_does_so_in_a_merger(mano: Mano) -> None:
    command = ("ente", "chiudi", "ponte", "--atto", f"{MINUTES}/1", "--subentra", "faro")

    said = mano.refuses(*command, "--causa", "recesso", "--al", "oggi", code=2)
    assert "--subentra non si può dare insieme" in said.err
    said = mano.refuses(*command, "--al", "oggi", "--dal", "oggi", code=2)
    assert "--al non si può dare insieme" in said.err
