"""Text made safe for a terminal, coloured, wrapped to its width."""

import os
import re
import textwrap
import unicodedata
from enum import StrEnum
from typing import TextIO

_JOINERS = "\u200c\u200d"  # they hold letters and emoji together, and move nothing on the screen
_OPENING = re.compile(r" *(?:- |[0-9]+\. )?")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
TO_DO = "→ "
"""What stands before a remedy, or a command to give."""


class Style(StrEnum):
    """The few looks of our words (a word never depends on its colour to be understood)."""

    ERROR = "1;31"
    WARNING = "1;33"
    STRONG = "1"
    FAINT = "2"


def wants_colour(stream: TextIO) -> bool:
    """Whether what goes to this stream may be coloured: a terminal, and nobody said no."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def styled(text: str, style: Style, *, colour: bool) -> str:
    """The text in a look, where colours are wanted."""
    return f"\x1b[{style.value}m{text}\x1b[0m" if colour else text


def printable(text: str) -> str:
    """The text on one line, with whatever could drive a terminal written out (``\\x1b``)."""
    if text.isprintable():
        return text
    return "".join(c if _is_harmless(c) else _written_out(c) for c in text)


def columns(stream: TextIO) -> int | None:
    """How wide the terminal is to which a stream goes; None where it is none, or does not say."""
    try:
        return (stream.isatty() and os.get_terminal_size(stream.fileno()).columns) or None
    except (OSError, ValueError):
        return None


def wrapped(line: str, width: int, *, hanging: int = 0) -> list[str]:
    """The line in pieces no wider, broken between words; all begin where its own words do.

    What is before them, spaces and a dash or a number, stands by itself; where there is nothing,
    ``hanging`` says how far in the others begin. A word wider than the room that there is, such
    as an address, stays whole.
    """
    opening = _OPENING.match(line)
    return broken(line, width, hanging=(opening and opening.end()) or hanging) or [line]


def broken(text: str, width: int, *, hanging: int = 0) -> list[str]:
    """The text in lines no wider; what has no spaces stays whole, and those after the first are
    ``hanging`` columns further in."""
    return textwrap.wrap(
        text,
        width,
        subsequent_indent=" " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _is_harmless(character: str) -> bool:
    return (
        character.isprintable()
        or character in _JOINERS
        or unicodedata.category(character) in ("Zs", "Co", "Cn")
    )


def _written_out(character: str) -> str:
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
