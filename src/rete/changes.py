"""Changes to a register as data: set, add, append, create; `splice` writes them in a file.

A change is relative to one file; a plan is all that one operation changes, and why, in words.
"""

from collections.abc import Mapping
from dataclasses import field

from rete.diagnostics import DocPath
from rete.records import frozen

Plain = str | int | float | list["Plain"] | dict[str, "Plain"]
"""Data as a file holds it: text, numbers, lists and mappings; truth is «sì» or «no»."""
Record = dict[str, Plain]
"""What a file, or an item of a list, holds by its keys."""


@frozen
class Set:
    """Give a new value to a scalar (or a whole list or mapping) that is already written."""

    path: DocPath
    value: Plain


@frozen
class Add:
    """Add a key that is not there yet to the mapping at ``path`` (``()`` is the whole file)."""

    path: DocPath
    key: str
    value: Plain


@frozen
class Append:
    """Add an item at the end of the list at ``path``; a list that is not there yet begins."""

    path: DocPath
    item: Plain


@frozen
class Create:
    """Write a new file with this record, its keys in canonical order."""

    kind: str
    record: Record


Change = Set | Add | Append


@frozen
class Plan:
    """One operation: what it changes in each file, and the words that tell it.

    ``operazione`` is the command («ente ammetti»); ``titolo`` the subject of its commit;
    ``racconto`` one sentence for each thing that changes, ``avvertenze`` what follows that the plan
    does not do (open actions of who leaves). ``atti`` and ``riferimenti`` become trailers of the
    commit. ``moves`` are files that get another path, from the old to the new one, by which
    ``edits`` know them; ``renamed`` the ids that change, as the words of a finding would say them.
    """

    operazione: str
    titolo: str
    racconto: tuple[str, ...]
    edits: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    creates: Mapping[str, Create] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    avvertenze: tuple[str, ...] = ()
    atti: tuple[str, ...] = ()
    riferimenti: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that the plan touches, in order."""
        return tuple(sorted({*self.edits, *self.creates, *self.moves, *self.moves.values()}))


class Refused(Exception):
    """A change cannot be made as asked: the text says why, in Italian."""
