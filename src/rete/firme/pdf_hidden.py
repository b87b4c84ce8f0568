"""What an update hides from readers that go by its tables: refused.

One that finds a file broken, or thinks so, looks for objects and tables by their words wherever
these stand, in a drawing or in a remark too; others look for the last `startxref` in any place.
"""

import re
from collections.abc import Collection, Mapping
from typing import Final

from rete.firme.pdf_values import Name, Object, Ref, Stream
from rete.firme.values import Alien

_WORD: Final = re.compile(rb"startxref|(?<![A-Za-z])(?:obj|trailer)(?![A-Za-z0-9])")
_BEFORE: Final = 400
_NUMBERED: Final = re.compile(rb"(?:[0-9]|%[^\r\n]*[\r\n])[\0\t\n\x0c\r ]*\Z")
"""An object's word comes after its number, or after a remark that stands between the two."""
_OF_STRUCTURE: Final = {Name(f"/{kind}") for kind in ("Catalog", "Pages", "Page", "ObjStm", "XRef")}
_MOST: Final = 100
"""Of the three letters by themselves: in what is compressed they come by chance, seldom."""
_HIDES: Final = "nasconde qualcosa che un altro programma mostrerebbe"


def refuse_hidden(given: bytes, start: int, known: set[int]) -> None:
    """Alien where such a word stands after ``start`` in a place that is not ``known``."""
    by_chance = 0
    for word in _WORD.finditer(given, start):
        at = word.start()
        if at in known:
            continue
        by_chance += 1
        if word.group() != b"obj" or by_chance > _MOST:
            raise Alien(_HIDES)
        if _NUMBERED.search(given, max(start, at - _BEFORE), at):
            raise Alien(_HIDES)


def refuse_untold(objects: Mapping[int, Object], *, but: Collection[int | None]) -> None:
    """Alien where a stream holds objects or a table that the update's own table does not name.

    ``but`` are those that it names.
    """
    for number, value in objects.items():
        if number not in but and isinstance(value, Stream) and is_of_structure(value.entries):
            raise Alien(_HIDES)


def is_of_structure(entries: Mapping[str, Object]) -> bool:
    """Whether it calls itself a part of what holds a file together, or does not say plainly."""
    kind = entries.get("/Type")
    return isinstance(kind, Ref) or (isinstance(kind, Name) and kind in _OF_STRUCTURE)
