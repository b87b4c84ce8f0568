"""`rete patto` where it writes: a new term by its act, what a monitoring found, its report."""

import pytest

from tests.aiuti.coppie import ACT, DAY, FOUNDERS, base, decided
from tests.aiuti.mano import Mano, contents
from tests.aiuti.mano_atti import TEXT, Hand, hand
from tests.aiuti.registro import Data, Records, minutes
from tests.aiuti.tastiera import typed

__all__ = ["hand"]

PACT = "data/patto.yaml"
MADE = "data/monitoraggi/intermedio.yaml"
DRAFT = "2024-04-10-plenaria"
RENEWS = ("patto", "rinnova", "--atto", f"{DRAFT}/1")
TERM: Data = {"tipo": "rinnovo", "periodo": "secondo", "dal": "2028-01-01", "al": "2030-12-31"}
FINDS = ("patto", "monitora", "intermedio")


def with_rules_of_renewal() -> Records:
    records = base()
    term = records[("patto", "patto")]["periodi"][0]
    term["rinnovo"] = {"modo": "espresso", "decidere_entro": {"mesi": 6}}
    return records


def with_indicators() -> Records:
    records = base()
    pact = records[("patto", "patto")]
    pact["indicatori"] = [
        {"id": "ragazzi", "nome": "Ragazzi coinvolti", "unita": "persone", "fonte": "schede"},
        {"id": "presenza", "nome": "Presenza", "unita": "per cento", "fonte": "verbali"},
    ]
    pact["monitoraggi"].append({"id": "finale", "tipo": "finale", "periodo": "primo"})
    pact["adempimenti"] = [
        {"id": "elenco", "chi": "acqua", "cosa": "Elenco", "ogni": {"mesi": 6}, "articolo": "1"},
        {"id": "testo", "chi": "bosco", "cosa": "Testo", "entro": "2024-05-31", "articolo": "1"},
    ]
    return records


# --- a new term ---


def test_a_new_term_follows_the_last_with_its_act(hand: Hand) -> None:
    mano = hand(with_rules_of_renewal())
    mano.writes(*RENEWS, "--id", "secondo", "--dal", "2028-01-01", "--durata", "3 anni")
    assert mano.text(PACT).count("rinnovo: {modo: espresso, decidere_entro: {mesi: 6}}") == 2
    assert f"atto: {DRAFT}/1\n" in mano.text(PACT)
    assert "durata: {anni: 3}" in mano.text(PACT)
    assert '{tipo: rinnovo, dal: "2028-01-01", periodo: secondo}' in mano.text(
        f"data/verbali/2024/{DRAFT}.yaml"
    )
    assert mano.is_sound()


def test_every_value_given_of_a_term_is_written(hand: Hand) -> None:
    mano = hand(with_rules_of_renewal())
    mano.writes(
        *(*RENEWS, "--id", "secondo", "--dal", "1/1/2028", "--al", "31/12/2030"),
        *("--titolo", "Secondo triennio", "--modo", "tacito", "--decidere-entro", "90 giorni"),
    )
    text = mano.text(PACT)
    for words in (
        'al: "2030-12-31"',
        "titolo: Secondo triennio",
        "rinnovo: {modo: tacito, decidere_entro: {giorni: 90}}",
    ):
        assert words in text, words
    assert 'al: "2030-12-31"' in mano.text(f"data/verbali/2024/{DRAFT}.yaml")
    assert mano.is_sound()


def test_a_term_may_have_no_end_and_then_nothing_is_asked_of_it(hand: Hand) -> None:
    mano = hand(with_rules_of_renewal())
    new = (*RENEWS, "--id", "secondo", "--dal", "2028-01-01", "--senza-termine")
    mano.writes(*new)
    assert "senza_termine: sì" in mano.text(PACT)
    assert mano.text(PACT).count("rinnovo:") == 1
    assert mano.is_sound()
    assert "dal 01/01/2028, senza termine" in mano.call("patto", "mostra").out
    said = mano.refuses(*new, "--durata", "3 anni", code=2).err
    assert "--durata non va con --senza-termine" in said


def test_what_the_act_says_need_not_be_said_again(hand: Hand) -> None:
    mano = hand(decided(base(), TERM))
    mano.writes("patto", "rinnova", "--atto", ACT)
    assert f'id: secondo, dal: "2028-01-01", al: "2030-12-31", atto: {ACT}' in mano.text(PACT)
    assert mano.is_sound()
    assert "c'è già" in mano.refuses("patto", "rinnova", "--atto", ACT, "--id", "primo", code=2).err


