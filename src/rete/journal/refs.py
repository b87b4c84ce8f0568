"""What a git that died while committing may have left: itself at work, or its locks."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import IO

from rete.journal.files import plain_content
from rete.journal.folder import Where
from rete.journal.lock import Held, is_alive
from rete.journal.manifest import Manifest, made_at


class AtWork(Held):
    """The git of a process that died is still making its commit."""


_NOTE = "git"
_NO_NUMBER_YET = "-"
_HELD = "git-vivo"
"""An empty file that the git making the commit has open, and has locked, until it ends."""

_SIGN_OF_LIFE = 0.05
"""Seconds between two signs of life."""

_STILL_AT_WORK = 5.0
"""Seconds that a git which outlived its rete is waited for."""

_NO_LONGER = 600.0
"""Seconds after which its number is taken for that of another program."""

_UNCHANGED_FOR = 2.0
"""Git holds the lock of a branch for an instant: one that stays is of a git that was killed."""

_CLOCK = 2.0


@contextmanager
def noted(where: Where) -> Iterator[tuple[IO[bytes] | None, Callable[[int], None]]]:
    """Keep the number of the git that makes the commit, and a sign of life of who waits for it.

    Given is what that git is to have as its input, which its hooks do not inherit (None: nothing),
    and what is to be told its number. A process killed before it could write the number down leaves
    a git that still holds its input.

    Where they cannot be kept, no matter: they only help whoever comes after a crash.
    """
    ended = Event()
    kept, alive = where.ready / _NOTE, where.ready / _HELD

    def live() -> None:
        with suppress(OSError):
            while not ended.wait(_SIGN_OF_LIFE):
                os.utime(kept)

    def begin(pid: int) -> None:
        with suppress(OSError):
            kept.write_text(f"{pid}\n", encoding="ascii")
        Thread(target=live, daemon=True).start()

    with ExitStack() as stack:
        held = None
        with suppress(OSError):
            for file in (kept, alive):
                file.unlink(missing_ok=True)
            held = stack.enter_context(alive.open("x+b"))
            hold(held.fileno())
            kept.write_text(_NO_NUMBER_YET, encoding="ascii")
        stack.callback(ended.set)
        yield held, begin


def wait_for_git(where: Where) -> float | None:
    """Return when the git of the process that died has ended too; AtWork if it does not.

    Given is until when (in seconds) its hooks may have been at the files; None: it was not begun.
    """
    kept, alive = where.ready / _NOTE, where.ready / _HELD
    until = _moment(kept)
    end = time.monotonic() + _STILL_AT_WORK
    while ((pid := _recent(kept)) is not None and is_alive(pid)) or is_held(alive):
        if time.monotonic() > end:
            number = "" if pid is None else f" (processo {pid})"
            raise AtWork(
                f"il git di un'operazione interrotta è ancora al lavoro{number}: aspetta "
                "che finisca e riprova"
            )
        time.sleep(0.05)
        until = time.time()
    return None if until is None else until + 2 * _SIGN_OF_LIFE


def drop_left_locks(where: Where, plan: Manifest) -> None:
    """Take away the locks of HEAD, branch and tidying that were made since this operation began.

    Only those that nobody touches any more: any other git holds them for an instant.
    """
    since = made_at(where.ready) - _CLOCK
    for lock in _locks(where, plan):
        seen = _moment(lock)
        if seen is None or seen < since:
            continue
        end = time.monotonic() + _UNCHANGED_FOR
        while (now := _moment(lock)) == seen and time.monotonic() < end:
            time.sleep(0.05)
        if now == seen:
            with suppress(OSError):
                lock.unlink()


def _locks(where: Where, plan: Manifest) -> tuple[Path, ...]:
    branch = () if plan.ramo is None else (f"refs/heads/{plan.ramo}.lock",)
    # That of git's own tidying after a commit, which would never be done again: what two of them do
    # at the same time is safe by itself, so that no harm is done where one is still at it.
    tidying = "objects/maintenance.lock"
    return (where.git_dir / "HEAD.lock", *(where.common / name for name in (*branch, tidying)))


def _recent(kept: Path) -> int | None:
    try:
        if time.time() - kept.stat().st_mtime > _NO_LONGER:
            return None
        pid = int(plain_content(kept).decode("ascii"))
    except (OSError, ValueError):
        return None
    return pid if 0 < pid < 2**31 else None


def _moment(file: Path) -> float | None:
    try:
        return file.stat().st_mtime
    except OSError:
        return None


if sys.platform == "win32":

    def hold(handle: int) -> None:
        """There what a process has open cannot be removed: no lock is needed."""

    def is_held(alive: Path) -> bool:
        """Somebody still has this file open."""
        try:
            alive.unlink(missing_ok=True)
        except OSError:
            return True
        return False

else:
    import fcntl

    def hold(handle: int) -> None:
        """Lock this file until all who have it from us have closed it: us, and our git."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def is_held(alive: Path) -> bool:
        """Somebody still has this file from whoever locked it."""
        try:
            handle = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            os.close(handle)
        return False
