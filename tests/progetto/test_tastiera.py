"""The keyboard that other tests type at: it waits only so long, and leaves nothing running."""

import sys
import time
from pathlib import Path

import pytest

from tests.aiuti.tastiera import INTERRUPT, Keyboard, state

SHORT = 0.3
"""Seconds; what comes in these tests has come before, however slow the machine."""


def script(text: str) -> tuple[str, ...]:
    return (sys.executable, "-ISuc", f"import os, signal, sys, termios, time\n{text}")


def at(folder: Path, text: str, patience: float = 20.0) -> Keyboard:
    return Keyboard([], cwd=folder, program=script(text), patience=patience)


def has_gone(process: int) -> bool:
    """Whether it ends within a few seconds: to be killed takes a moment."""
    end = time.monotonic() + 5
    while state(process) not in {"", "Z"}:
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


ASKS = "print('prima riga'); input('Come ti chiami? '); input('Quanti anni hai? ')"


def test_who_waits_for_what_never_comes_is_told_what_was_on_the_screen(tmp_path: Path) -> None:
    with at(tmp_path, ASKS) as keyboard:
        keyboard.is_asked("Come ti chiami? ")
        keyboard.patience = SHORT
        begun = time.monotonic()

        with pytest.raises(AssertionError) as failed:
            keyboard.is_asked("Dove abiti? ")

        assert time.monotonic() - begun < 5
    assert str(failed.value) == (
        "after 0.3 seconds there is no question «Dove abiti? »; on the screen there is\n"
        "prima riga\nCome ti chiami? "
    )


def test_an_end_that_never_comes_is_not_waited_for(tmp_path: Path) -> None:
    with at(tmp_path, ASKS) as keyboard:
        keyboard.is_asked("Come ti chiami? ")
        keyboard.patience = SHORT
        keyboard.types("Ada\n")

        with pytest.raises(AssertionError, match=r"no end of the program(.|\n)*ti chiami\? Ada"):
            keyboard.ends()


def test_what_writes_without_end_is_not_listened_to_without_end(tmp_path: Path) -> None:
    with (
        at(tmp_path, "while True: print('ancora')", patience=SHORT) as keyboard,
        pytest.raises(AssertionError, match=r"after 0\.3 seconds(.|\n)*ancora"),
    ):
        keyboard.shows("basta")


def test_who_reads_nothing_does_not_stop_who_types(tmp_path: Path) -> None:
    with at(tmp_path, "time.sleep(60)", patience=SHORT) as keyboard:
        keyboard.types("parola " * 10_000)

        with pytest.raises(AssertionError, match="no end of the program"):
            keyboard.ends()


def test_a_program_that_ends_before_what_is_awaited_is_told_at_once(tmp_path: Path) -> None:
    with (
        at(tmp_path, "print('addio')") as keyboard,
        pytest.raises(AssertionError, match=r"the program has ended: .*«Come\? »(.|\n)*addio"),
    ):
        keyboard.is_asked("Come? ")


STUBBORN = """\
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGHUP, signal.SIG_IGN)
child = os.fork()
if child:
    print(os.getpid(), child, 'fatto')
time.sleep(60)
"""


@pytest.mark.parametrize("fails", [True, False])
def test_nothing_that_was_started_outlives_the_test(tmp_path: Path, fails: bool) -> None:
    with at(tmp_path, STUBBORN) as keyboard:
        keyboard.shows("fatto")
        started = [int(word) for word in keyboard.screen.split()[:2]]
        assert {state(process) for process in started} <= {"S", "R"}
        if fails:
            keyboard.patience = SHORT
            with pytest.raises(AssertionError):
                keyboard.ends()
            assert [process for process in started if not has_gone(process)] == []

    assert [process for process in started if not has_gone(process)] == []


def test_a_terminal_that_is_left_in_disorder_is_noticed(tmp_path: Path) -> None:
    unseen = (
        "now = termios.tcgetattr(0)\nnow[3] &= ~termios.ECHO\n"
        "termios.tcsetattr(0, termios.TCSANOW, now)"
    )

    for text, as_found in (("pass", True), (unseen, False)):
        with at(tmp_path, text) as keyboard:
            assert keyboard.ends().as_found is as_found


def test_an_interruption_reaches_the_program(tmp_path: Path) -> None:
    with at(tmp_path, "signal.signal(signal.SIGINT, signal.SIG_DFL)\ninput('Chi? ')") as keyboard:
        keyboard.is_asked("Chi? ")
        keyboard.types(INTERRUPT)

        assert keyboard.ends().code == -2
