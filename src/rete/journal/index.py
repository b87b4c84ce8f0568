"""The index of a commit in the making, and the user's own brought to agree with the commit.

The commit is made from an index kept in the journal: until it is there, the user's own is not
touched, and a failure or a crash leaves nothing in it. Then it changes once, whole, and only where
the commit changed something and nobody had staged anything else.
"""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from rete import git
from rete.git_causes import carried_out
from rete.git_durable import sync_folder
from rete.git_write import FREE_WITHIN, Busy, busy
from rete.journal import files
from rete.journal.folder import Where

_PREPARED = "indice-nuovo"


def stage(where: Where, head: str | None, paths: Iterable[str]) -> str:
    """Put into the journal's index what a commit of these files on ``head`` holds; its tree.

    Paths are from the top of the repository.
    """
    own = {"GIT_INDEX_FILE": str(where.index)}
    # A copy knows already which files are as they were: git need not read them all again.
    _copy(where.git_dir / "index", where.index)
    base = ("--reset", head) if head else ("--empty",)
    _done(where, "read-tree", *base, settings=own)
    names = b"".join(os.fsencode(path) + b"\0" for path in paths)
    words = ("update-index", "--add", "--remove", "--replace", "-z", "--stdin")
    _done(where, *words, settings=own, stdin=names)
    return os.fsdecode(_done(where, "write-tree", settings=own)).strip()


def changed(where: Where, old: str | None, new: str) -> list[str]:
    """The files that are not the same in two commits (None: an empty one)."""
    words = ("diff-tree", "-r", "-z", "--name-only", "--no-renames")
    return git.pieces(git.told(where.base, *words, old or _nothing(where), new, "--"))


def holds(where: Where, commit: str, tree: str, paths: Iterable[str]) -> bool:
    """Whether a commit has these files as they are in this tree."""
    words = ("diff-tree", "-r", "--quiet", "--end-of-options", tree, commit, "--", *paths)
    return git.ask(where.base, *words) is not None


def staged_by_somebody(where: Where, head: str | None) -> frozenset[str]:
    """The files that the user's index has otherwise than this commit."""
    words = ("diff-index", "--cached", "-z", "--name-only", "--no-renames")
    return frozenset(git.pieces(git.told(where.base, *words, head or _nothing(where), "--")))


def bring_to_head(where: Where, paths: Iterable[str]) -> None:
    """Make the user's index say of these files what the last commit says; the rest stays."""
    stdin = b"".join(b":(top,literal)" + os.fsencode(path) + b"\0" for path in sorted(set(paths)))
    if not stdin:
        return
    real, lock = where.git_dir / "index", where.git_dir / "index.lock"
    prepared = where.ready / _PREPARED
    words = ("reset", "--pathspec-from-file=-", "--pathspec-file-nul")
    end = time.monotonic() + FREE_WITHIN
    while True:
        before = _copy(real, prepared)
        _done(where, *words, stdin=stdin, settings={"GIT_INDEX_FILE": str(prepared)})
        if files.content(prepared) == before or _publish(prepared, lock, real, before):
            return
        if time.monotonic() > end:
            raise Busy(busy(lock))
        time.sleep(0.05)


def drop_own_lock(where: Where) -> None:
    """Take away the lock of the user's index, if it is the one that an interrupted rete made."""
    prepared, lock = where.ready / _PREPARED, where.git_dir / "index.lock"
    with suppress(OSError):
        same = lock.samefile(prepared)
        if same or files.plain_content(lock) == files.plain_content(prepared):
            lock.unlink()


def _publish(prepared: Path, lock: Path, real: Path, before: bytes | None) -> bool:
    """Replace the index as git would, under its lock; False: another git is or was at it."""
    try:
        _take(prepared, lock)
    except FileExistsError:
        return False
    try:
        if files.content(real) != before:
            lock.unlink()
            return False
        lock.replace(real)
    except BaseException:
        lock.unlink(missing_ok=True)
        raise
    sync_folder(real.parent)
    prepared.unlink(missing_ok=True)
    return True


def _take(prepared: Path, lock: Path) -> None:
    """Make the lock out of the prepared index in one stroke: it can be told whose it is."""
    try:
        os.link(prepared, lock)
    except FileExistsError:
        raise
    except OSError:
        # A disk without links: then written, and never over somebody's.
        with lock.open("xb") as opened:
            opened.write(prepared.read_bytes())
            opened.flush()
            os.fsync(opened.fileno())


def _copy(real: Path, copy: Path) -> bytes | None:
    copy.with_name(f"{copy.name}.lock").unlink(missing_ok=True)
    copy.unlink(missing_ok=True)
    content = files.content(real)
    if content is not None:
        files.write_synced(copy, content)
    return content


def _nothing(where: Where) -> str:
    return os.fsdecode(_done(where, "mktree")).strip()


def _done(
    where: Where, *arguments: str, settings: dict[str, str] | None = None, stdin: bytes = b""
) -> bytes:
    return carried_out(
        where.base,
        *arguments,
        failing="git non riesce a preparare il commit; ha detto",
        writes_in=where.git_dir,
        settings=settings,
        stdin=stdin,
    )
