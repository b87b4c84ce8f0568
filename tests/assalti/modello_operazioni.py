"""A model of operations and undos: what `rete annulla` must do and say, reckoned from files alone.

It knows no git and no code of the program: an operation is the files that it changed, before and
after; each commit has one operation, or several that a squash has put together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tests.aiuti.mano import Contents

Change = Mapping[str, tuple[bytes | None, bytes | None]]
"""For each file what it was and what it became; None where it was not there."""


def difference(before: Contents, after: Contents) -> Change:
    paths = sorted({*before, *after})
    return {
        path: (before.get(path), after.get(path))
        for path in paths
        if before.get(path) != after.get(path)
    }


@dataclass(kw_only=True)
class Voce:
    """One entry of the list: its codes, what it changed, which operations it says to undo."""

    codes: tuple[str, ...]
    change: Change
    undoes: tuple[str, ...] = ()
    only_undoes: bool = False


@dataclass(kw_only=True)
class Modello:
    """The entries in the order in which they were made, and what the list must say of them."""

    voci: list[Voce] = field(default_factory=list)

    def with_code(self, code: str) -> Voce:
        (found,) = (voce for voce in self.voci if code in voce.codes)
        return found

    @property
    def codes(self) -> list[str]:
        return [code for voce in self.voci for code in voce.codes]

    def undone_by(self) -> dict[int, Voce]:
        """For each place of the list the entry that took it back, the newest, if one did."""
        found: dict[int, Voce] = {}
        for place in reversed(range(len(self.voci))):
            if place in found:
                continue
            for target in self._targets(place):
                found.setdefault(target, self.voci[place])
        return found

    def _targets(self, place: int) -> Iterator[int]:
        """The earlier entries that one has put back as they were, among those that it names."""
        voce = self.voci[place]
        for target in range(place):
            other = self.voci[target]
            names_it = set(other.codes) & set(voce.undoes)
            if names_it and other.change and puts_back(voce.change, other.change):
                yield target

    def place_of(self, voce: Voce) -> int:
        return next(place for place, one in enumerate(self.voci) if one is voce)

    def last(self) -> Voce | None:
        """What «ultima» means: the newest in effect that is not only an undo."""
        undone = self.undone_by()
        some = (
            voce
            for place, voce in reversed(list(enumerate(self.voci)))
            if voce.change and place not in undone and not voce.only_undoes
        )
        return next(some, None)

    def is_touched(self, voce: Voce, now: Contents) -> bool:
        """Whether later entries that still count changed its files, or they are otherwise now."""
        place, undone = self.place_of(voce), self.undone_by()
        if any(now.get(path) != after for path, (_, after) in voce.change.items()):
            return True
        return any(
            set(later.change) & set(voce.change)
            for number, later in enumerate(self.voci[place + 1 :], start=place + 1)
            if number not in undone and not later.only_undoes
        )

    def squash(self, many: int) -> None:
        """The last entries become one."""
        some, self.voci[-many:] = self.voci[-many:], []
        self.voci.append(together(some))


def puts_back(did: Change, done: Change) -> bool:
    return all(path in did and did[path][1] == before for path, (before, _) in done.items())


def together(some: Sequence[Voce]) -> Voce:
    first: dict[str, bytes | None] = {}
    last: dict[str, bytes | None] = {}
    for voce in some:
        for path, (before, after) in voce.change.items():
            first.setdefault(path, before)
            last[path] = after
    own = tuple(code for voce in some for code in voce.codes)
    return Voce(
        codes=own,
        change={path: (first[path], last[path]) for path in first if first[path] != last[path]},
        undoes=tuple(name for voce in some for name in voce.undoes if name not in own),
        only_undoes=all(voce.only_undoes for voce in some),
    )
