"""Notes that are made to cost much: no line costs more than its length."""

import time
from datetime import date

import pytest

from rete.load.loader import load
from rete.model.rete import Rete
from rete.notes import read_notes
from rete.store import Folder
from tests.aiuti.luoghi import EXAMPLE

RETE: Rete = load(Folder(EXAMPLE)).rete
TODAY = date(2026, 6, 1)
LONG, MANY, SECONDS = 100_000, 8_000, 20


def seconds(text: str) -> float:
    start = time.process_time()
    read_notes(text, RETE, TODAY, comunque=True)
    return time.process_time() - start


@pytest.mark.parametrize(
    "part",
    [
        *("a", "a ", " ", "a:", "a: ", "1 ", ".", "- ", "*", "(", "[a] ", "|1", "è ", "✅ "),
        *("10 favorevoli ", "sì ", "no ", "esce ", " e esce", "alle 18 ", "si decide ", "voti "),
        *(
            "il tavolo ",
            "quindi ",
            "punto 1 e ",
            "presso ",
            "f 1 ",
            "all'unanimità ",
            "x: assente ",
        ),
    ],
)
def test_a_line_of_a_hundred_thousand_signs_takes_no_longer_than_others(part: str) -> None:
    line = part * (LONG // len(part))
    assert seconds(f"PUNTO 1: x\nDECISO: y\n{line}") < SECONDS / 4


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("PRESENTI: ", "x,"),
        ("PRESENTI: ", "il ponte e "),
        ("PRESENTI: ", "x (dalle 18), "),
        ("AZIONE: ", "il ponte, x entro "),
        ("DELEGA: ", "a a "),
        ("ODG: ", "x 2) "),
        ("ENTRA: ", "18:00 "),
        ("CONTRARI: ", "a;"),
        ("VOTO: ", "1 "),
    ],
)
def test_nor_does_a_value_of_a_hundred_thousand_signs(word: str, part: str) -> None:
    assert seconds(f"{word}{part * (LONG // len(part))}") < SECONDS / 4


@pytest.mark.parametrize(
    "line",
    ["- a", "si parla", "AB: x", "PUNTO: x", "1. x", "DECISO: x", "10 favorevoli", "# Festa"],
)
def test_many_short_lines_cost_as_many_times_one(line: str) -> None:
    assert seconds("PUNTO 1: x\n" + f"{line}\n" * MANY) < SECONDS
