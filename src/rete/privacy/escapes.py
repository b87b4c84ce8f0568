r"""Characters that YAML lets be written otherwise (``\x40``, ``\_``, ``\n``) as those they are.

Whatever writes JSON, or YAML in quotes, writes so a space that does not break, or a new line.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from typing import Final

_SIGNS: Final = {"t": "\t", "n": "\n", "r": "\r", "_": "\u00a0", "N": "\n", "L": "\n", "P": "\n"}
# Two backslashes are one, and what follows is itself; one at the end of a line is no character.
_ESCAPE: Final = r"\\\\|\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U(0[0-9A-Fa-f]{7})|([tnr_NLP/ ]))"


def unescaped(content: bytes) -> bytes:
    """The same text with each such character as it is."""
    if b"\\" not in content:
        return content
    text = content.decode("utf-8", errors="replace")
    return re.sub(_ESCAPE, _character, text).encode("utf-8", errors="replace")


def places_in(content: bytes) -> Callable[[int], int]:
    """From the place of a character in what ``unescaped`` gives, that in the text as written."""
    found = list(re.finditer(_ESCAPE, content.decode("utf-8", errors="replace")))
    more = [0, *accumulate(len(one.group()) - len(_character(one)) for one in found)]
    starts = [one.start() - before for one, before in zip(found, more, strict=False)]
    return lambda place: place + more[bisect_left(starts, place)]


def _character(found: re.Match[str]) -> str:
    if (sign := found[4]) is not None:
        return _SIGNS.get(sign, sign)
    code = found[1] or found[2] or found[3]
    if code is None:
        return found.group()
    return chr(int(code, 16)) if int(code, 16) <= sys.maxunicode else "?"
