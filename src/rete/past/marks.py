"""Which operations have been taken back, and by what: what messages claim, held against files.

A message that says «undone» proves nothing. It counts as proven where the commit that says so left
every file as it was before the operation (or took back its very lines); where it touched none of
them it counts for nothing; between the two it is told as what it is, a claim.
"""

from collections.abc import Iterator, Mapping
from enum import Enum

from rete.commit_message import COMMIT, OPERATION
from rete.errors import CannotTell
from rete.past.changed_files import Differences
from rete.past.entries import Past
from rete.past.log import Commit, Log
from rete.records import frozen


class Proof(Enum):
    """What the files say of a claim."""

    PROVEN = "proven"
    CLAIMED = "claimed"
    NONE = "none"


@frozen
class Undone:
    """The commit that took something back, and whether the files say so too."""

    by: Commit
    proof: Proof


@frozen
class Marks:
    """For each commit what took it back; for each one restored, what brought it back.

    ``undoing`` has the commits that took something back, whether or not that still holds.
    """

    undone: Mapping[str, Undone]
    restored: Mapping[str, Commit]
    undoing: frozenset[str]

    def of(self, past: Past) -> Undone | None:
        """What took back an operation: all the commits that are the same."""
        found = [self.undone.get(commit.id) for commit in past.commits]
        return found[0] if all(found) else None

    def restoring(self, past: Past) -> Commit | None:
        """The commit that brought an operation back, where it is not undone again."""
        return self.restored.get(past.commit.id)


def marks(log: Log, found: tuple[Past, ...], differences: Differences) -> Marks:
    """Claims are read from the newest on: what has been undone itself undoes nothing."""
    claims = _claims(log, found, differences)
    undone: dict[str, Undone] = {}
    restored: dict[str, Commit] = {}
    undoing: set[str] = set()
    for commit, targets in claims.items():
        over = undone.get(commit.id)
        is_undone = over is not None and over.proof is Proof.PROVEN
        for target in targets:
            proof = _proof(commit, target, differences)
            if proof is Proof.NONE:
                continue
            if proof is Proof.PROVEN:
                undoing.add(commit.id)
            if not is_undone:
                known = undone.get(target.id)
                if known is None or (proof is Proof.PROVEN and known.proof is Proof.CLAIMED):
                    undone[target.id] = Undone(by=commit, proof=proof)
            elif over is not None and proof is Proof.PROVEN and target.id not in undone:
                restored.setdefault(target.id, over.by)
    return Marks(
        undone=undone,
        restored={one: by for one, by in restored.items() if one not in undone},
        undoing=frozenset(undoing),
    )


def _claims(
    log: Log, found: tuple[Past, ...], differences: Differences
) -> Mapping[Commit, tuple[Commit, ...]]:
    """What each commit says to take back, and with it what was done twice."""
    named: dict[str, list[Commit]] = {}
    for past in found:
        for told in past.told:
            named.setdefault(told.id, []).extend(past.commits)
    claims = {
        commit: targets
        for commit in log.commits
        if (targets := tuple(_targets(log, named, commit)))
    }
    differences.learn({*claims, *(target for some in claims.values() for target in some)})
    for commit, targets in claims.items():
        twice = [one for target in targets for one in twins(log, target, differences)]
        claims[commit] = tuple(dict.fromkeys((*targets, *log.among_earlier(commit, twice))))
    return claims


def _targets(log: Log, named: Mapping[str, list[Commit]], commit: Commit) -> Iterator[Commit]:
    """The earlier commits that this one says to take back."""
    wanted: dict[str, Commit] = {}
    for told in commit.message.told:
        for reference in told.undoes:
            what, _, name = reference.partition("/")
            if what == OPERATION and name not in commit.operations:
                wanted |= {one.id: one for one in named.get(name, ())}
            elif what == COMMIT and (one := log.named(name)):
                wanted[one.id] = one
    for name in commit.message.reverts:
        if one := log.named(name):
            # With a merge goes what it has brought.
            with_it = log.brought_by(one) if one.is_merge else ()
            wanted |= {each.id: each for each in (one, *with_it)}
    title = commit.message.reverted_title
    if title is not None and not wanted and (one := log.titled(title, commit)):
        # Forges revert a request by its title alone.
        wanted[one.id] = one
    yield from log.among_earlier(commit, wanted.values())


def _proof(commit: Commit, target: Commit, differences: Differences) -> Proof:
    did, done = differences.of(commit), differences.of(target)
    if isinstance(did, CannotTell) or isinstance(done, CannotTell):
        return Proof.CLAIMED
    if not done:
        return Proof.NONE
    mine = {changed.path: changed for changed in did}
    if all(one.path in mine and mine[one.path].after == one.before for one in done):
        return Proof.PROVEN
    if commit.message.reverts and differences.is_reverse(commit, target):
        return Proof.PROVEN
    if all(one.path not in mine or mine[one.path].after == one.after for one in done):
        return Proof.NONE
    return Proof.CLAIMED if _says_so(commit) else Proof.NONE


def _says_so(commit: Commit) -> bool:
    """A title alone is no claim: it counts where the files say so too."""
    return bool(commit.message.reverts) or any(told.undoes for told in commit.message.told)


def twins(log: Log, commit: Commit, differences: Differences) -> tuple[Commit, ...]:
    """What was done twice, in branches that knew nothing of each other and were then joined:
    the commits that say and did the very same as this one, neither after nor before it.

    What such a commit did is there once: whoever takes back one has taken back all of them.
    """
    alike = [one for one in log.same_title(commit) if one.id != commit.id]
    did = differences.of(commit) if alike else ()
    if isinstance(did, CannotTell) or not did:
        return ()
    return tuple(
        one
        for one in alike
        if differences.of(one) == did
        and not log.among_earlier(one, [commit])
        and not log.among_earlier(commit, [one])
    )
