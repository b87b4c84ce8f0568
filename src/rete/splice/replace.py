"""The patches that put a new value in the place of one that is written."""

from dataclasses import replace

from rete import emit, scalar
from rete.changes import Plain, Set
from rete.outline import Entries, Items, Leaf, Node
from rete.source import Shape
from rete.splice.spot import Spot, spot_of
from rete.splice.text import (
    HEADER,
    Patch,
    below,
    end_of,
    inserted,
    is_first_in_line,
    line_break,
    line_end,
    line_start,
    what_follows,
)


def patches_to_set(
    text: str, root: Node, change: Set, shape: Shape, layout: emit.Layout
) -> list[Patch]:
    """The patches that give a new value to what stands at a path."""
    spot = spot_of(text, root, shape, change.path)
    node, value = spot.node, change.value
    if spot.in_flow:
        style = node.style if isinstance(node, Leaf) else ""
        new = (
            scalar.inline(value, in_flow=True, like=style)
            if isinstance(value, str)
            else emit.in_flow(value, spot.shape)
        )
        return [Patch(start=node.start, end=node.end, new=new)]
    end = end_of(text, node)
    follows = what_follows(text, line_end(text, end), spot.parent)
    layout = replace(layout, after=follows)
    written = _written(text, spot, value, layout)
    if isinstance(node, Leaf) and node.is_block:
        return _in_place_of_block_text(text, node, end, written)
    is_block = isinstance(node, Items | Entries) and not node.flow
    if is_block and spot.colon is not None and is_first_in_line(text, node.start):
        return _in_place_of_lines(text, spot, spot.colon, end, written)
    return _in_place_of_words(text, spot, end, written)


def _written(text: str, spot: Spot, value: Plain, layout: emit.Layout) -> emit.Written:
    """The new value, in the style of the old one where it can be."""
    node, parent = spot.node, spot.parent
    if isinstance(value, str) and isinstance(node, Leaf):
        if node.is_block:
            column = parent + layout.step if spot.colon is not None else node.column
            as_text = emit.lines_of_text(value, layout, parent, column)
            return as_text or emit.Written(head=scalar.inline(value, in_flow=False))
        if "\n" not in value:
            return emit.Written(head=scalar.inline(value, in_flow=False, like=node.style))
    if spot.colon is None:
        return emit.beside_dash(value, spot.shape, layout, parent, node.column)
    if isinstance(node, Items) and not node.flow:
        layout = replace(layout, dash=node.column - parent)
    if isinstance(node, Entries) and not node.flow:
        layout = replace(layout, step=node.column - parent)
    used = spot.colon - line_start(text, spot.colon) + 1
    return emit.beside_key(value, spot.shape, layout, parent, used=used)


def _in_place_of_block_text(text: str, node: Leaf, end: int, written: emit.Written) -> list[Patch]:
    header = HEADER.match(text, node.start)
    header_end = header.end() if header else node.start
    start = node.start if written.head else _blanks_before(text, node.start)
    end, new = _body(text, end, written)
    return [
        Patch(start=start, end=header_end, new=written.head),
        Patch(start=line_end(text, header_end), end=end, new=new),
    ]


def _in_place_of_lines(
    text: str, spot: Spot, colon: int, end: int, written: emit.Written
) -> list[Patch]:
    """In the place of a list or a mapping on lines of its own, below its key."""
    start = _end_of_line_above(text, spot.node.start)
    end, new = _body(text, end, written)
    return [
        inserted(colon, f" {written.head}" if written.head else ""),
        Patch(start=start, end=end, new=new),
        *_comment_off_the_text(text, end, spot.parent, written),
    ]


def _in_place_of_words(text: str, spot: Spot, end: int, written: emit.Written) -> list[Patch]:
    """In the place of what stands beside its key or dash."""
    node = spot.node
    start = node.start if written.head else _blanks_before(text, node.start)
    if isinstance(node, Items | Entries) and not node.flow:
        end, new = _body(text, end, written)
        return [
            Patch(start=start, end=end, new=written.head + new),
            *_comment_off_the_text(text, end, spot.parent, written),
        ]
    at = line_end(text, end)
    return [
        Patch(start=start, end=end, new=written.head),
        inserted(at, below(text, at, written.body, written.text)),
    ]


def _body(text: str, end: int, written: emit.Written) -> tuple[int, str]:
    """Where the lines that go end, blanks included, and those that take their place."""
    line = line_end(text, end)
    if not text[end:line].strip():
        end = line
    return end, below(text, end, written.body, written.text)


def _comment_off_the_text(text: str, end: int, parent: int, written: emit.Written) -> list[Patch]:
    """A comment at the end of what is replaced must not become part of a block text."""
    rest = text[end : line_end(text, end)]
    if written.text is None or not rest.strip():
        return []
    blanks = len(rest) - len(rest.lstrip())
    return [Patch(start=end, end=end + blanks, new=line_break(text, end) + " " * parent)]


def _blanks_before(text: str, at: int) -> int:
    """Where the blanks before a place begin; those of a whole line, with the break above it."""
    if is_first_in_line(text, at):
        return _end_of_line_above(text, at)
    return len(text[:at].rstrip(" \t"))


def _end_of_line_above(text: str, at: int) -> int:
    return line_end(text, line_start(text, line_start(text, at) - 1))