@pytest.mark.parametrize(
    ("options", "code", "why"),
    [
        (("--id", "secondo", "--dal", "2028-01-01"), 2, "manca --durata"),
        (("--id", "Secondo!", "--dal", "2028-01-01", "--al", "2028-12-31"), 2, "--id"),
        (("--id", "x", "--dal", "2028-01-01", "--durata", "3 lustri"), 2, "non è una durata"),
        (
            ("--id", "x", "--dal", "2028-01-01", "--al", "2028-12-31", "--durata", "1 anno"),
            2,
            "non si può dare insieme",
        ),
        (("--id", "x", "--dal", "2027-01-01", "--durata", "3 anni"), 3, "avrebbe 1 errore"),
    ],
)
def test_a_term_that_does_not_hold_is_refused(
    hand: Hand, options: tuple[str, ...], code: int, why: str
) -> None:
    mano = hand(base())
    assert why in mano.refuses(*RENEWS, *options, code=code).err


def test_a_term_by_answers_and_by_options_is_the_same(hand: Hand) -> None:
    mano = hand(with_rules_of_renewal())
    mano.writes(*RENEWS, "--id", "rinnovo-2028", "--dal", "2028-01-01", "--durata", "3 anni")
    by_options = contents(mano.register)
    mano.writes("annulla", "ultima")
    lines = ["", "", "", "3 anni", "", "", "", "", "s"]
    code, said = typed(RENEWS, lines, cwd=mano.register)
    assert code == 0, said
    assert "Con quale nome? [rinnovo-2028] " in said
    assert "Da quale giorno comincia? [01/01/2028] " in said
    assert contents(mano.register) == by_options


# --- what a monitoring found ---


def test_values_and_parts_make_the_file_of_a_monitoring(hand: Hand) -> None:
    mano = hand(with_indicators())
    mano.writes(
        *(*FINDS, "--valore", "ragazzi=96", "--valore", "Presenza=68,5", "--data", "2024-12"),
        *("--parte", "Come va=../testo.txt", "--dal", "15/1/2025"),
    )
    first, second = TEXT.splitlines()
    assert mano.text(MADE).partition("\n")[2] == (
        'dal: "2025-01-15"\n'
        "valori:\n"
        '  - {indicatore: ragazzi, data: "2024-12", valore: 96, fonte: schede}\n'
        '  - {indicatore: presenza, data: "2024-12", valore: 68.5, fonte: verbali}\n'
        "parti:\n"
        "  - titolo: Come va\n"
        f"    testo: |\n      {first}\n      {second}\n"
    )
    assert mano.is_sound()


@pytest.mark.parametrize(
    ("given", "kept"),
    [("007", "7"), ("-3,50", "-3.5"), ("2.0", "2"), ("0,0001", "0.0001")],
)
def test_a_number_is_kept_as_it_is_said(hand: Hand, given: str, kept: str) -> None:
    mano = hand(with_indicators())
    mano.writes(*FINDS, "--valore", f"ragazzi={given}")
    assert f"valore: {kept}, fonte" in mano.text(MADE)
    assert mano.is_sound()


def test_what_is_there_is_completed_and_the_same_day_corrected(hand: Hand) -> None:
    mano = hand(with_indicators())
    mano.writes(*FINDS, "--valore", "ragazzi=96", "--data", "2024-12-01")
    mano.writes(*FINDS, "--valore", "ragazzi=97", "--data", "2024-12-01", "--fonte", "conteggio")
    mano.writes(*FINDS, "--valore", "ragazzi=99", "--data", "2025-01-01")
    text = mano.text(MADE)
    assert '{indicatore: ragazzi, data: "2024-12-01", valore: 97, fonte: conteggio}' in text
    assert '{indicatore: ragazzi, data: "2025-01-01", valore: 99, fonte: schede}' in text
    assert text.count("indicatore:") == 2
    blank = mano.refuses(*FINDS, "--valore", "ragazzi=1", "--data", "2025-02-01", "--fonte", " ")
    assert "«fonte» è un testo vuoto" in blank.out
    same = mano.call(*FINDS, "--valore", "ragazzi=99", "--data", "2025-01-01", "--si")
    assert "non c'è niente da cambiare" in same.out


