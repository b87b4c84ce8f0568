"""Sittings convened: the agenda that they inherit, who is called, whether there is time."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rete.load.loader import load
from rete.model.vigenti import rules_of_day
from rete.reckoning.agenda import agenda
from rete.reckoning.last_days import notice
from rete.reckoning.seating import called
from rete.store import Folder
from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.mano import Mano, in_git
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.aiuti.tastiera import typed
from tests.conftest import Said

RETE = load(Folder(EXAMPLE)).rete
TODAY = date(2026, 6, 1)
POINT = ("--punto", "Nuove stanze; e altro")


@pytest.fixture
def mano(tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Mano:
    in_the_hands_of_git(monkeypatch)
    return Mano(rete, in_git(tmp_path / "registro", EXAMPLE))


def of(register: Path, tavolo: str, day: date) -> dict[str, str]:
    rete = load(Folder(register)).rete
    return {p.titolo: p.ragione for p in agenda(rete, rete.tavoli[tavolo], day, TODAY)}


def test_the_plenary_inherits_minutes_points_actions_due_dates_and_reports() -> None:
    found = agenda(RETE, RETE.tavoli["plenaria"], date(2026, 7, 2), TODAY)
    assert [(p.titolo, p.ragione) for p in found] == [
        ("Approvazione del verbale del 26 marzo 2026", "verbale"),
        ("Patto di cura dell'ex lavatoio", "rinvio"),
        ("Stato delle azioni decise nelle riunioni precedenti", "azioni"),
        ("Pubblicare l'elenco aggiornato degli aderenti (entro il 01/07/2026)", "scadenza"),
        (
            "Presentare il testo del patto di cura dell'ex lavatoio (entro il 31/10/2026)",
            "scadenza",
        ),
        ("Relazione: Tavolo spazi comuni", "relazione"),
        ("Relazione: Gruppo monitoraggio", "relazione"),
        ("Relazione: Tavolo giovani", "relazione"),
    ]
    assert len(found[2].dettagli) == 5
    assert found[2].dettagli[-1] == (
        "Completare il testo del patto di cura (Comune di Roccaverde e Banca del Tempo, entro il "
        "20/06/2026: 2026-03-26-plenaria/2)"
    )


def test_a_table_inherits_only_what_is_its_own() -> None:
    found = agenda(RETE, RETE.tavoli["cabina-di-regia"], date(2026, 9, 10), TODAY)
    assert [p.ragione for p in found] == ["verbale", "azioni"]


def test_minutes_that_are_approved_otherwise_wait_for_no_sitting() -> None:
    """The table of common spaces approves by silence, the monitoring group on the spot."""
    for tavolo in ("spazi-comuni", "gruppo-monitoraggio"):
        found = agenda(RETE, RETE.tavoli[tavolo], date(2026, 7, 10), TODAY)
        assert "verbale" not in [p.ragione for p in found]


def test_the_points_of_a_sitting_without_a_quorum_come_back_until_they_are_dealt_with() -> None:
    """The plenary of 10 October 2024 was deserted, that of the day after dealt with it all."""
    plenary = RETE.tavoli["plenaria"]
    second = agenda(RETE, plenary, date(2024, 10, 11), date(2024, 10, 10))
    put_off = [p.titolo for p in second if p.ragione == "rinvio"]
    assert put_off[:2] == ["Ratifica di una decisione urgente", "Domanda di adesione"]
    after = agenda(RETE, plenary, date(2024, 12, 12), date(2024, 11, 1))
    assert [p.titolo for p in after if p.ragione == "rinvio"] == []


def test_whoever_sits_there_is_called_and_who_does_not_vote_is_told_why() -> None:
    without = {
        c.ente: c.senza_voto
        for c in called(RETE, ("plenaria",), date(2024, 10, 11))
        if c.senza_voto
    }
    assert without == {
        "biblioteca-consorziale": "appena-entrato",
        "officina-sette": "osservatore",
        "sentinelle-del-bosco": "sospeso",
    }
    members = {ente.id for ente in RETE.membri(date(2024, 10, 11))}
    assert {c.ente for c in called(RETE, ("plenaria",), date(2024, 10, 11))} == members


def test_the_last_day_follows_the_rules_of_the_day_of_the_sitting() -> None:
    """Seven days until the end of 2024, ten from then on; three when it is urgent."""
    days = {
        (day, urgent): found.entro
        if (found := notice(rules_of_day(RETE, day, "plenaria"), day, None, urgent=urgent))
        else None
        for day in (date(2024, 12, 12), date(2026, 7, 2))
        for urgent in (False, True)
    }
    assert days == {
        (date(2024, 12, 12), False): date(2024, 12, 5),
        (date(2024, 12, 12), True): date(2024, 12, 9),
        (date(2026, 7, 2), False): date(2026, 6, 22),
        (date(2026, 7, 2), True): date(2026, 6, 29),
    }


def test_a_sitting_is_planned_with_its_agenda_and_those_that_are_asked_for(mano: Mano) -> None:
    said = mano.writes(
        *("verbale", "convoca", "plen", "--data", "15/10/2026", "--inizio", "17", "--luogo"),
        *("Biblioteca", "--modalita", "mista", "--inviata", "2026-06-01", "--mezzo", "PEC"),
        *("--seconda-il", "2026-10-17", "--punto", "Varie ed eventuali"),
    )
    text = mano.text("data/verbali/2026/2026-10-15-plenaria.yaml")
    assert text.partition("odg:")[0].endswith(
        'convocazione:\n  inviata: "2026-06-01"\n  mezzo: PEC\n  ora: "17:00"\n'
        '  luogo: Biblioteca\n  modalita: mista\n  seconda_il: "2026-10-17"\n'
    )
    assert "- {punto: 1, titolo: Approvazione del verbale del 26 marzo 2026}" in text
    assert text.rstrip().endswith("titolo: Varie ed eventuali}")
    assert "azione aperta: Chiedere l'uso della piazza" in said.out
    assert "con diritto di voto 25 enti: " in said.out
    assert "senza voto 1 ente: Fondo Il Seme (osservatore)" in said.out
    assert "l'ultimo giorno per convocare è il 5 ottobre 2026 (preavviso di 10 giorni)" in said.out
    assert "Riferimento: verbale/2026-10-15-plenaria" in mano.last_message()
    assert mano.is_sound()


def test_only_the_points_given_if_so_asked(mano: Mano) -> None:
    mano.writes(
        *("verbale", "convoca", "abitare", "--data", "2026-08-20", "--solo-punti"),
        *("--punto", "Primo", "--punto", "Secondo", "--punto", "primo"),
    )
    text = mano.text("data/verbali/2026/2026-08-20-abitare.yaml")
    assert text.count("punto:") == 2


def test_a_sitting_that_is_planned_already_is_completed(mano: Mano) -> None:
    said = mano.writes(
        *("verbale", "convoca", "2026-09-10-cabina-di-regia", "--inizio", "17:00"),
        *("--inviata", "2026-06-01", "--mezzo", "posta elettronica"),
    )
    text = mano.text("data/verbali/2026/2026-09-10-cabina-di-regia.yaml")
    assert "- {punto: 1, titolo: Preparazione della plenaria d'autunno}\n" in text
    assert "- {punto: 2, titolo: Approvazione del verbale del 15 gennaio 2026}\n" in text
    assert "si completa «2026-09-10-cabina-di-regia»: 2 punti\n" in said.out
    assert "la convocazione è partita il 01/06/2026 (posta elettronica)" in said.out
    again = mano.call("verbale", "convoca", "2026-09-10-cabina-di-regia", "--prova")
    assert "punto 4" not in again.out


def test_a_letter_that_has_gone_is_told_and_the_sitting_is_named_by_its_day(mano: Mano) -> None:
    mano.writes("verbale", "convoca", "abitare", "--data", "18/6/2026", "--solo-punti", *POINT)
    said = mano.writes(
        *("verbale", "convoca", "18/6/2026", "--solo-punti", "--inviata", "2026-06-03"),
        *("--mezzo", "PEC", "--urgente"),
    )
    assert "si completa «2026-06-18-abitare»\n" in said.out
    assert "la convocazione d'urgenza è partita il 03/06/2026 (PEC)" in said.out


def test_at_a_terminal_the_points_of_the_agenda_are_asked_for(mano: Mano) -> None:
    lines = ["18/6/2026", "", "", "", "Nuove stanze; Varie;", "", "", "s"]
    code, said = typed(["verbale", "convoca", "abitare"], lines, cwd=mano.register)

    assert code == 0, said
    assert "Quali punti all'ordine del giorno?" in said
    text = mano.text("data/verbali/2026/2026-06-18-abitare.yaml")
    assert text.endswith("  - {punto: 3, titolo: Nuove stanze}\n  - {punto: 4, titolo: Varie}\n")


def test_an_agenda_that_would_be_empty_wants_a_point(mano: Mano) -> None:
    lines = ["20/8/2026", "", "", "", "", "Nuove stanze", "", "", "s"]
    command = ["verbale", "convoca", "abitare", "--solo-punti"]
    code, said = typed(command, lines, cwd=mano.register)

    assert code == 0, said
    assert "Quali punti all'ordine del giorno? \n  serve una risposta" in said
    assert mano.text("data/verbali/2026/2026-08-20-abitare.yaml").count("punto:") == 1


def test_points_given_are_not_asked_for(mano: Mano) -> None:
    lines = ["18/6/2026", "", "", "", "", "", "n"]
    _, said = typed(["verbale", "convoca", "abitare", *POINT], lines, cwd=mano.register)

    assert said.count("Quali punti") == 1  # in the last look
    assert "punto 3: Nuove stanze; e altro" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--data", "2026-06-05"), "è tardi per convocare: l'ultimo giorno era il 26 maggio 2026"),
        (
            ("--data", "2026-06-05", "--inviata", "2026-06-01", "--mezzo", "PEC"),
            "convocata tardi: l'ultimo giorno era il 26 maggio 2026",
        ),
        (
            ("--data", "2026-06-05", "--inviata", "2026-06-01", "--mezzo", "PEC", "--urgente"),
            "l'ultimo giorno per convocare è il 1º giugno 2026",
        ),
        (
            *(("--data", "2026-07-09", "--inviata", "2026-06-01", "--mezzo", "PEC"),),
            "l'ultimo giorno per convocare è il 29 giugno 2026",
        ),
    ],
)
def test_the_last_lawful_day_is_told(mano: Mano, arguments: tuple[str, ...], said: str) -> None:
    shown = mano.call("verbale", "convoca", "plenaria", *arguments, "--prova")
    assert shown.code == 0
    assert said in shown.out


def test_a_second_call_on_the_same_day_is_too_soon(mano: Mano) -> None:
    shown = mano.call(
        *("verbale", "convoca", "plenaria", "--data", "2026-07-30", "--prova", "--inviata"),
        *("2026-06-01", "--mezzo", "PEC", "--seconda-il", "2026-07-30"),
    )
    assert "la seconda convocazione è troppo presto: devono passare 24 ore" in shown.out


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("plenaria",), 2, "manca --data"),
        (("plenaria", "--data", "2026-07-30", "--inviata", "2026-06-01"), 2, "manca --mezzo"),
        (("plenaria", "--data", "2026-07-30", "--mezzo", "PEC"), 2, "--mezzo non"),
        (("plenaria", "--data", "domani l'altro"), 2, "non è una data"),
        (("nessuno", "--data", "2026-07-30"), 2, "nessun tavolo corrisponde"),
        (("2026-03-26-plenaria",), 3, "rete verbale modifica"),
        (("2026-02-19-plenaria",), 3, "rete verbale rettifica"),
        (("abitare", "--data", "2026-08-20", "--solo-punti"), 2, "manca --punto"),
        (("abitare", "--data", "2026-08-20", "--solo-punti", "--punto", " "), 2, "manca --punto"),
    ],
)
def test_what_cannot_be_convened_is_refused(
    mano: Mano, arguments: tuple[str, ...], code: int, why: str
) -> None:
    assert why in mano.refuses("verbale", "convoca", *arguments, code=code).err
