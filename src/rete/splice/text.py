"""A text and its lines: where they end and how, comments, patches; spans come from `outline`."""

import re
from collections.abc import Sequence
from typing import Literal

from rete.emit import Layout
from rete.outline import Entries, Items, Leaf, Node, last_leaf
from rete.records import frozen
from rete.scalar import BlockText

_COMMENT_LINE = re.compile(r"([ \t]*)#[^\n]*")
_LINE = re.compile(r"\r?\n([ \t]*)([^\r\n]*)")
HEADER = re.compile(r"([|>])([-+0-9]*)")


@frozen
class Patch:
    """Put ``new`` in the place of the characters from ``start`` to ``end``."""

    start: int
    end: int
    new: str


def inserted(at: int, new: str) -> Patch:
    """Nothing goes: ``new`` comes between two characters."""
    return Patch(start=at, end=at, new=new)


def patched(text: str, patches: Sequence[Patch]) -> str:
    """The text with the patches made; they do not overlap, those of one place keep their order."""
    parts, done = [], 0
    for patch in sorted(patches, key=lambda p: p.start):
        parts += [text[done : patch.start], patch.new]
        done = patch.end
    return "".join((*parts, text[done:]))


def line_start(text: str, at: int) -> int:
    """Where the line of ``at`` begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Where the line of ``at`` ends, before its line break."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def line_break(text: str, at: int) -> str:
    """The line break of the line of ``at``; in the last line without one, that of the file."""
    end = line_end(text, at)
    end = end if end < len(text) else line_end(text, 0)
    return "\r\n" if text.startswith("\r\n", end) else "\n"


def is_first_in_line(text: str, at: int) -> bool:
    """Whether only blanks stand before ``at`` in its line."""
    return not text[line_start(text, at) : at].strip(" \t")


def what_follows(text: str, at: int, column: int) -> Literal["", "blank", "deeper"]:
    """What a block text inside what stands at ``column``, ending at ``at``, would take for its own.

    A comment further in than ``column``, even below blank lines, or blanks as far in; else blank
    lines; else nothing.
    """
    found: Literal["", "blank"] = ""
    for line in _LINE.finditer(text, at):
        indentation, words = line[1], line[2]
        if words and words[0] != "#":
            break
        if "\t" in indentation or len(indentation) > column + (not words):
            return "deeper"
        if words:
            break
        if indentation or line.end() < len(text):
            found = "blank"
    return found


def end_of(text: str, node: Node) -> int:
    """Where the content of a node ends: of block text, before its last line break."""
    last = last_leaf(node)
    if not isinstance(last, Leaf) or not last.is_block:
        return last.end
    header_end = line_end(text, last.start)
    lines = text[header_end : last.end]
    if "+" in text[last.start : last.start + 3]:
        return header_end + len(lines.removesuffix("\n").removesuffix("\r"))
    return header_end + len(lines.rstrip("\r\n"))


def after_comments(text: str, at: int, column: int) -> int:
    """The end of the line of ``at``, or of the comments right below it that stand further in."""
    end = line_end(text, at)
    while end < len(text):
        start = text.index("\n", end) + 1
        found = _COMMENT_LINE.match(text, start)
        if not found or len(found[1]) <= column:
            break
        end = line_end(text, start)
    return end


def before_comments(text: str, at: int, column: int) -> int:
    """The start of the line of ``at``, or of the comments right above it that belong to it.

    Comments at the top of the file speak of the whole file.
    """
    first = start = line_start(text, at)
    while start > 0:
        above = line_start(text, start - 1)
        found = _COMMENT_LINE.match(text, above)
        if not found or len(found[1]) != column:
            return start
        start = above
    return first


def below(text: str, at: int, lines: Sequence[str], block: BlockText | None) -> str:
    """The lines as they are put in at ``at``, where a line ends or what is removed does.

    ``block`` is the block text that the last of them belongs to: at the end of the file it may
    need a line break that the file does not have.
    """
    mark = line_break(text, at)
    last = mark if lines and at == len(text) and block and block.minds_what_follows else ""
    return "".join(mark + line for line in lines) + last


def sealed(text: str, node: Node) -> list[Patch]:
    """What lets a line break come after a block text that ends the file without one, unchanged."""
    last = last_leaf(node)
    if not isinstance(last, Leaf) or not last.is_block or end_of(text, last) < len(text):
        return []
    if not text[line_start(text, len(text)) :].strip():
        return []
    header = HEADER.match(text, last.start)
    if header is None or "-" in header[2]:
        return []
    strip = header[2].replace("+", "") + "-"
    return [Patch(start=header.start(2), end=header.end(2), new=strip)]


def layout_of(root: Node, *, one_line: bool) -> Layout:
    """The habits of a file: the first of each kind is followed."""
    found: dict[str, int] = {}
    _look_for_habits(root, found)
    step = found.get("step", found.get("dash") or 2)
    return Layout(
        step=step, dash=found.get("dash", step), gap=found.get("gap", 2), one_line=one_line
    )


def _look_for_habits(node: Node, found: dict[str, int]) -> None:
    if isinstance(node, Leaf) or node.flow:
        return
    for child in node.inner:
        distance = child.column - node.column
        if isinstance(node, Items):
            if is_gap(distance):
                found.setdefault("gap", distance)
        elif not isinstance(child, Leaf) and not child.flow:
            found.setdefault("step" if isinstance(child, Entries) else "dash", distance)
        _look_for_habits(child, found)


def is_gap(distance: int) -> bool:
    """Whether an item may stand so far from its dash, on the same line."""
    return 2 <= distance <= 8
