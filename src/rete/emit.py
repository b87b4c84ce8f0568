"""How data is written as lines of YAML: flow or block, order of keys, indentation; words: `scalar`.

Where in a file the lines go is not known here; how one scalar is written is ``scalar``'s.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from rete import scalar
from rete.changes import Plain, Record
from rete.records import frozen
from rete.source import ANYTHING, Shape

WIDTH = 100
LONG_TEXT = 90
SHORT_ITEM = 40


@frozen
class Layout:
    """The habits of a file: columns of a mapping in a mapping (``step``), of a dash from its key
    (``dash``), of an item from its dash (``gap``).

    ``one_line`` wants every item on one line however long; ``after`` says what follows that a block
    text must not take for its own: blank lines, or comments (and blanks) that stand further in.
    """

    step: int = 2
    dash: int = 2
    gap: int = 2
    one_line: bool = False
    after: Literal["", "blank", "deeper"] = ""


@frozen
class Written:
    """A value: ``head`` goes beside its key or dash (empty: nothing does), ``body`` below it.

    ``text`` is the block text, if any, that the last line belongs to.
    """

    head: str
    body: tuple[str, ...] = ()
    text: scalar.BlockText | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.head, *self.body)


def entry(key: str, value: Plain, shape: Shape, layout: Layout, column: int) -> Written:
    """A key and its value, in a mapping whose keys stand at ``column``."""
    words = " " * column + _name(key, shape) + ":"
    inner = shape.keys.get(key, ANYTHING)
    written = beside_key(value, inner, layout, column, used=len(words) + 1)
    return replace(written, head=f"{words} {written.head}" if written.head else words)


def item(value: Plain, shape: Shape, layout: Layout, column: int) -> Written:
    """An item of a list whose dashes stand at ``column``."""
    inner = shape.item or ANYTHING
    written = beside_dash(value, inner, layout, column, column + layout.gap)
    return replace(written, head=" " * column + "-" + " " * (layout.gap - 1) + written.head)


def in_flow(value: Plain, shape: Shape) -> str:
    """Any value in one line, as it stands inside ``{…}`` or ``[…]``."""
    match value:
        case dict():
            return "{" + ", ".join(flow_entry(k, v, shape) for k, v in ordered(value, shape)) + "}"
        case list():
            return "[" + ", ".join(in_flow(v, shape.item or ANYTHING) for v in value) + "]"
        case str():
            return scalar.inline(value, in_flow=True)
        case _:
            return scalar.number(value)


def flow_entry(key: str, value: Plain, shape: Shape) -> str:
    """A key and its value as they stand inside ``{…}``."""
    inner = in_flow(value, shape.keys.get(key, ANYTHING))
    return f"{_name(key, shape)}: {inner}"


def _name(key: str, shape: Shape) -> str:
    """A key of the schema is never quoted: ``n`` is no more a truth value than ``nome`` is."""
    return key if key in shape.keys else scalar.inline(key, in_flow=True)


def ordered(value: Record, shape: Shape) -> Iterator[tuple[str, Plain]]:
    """The entries in the order of the schema; after them, those that it does not know."""
    yield from ((key, value[key]) for key in shape.keys if key in value)
    yield from ((key, inner) for key, inner in value.items() if key not in shape.keys)


def beside_key(value: Plain, shape: Shape, layout: Layout, parent: int, *, used: int) -> Written:
    """A value below a key that stands at ``parent``; ``used`` columns of its line are taken."""
    if isinstance(value, dict | list):
        if (line := _one_line(value, shape, WIDTH - used)) is not None:
            return Written(head=line)
        column = parent + (layout.step if isinstance(value, dict) else layout.dash)
        written = block(value, shape, layout, column)
        return Written(head="", body=written.lines, text=written.text)
    return text_or_number(value, layout, parent, parent + layout.step)


def beside_dash(value: Plain, shape: Shape, layout: Layout, parent: int, column: int) -> Written:
    """An item whose dash stands at ``parent`` and whose first character stands at ``column``."""
    if isinstance(value, dict | list):
        room = WIDTH - column
        if layout.one_line:
            return Written(head=in_flow(value, shape))
        if (line := _one_line(value, shape, room)) is not None:
            return Written(head=line)
        written = block(value, shape, layout, column)
        return replace(written, head=written.head[column:])
    if layout.one_line and isinstance(value, str):
        return Written(head=scalar.inline(value, in_flow=False))
    return text_or_number(value, layout, parent, column)


def block(value: Record | list[Plain], shape: Shape, layout: Layout, column: int) -> Written:
    """A collection that is not empty, one entry or item below the other, at ``column``."""
    inside = replace(layout, after="")
    if isinstance(value, dict):
        parts: list[tuple[str | None, Plain]] = list(ordered(value, shape))
    else:
        parts = [(None, inner) for inner in value]
    lines: list[str] = []
    written = Written(head="")
    for index, (key, inner) in enumerate(parts):
        habits = layout if index == len(parts) - 1 else inside
        written = (
            item(inner, shape, habits, column)
            if key is None
            else entry(key, inner, shape, habits, column)
        )
        lines += written.lines
    return Written(head=lines[0], body=tuple(lines[1:]), text=written.text)


def text_or_number(value: str | float, layout: Layout, parent: int, column: int) -> Written:
    """A scalar: long texts and those of several lines stand on lines of their own."""
    if not isinstance(value, str):
        return Written(head=scalar.number(value))
    line = scalar.inline(value, in_flow=False)
    is_prose = "\n" in value or (len(value) > LONG_TEXT and " " in value)
    if is_prose and (text := lines_of_text(value, layout, parent, column)) is not None:
        return text
    return Written(head=line)


def lines_of_text(value: str, layout: Layout, parent: int, column: int) -> Written | None:
    """A text on lines of its own, where it can be."""
    text = scalar.block_text(value, parent=parent, column=column)
    if text is None or layout.after == "deeper" or (layout.after and text.keeps_blank_lines):
        return None
    return Written(head=text.header, body=text.lines, text=text)


def is_one_line(value: Plain, *, longest: int | None = None) -> bool:
    """Whether it reads well in flow style: no text of several lines, no list of mappings or lists,
    no item of a list longer than ``longest``."""
    match value:
        case dict():
            return all(is_one_line(inner, longest=longest) for inner in value.values())
        case list():
            return all(
                not isinstance(inner, dict | list)
                and is_one_line(inner)
                and (longest is None or len(str(inner)) <= longest)
                for inner in value
            )
        case str():
            return "\n" not in value
        case _:
            return True


def _one_line(value: Record | list[Plain], shape: Shape, room: int) -> str | None:
    """The collection in flow style, where it reads well so and there is room."""
    if not is_one_line(value, longest=SHORT_ITEM):
        return None
    line = in_flow(value, shape)
    return line if len(line) <= room or not value else None
