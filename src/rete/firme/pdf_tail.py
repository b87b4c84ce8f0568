"""What follows a PDF, cut into its updates: every byte is accounted for, or it is refused.

An update is objects, then the table where each of them stands, then where the table is and `%%EOF`
(ISO 32000-1, 7.5.6). What readers of PDF repair, each in its own way, is refused here: one of them
would show what another does not.
"""

import re
from typing import Final

from rete.firme.guard import walled
from rete.firme.pdf_hidden import refuse_hidden, refuse_untold
from rete.firme.pdf_reading import (
    IRREGULAR,
    OBJ,
    SPACE,
    Entry,
    Reading,
    entries_of,
    is_of_type,
    needed,
)
from rete.firme.pdf_values import Dictionary, Object, Stream
from rete.firme.values import TOO_MUCH, Alien
from rete.records import frozen

_TWICE: Final = "scrive due volte lo stesso oggetto"
_UNTOLD: Final = "ha oggetti che la sua tabella non dice"
LARGEST: Final = 32 * 1024 * 1024
_GAP: Final = re.compile(SPACE + rb"*(?:%(?!%EOF)[^\r\n]{0,99}[\r\n]" + SPACE + rb"*)*")
_SPACES: Final = re.compile(SPACE + rb"{0,9}")
_EOL: Final = re.compile(rb"\r\n|\r|\n|")
_END: Final = re.compile(rb"startxref" + SPACE + rb"+([0-9]{1,12})" + SPACE + rb"+%%EOF")
_TABLE: Final = re.compile(rb"xref(?=" + SPACE + rb")")
_SECTION: Final = re.compile(SPACE + rb"*([0-9]{1,10}) ([0-9]{1,10}) ?(?:\r\n|\r|\n)")
_ENTRY: Final = re.compile(rb"([0-9]{10}) (?:0{5} (n)|[0-9]{5} f)(?: \r| \n|\r\n)")
_TRAILER: Final = re.compile(SPACE + rb"*trailer" + SPACE + rb"*(?=<<)")
_TOO_LONG: Final = re.compile(rb"(?<![0-9A-Fa-f<])[+\-.0-9]{20000}")
_TOO_LONG_A_WORD: Final = re.compile(rb"[^\0\t\n\x0c\r ()<>\[\]{}/%]{500000}")
_AFTER_THE_END: Final = 900
"""Bytes: further back than a thousand some readers look for no end, and repair the file."""
_MOST_UPDATES: Final = 200
"""Of each the signature is reckoned over all that comes before it."""
_MOST_OBJECTS: Final = 20_000
_MOST_OF_ONE, _MOST_OF_ALL = 2_000_000, 8_000_000
"""Bytes outside of streams, which pyHanko reads one by one."""
_BY_ONES: Final = re.compile(rb"stream|endobj")


@frozen
class Revision:
    """One update of a file: its objects by number, and what its trailer says.

    ``start`` is where it begins, ``table`` where its table stands, ``end`` just after `%%EOF`,
    ``limit`` where the next one begins; ``structural`` are the objects that only hold others or the
    table.
    """

    start: int
    table: int
    end: int
    limit: int
    objects: dict[int, Object]
    structural: frozenset[int]
    trailer: Dictionary


def revisions(given: bytes, start: int, *, table: int) -> tuple[Revision, ...]:
    """The updates from ``start`` on, of a file whose table stands at ``table``; Alien otherwise."""
    if len(given) - start > LARGEST:
        raise Alien(TOO_MUCH)
    # Of such a number pyHanko copies each part many times, such a word it reads for minutes.
    if _TOO_LONG.search(given, start) or _TOO_LONG_A_WORD.search(given, start):
        raise Alien(IRREGULAR)
    found: list[Revision] = []
    known: set[int] = set()
    with walled(Alien(IRREGULAR)):
        reading = Reading(given, start)
        at = _skipped(given, start)
        while at < len(given):
            if len(found) >= _MOST_UPDATES:
                raise Alien(TOO_MUCH)
            draft = _Draft(given, reading, at)
            revision = draft.revision(table)
            found.append(revision)
            table = revision.table
            known |= draft.words
            at = revision.limit
        refuse_hidden(given, start, known)
    if found and len(given) - found[-1].end > _AFTER_THE_END:
        raise Alien(IRREGULAR)
    return tuple(found)


def _skipped(given: bytes, at: int) -> int:
    gap = _GAP.match(given, at)
    return gap.end() if gap else at


def _after_space(given: bytes, at: int) -> int:
    """Where a table stands; known programs name the end of the line before it."""
    space = _SPACES.match(given, at) if 0 <= at <= len(given) else None
    return space.end() if space else at


