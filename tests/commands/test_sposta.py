"""Sittings moved and called off: what is written, the notice, and what no longer waits for them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.mano import Mano, in_git, write
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.conftest import Said

DAY, NEW = "2026-10-15-plenaria", "2026-10-22-plenaria"
CALL = ("verbale", "convoca", "plenaria", "--data", "2026-10-15", "--inizio", "17", "--luogo",
        "Biblioteca", "--solo-punti", "--punto", "Varie")  # fmt: skip
SENT = ("--inviata", "2026-06-01", "--mezzo", "PEC")


@pytest.fixture
def mano(tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Mano:
    in_the_hands_of_git(monkeypatch)
    mano = Mano(rete, in_git(tmp_path / "registro", EXAMPLE))
    mano.writes(*CALL, *SENT)
    return mano


def file(day: str) -> str:
    return f"data/verbali/2026/{day}.yaml"


def test_on_another_day_a_new_sitting_begins_and_the_old_one_says_which(mano: Mano) -> None:
    said = mano.writes(
        *("verbale", "sposta", DAY, "--data", "22/10/2026", "--luogo", "Sala grande"),
        *("--motivo", "la sala è occupata", *SENT),
    )
    assert (
        'spostata:\n  il: "2026-06-01"\n  a: 2026-10-22-plenaria\n  inviata: "2026-06-01"\n'
        "  mezzo: PEC\n  motivo: la sala è occupata\n"
    ) in mano.text(file(DAY))
    assert (
        'convocazione: {inviata: "2026-06-01", mezzo: PEC, ora: "17:00", luogo: Sala grande}\n'
        "odg:\n  - {punto: 1, titolo: Varie}\n"
    ) in mano.text(file(NEW))
    assert (
        "La seduta convocata per il 15 ottobre 2026 alle ore 17:00, presso Biblioteca è spostata "
        "al 22 ottobre 2026 alle ore 17:00, presso Sala grande.\nMotivo: la sala è occupata\n"
        "L'ordine del giorno resta lo stesso:\n1. Varie\n"
    ) in said.out
    assert "- Comune di Roccaverde, assessorato alle politiche sociali <protocollo@pec" in said.out
    assert mano.is_sound()


def test_on_the_same_day_the_change_is_added_and_the_letter_stays(mano: Mano) -> None:
    before = mano.call("documento", "convocazione", DAY).out.split("##")[0]
    said = mano.writes("verbale", "sposta", DAY, "--ora", "18", *SENT)
    mano.writes("verbale", "sposta", DAY, "--luogo", "Teatro")
    text = mano.text(file(DAY))
    assert 'variazioni:\n  - {il: "2026-06-01", ora: "18:00", inviata: "2026-06-01"' in text
    assert '  - {il: "2026-06-01", luogo: Teatro}\n' in text
    assert "resta quel giorno, e si tiene alle ore 18:00, presso Biblioteca." in said.out
    letter = mano.call("documento", "convocazione", DAY).out.split("##")[0]
    assert before.rpartition("convocati")[2].strip() in letter
    assert "La seduta è alle ore 18:00." in letter
    calendar = mano.call("scadenze", "--formato", "ics").out
    assert "DTSTART;TZID=Europe/Rome:20261015T180000" in calendar
    assert "LOCATION:Teatro" in calendar


def test_a_sitting_called_off_is_neither_late_nor_written_nor_held(mano: Mano) -> None:
    said = mano.writes("verbale", "disdici", DAY, "--motivo", "non c'è materia", *SENT)
    assert "è disdetta: non si tiene.\nMotivo: non c'è materia\n" in said.out
    (found,) = json.loads(
        mano.call("verbale", "elenca", "--stato", "disdetta", "--formato", "json").out
    )["verbali"]
    assert (found["id"], found["stato"]) == (DAY, "disdetta")
    for day in ("2026-06-02", "2026-10-20"):
        due = mano.call("scadenze", "--entro", "400", "--formato", "json", "--oggi", day).out
        assert DAY not in due
        assert DAY not in mano.call("scadenze", "--formato", "ics", "--oggi", day).out
    assert mano.is_sound()
    notes = mano.register / "appunti.txt"
    notes.write_text("PUNTO 1\nSi parla.\n", encoding="utf-8")
    again = mano.refuses("verbale", "redigi", DAY, "--appunti", str(notes), code=3)
    assert "è disdetta" in again.err


def test_the_letter_does_not_change_because_the_sitting_began_late(mano: Mano) -> None:
    # The line of provenance names the state of the data, which is another.
    letter = mano.call("documento", "convocazione", DAY).out.split("Fatto da rete")[0]
    notes = mano.register / "appunti.txt"
    notes.write_text(
        "INIZIO: 17:42\nFINE: 19:00\nPRESENTI: comune\nPUNTO 1\nSi parla.\n", encoding="utf-8"
    )
    said = mano.writes("verbale", "redigi", DAY, "--appunti", str(notes), "--oggi", "2026-10-16")
    assert (
        "come nella convocazione, dove gli appunti non dicono altro: luogo Biblioteca" in said.out
    )
    text = mano.text(file(DAY))
    assert 'inizio: "17:42"' in text
    assert 'ora: "17:00"' in text
    assert mano.call("documento", "convocazione", DAY).out.split("Fatto da rete")[0] == letter


def test_of_a_register_of_before_the_hour_of_the_plan_goes_into_the_letter(mano: Mano) -> None:
    day = "2026-11-05-abitare"
    planned = 'inizio: "17:00"\nconvocazione: {inviata: "2026-06-01", mezzo: PEC}\n'
    write(mano.register, {file(day): f"{planned}odg:\n  - {{punto: 1, titolo: Uno}}\n"})
    notes = mano.register / "appunti.txt"
    notes.write_text("INIZIO: 17:20\nPRESENTI: comune\nPUNTO 1\nSi parla.\n", encoding="utf-8")
    mano.writes("verbale", "redigi", day, "--appunti", str(notes), "--oggi", "2026-11-06")
    text = mano.text(file(day))
    assert 'inizio: "17:20"' in text
    assert 'convocazione: {inviata: "2026-06-01", mezzo: PEC, ora: "17:00"}' in text


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("sposta", DAY), 3, "non cambia niente"),
        (("sposta", DAY, "--ora", "17:00"), 3, "non cambia niente"),
        (("sposta", DAY, "--ora", "18", "--motivo", "x"), 2, "--motivo"),
        (("sposta", DAY, "--data", "2026-10-22", "--mezzo", "PEC"), 2, "--mezzo"),
        (("sposta", DAY, "--data", "2026-07-02"), 3, "c'è già una seduta"),
        (("sposta", DAY, "--data", "2026-05-01"), 3, "prima che si decida"),
        (("sposta", DAY, "--data", "2026-10-22", "--il", "2026-10-16"), 3, "dopo il giorno"),
        (("sposta", "2026-03-26-plenaria", "--ora", "18"), 3, "già scritto"),
        (("disdici", "2026-02-19-plenaria"), 3, "è approvato"),
        (
            ("disdici", DAY, "--inviata", "2026-06-01", "--il", "2026-06-02"),
            3,
            "prima di deciderlo",
        ),
        (("convoca", DAY, "--data", "2026-10-22"), 2, "rete verbale sposta"),
        (("convoca", DAY, "--altra-seduta"), 2, "è già una seduta"),
        (("convoca", DAY, "--inizio", "18"), 3, "già partita"),
        (("convoca", "plenaria", "--data", "2026-12-01", "--altra-seduta"), 3, "nessuna seduta"),
    ],
)
def test_what_cannot_be_moved_is_refused(
    mano: Mano, arguments: tuple[str, ...], code: int, why: str
) -> None:
    before = mano.text(file(DAY))
    assert why in mano.refuses("verbale", *arguments, code=code).err
    assert mano.text(file(DAY)) == before


def test_notice_runs_again_from_when_the_change_is_told(mano: Mano) -> None:
    late = ("--inviata", "2026-10-12", "--mezzo", "PEC", "--oggi", "2026-10-12")
    said = mano.writes("verbale", "sposta", DAY, "--ora", "18", *late)
    assert "variata il 2026-10-12: con un preavviso di 10 giorni" in said.out
    assert "[VER011]" in said.out


def test_the_day_of_a_sitting_that_is_off_may_have_another_one(mano: Mano) -> None:
    mano.writes("verbale", "sposta", DAY, "--data", "2026-10-22")
    mano.writes("verbale", "sposta", NEW, "--data", "2026-10-15")
    assert f"a: {DAY}-bis" in mano.text(file(NEW))
    assert mano.is_sound()
