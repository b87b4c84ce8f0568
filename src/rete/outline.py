"""Where each value of a YAML file begins and ends in its text, and its style; for `splice`.

Only for files that ``source.compose`` has read without faults: what it refuses (aliases, tags, too
many levels) is not met here. Reading is quicker without spans, so the two stay apart.
"""

from collections.abc import Callable
from typing import Any

from yaml._yaml import CParser
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from rete.records import frozen


@frozen
class Leaf:
    """A scalar; ``style`` is its first sign (``'``, ``"``, ``|``, ``>``), empty for plain text."""

    start: int
    end: int
    column: int
    style: str

    @property
    def is_block(self) -> bool:
        return self.style in ("|", ">")


@frozen
class Items:
    """A list. The end of one that is not in flow style is not a place: see ``last_leaf``."""

    start: int
    end: int
    column: int
    flow: bool
    items: tuple["Node", ...]

    @property
    def inner(self) -> tuple["Node", ...]:
        """What is in it, in order."""
        return self.items


@frozen
class Entry:
    """One key and its value."""

    key: str
    start: int
    key_end: int
    value: "Node"


@frozen
class Entries:
    """A mapping. The end of one that is not in flow style is not a place: see ``last_leaf``."""

    start: int
    end: int
    column: int
    flow: bool
    entries: tuple[Entry, ...]

    @property
    def inner(self) -> tuple["Node", ...]:
        """Its values, in order."""
        return tuple(entry.value for entry in self.entries)


Node = Leaf | Items | Entries
"""``start`` and ``end`` count characters of the text; ``column`` from 0."""


def outline(content: bytes) -> Node:
    """The spans of a file that composes without faults."""
    next_event: Callable[[], Any] = CParser(content).get_event
    next_event()
    next_event()
    return _node(next_event(), next_event)


def _node(event: Any, next_event: Callable[[], Any]) -> Node:
    place = {"start": _start(event), "column": event.start_mark.column}
    if event.__class__ is ScalarEvent:
        return Leaf(**place, end=_end(event), style=str(event.style or ""))
    place["flow"] = bool(event.flow_style)
    if event.__class__ is MappingStartEvent:
        entries = []
        while (key := next_event()).__class__ is not MappingEndEvent:
            value = _node(next_event(), next_event)
            entries.append(
                Entry(key=str(key.value), start=_start(key), key_end=_end(key), value=value)
            )
        return Entries(**place, end=_end(key), entries=tuple(entries))
    items = []
    while (item := next_event()).__class__ is not SequenceEndEvent:
        items.append(_node(item, next_event))
    return Items(**place, end=_end(item), items=tuple(items))


def _start(event: Any) -> int:
    return int(event.start_mark.index)


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def last_leaf(node: Node) -> Node:
    """What ends last in a node: itself, or the last thing inside lists and mappings of lines."""
    while not isinstance(node, Leaf) and not node.flow and node.inner:
        node = node.inner[-1]
    return node
