"""The same operation done twice, in branches that knew nothing of each other and were joined."""

from rete.errors import CannotTell
from rete.past.changed_files import Differences
from rete.past.log import Commit, Log


def twins(log: Log, commit: Commit, differences: Differences) -> tuple[Commit, ...]:
    """The commits that say and did the very same as this one, neither after nor before it.

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
