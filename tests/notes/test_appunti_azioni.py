"""Actions in notes: who does them, bodies or others, and by when, if anybody said so."""

from datetime import date
from typing import Any

import pytest

from rete.load.loader import load
from rete.notes import Appunti, read_notes
from rete.store import Folder
from tests.aiuti.luoghi import EXAMPLE

RETE = load(Folder(EXAMPLE)).rete
PONTE = "associazione-il-ponte"


def read(line: str) -> Appunti:
    return read_notes(f"PUNTO 1: Sedie\n{line}\n", RETE, date(2026, 6, 1))


def action(line: str) -> dict[str, Any]:
    notes = read(line)
    assert notes.non_capite == ()
    (found,) = notes.record["azioni"]  # type: ignore[misc,union-attr]
    assert isinstance(found, dict)
    return {key: value for key, value in found.items() if key not in ("n", "punto")}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("AZIONE: il ponte, comprare le sedie", {"responsabili": [PONTE]}),
        ("INCARICO: il ponte; comprare le sedie", {"responsabili": [PONTE]}),
        ("AZIONE: il gruppo sedie, comprare le sedie", {"incaricati": ["il gruppo sedie"]}),
        ("AZIONE: tutti, comprare le sedie", {"incaricati": ["tutti"]}),
        ("AZIONE: «il ponte vecchio»; comprare le sedie", {"incaricati": ["il ponte vecchio"]}),
        (
            "AZIONE: il ponte, «chi c'era, e basta», comprare le sedie, entro il 30/6/2026",
            {"responsabili": [PONTE], "incaricati": ["chi c'era, e basta"], "entro": "2026-06-30"},
        ),
        (
            "AZIONE: il gruppo sedie, comprare le sedie, entro il 30/6/2026",
            {"incaricati": ["il gruppo sedie"], "entro": "2026-06-30"},
        ),
    ],
)  # fmt: skip
def test_who_does_it_may_be_no_body_and_there_may_be_no_day(line: str, told: Any) -> None:
    assert action(line) == {"testo": "comprare le sedie", **told}


def test_what_is_no_time_is_part_of_what_is_to_be_done() -> None:
    found = action("AZIONE: il ponte, mettere i tavoli entro la sala")
    assert found == {"testo": "mettere i tavoli entro la sala", "responsabili": [PONTE]}


def test_that_an_action_is_of_no_body_is_told() -> None:
    notes = read("AZIONE: il gruppo sedie, comprare le sedie")
    assert notes.avvertenze == (
        "«il gruppo sedie» non è un ente del registro: l'azione 1 è affidata a parole",
    )
    assert read("AZIONE: «il gruppo sedie»; comprare le sedie").avvertenze == ()


@pytest.mark.parametrize(
    ("line", "why", "first"),
    [
        ("AZIONE: comprare le sedie", "non si sa chi la fa",
         "AZIONE: «da assegnare»; comprare le sedie;"),
        ("AZIONE: comprare le sedie, entro il 30/6/2026", "non si sa chi la fa",
         "AZIONE: «da assegnare»; comprare le sedie; entro 2026-06-30"),
        ("AZIONE: il pnte, comprare le sedie", "«il pnte» non c'è: forse",
         f"AZIONE: {PONTE}; comprare le sedie;"),
        ("AZIONE: zzz zzz, verbale di marzo", "«zzz zzz» non c'è nel registro",
         "AZIONE: «zzz zzz»; verbale di marzo;"),
        ("AZIONE: il ponte, comprare le sedie entro fine mese", "entro quando?",
         "AZIONE: il ponte, comprare le sedie entro fine mese;"),
        ("AZIONE: il ponte", "non si dice che cosa deve fare «il ponte»", None),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_shown_with_what_it_may_mean(
    line: str, why: str, first: str | None
) -> None:
    (told,) = read(line).non_capite

    assert why in told.perche
    assert told.come[:1] == ((first,) if first else ())
    for meant in told.come:
        assert read(meant).non_capite == (), meant


def test_what_it_may_mean_reads_as_it_says() -> None:
    assert action("AZIONE: il ponte, comprare le sedie entro fine mese;") == {
        "testo": "comprare le sedie entro fine mese",
        "responsabili": [PONTE],
    }
    assert action("AZIONE: «da assegnare»; comprare, poi pulire;") == {
        "testo": "comprare, poi pulire",
        "incaricati": ["da assegnare"],
    }
