"""All objects of a PDF after one of its updates, beside those before: what changed is claimed.

What nobody claims in the end is no part of a signature.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeGuard

from rete.firme.pdf_base import Base
from rete.firme.pdf_hidden import is_of_structure
from rete.firme.pdf_tail import Revision
from rete.firme.pdf_values import LARGEST_REFERENCE, Dictionary, Name, Object, Ref, Stream, keys
from rete.firme.values import TOO_MUCH, Alien

_CHANGED: Final = "cambia una parte del documento"
_DEEPEST: Final = 50_000
_OUTSIDE: Final = keys("F FFilter FDecodeParms")
"""Of a stream: its content would be in another file."""
_REFUSED: Final = keys("Ref OPI PS OC AF EF JS AA OpenAction")
"""What takes its look from elsewhere, may be hidden, or does something."""

_DRAWINGS: Final = {Name("/Form"), Name("/Image")}
_FONTS: Final = {Name("/Font"), Name("/FontDescriptor"), Name("/ExtGState")}


Looked = Mapping[str, Callable[[Object, Object], None]]
"""By key, what looks at the value that it had and at the one that it has."""


class State:
    """All objects after an update, with those that it writes set apart."""

    def __init__(self, base: Base, before: Mapping[int, Object], revision: Revision) -> None:
        self.base = base
        self.before = before
        self.revision = revision
        self.objects = {**before, **revision.objects}
        self._claimed = set(revision.structural)

    def get(self, value: Object) -> Object:
        """What a value is, where it is a reference; None where there is no such object."""
        return self._of(self.objects, value)

    def was(self, value: Object) -> Object:
        """What a value was before the update."""
        return self._of(self.before, value)

    def _of(self, objects: Mapping[int, Object], value: Object) -> Object:
        if not isinstance(value, Ref):
            return value
        found = objects[value.num] if value.num in objects else self.base.get(value)
        if isinstance(found, Ref):
            raise Alien("ha un rimando a un rimando")
        return found

    def writes(self, value: Object) -> TypeGuard[Ref]:
        return isinstance(value, Ref) and value.num in self.revision.objects

    def known(self, number: int) -> bool:
        """Whether an object of that number was there before the update."""
        return number in self.before or number in self.base.numbers

    def refuse_cut(self) -> None:
        """Alien where the file says that it has fewer objects: some readers see no others."""
        size = self.revision.trailer.get("/Size")
        last = max(self.base.numbers | self.objects.keys())
        if not isinstance(size, int) or not last < size <= LARGEST_REFERENCE:
            raise Alien("dice un altro numero di oggetti")

    def claim(self, value: Object, *, why: str, frozen: bool) -> None:
        """That an object, where the update writes it, is one of a signature.

        ``frozen``: it belongs to what was there, so it must be as it was; otherwise it may take
        the place of another of an earlier update, never of the document.
        """
        if not self.writes(value):
            return
        self._claimed.add(value.num)
        if self.known(value.num) and self.was(value) == self.get(value):
            return
        if frozen or value.num in self.base.numbers:
            raise Alien(why)

    def claim_changed(self, value: Object, *, was: Object = None) -> None:
        """That an object is written anew, with changes that were looked at one by one.

        One of the document's own can be only what already stood in the same place, ``was``.
        """
        if not self.writes(value):
            return
        self._claimed.add(value.num)
        own = value.num in self.base.numbers and value != was
        if own and self.base.get(value) != self.get(value):
            raise Alien(_CHANGED)

    def claim_all(
        self, value: Object, *, why: str, frozen: bool = False, streams: bool = False
    ) -> None:
        """Claims all that a value leads to, but for what is the document's own."""
        seen: set[Ref] = set()
        waiting = [value]
        steps = 0
        while waiting:
            steps += 1
            if steps > _DEEPEST:
                raise Alien(TOO_MUCH)
            one = waiting.pop()
            if isinstance(one, Ref):
                if one in self.base.looked_at:
                    continue  # the catalogue, a page: nothing of the signature's
                self.claim(one, why=why, frozen=frozen)
                if one in seen or (one.num in self.base.numbers and not self.writes(one)):
                    continue
                seen.add(one)
                one = self.get(one)
            if isinstance(one, Stream):
                if not streams or _OUTSIDE & one.entries.keys():
                    raise Alien("contiene un altro file")
                one = one.entries
            if isinstance(one, dict):
                _refuse_doings(one)
                waiting.extend(one.values())
            elif isinstance(one, list):
                waiting.extend(one)

    def refuse_the_rest(self) -> None:
        """Alien where the update writes something that nobody claimed."""
        for number in self.revision.structural:
            value = self.revision.objects[number]
            if isinstance(value, Stream):
                entries = list(value.entries.values())
                self.claim_all(entries, why=_CHANGED)
        for number, value in self.revision.objects.items():
            if number in self._claimed:
                continue
            if self.known(number):
                raise Alien(_CHANGED)
            if not _is_a_leftover(value):
                raise Alien("ha oggetti che non sono di una firma")


def _is_a_leftover(value: Object) -> bool:
    """What a program that draws a signature may leave behind: nothing leads there, so none sees it.

    An update that led there would be looked at with all that it leads to.
    """
    match value:
        case Stream(entries=entries):
            return entries.get("/Subtype") in _DRAWINGS
        case dict():
            return not value or value.get("/Type") in _FONTS
        case list():
            return all(isinstance(one, Ref) for one in value)
        case bytes():
            return False
        case _:
            return True


def _refuse_doings(value: Dictionary) -> None:
    if _REFUSED & value.keys() or value.get("/Subtype") == Name("/PS") or is_of_structure(value):
        raise Alien("fa qualcosa di più che mostrare una firma")


def dictionary(value: Object, why: str) -> Dictionary:
    """That value, where it is a dictionary."""
    if not isinstance(value, dict):
        raise Alien(why)
    return value


def compared(
    old: Mapping[str, Object],
    new: Mapping[str, Object],
    may: Looked,
    why: str,
) -> None:
    """Holds a dictionary to what it was, but for some keys, each looked at by its own function."""
    for key in {**old, **new}:
        if key in may:
            if key in new:
                may[key](old.get(key), new[key])
            elif key in old:
                raise Alien(why)
        elif old.get(key) != new.get(key) or (key in old) != (key in new):
            raise Alien(f"{why} («{key.lstrip('/')}»)")
