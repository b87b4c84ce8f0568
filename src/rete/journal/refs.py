"""What a git that died while making the commit may have left: itself at work, or its locks."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from rete.git_durable import common_dir
from rete.journal.files import plain_content
from rete.journal.folder import Where
from rete.journal.lock import Held, is_alive
from rete.journal.manifest import Manifest, made_at


class AtWork(Held):
    """The git of a process that died is still making its commit."""


_NOTE = "git"
_NO_NUMBER_YET = "-"

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
def noted(where: Where) -> Iterator[Callable[[int], None]]:
    """Keep the number of the git that makes the commit, and a sign of life of who waits for it.

    Where they cannot be kept, no matter: they only help whoever comes after a crash.
    """
    ended = Event()
    kept = where.ready / _NOTE

    def live() -> None:
        with suppress(OSError):
            while not ended.wait(_SIGN_OF_LIFE):
                os.utime(kept)

    def begin(pid: int) -> None:
        with suppress(OSError):
            kept.write_text(f"{pid}\n", encoding="ascii")
        Thread(target=live, daemon=True).start()

    with suppress(OSError):
        kept.unlink(missing_ok=True)
        kept.write_text(_NO_NUMBER_YET, encoding="ascii")
    try:
        yield begin
    finally:
        ended.set()


def wait_for_git(where: Where) -> float | None:
    """Return when the git of the process that died has ended too; AtWork if it does not.

    Given is until when (in seconds) its hooks may have been at the files; None: it was not begun.
    """
    kept = where.ready / _NOTE
    until = _moment(kept)
    end = time.monotonic() + _STILL_AT_WORK
    while (pid := _recent(kept)) is not None and is_alive(pid):
        if time.monotonic() > end:
            raise AtWork(
                f"il git di un'operazione interrotta è ancora al lavoro (processo {pid}): aspetta "
                "che finisca e riprova"
            )
        time.sleep(0.05)
        until = time.time()
    return None if until is None else until + 2 * _SIGN_OF_LIFE


def drop_left_locks(where: Where, plan: Manifest) -> None:
    """Take away the locks of HEAD and of the branch that were made since this operation began.

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
    common = common_dir(where.git_dir)
    return (where.git_dir / "HEAD.lock", *(common / name for name in branch))


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