class _Draft:
    """One update while it is read."""

    def __init__(self, given: bytes, reading: Reading, at: int) -> None:
        self._given = given
        self._reading = reading
        self._start = self._at = at
        self._by_ones = 0
        self._objects: dict[int, Object] = {}
        self._places: dict[int, int] = {}
        self.words: set[int] = set()
        """Where the words stand that a reader looks for: those of an object, of a table."""

    def revision(self, before: int) -> Revision:
        """The update, which follows the one whose table stands at ``before``."""
        while head := OBJ.match(self._given, self._at):
            here, number = self._at, int(head[1])
            self.words.add(head.end() - len(b"obj"))
            value = self._object(number, head.end())
            if is_of_type(value, "/XRef"):
                holders = self._settled([*entries_of(value)], but=number)
                return self._closed(here, before, value.entries, holders | {number})
        here = self._at
        entries, trailer = self._table()
        return self._closed(here, before, trailer, self._settled(entries))

    def _object(self, number: int, at: int) -> Object:
        if number in self._objects or len(self._objects) >= _MOST_OBJECTS:
            raise Alien(_TWICE)
        stop = _BY_ONES.search(self._given, at, at + _MOST_OF_ONE)
        self._by_ones += stop.start() - at if stop else _MOST_OF_ALL
        if self._by_ones >= _MOST_OF_ALL:
            raise Alien(IRREGULAR)
        value, end = self._reading.value(at)
        end = _skipped(self._given, end)
        if not self._given.startswith(b"endobj", end):
            raise Alien(IRREGULAR)
        self._objects[number], self._places[number] = value, self._at
        self._at = _skipped(self._given, end + len(b"endobj"))
        return value

    def _table(self) -> tuple[list[Entry], Dictionary]:
        """A table written out, line by line, and the dictionary after it."""
        at, entries = needed(_TABLE.match(self._given, self._at)).end(), list[Entry]()
        while section := _SECTION.match(self._given, at):
            at, first = section.end(), int(section[1])
            for number in range(first, first + int(section[2])):
                line = needed(_ENTRY.match(self._given, at))
                at = line.end()
                entries.append((number, int(line[1]) if line[2] else None))
        trailer = needed(_TRAILER.match(self._given, at))
        self.words.add(self._given.index(b"trailer", at))
        value, end = self._reading.value(trailer.end())
        if not isinstance(value, dict):
            raise Alien(IRREGULAR)
        self._at = _skipped(self._given, end)
        return entries, value

    def _settled(self, entries: list[Entry], but: int | None = None) -> frozenset[int]:
        """Holds objects and table to each other; the numbers of the streams that hold objects.

        ``but`` is the table itself, which need not be in it.
        """
        left = dict(self._places)
        inside: dict[int, set[tuple[int, int]]] = {}
        for number, place in entries:
            if isinstance(place, tuple):
                holder, index = place
                inside.setdefault(holder, set()).add((index, number))
            elif place is None:
                self._free(number, but)
            elif left.pop(number, None) != _skipped(self._given, place):
                raise Alien("ha una tabella che dice un altro posto")
        if left.keys() - {but}:
            raise Alien(_UNTOLD)
        for holder, wanted in inside.items():
            self._hold(holder, wanted)
        refuse_untold(self._objects, but={*inside, but})
        return frozenset(inside)

    def _free(self, number: int, but: int | None) -> None:
        if number not in {0, but}:
            if number in self._objects:
                raise Alien("toglie un oggetto che ha")
            self._objects[number] = None

    def _hold(self, holder: int, wanted: set[tuple[int, int]]) -> None:
        value = self._objects.get(holder)
        if not is_of_type(value, "/ObjStm"):
            raise Alien(IRREGULAR)
        held = self._reading.inside(value)
        if {(index, number) for index, (number, _) in enumerate(held)} != wanted:
            raise Alien(_UNTOLD)
        for number, inner in held:
            if number in self._objects or isinstance(inner, Stream):
                raise Alien(_TWICE)
            self._objects[number] = inner

    def _closed(
        self, table: int, before: int, trailer: Dictionary, structural: frozenset[int]
    ) -> Revision:
        end = _END.match(self._given, self._at)
        if end is None or _after_space(self._given, int(end[1])) != table:
            raise Alien("non dice dov'è la sua tabella")
        self.words.add(end.start())
        prev = trailer.get("/Prev")
        prev = _after_space(self._given, prev) if isinstance(prev, int) else None
        if prev != before or {"/XRefStm", "/Encrypt"} & trailer.keys():
            raise Alien("non continua quello che c'è prima")
        limit = _EOL.match(self._given, end.end())
        at = _skipped(self._given, limit.end() if limit else end.end())
        return Revision(
            start=self._start,
            table=table,
            end=end.end(),
            limit=at,
            objects=self._objects,
            structural=structural,
            trailer=trailer,
        )
