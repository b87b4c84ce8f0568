"""One process at a time: a lock file that says who holds it, and who may take it over.

Whoever removes a lock left behind does so under a second one, held for an instant: otherwise two
processes that saw the same dead holder would each remove the other's new lock.
"""

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rete.errors import ReteError
from rete.journal.files import plain_content
from rete.records import frozen
from rete.rome import rome

WAIT = 5.0
"""Seconds to wait for another process."""

_STEP = 0.05
_TOO_OLD = timedelta(days=1)
_UNWRITTEN_FOR = 1.0
"""Seconds after which a lock that says nothing was left by a process that died writing it."""


class Held(ReteError):
    """Another process holds the lock."""


@frozen
class Holder:
    """The process that holds a lock: machine, number, since when."""

    host: str
    pid: int
    since: datetime

    def words(self) -> str:
        since = self.since.astimezone(rome())
        host = "".join(c for c in self.host if c.isprintable())
        return f"il processo {self.pid} su «{host}», dal {since:%d/%m/%Y} alle {since:%H:%M}"


@contextmanager
def locked(lock: Path, wait: float = WAIT) -> Iterator[tuple[str, ...]]:
    """Hold this lock file; what is given is what has to be told (a lock that was taken over)."""
    mine = json.dumps(
        {"host": socket.gethostname(), "pid": os.getpid(), "dal": datetime.now(UTC).isoformat()}
    ).encode("utf-8")
    notices: tuple[str, ...] = ()
    end = time.monotonic() + wait
    # What a dead process left half done is cleared even by who does not wait for the living.
    end_of_clearing = time.monotonic() + max(wait, 2 * _UNWRITTEN_FOR)
    while not _create(lock, mine):
        content = _content(lock)
        left_behind = content is not None and _is_left_behind(lock, content)
        if content is not None and left_behind and _remove(lock, content):
            who = _who(content, "un processo che non c'è più")
            notices = (f"ho tolto un blocco rimasto indietro: lo teneva {who}",)
            continue
        unclear = left_behind or content is None or _holder(content) is None
        if time.monotonic() >= (end_of_clearing if unclear else end):
            who = _who(_content(lock) or b"", "un altro processo")
            raise Held(
                f"il registro è occupato: lo tiene {who}; aspetta che finisca e riprova "
                f"(se quel programma non c'è più, togli il file «{lock}»)"
            )
        time.sleep(_STEP)
    try:
        yield notices
    finally:
        if _content(lock) == mine:
            lock.unlink(missing_ok=True)


def _create(lock: Path, content: bytes) -> bool:
    try:
        file = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError:
        return False
    try:
        left = content
        while left:
            left = left[os.write(file, left) :]
    except BaseException:
        os.close(file)
        lock.unlink(missing_ok=True)
        raise
    os.close(file)
    # A process held up meanwhile may find that its unwritten lock was taken for a dead one's.
    return _content(lock) == content


def _content(lock: Path) -> bytes | None:
    try:
        return plain_content(lock)
    except OSError:
        return None


def _holder(content: bytes) -> Holder | None:
    try:
        said = json.loads(content)
        holder = Holder(
            host=str(said["host"]), pid=int(said["pid"]), since=datetime.fromisoformat(said["dal"])
        )
        return holder if holder.since.tzinfo is not None and 0 < holder.pid < 2**31 else None
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None


def _is_left_behind(lock: Path, content: bytes) -> bool:
    """Nobody can be holding any more the lock that says this."""
    holder = _holder(content)
    if holder is None:
        return _age(lock) > _UNWRITTEN_FOR
    old = datetime.now(UTC) - holder.since > _TOO_OLD
    here = holder.host == socket.gethostname()
    # A process never asks twice: its own number was that of another, before a restart.
    return old or (here and (holder.pid == os.getpid() or not is_alive(holder.pid)))


def _age(lock: Path) -> float:
    try:
        return time.time() - lock.stat().st_mtime
    except OSError:
        return 0.0


def _remove(lock: Path, left_behind: bytes) -> bool:
    """Remove the lock if it still says the same; False if somebody else is at it."""
    guard = lock.with_name(f"{lock.name}.presa")
    if not _create(guard, b""):
        if _age(guard) > _UNWRITTEN_FOR:
            guard.unlink(missing_ok=True)
        return False
    try:
        if _content(lock) != left_behind:
            return False
        lock.unlink(missing_ok=True)
        return True
    finally:
        guard.unlink(missing_ok=True)


def _who(content: bytes, otherwise: str) -> str:
    holder = _holder(content)
    return otherwise if holder is None else holder.words()


if sys.platform == "win32":

    def is_alive(pid: int) -> bool:
        """There ``os.kill`` would end the process instead of asking about it."""
        import ctypes

        limited_query, access_denied, still_active = 0x1000, 5, 259
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(limited_query, False, pid)
        if not handle:
            return bool(ctypes.get_last_error() == access_denied)
        code = ctypes.c_ulong(still_active)
        kernel.GetExitCodeProcess(ctypes.c_void_p(handle), ctypes.byref(code))
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return code.value == still_active

else:

    def is_alive(pid: int) -> bool:
        """A process of this number is there, and not only its end, which nobody has asked about."""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True
        try:
            # pid (name) state: a name may have anything in it. Linux alone says so.
            state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0]
        except (OSError, IndexError):
            return True
        return state not in (b"Z", b"X")
