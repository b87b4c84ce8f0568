"""The patches that put in a new key or a new item: only insertions."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from rete import emit
from rete.changes import Add, Append, Plain, Refused, Set
from rete.outline import Entries, Items, Leaf, Node
from rete.source import ANYTHING, Shape
from rete.splice.meaning import shown
from rete.splice.replace import patches_to_set
from rete.splice.spot import Spot, spot_of
from rete.splice.text import (
    Patch,
    after_comments,
    before_comments,
    below,
    end_of,
    inserted,
    is_first_in_line,
    is_gap,
    line_break,
    line_end,
    line_start,
    sealed,
    what_follows,
)

Write = Callable[[emit.Layout, int], emit.Written]
"""How something new is written, with these habits, at this column."""

_ONLY_A_COMMENT_FOLLOWS = re.compile(r"[ \t]*(,?)[ \t]*(?:#[^\n]*)?(?=\r?\n)")


def patches_to_add(
    text: str, root: Node, change: Add, shape: Shape, layout: emit.Layout
) -> list[Patch]:
    """The patches that add a key to a mapping, in the order of the schema."""
    spot = spot_of(text, root, shape, change.path)
    mapping = spot.node
    if not isinstance(mapping, Entries):
        raise Refused(f"«{shown(change.path)}» non è fatto di chiavi")
    if change.path and _is_bare(text, spot, mapping):
        whole = Set(path=change.path, value={change.key: change.value})
        return patches_to_set(text, root, whole, shape, layout)
    before = _last_before(mapping, change.key, spot.shape)
    if mapping.flow:
        new = emit.flow_entry(change.key, change.value, spot.shape)
        patches = _put_in_flow(text, mapping, new, [e.start for e in mapping.entries], before)
        return patches if text[mapping.start] == "{" else _between_braces(mapping, patches)
    write = partial(emit.entry, change.key, change.value, spot.shape)
    if before is None:
        return [_put_first(text, mapping, write(layout, mapping.column))]
    return _put_below(text, mapping.inner[before], mapping.column, layout, write)


def patches_to_append(
    text: str, root: Node, change: Append, shape: Shape, layout: emit.Layout
) -> list[Patch]:
    """The patches that add an item at the end of a list."""
    spot = spot_of(text, root, shape, change.path)
    found = spot.node
    if not isinstance(found, Items):
        raise Refused(f"«{shown(change.path)}» non è un elenco")
    if change.path and _is_bare(text, spot, found):
        whole = Set(path=change.path, value=[change.item])
        return patches_to_set(text, root, whole, shape, layout)
    if found.flow:
        new = emit.in_flow(change.item, spot.shape.item or ANYTHING)
        starts = [item.start for item in found.items]
        return _put_in_flow(text, found, new, starts, len(starts) - 1 if starts else None)
    last = found.items[-1]
    gap = last.column - found.column
    if _goes_on_one_line(text, last, change.item):
        layout = replace(layout, one_line=True)
    if is_gap(gap):
        layout = replace(layout, gap=gap)
    write = partial(emit.item, change.item, spot.shape)
    return _put_below(text, last, found.column, layout, write)


def _is_bare(text: str, spot: Spot, holder: Entries | Items) -> bool:
    """Whether an empty one can be written anew: nobody wrote a comment between its brackets."""
    return not holder.inner and not spot.in_flow and "#" not in text[holder.start : holder.end]


def _put_below(
    text: str, last: Node, column: int, layout: emit.Layout, write: Write
) -> list[Patch]:
    """Below what ends with ``last`` and its comments, in lines that begin at ``column``."""
    at = after_comments(text, end_of(text, last), column)
    written = write(replace(layout, after=what_follows(text, at, column)), column)
    return [*sealed(text, last), inserted(at, below(text, at, written.lines, written.text))]


def _goes_on_one_line(text: str, last: Node, item: Plain) -> bool:
    """A list whose items are written one per line goes on so, however long the new one is."""
    match last:
        case Leaf():
            same = not last.is_block and isinstance(item, str)
        case Entries(flow=True):
            same = isinstance(item, dict)
        case _:
            same = False
    return same and "\n" not in text[last.start : last.end] and emit.is_one_line(item)


def _last_before(mapping: Entries, key: str, shape: Shape) -> int | None:
    """The index of the last entry that the schema has before ``key``; a key that it does not know
    goes last."""
    order = list(shape.keys)
    if key not in order:
        return len(mapping.entries) - 1 if mapping.entries else None
    earlier = set(order[: order.index(key)])
    return max(
        (index for index, entry in enumerate(mapping.entries) if entry.key in earlier), default=None
    )


def _put_first(text: str, mapping: Entries, written: emit.Written) -> Patch:
    end = line_break(text, mapping.start)
    if is_first_in_line(text, mapping.start):
        at = before_comments(text, mapping.start, mapping.column)
        return inserted(at, "".join(line + end for line in written.lines))
    lines = end.join(written.lines)[mapping.column :]
    return inserted(mapping.start, f"{lines}{end}{' ' * mapping.column}")


def _put_in_flow(
    text: str, holder: Entries | Items, new: str, starts: list[int], before: int | None
) -> list[Patch]:
    """After the element of that index, or first; on a line of its own where the others are."""
    if not starts:
        inside = text[holder.start + 1 : holder.end - 1]
        if inside.strip(" "):
            return [inserted(holder.start + 1, new)]
        return [inserted(holder.end - 1, new + inside)]
    if before is None:
        first = starts[0]
        gap = text[holder.start + 1 : first]
        apart = f"{line_break(text, first)}{_indentation(text, first)}" if "\n" in gap else " "
        return [inserted(first, f"{new},{apart}")]
    start, end = starts[before], holder.inner[before].end
    since = holder.start if before == 0 else holder.inner[before - 1].end
    rest = _ONLY_A_COMMENT_FOLLOWS.match(text, end)
    if "\n" not in text[since:start] or rest is None:
        return [inserted(end, f", {new}")]
    line = line_break(text, end) + _indentation(text, start) + new
    at = line_end(text, end)
    if rest[1]:
        return [inserted(at, f"{line},")]
    return [inserted(end, ","), inserted(at, line)]


def _between_braces(mapping: Entries, patches: list[Patch]) -> list[Patch]:
    """``[a: b]`` holds a mapping of one key without its braces, which two keys need."""
    return [inserted(mapping.start, "{"), *patches, inserted(mapping.inner[0].end, "}")]


def _indentation(text: str, at: int) -> str:
    line = text[line_start(text, at) : at]
    return line[: len(line) - len(line.lstrip(" \t"))]
