"""Letters and figures in other dress (wide, bold, of other scripts) as the plain ones they are."""

import unicodedata
from typing import Final

_PLAIN: Final = bytes({*range(0x80), *range(0x80, 0xD9), 0xE2})
"""Bytes of a text in which no letter and no figure is dressed: quotes, dashes and accents too."""


class _Undressing(dict[int, str]):
    """Each sign once: a figure or a letter of ours stands for what it is, all else for itself."""

    def __missing__(self, sign: int) -> str:
        char = chr(sign)
        plain = unicodedata.normalize("NFKC", char)
        if not (len(plain) == 1 and plain.isascii() and plain.isalnum()):
            figure = unicodedata.decimal(char, None)
            plain = char if figure is None else str(figure)
        self[sign] = plain
        return plain


_UNDRESSING: Final = _Undressing()


def undressed(content: bytes) -> bytes:
    """The same text, sign by sign, in plain letters and figures."""
    if content.isascii() or not content.translate(None, _PLAIN):
        return content
    text = content.decode("utf-8", errors="replace")
    return text.translate(_UNDRESSING).encode("utf-8", errors="replace")
