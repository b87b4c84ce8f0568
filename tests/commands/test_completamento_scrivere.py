"""What the shell completes while a change is typed: acts and decisions, lists, vocabularies."""

from pathlib import Path

import pytest

from tests.aiuti.mano import MINUTES, MINUTES_FILE, MINUTES_TEXT
from tests.aiuti.porta import run

ENTE, TAVOLO = ("ente", "ammetti"), ("tavolo", "istituisci")


def completed(register: Path, command: tuple[str, ...], *words: str) -> list[str]:
    line = ["rete", *command, *words]
    asked = {
        "_RETE_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(line),
        "COMP_CWORD": str(len(line) - 1),
    }
    said = run([], cwd=register, env=asked)
    assert said.stderr == ""
    return [answer.partition(",")[2] for answer in said.stdout.splitlines()]


@pytest.fixture
def with_minutes(register: Path) -> Path:
    (register / MINUTES_FILE).parent.mkdir(parents=True)
    (register / MINUTES_FILE).write_text(MINUTES_TEXT, encoding="utf-8")
    return register


@pytest.mark.parametrize(
    ("command", "words", "wanted"),
    [
        (ENTE, ("--atto", "2024-01-15"), ["2024-01-15-stipula"]),
        (ENTE, ("--atto", "plen"), [MINUTES]),
        (ENTE, ("--atto", f"{MINUTES}/"), [f"{MINUTES}/1", f"{MINUTES}/2", f"{MINUTES}/3"]),
        (ENTE, ("--atto", f"{MINUTES}/3"), [f"{MINUTES}/3"]),
        (ENTE, ("--atto", "../x/"), []),
        (ENTE, ("--qualita", "o"), ["osservatore"]),
        (ENTE, ("po",), ["il-ponte"]),
        (("ente", "chiudi"), ("--subentra", "ponte,sog"), ["ponte,la-soglia"]),
        (TAVOLO, ("--componenti", "il-"), ["il-ponte"]),
        (TAVOLO, ("--ambiti", "cultura,amb"), ["cultura,ambiente"]),
        (TAVOLO, ("--comunita", ""), ["giovani"]),
        (TAVOLO, ("--genere", "tav"), ["tavolo-tematico"]),
        (("atto", "registra"), ("--tipo", "rec"), ["recesso"]),
    ],
)
def test_the_shell_is_told_what_may_come(
    with_minutes: Path, command: tuple[str, ...], words: tuple[str, ...], wanted: list[str]
) -> None:
    assert completed(with_minutes, command, *words) == wanted


def test_a_broken_pact_has_no_words_and_spoils_no_line(with_minutes: Path) -> None:
    (with_minutes / "data/patto.yaml").write_text("vocabolari: [", encoding="utf-8")

    assert completed(with_minutes, TAVOLO, "--ambiti", "") == []
