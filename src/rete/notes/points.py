"""The points of the agenda as notes tell them, each with what was said about it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, NamedTuple

from rete.changes import Plain, Record
from rete.model.comuni import SI
from rete.model.ricerca import words
from rete.model.verbale import Punto
from rete.notes.headings import Titolo
from rete.notes.lines import is_listed, joined

_PAUSE = None
"""Between two paragraphs: one blank line, however many were typed."""


class Segno(NamedTuple):
    """Where, in what was said, a decision was taken or an action given."""

    che: Literal["decisione", "azione"]
    n: int


_Riga = str | Segno | None


@dataclass(kw_only=True)
class _Punto:
    titolo: str
    numero: str | None = None
    rinviato: bool = False
    went_on: bool = False  # something was said after a decision
    lines: list[_Riga] = field(default_factory=list)
    first_item: int | None = None  # the column of the list that is going on
    last_item: int = 0


class Punti:
    """The points by number, in the order in which they come; ``current`` is being discussed."""

    def __init__(self, planned: Sequence[Punto]) -> None:
        self.current: int | None = None
        self.warnings: list[str] = []
        self._titles = {punto.punto: punto.titolo for punto in planned}
        self._by_print = {punto.stampato: punto.punto for punto in planned}
        self._points: dict[int, _Punto] = {}
        self._waiting: list[str] = []
        self._listed: list[int] = []

    def foresee(self, titles: Sequence[str]) -> None:
        """The agenda as the notes themselves list it."""
        for title in (one for listed in titles for one in _one_by_one(listed)):
            number = max(self._titles, default=0) + 1
            self._titles[number] = title
            self._listed.append(number)
            self._by_print.setdefault(str(number), number)

    def begin(self, typed: Titolo) -> str | None:
        """Begin a point, or go back to one; why what was typed is not wholly taken, if so."""
        number, shown = self._number_of(typed)
        self.current = number
        title = typed.titolo
        known = self._titles.get(number)
        point = self._points.get(number)
        if point is None:
            named = known or title or f"Punto {shown or number}"
            self._points[number] = _Punto(titolo=named, numero=shown)
            self._by_print.setdefault(shown or str(number), number)
            if not known and not title:
                self.warnings.append(f"il punto {shown or number} non ha un titolo: scrivilo")
            for line in self._waiting:
                self.say(line)
            self._waiting = []
        called = known or (point.titolo if point else title)
        if title and not set(words(title)) <= set(words(called)):
            return f"il punto {number} è già «{called}»"
        return None

    def _number_of(self, typed: Titolo) -> tuple[int, str | None]:
        """Its whole number, and how it is printed where that is another."""
        if typed.stampato is not None and typed.numero is not None:
            return int(typed.numero), typed.stampato
        if typed.numero is None:
            return self._next(), None
        if (known := self._by_print.get(typed.numero)) is not None:
            return known, None
        if typed.numero.isdigit():
            number = int(typed.numero)
            # Another has that place, as what was printed before it has no whole number of its own.
            taken = number in self._points
            return (self._next(), typed.numero) if taken else (number, None)
        together = [self._by_print.get(part) for part in re.split(r"\s*(?:,|e|-)\s*", typed.numero)]
        there = [number for number in together if number is not None]
        if len(together) > 1 and len(there) == len(together):
            self._discuss_together(there, typed.numero)
            return there[0], None
        return self._next(), typed.numero

    def _discuss_together(self, numbers: Sequence[int], typed: str) -> None:
        self.warnings.append(
            f"i punti {typed} sono trattati insieme: ciò che se ne dice sta nel punto {numbers[0]}"
        )
        for number in numbers[1:]:
            self._points.setdefault(number, _Punto(titolo=self._titles[number]))

    def _next(self) -> int:
        return max((*self._points, *self._titles), default=0) + 1

    def numbered(self, typed: str) -> int | None:
        """The point that has this number in print; None where none has it."""
        return self._by_print.get(typed, int(typed) if typed.isdigit() else None)

    def title_of(self, number: int) -> str:
        return self._points[number].titolo

    def pause(self) -> None:
        """A new paragraph begins, if anything more is said."""
        if self.current is not None:
            self._points[self.current].lines.append(_PAUSE)

    def say(self, line: str, column: int = 0) -> None:
        """Add a line to what was said about the current point.

        ``column`` is where it began: within a list how far in an item is tells whose it is.
        """
        if self.current is not None:
            point = self._points[self.current]
            line = f"{' ' * _inward(point, line, column)}{line}"
            decided = (isinstance(one, Segno) and one.che == "decisione" for one in point.lines)
            point.went_on = point.went_on or (bool(line.strip()) and any(decided))
            point.lines.append(line)

    def say_or_wait(self, text: str) -> None:
        """Add a text of its own; before any point it waits for the first one."""
        if self.current is None:
            self._waiting.append(text)
            return
        self.pause()
        for line in _lines_of(text):
            self.say(line)
        self.pause()

    def keep(self, text: str) -> None:
        """The same for what is kept of a vote, which is no talk that goes on after a decision."""
        if self.current is None:
            self._waiting.append(text)
            return
        self._points[self.current].lines += [_PAUSE, *_lines_of(text), _PAUSE]

    def mark(self, che: Literal["decisione", "azione"], n: int) -> None:
        """A decision was taken here, or an action given, where a point is being discussed."""
        if self.current is not None:
            self._points[self.current].lines.append(Segno(che, n))

    def put_off(self, text: str) -> bool:
        """The current point is put off; whether there is one."""
        if self.current is None:
            return False
        self._points[self.current].rinviato = True
        if text:
            self.say_or_wait(text)
        return True

    def as_plain(self) -> list[Plain]:
        found: list[Plain] = []
        if self._listed:
            for number in self._listed:
                self._points.setdefault(number, _Punto(titolo=self._titles[number]))
        for number, point in self._points.items():
            item: Record = {"punto": number, "titolo": point.titolo}
            if point.numero is not None:
                item["numero"] = point.numero
            if point.went_on:
                item["svolgimento"] = list(_steps(point.lines))
            elif discussion := joined(_paragraphs(point.lines)):
                item["discussione"] = discussion
            if point.rinviato:
                item["rinviato"] = SI
            found.append(item)
        return found


def _one_by_one(listed: str) -> list[str]:
    """The titles of an agenda on one line: `Festa 2) Sedie 3) Varie`, of which the first is 1."""
    parts = re.split(r"\s+(\d{1,2})[.)]\s+", listed)
    in_order = [str(number) for number in range(2, len(parts) // 2 + 2)]
    titles = parts[::2] if parts[1::2] == in_order else [listed]
    return [title.rstrip(" ;.,") or title for title in titles]


def _inward(point: _Punto, line: str, column: int) -> int:
    """How much further in than its list a line began: an item, or what goes on with one."""
    if is_listed(line):
        point.first_item = column if point.first_item is None else point.first_item
        point.last_item = column
    elif point.first_item is None or column <= point.last_item:
        point.first_item = None
        return 0
    return max(0, column - point.first_item)


def _lines_of(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _steps(lines: Sequence[_Riga]) -> Iterator[Plain]:
    """What was said, decided and given to do, in order."""
    for is_mark, some in groupby(lines, key=lambda line: isinstance(line, Segno)):
        if is_mark:
            yield from (_named(one) for one in some if isinstance(one, Segno))
        elif text := joined(_paragraphs([*some])):
            yield {"testo": text}


def _named(mark: Segno) -> Record:
    return {mark.che: mark.n}


def _paragraphs(lines: Sequence[_Riga]) -> list[str]:
    """The lines with one blank between paragraphs, none at the edges but those asked for."""
    found: list[str] = []
    paused = False
    for line in lines:
        if isinstance(line, Segno):
            continue
        if line is _PAUSE:
            paused = True
            continue
        if paused and found:
            found.append("")
        paused = False
        found.append(line)
    return found
