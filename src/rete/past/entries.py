"""The operations of a history: which commits they are, and the codes by which they are named.

A code is ``op-`` and the first five digits of the id, or as many as no other id begins with. Where
one id stands on several commits that did different things (copied to another branch, or forged) the
commit is part of the code: ``op-3f2a1+1a2b3c4``.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from rete.commit_message import UNDO, Told
from rete.errors import CannotTell
from rete.italiano import count
from rete.past.changed_files import Differences
from rete.past.log import Commit, Log
from rete.records import frozen

SHORTEST = 5
_COMMIT_DIGITS = 7
_CODE = re.compile(r"op-(?P<id>[0-9a-z][0-9a-z._-]{0,63})(?:\+(?P<commit>[0-9a-f]{4,64}))?")
_OF_A_SQUASH = "Squashed commit of the following:"


@frozen
class Past:
    """What one undo takes back: the operations of one commit, and the commits that are the same.

    ``commits`` has the newest first; ``codici`` are those of ``told``, one each.
    """

    commits: tuple[Commit, ...]
    told: tuple[Told, ...]
    codici: tuple[str, ...]

    @property
    def commit(self) -> Commit:
        return self.commits[0]

    @property
    def quando(self) -> datetime | None:
        return self.commit.quando

    @property
    def titolo(self) -> str:
        """The subject of the commit; of a squash without one, those of its operations."""
        subject = self.commit.message.titolo
        if subject != _OF_A_SQUASH:
            return subject
        first, *others = self.told
        many = count(len(others), "altra operazione", "altre operazioni")
        return f"{first.titolo} e {many}" if others else first.titolo

    @property
    def says_to_undo(self) -> bool:
        return all(told.comando == UNDO for told in self.told)

    @property
    def codice(self) -> str:
        """All its codes, as they are shown."""
        return ", ".join(self.codici)


def entries(log: Log, differences: Differences) -> tuple[Past, ...]:
    """Every operation, the newest first."""
    holders = [commit for commit in log.commits if commit.message.told]
    groups = list(_grouped(holders, differences))
    codes = _codes(groups)
    return tuple(
        Past(
            commits=tuple(group),
            told=group[0].message.told,
            codici=tuple(codes[told.id, group[0].id] for told in group[0].message.told),
        )
        for group in groups
    )


def _grouped(holders: Sequence[Commit], differences: Differences) -> Iterator[list[Commit]]:
    """Commits with the same operations that did the same to the files are one; the newest first."""
    named = Counter(told.id for commit in holders for told in commit.message.told)
    plain = {told.id for one in holders if not one.is_merge for told in one.message.told}
    # A merge may repeat what the commits that it brings say: it is not those operations again.
    left = [one for one in holders if not (one.is_merge and one.operations <= plain)]
    repeated = {one.id for one in left if any(named[told] > 1 for told in one.operations)}
    differences.learn(one for one in left if one.id in repeated)
    groups: dict[object, list[Commit]] = defaultdict(list)
    for commit in left:
        key = _sameness(commit, differences) if commit.id in repeated else commit.id
        groups[key].append(commit)
    yield from groups.values()


def _sameness(commit: Commit, differences: Differences) -> object:
    changes = differences.of(commit)
    return commit.id if isinstance(changes, CannotTell) else (commit.operations, changes)


def _codes(groups: Sequence[Sequence[Commit]]) -> Mapping[tuple[str, str], str]:
    """The code of each operation in each commit that stands for its group."""
    places: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        for told in group[0].message.told:
            places[told.id].append(group[0].id)
    beginnings = _beginnings(sorted({identifier.casefold() for identifier in places}))
    found: dict[tuple[str, str], str] = {}
    spelled = Counter(map(str.casefold, places))
    for identifier, commits in places.items():
        beginning, is_unique = beginnings[identifier.casefold()]
        alone = is_unique and len(commits) == 1 and spelled[identifier.casefold()] == 1
        digits = _COMMIT_DIGITS if alone else _telling_apart(commits)
        for commit in commits:
            found[identifier, commit] = (
                f"op-{beginning}" if alone else f"op-{beginning}+{commit[:digits]}"
            )
    return found


def _beginnings(ids: Sequence[str]) -> Mapping[str, tuple[str, bool]]:
    """The shortest beginning that no other id has; the whole id, if another begins with it."""
    found = {}
    for place, identifier in enumerate(ids):
        near = [*ids[max(place - 1, 0) : place], *ids[place + 1 : place + 2]]
        shared = max((_in_common(identifier, other) for other in near), default=0)
        needed = max(shared + 1, SHORTEST)
        found[identifier] = identifier[:needed], shared < len(identifier)
    return found


def _telling_apart(commits: Sequence[str]) -> int:
    some = sorted(commits)
    shared = max((_in_common(one, other) for one, other in pairwise(some)), default=0)
    return max(shared + 1, _COMMIT_DIGITS)


def _in_common(one: str, other: str) -> int:
    """With how many equal characters two texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


class NotACode(Exception):
    """What was typed is not the form of a code."""


def matching(found: Sequence[Past], typed: str) -> tuple[tuple[Past, str], ...]:
    """The operations that a code may mean, each with its whole code; NotACode."""
    code = _CODE.fullmatch(typed.strip().casefold())
    if code is None:
        raise NotACode
    identifier, commit = code["id"], code["commit"] or ""
    meant = [
        (past, shown)
        for past in found
        for told, shown in zip(past.told, past.codici, strict=True)
        if _means(told.id.casefold(), identifier)
        and any(one.id.startswith(commit) for one in past.commits)
    ]
    # Several operations of one commit are taken back together: it does not matter which is meant.
    return tuple(meant)


def _means(identifier: str, typed: str) -> bool:
    long_enough = len(typed) >= SHORTEST or typed == identifier
    return long_enough and identifier.startswith(typed)


def near(found: Sequence[Past], typed: str) -> tuple[tuple[Past, str], ...]:
    """The operations whose code begins as typed, or has it inside, where ``op-`` is left out."""
    wanted = typed.strip().casefold().removeprefix("op-")
    if not wanted:
        return ()
    pairs = [(past, code) for past in found for code in past.codici]
    return tuple(pair for pair in pairs if pair[1].removeprefix("op-").startswith(wanted))
