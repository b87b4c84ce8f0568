"""Lines shown and read on a terminal, with or without a cursor; `dialogue` says what is asked."""

import locale
import os
import sys
from io import TextIOWrapper
from typing import TextIO

from rete.render.terminal_text import printable, wrapped

_WIDEST, _NARROWEST = 80, 20


class Terminal:
    """Lines asked for on one stream and read from another: standard input and error, if none."""

    def __init__(self, read: TextIO | None = None, write: TextIO | None = None) -> None:
        self._read = read or sys.stdin
        self._write = write or sys.stderr
        self._edited = read is None and write is None and _can_edit()
        # Only before the first reading: afterwards it cannot be done.
        if isinstance(self._read, TextIOWrapper) and self._read.errors != "replace":
            self._read.reconfigure(encoding="utf-8", errors="replace")

    def line(self, prompt: str) -> str:
        """What is typed there, without the spaces around it.

        EOFError at the end of the input, or with Ctrl-C: the cursor is then on a new line.
        """
        try:
            typed = self._edited_line(prompt) if self._edited else self._plain_line(prompt)
        except (EOFError, KeyboardInterrupt):
            self._write.write("\n")
            self._write.flush()
            raise EOFError from None
        return typed.strip()

    def say(self, text: str) -> None:
        """A text, no wider than a terminal."""
        width = _width(self._write)
        lines = [part for line in text.split("\n") for part in wrapped(printable(line), width)]
        self._write.write("".join(f"{line}\n" for line in lines))
        self._write.flush()

    def _edited_line(self, prompt: str) -> str:
        self._write.flush()
        return input(prompt)

    def _plain_line(self, prompt: str) -> str:
        self._write.write(prompt)
        self._write.flush()
        typed = self._read.readline()
        # Half a line was never sent: it may be the beginning of another answer.
        if not typed.endswith("\n"):
            raise EOFError
        return typed


def _width(stream: TextIO) -> int:
    """How wide a text may be there: as much as the terminal, if it is a narrow one."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns or _WIDEST
    except (OSError, ValueError):
        columns = _WIDEST
    return max(_NARROWEST, min(columns, _WIDEST))


def _can_edit() -> bool:
    """Whether a line can be corrected with the arrows, and the earlier ones had back."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    # On a terminal that cannot move its cursor a long line would slide sideways.
    if os.environ.get("TERM", "dumb") == "dumb" or not all(one.isatty() for one in streams):
        return False
    # Where letters are single bytes (LC_ALL=C), half of an accented one would be deleted.
    if locale.getencoding().upper() != "UTF-8":
        return False
    try:
        import readline
    except ImportError:  # Windows, whose terminal does it by itself
        return False
    # What it writes to say where a pasted text begins is no part of what is on the screen.
    readline.parse_and_bind("set enable-bracketed-paste off")
    return True