def test_a_part_with_the_same_title_takes_the_place_of_the_other(hand: Hand) -> None:
    mano = hand(with_indicators())
    mano.writes(*FINDS, "--parte", "Come va=../testo.txt")
    (mano.register.parent / "testo.txt").write_text("Va bene.", encoding="utf-8")
    mano.writes(*FINDS, "--parte", "Come va=../testo.txt", "--parte", "Poi=../testo.txt")
    assert mano.text(MADE).count("Va bene.") == 2
    assert mano.text(MADE).count("titolo:") == 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("intermedio",), "manca --valore o --parte"),
        (("intermedio", "--valore", "boh=3"), "«boh» non è un indicatore: ragazzi, presenza"),
        (("intermedio", "--valore", "ragazzi"), "si scrive INDICATORE=NUMERO"),
        (("intermedio", "--valore", "ragazzi=tanti"), "«tanti» non è un numero"),
        (("intermedio", "--valore", "ragazzi=1e3"), "«1e3» non è un numero"),
        (("intermedio", "--valore", "ragazzi=0,00001"), "non è un numero"),
        (("intermedio", "--valore", "ragazzi=1", "--valore", "rag=2"), "due volte"),
        (("intermedio", "--valore", ""), "si scrive INDICATORE=NUMERO"),
        (("intermedio", "--parte", "Come va"), "si scrive TITOLO=FILE"),
        (("intermedio", "--valore", "rag=1", "--parte", ""), "si scrive TITOLO=FILE"),
        (("intermedio", "--parte", "Come va=boh"), "il file «boh» non c'è"),
        (("annuale", "--valore", "ragazzi=1"), "nessun monitoraggio del patto corrisponde"),
        (("intermedio", "--fonte", "x", "--parte", "A=../testo.txt"), "--fonte non si può dare"),
        (("intermedio", "--data", "oggi", "--parte", "A=../testo.txt"), "--data non si può dare"),
    ],
)
def test_what_a_monitoring_cannot_hold_is_refused(
    hand: Hand, arguments: tuple[str, ...], why: str
) -> None:
    mano = hand(with_indicators())
    assert why in mano.refuses("patto", "monitora", *arguments, code=2).err


def test_a_monitoring_by_answers_and_by_options_is_the_same(hand: Hand) -> None:
    mano = hand(with_indicators())
    mano.writes(
        *(*FINDS, "--valore", "ragazzi=96", "--data", "2026-05", "--parte", "Poi=../testo.txt"),
    )
    by_options = contents(mano.register)
    mano.writes("annulla", "ultima")
    lines = ["", "tanti", "96", "", "Poi", "../testo.txt", "2026-05", "", "", "", "s"]
    code, said = typed(["patto", "monitora"], lines, cwd=mano.register)
    assert code == 0, said
    assert "Quale monitoraggio? [intermedio] " in said
    assert contents(mano.register) == by_options


# --- the report ---


def report(mano: Mano, name: str, day: str) -> str:
    said = mano.call("documento", "monitoraggio", name, "--al", day)
    assert said.code == 0, said.err
    return said.out


def test_the_report_says_the_trend_what_is_missing_and_what_was_due(hand: Hand) -> None:
    mano = hand(with_indicators())
    mano.writes(*FINDS, "--valore", "ragazzi=96", "--data", "2024-12-01", "--dal", "2024-12-01")
    mano.writes("patto", "monitora", "fin", "--valore", "ragazzi=90,5", "--data", "2025-06-01")
    text = report(mano, "intermedio", "2026-06-01")
    assert "| 01/12/2024 | 96 |  | schede | sì |\n" in text
    assert "| 01/06/2025 | 90,5 | \N{MINUS SIGN}5,5 | schede | no |\n" in text
    assert "- un valore di «Presenza»\n- la relazione scritta\n" in text
    assert "Associazione acqua | Elenco | ogni 6 mesi | 15/07/2024, 15/01/2025," in text
    assert "| 31/05/2024 | 1 | è ancora fra gli adempimenti del patto: non risulta fatto |" in text


def test_the_report_of_a_day_knows_only_what_was_there(hand: Hand) -> None:
    mano = hand(with_indicators())
    mano.writes(*FINDS, "--valore", "ragazzi=96", "--data", "2024-12-01", "--dal", "2024-12-01")
    text = report(mano, "intermedio", "2024-06-30")
    assert "- il monitoraggio non risulta fatto\n" in text
    assert "Nessun valore al 30 giugno 2024" in text
    assert "Elenco" not in text
    assert "| Testo | una volta sola | 31/05/2024 |" in text


def test_the_act_of_a_monitoring_is_in_its_report(hand: Hand) -> None:
    effect: Data = {"tipo": "monitoraggio", "monitoraggio": "intermedio", "dal": DAY}
    records = decided(with_indicators(), effect)
    records[("monitoraggio", "intermedio")] = {"dal": DAY, "atto": ACT, "valori": []}
    records[("verbale", "2024-06-10-plenaria")] = minutes(FOUNDERS)
    mano = hand(records)
    assert "- atto: " in report(mano, "intermedio", "2024-06-30")
