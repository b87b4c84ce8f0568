"""What is typed at a terminal of whatever kind: accented, corrected, pasted, in a narrow window."""

import re

import pytest

from tests.aiuti.mano import Mano
from tests.aiuti.tastiera import Ended, Keyboard

REFERENT = ("ente", "referente", "ponte", "--ruolo", "supplente", "--dal", "2026-05-01")
QUESTION = "Quale carica ha? "
LOOKS = "Invio se va bene, o il numero della risposta da cambiare: "
WRITES = "Scrivo? [s/N] "
REST = ("", "", "", "", "s")
"""The answers after the first: nothing more to say, all is well, write."""

CURSOR = {"TERM": "xterm"}
NO_CURSOR = {"TERM": "dumb"}
BYTES = {"TERM": "xterm", "LC_ALL": "C"}
TERMINALS = pytest.mark.parametrize(
    "terminal", [CURSOR, NO_CURSOR, BYTES], ids=["cursor", "no cursor", "letters of one byte"]
)
BACKSPACE = "\x7f"
LONG = " ".join(["una carica così lunga che", *["continua"] * 8])


def answered(mano: Mano, *lines: str, columns: int = 80, **env: str) -> Ended:
    """The command, each of whose questions is answered when it is asked; it has written."""
    with Keyboard(REFERENT, cwd=mano.register, env=env, columns=columns) as keyboard:
        for line in lines:
            assert keyboard.question() is not None, keyboard.screen
            keyboard.answers(line)
        ended = keyboard.ends()
    assert ended.code == 0, ended.screen
    assert ended.as_found
    return ended


def office(mano: Mano) -> str:
    """The office that was written, also on several lines."""
    written = " ".join(mano.text("data/enti/il-ponte.yaml").split())
    found = re.search(r'carica: (?:\|- |")?(.*?)"?,? dal:', written)
    assert found is not None, written
    return found[1]


def test_a_terminal_without_a_cursor_is_asked_and_read_in_plain_lines(mano: Mano) -> None:
    ended = answered(mano, LONG, *REST, **NO_CURSOR)

    assert "\x1b" not in ended.screen
    assert "\r" not in ended.screen
    asked = ended.screen.splitlines()
    assert asked[1:5] == [
        f"{QUESTION}{LONG}",
        "Serve anche il nome? [facoltativo] ",
        "Per un solo tavolo? [facoltativo] ",
        "Con quale atto, se c'è? [facoltativo] ",
    ]
    assert LOOKS in asked
    assert f"{WRITES}s" in asked
    assert office(mano) == LONG


@TERMINALS
def test_an_accented_word_is_written_as_it_was_typed(mano: Mano, terminal: dict[str, str]) -> None:
    ended = answered(mano, "responsabile della qualità, così è", *REST, **terminal)

    assert f"{QUESTION}responsabile della qualità, così è\n" in ended.screen
    assert office(mano) == "responsabile della qualità, così è"


@TERMINALS
def test_deleting_an_accented_letter_deletes_all_of_it(
    mano: Mano, terminal: dict[str, str]
) -> None:
    answered(mano, f"direttàè{BACKSPACE * 2}rice", *REST, **terminal)

    assert office(mano) == "direttrice"


def test_an_accent_typed_after_its_letter_is_written_with_it(mano: Mano) -> None:
    answered(mano, "qualita\u0300", *REST, **CURSOR)

    assert office(mano) == "qualità"


@TERMINALS
def test_several_lines_pasted_at_once_answer_one_question_each(
    mano: Mano, terminal: dict[str, str]
) -> None:
    with Keyboard(REFERENT, cwd=mano.register, env=terminal) as keyboard:
        keyboard.is_asked(QUESTION)
        keyboard.types("?\ncittà e comunità\n-\nboh\n-\n\n")
        keyboard.is_asked(LOOKS)
        screen = keyboard.screen
        keyboard.types("\ns\n")
        ended = keyboard.ends()

    assert ended.code == 0, ended.screen
    assert office(mano) == "città e comunità"
    assert "di solito basta\n" in screen
    assert "nessun tavolo corrisponde a «boh»" in screen
    assert "\x1b[?2004" not in ended.screen


@pytest.mark.parametrize("terminal", [CURSOR, NO_CURSOR], ids=["cursor", "no cursor"])
def test_on_a_narrow_terminal_lines_are_broken_between_words(
    mano: Mano, terminal: dict[str, str]
) -> None:
    ended = answered(mano, "?", LONG, *REST, columns=40, **terminal)

    for words in (
        "«?» spiega una domanda, «<» torna a\nquella di prima, Ctrl+C lascia\n",
        "  la carica o l'ufficio nell'ente:\n  presidente, direttrice…; di solito\n  basta\n",
        "  3. Quale carica ha? una carica così\n     lunga che continua continua\n",
    ):
        assert words in ended.screen
    assert office(mano) == LONG


def test_a_terminal_that_does_not_know_its_width_is_as_wide_as_others(mano: Mano) -> None:
    ended = answered(mano, "?", "direttrice", *REST, columns=0, **NO_CURSOR)

    assert "«?» spiega una domanda, «<» torna a quella di prima, Ctrl+C lascia\n" in ended.screen
