"""A long text as it was typed → Markdown with its paragraphs, its lists and its simple tables.

All of it goes through `escaped`: what is made here are the marks of lists and tables, and no text
can make others. Lists that CommonMark would number by itself otherwise (`A)`, or 1 and then 3) stay
lines of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from rete.render.markdown import escaped

_ITEM: Final = re.compile(
    r"(?:(?P<bullet>[-•*·–\uf0b7])|(?P<number>\d{1,3})(?P<mark>[.)])|[A-Z]\)|[a-z]{1,3}\)|[a-z]\.)"
    r"[ \t]+(?P<text>\S.*)"
)
_DEEPEST: Final = 8
_FULL_LINE: Final = 60
"""Signs of a line that goes on in the next one because it was full."""
_COLUMNS: Final = range(2, 6)
"""Those of a table; one of more would turn the page on its side."""
_LINE_END: Final = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_STROKE: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?")


_Rows = Sequence[Sequence[str]]


@dataclass(kw_only=True)
class _Block:
    """Text at a place: what stands before it, its lines; ``apart``: a blank line goes before."""

    prefix: str = ""
    lines: list[str] = field(default_factory=list)
    apart: bool = True
    is_ready: bool = False

    def __str__(self) -> str:
        text = "\n".join(self.lines) if self.is_ready else escaped(" ".join(self.lines))
        return f"{self.prefix}{text}"


@dataclass(kw_only=True)
class _Level:
    """A list that is open: the column of its marks as typed, of its items' text as written."""

    typed: int
    column: int
    mark: str
    number: int


def blocks(text: str) -> str:
    """The text in Markdown: one block below the other, without a last line end."""
    reader = _Reader()
    for rows, lines in _runs(_LINE_END.sub("\n", text).split("\n")):
        if rows:
            reader.table(rows)
        for line in () if rows else lines:
            reader.take(line, alone=line.lstrip().startswith("|"))
    parts: list[str] = []
    for block in reader.found:
        parts += ["", str(block)] if block.apart and parts else [str(block)]
    return "\n".join(parts)


class _Reader:
    def __init__(self) -> None:
        self.found: list[_Block] = []
        self._open: list[_Level] = []
        self._gap = True

    def take(self, line: str, *, alone: bool) -> None:
        """One line; ``alone``: no other goes on with it, nor it with another."""
        self._gap = self._gap or alone
        text = line.strip()
        column = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if not text:
            self._gap = True
            return
        if (item := _ITEM.fullmatch(text)) is not None:
            self._item(item, column)
        elif self._goes_on(text, column):
            self.found[-1].lines.append(text)
        else:
            self._close(column)
            self._add(text)
        self._gap = alone

    def table(self, rows: _Rows) -> None:
        self._open = []
        written = [f"| {' | '.join(map(escaped, row))} |" for row in rows]
        rule = f"|{'---|' * len(rows[0])}"
        self.found.append(_Block(lines=[written[0], rule, *written[1:]], is_ready=True))
        self._gap = True

    def _goes_on(self, text: str, column: int) -> bool:
        """Whether a line goes on with the one above."""
        if self._gap or not self._open:
            return not self._gap
        above = self.found[-1].lines[-1]
        was_full = len(above) >= _FULL_LINE and above[-1] not in ".:;!?" and text[0].islower()
        return was_full or column > self._open[-1].typed

    def _close(self, column: int, *, also_here: bool = True) -> _Level | None:
        """End the lists that stand further in than a column, or just there too; the outermost."""
        ended = None
        while self._open and (
            column < self._open[-1].typed or (also_here and column == self._open[-1].typed)
        ):
            ended = self._open.pop()
        return ended

    def _add(self, text: str, mark: str = "", *, apart: bool = True) -> None:
        column = self._open[-1].column if self._open else 0
        prefix = " " * column + (f"{mark} " if mark else "")
        self.found.append(_Block(prefix=prefix, lines=[text], apart=apart))

    def _item(self, item: re.Match[str], typed: int) -> None:
        ended = self._close(typed, also_here=False)
        # One column further in is a slip; deeper than this nothing is to be read any more.
        here = self._open[-1] if self._open else None
        is_same = here is not None and (typed < here.typed + 2 or len(self._open) == _DEEPEST)
        last = self._open.pop() if is_same else ended
        mark = "-" if item["bullet"] else item["mark"] or ""
        level = _Level(
            typed=last.typed if last else typed,
            column=self._open[-1].column if self._open else 0,
            mark=mark,
            number=int(item["number"] or 0),
        )
        self._write(item, level, last)
        self._open.append(level)

    def _write(self, item: re.Match[str], level: _Level, last: _Level | None) -> None:
        """An item of a list, new or not; a line by itself where no list would number it so."""
        is_of_last = last is not None and last.mark == level.mark
        next_number = last.number + 1 if last is not None else 0
        goes_on = is_of_last and (level.mark == "-" or level.number == next_number)
        if not level.mark or (is_of_last and not goes_on) or self._would_be_renumbered(level):
            level.mark = ""
            self._add(item.group())
            return
        shown = "-" if level.mark == "-" else f"{level.number}{level.mark}"
        # Below a line of text only these begin a list without a blank line.
        begins = last is None and bool(self._open) and shown in ("-", "1.", "1)")
        self._add(item["text"], shown, apart=self._gap or not (goes_on or begins))
        level.column += len(shown) + 1

    def _would_be_renumbered(self, level: _Level) -> bool:
        """Another list of the same kind ends right above: this one would go on with its numbers."""
        if level.mark == "-":
            return False
        inward = " " * (level.column + 1)
        above = next(
            (one for one in reversed(self.found) if not one.prefix.startswith(inward)), None
        )
        if above is None or (found := re.fullmatch(r" *([0-9]+)([.)]) ", above.prefix)) is None:
            return False
        return found[2] == level.mark and int(found[1]) + 1 != level.number


def _runs(lines: list[str]) -> Iterator[tuple[_Rows, list[str]]]:
    """The lines one after the other, or several that make a table with its rows."""
    for is_row, some in groupby(lines, key=lambda line: len(_cells(line)) > 1):
        run = [*some]
        yield (_table(run) if is_row else ()), run


def _cells(line: str) -> list[str]:
    """What stands between the strokes, or the tabs, of a line that seems to be a row."""
    text = line.strip()
    if len(text) > 2 and text[0] == text[-1] == "|":
        return [cell.strip() for cell in _STROKE.split(text[1:-1])]
    if "\t" in text and not _ITEM.fullmatch(text):
        return [cell.strip() for cell in text.split("\t")]
    return [text]


def _table(lines: list[str]) -> _Rows:
    """The rows of a simple table, the first being its header; none where it is something else.

    A row or a column of blanks would be a place to sign, or a form to be filled in.
    """
    has_rule = len(lines) > 1 and _RULE.fullmatch(lines[1].strip()) is not None
    rows = [_cells(line) for line in (lines[:1] + lines[2:] if has_rule else lines)]
    head, body = rows[0], rows[1:]
    is_whole = len(head) in _COLUMNS and all(head) and all(len(row) == len(head) for row in body)
    if not body or not is_whole or any(cell.lower().startswith("firma") for cell in head):
        return ()
    return rows if all(map(any, body)) and all(map(any, zip(*body, strict=True))) else ()
