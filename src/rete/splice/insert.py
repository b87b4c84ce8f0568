"""The patches that put in a new key or a new item: only insertions."""

import re
from dataclasses import replace

from rete import emit
from rete.changes import Add, Append, Plain, Refused, Set
from rete.outline import Entries, Entry, Items, Leaf, Node
from rete.source import ANYTHING, Shape
from rete.splice.meaning import shown
from rete.splice.replace import patches_to_set
from rete.splice.spot import spot_of
from rete.splice.text import (
    Patch,
    after_comments,
    before_comments,
    below,
    end_of,
    is_first_in_line,
    is_gap,
    layout_of,
    line_break,
    line_end,
    line_start,
    sealed,
    what_follows,
)

_ONLY_A_COMMENT_FOLLOWS = re.compile(r"[ \t]*(,?)[ \t]*(?:#[^\n]*)?(?=\r?\n)")


def patches_to_add(
    text: str, root: Node, change: Add, shape: Shape, *, one_line: bool
) -> list[Patch]:
    """The patches that add a key to a mapping, in the order of the schema."""
    spot = spot_of(text, root, shape, change.path)
    mapping = spot.node
    if not isinstance(mapping, Entries):
        raise Refused(f"«{shown(change.path)}» non è fatto di chiavi")
    if not mapping.entries and _is_bare(text, mapping) and not spot.in_flow and change.path:
        whole = Set(path=change.path, value={change.key: change.value})
        return patches_to_set(text, root, whole, shape, one_line=one_line)
    before = _last_before(mapping, change.key, spot.shape)
    if mapping.flow:
        new = emit.flow_entry(change.key, change.value, spot.shape)
        patches = _put_in_flow(text, mapping, new, [e.start for e in mapping.entries], before)
        return patches if text[mapping.start] == "{" else _between_braces(mapping, patches)
    layout = layout_of(root, one_line=one_line)
    if before is None:
        written = emit.entry(change.key, change.value, spot.shape, layout, mapping.column)
        return [_put_first(text, mapping, written)]
    value = mapping.entries[before].value
    at = after_comments(text, end_of(text, value), mapping.column)
    layout = replace(layout, after=what_follows(text, at, mapping.column))
    written = emit.entry(change.key, change.value, spot.shape, layout, mapping.column)
    new = below(text, at, written.lines, written.text)
    return [*sealed(text, value), Patch(start=at, end=at, new=new)]


def patches_to_append(
    text: str, root: Node, change: Append, shape: Shape, *, one_line: bool
) -> list[Patch]:
    """The patches that add an item at the end of a list."""
    spot = spot_of(text, root, shape, change.path)
    found = spot.node
    if not isinstance(found, Items):
        raise Refused(f"«{shown(change.path)}» non è un elenco")
    if not found.items and _is_bare(text, found) and not spot.in_flow and change.path:
        whole = Set(path=change.path, value=[change.item])
        return patches_to_set(text, root, whole, shape, one_line=one_line)
    if found.flow:
        new = emit.in_flow(change.item, spot.shape.item or ANYTHING)
        starts = [item.start for item in found.items]
        return _put_in_flow(text, found, new, starts, len(starts) - 1 if starts else None)
    last = found.items[-1]
    at = after_comments(text, end_of(text, last), found.column)
    gap = last.column - found.column
    layout = layout_of(root, one_line=one_line or _goes_on_one_line(text, last, change.item))
    layout = replace(
        layout,
        gap=gap if is_gap(gap) else layout.gap,
        after=what_follows(text, at, found.column),
    )
    written = emit.item(change.item, spot.shape, layout, found.column)
    new = below(text, at, written.lines, written.text)
    return [*sealed(text, last), Patch(start=at, end=at, new=new)]


def _is_bare(text: str, holder: Entries | Items) -> bool:
    """Whether an empty one can be written anew: nobody wrote a comment between its brackets."""
    return "#" not in text[holder.start : holder.end]


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
        return Patch(start=at, end=at, new="".join(line + end for line in written.lines))
    lines = end.join(written.lines)[mapping.column :]
    return Patch(start=mapping.start, end=mapping.start, new=f"{lines}{end}{' ' * mapping.column}")


def _put_in_flow(
    text: str, holder: Entries | Items, new: str, starts: list[int], before: int | None
) -> list[Patch]:
    """After the element of that index, or first; on a line of its own where the others are."""
    if not starts:
        inside = text[holder.start + 1 : holder.end - 1]
        if inside.strip(" "):
            at = holder.start + 1
            return [Patch(start=at, end=at, new=new)]
        return [Patch(start=holder.end - 1, end=holder.end - 1, new=new + inside)]
    if before is None:
        first = starts[0]
        gap = text[holder.start + 1 : first]
        apart = f"{line_break(text, first)}{_indentation(text, first)}" if "\n" in gap else " "
        return [Patch(start=first, end=first, new=f"{new},{apart}")]
    start, end = starts[before], _end_in_flow(holder, before)
    since = holder.start if before == 0 else _end_in_flow(holder, before - 1)
    rest = _ONLY_A_COMMENT_FOLLOWS.match(text, end)
    if "\n" not in text[since:start] or rest is None:
        return [Patch(start=end, end=end, new=f", {new}")]
    line = line_break(text, end) + _indentation(text, start) + new
    at = line_end(text, end)
    if rest[1]:
        return [Patch(start=at, end=at, new=f"{line},")]
    return [Patch(start=end, end=end, new=","), Patch(start=at, end=at, new=line)]


def _between_braces(mapping: Entries, patches: list[Patch]) -> list[Patch]:
    """``[a: b]`` holds a mapping of one key without its braces, which two keys need."""
    start, end = mapping.start, mapping.entries[0].value.end
    return [
        Patch(start=start, end=start, new="{"),
        *patches,
        Patch(start=end, end=end, new="}"),
    ]


def _end_in_flow(holder: Entries | Items, index: int) -> int:
    element: Entry | Node = (
        holder.entries[index] if isinstance(holder, Entries) else holder.items[index]
    )
    return element.value.end if isinstance(element, Entry) else element.end


def _indentation(text: str, at: int) -> str:
    line = text[line_start(text, at) : at]
    return line[: len(line) - len(line.lstrip(" \t"))]
