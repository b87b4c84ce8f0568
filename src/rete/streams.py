"""Standard input, output and error made usable: always there, and able to write any text."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

_NOWHERE = Path(os.devnull)


def make_ready() -> None:
    """Every stream is there (`rete … >&-`), and any text can be written to it."""
    # In this order each takes the number that it would have had: the lowest that is free.
    sys.stdin = sys.stdin or _NOWHERE.open(encoding="utf-8")
    sys.stdout = sys.stdout or _NOWHERE.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or _NOWHERE.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def tell(write: Callable[[], None]) -> None:
    """Say something on standard error, if it can be: how a command ends does not depend on it."""
    with suppress(OSError):
        write()


def leave_quietly() -> None:
    """Drop what a stream refuses: Python would try again, and end with a code of its own."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with _NOWHERE.open("wb") as nowhere:
                os.dup2(nowhere.fileno(), stream.fileno())
