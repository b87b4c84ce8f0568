"""The commits of the current branch (git log, read), newest first, and how they follow."""

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, UTC, datetime
from functools import cached_property
from pathlib import Path

from rete import commit_message, git
from rete.commit_message import Message
from rete.records import frozen

_FIELDS = 4


@frozen
class Commit:
    """One commit: its parents, when it was made (None: no such day exists) and what it says."""

    id: str
    parents: tuple[str, ...]
    quando: datetime | None
    message: Message

    @property
    def is_merge(self) -> bool:
        return len(self.parents) > 1

    @property
    def operations(self) -> frozenset[str]:
        """The ids of the operations that it names."""
        return frozenset(told.id for told in self.message.told)


class Log:
    """Every commit that HEAD descends from; a child always stands before its parents."""

    def __init__(self, commits: tuple[Commit, ...]) -> None:
        self.commits = commits

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.place)

    @cached_property
    def _titles(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, commit in enumerate(self.commits):
            found.setdefault(commit.message.titolo, []).append(number)
        return found

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each commit stands in the list."""
        return {commit.id: number for number, commit in enumerate(self.commits)}

    def named(self, beginning: str) -> Commit | None:
        """The only commit whose id begins so."""
        at = bisect_left(self._sorted, beginning)
        found = [name for name in self._sorted[at : at + 2] if name.startswith(beginning)]
        return self.commits[self.place[found[0]]] if len(found) == 1 else None

    def same_title(self, commit: Commit) -> tuple[Commit, ...]:
        """Every commit with the title of this one."""
        return tuple(self.commits[place] for place in self._titles[commit.message.titolo])

    def titled(self, title: str, before: Commit) -> Commit | None:
        """The nearest earlier commit with this title."""
        places = self._titles.get(title, [])
        at = bisect_right(places, self.place[before.id])
        return self.commits[places[at]] if at < len(places) else None

    def among_earlier(self, commit: Commit, some: Iterable[Commit]) -> tuple[Commit, ...]:
        """Those of some commits that this one descends from."""
        wanted = {one.id: self.place[one.id] for one in some}
        end = max(wanted.values(), default=0)
        earlier = set(self._before(self.place[commit.id], end)) if wanted else set()
        return tuple(self.commits[place] for place in wanted.values() if place in earlier)

    def brought_by(self, merge: Commit) -> tuple[Commit, ...]:
        """What a merge has brought to the branch of its first parent, the newest first."""
        theirs = {place for parent in merge.parents[1:] for place in self._with(parent)}
        ours = set(self._with(merge.parents[0]))
        return tuple(self.commits[place] for place in sorted(theirs - ours))

    def _with(self, commit: str) -> Iterator[int]:
        place = self.place.get(commit)
        if place is not None:
            yield place
            yield from self._before(place, len(self.commits))

    def _before(self, place: int, end: int) -> Iterator[int]:
        """The places of what a commit descends from, as far as one place."""
        seen, waiting = {place}, [place]
        while waiting:
            for parent in self.commits[waiting.pop()].parents:
                found = self.place.get(parent)
                if found is not None and found <= end and found not in seen:
                    seen.add(found)
                    waiting.append(found)
                    yield found


def read(folder: Path) -> Log:
    """The log of the current branch; nothing before its first commit; ReteError."""
    if git.head(folder) is None:
        return Log(())
    words = ("log", "-z", "--date-order", "--encoding=UTF-8", "--format=%H%x00%P%x00%ct%x00%B")
    said = os.fsdecode(git.told(folder, *words, "--end-of-options", "HEAD", "--"))
    # One iterator four times: each step takes the next four.
    fields = iter(said.split("\0"))
    return Log(
        tuple(
            Commit(
                id=commit,
                parents=tuple(parents.split()),
                quando=_moment(seconds),
                message=commit_message.read(text),
            )
            for commit, parents, seconds, text in zip(*[fields] * _FIELDS, strict=False)
        )
    )


def _moment(seconds: str) -> datetime | None:
    """A moment as far as people's calendars go: anybody can write any number into a commit."""
    try:
        found = datetime.fromtimestamp(int(seconds), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return found if 1 < found.year < MAXYEAR else None
