"""Text made safe and coloured for a terminal; what to say is decided elsewhere."""

import os
import unicodedata
from enum import StrEnum
from typing import TextIO

_JOINERS = "\u200c\u200d"  # they hold letters and emoji together, and move nothing on the screen
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


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
    return f"\x1b[{style.value}m{text}\x1b[0m" if colour else text


def printable(text: str) -> str:
    """The text on one line, with whatever could drive a terminal written out (``\\x1b``)."""
    if text.isprintable():
        return text
    return "".join(c if _is_harmless(c) else _written_out(c) for c in text)


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
