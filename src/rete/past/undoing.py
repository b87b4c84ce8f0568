"""What undoing one operation would put back, or why it cannot be; `annulla` writes it."""

from collections.abc import Mapping

from rete.errors import ReteError, known
from rete.past import changed_files
from rete.past.changed_files import Changes
from rete.past.entries import Past
from rete.past.history import History
from rete.past.log import Commit
from rete.past.marks import twins
from rete.records import frozen


@frozen
class Undoing:
    """One operation to be taken back.

    ``touched`` has the files that are not any more as it left them, with the commits that changed
    them since; while there are any, it cannot be undone. ``elsewhere`` is how many files the commit
    changed that are not the register's.
    """

    past: Past
    changes: Changes
    touched: Mapping[str, tuple[Commit, ...]]
    elsewhere: int

    @property
    def commit(self) -> Commit:
        """The commit whose changes go."""
        return self.past.commit

    @property
    def created(self) -> tuple[str, ...]:
        """The files that were not there before."""
        return tuple(changed.path for changed in self.changes if changed.before is None)


def prepare_undoing(history: History, past: Past) -> Undoing:
    """What would be put back; ReteError where the history cannot tell."""
    commit = past.commit
    did = known(history.differences.of(commit))
    for changed in did:
        if not all(blob is None or blob.is_plain for blob in (changed.before, changed.after)):
            raise ReteError(
                f"«{changed.path}» in quel commit è un collegamento o un altro archivio, non un "
                "file: si rimette a posto con git"
            )
    return Undoing(
        past=past,
        changes=did,
        touched=_touched(history, past, did),
        elsewhere=changed_files.files_changed(history.folder, commit) - len(did),
    )


def contents(history: History, undoing: Undoing) -> dict[str, tuple[bytes | None, bytes | None]]:
    """For each file what the operation left and what was there before; ReteError if unknown."""
    blobs = [blob for changed in undoing.changes for blob in (changed.after, changed.before)]
    found = changed_files.contents(history.folder, blobs)
    return {
        changed.path: (found[changed.after], found[changed.before]) for changed in undoing.changes
    }


def _touched(history: History, past: Past, did: Changes) -> dict[str, tuple[Commit, ...]]:
    """The files that later commits changed, or that the last one has otherwise.

    Later commits that were taken back, and those that did it, leave a file as they found it; that
    it is so, the last commit must say too.
    """
    paths = [changed.path for changed in did]
    now = changed_files.at_head(history.folder, paths)
    other = {changed.path for changed in did if now[changed.path] != changed.after}
    same = {one.id for one in past.commits}
    same |= {one.id for one in twins(history.log, past.commit, history.differences)}
    met: dict[str, list[Commit]] = {}
    for name, files in known(changed_files.later(history.folder, past.commit, paths)).items():
        later = history.log.commits[history.log.place[name]]
        if not later.parents:
            # Where a branch merged since was cut, git says that its first commit touched all.
            known(history.differences.of(later))
        for path in files if name not in same else ():
            met.setdefault(path, []).append(later)
    found = {}
    for path in paths:
        lasting = [one for one in met.get(path, ()) if not history.leaves_no_trace(one)]
        if lasting or path in other:
            found[path] = tuple(lasting or met.get(path, ()))
    return found
