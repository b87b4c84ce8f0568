"""The points of the agenda as notes tell them, each with what was said about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rete.changes import Plain, Record
from rete.model.comuni import SI
from rete.model.ricerca import words
from rete.notes.grammar import joined

_PAUSE = None
"""Between two paragraphs: one blank line, however many were typed."""


@dataclass(kw_only=True)
class _Punto:
    titolo: str
    rinviato: bool = False
    lines: list[str | None] = field(default_factory=list)


class Punti:
    """The points by number, in the order in which they come; ``current`` is being discussed."""

    def __init__(self, titles: Mapping[int, str]) -> None:
        self.current: int | None = None
        self.warnings: list[str] = []
        self._titles = titles
        self._points: dict[int, _Punto] = {}
        self._waiting: list[str] = []

    def begin(self, number: int | None, title: str) -> str | None:
        """Begin a point, or go back to one; why what was typed is not wholly taken, if so."""
        if number is None:
            number = max((*self._points, *self._titles), default=0) + 1
        self.current = number
        known = self._titles.get(number)
        point = self._points.get(number)
        if point is None:
            self._points[number] = _Punto(titolo=known or title or f"Punto {number}")
            if not known and not title:
                self.warnings.append(f"il punto {number} non ha un titolo: scrivilo")
            for line in self._waiting:
                self.say(line)
            self._waiting = []
        called = known or (point.titolo if point else title)
        if title and not set(words(title)) <= set(words(called)):
            return f"il punto {number} è già «{called}»"
        return None

    def title_of(self, number: int) -> str:
        return self._points[number].titolo

    def pause(self) -> None:
        """A new paragraph begins, if anything more is said."""
        if self.current is not None:
            self._points[self.current].lines.append(_PAUSE)

    def say(self, line: str) -> None:
        """Add a line to what was said about the current point."""
        if self.current is not None:
            self._points[self.current].lines.append(line)

    def say_or_wait(self, text: str) -> None:
        """Add a text of its own; before any point it waits for the first one."""
        if self.current is None:
            self._waiting.append(text)
            return
        self.pause()
        for line in text.removesuffix("\n").split("\n"):
            self.say(line)
        self.pause()

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
        for number, point in self._points.items():
            item: Record = {"punto": number, "titolo": point.titolo}
            if discussion := joined(_paragraphs(point.lines)):
                item["discussione"] = discussion
            if point.rinviato:
                item["rinviato"] = SI
            found.append(item)
        return found


def _paragraphs(lines: list[str | None]) -> list[str]:
    """The lines with one blank between paragraphs, none at the edges but those asked for."""
    found: list[str] = []
    paused = False
    for line in lines:
        if line is _PAUSE:
            paused = True
            continue
        if paused and found:
            found.append("")
        paused = False
        found.append(line)
    return found
