"""Folders that nobody but the user can write: only there anything is kept aside.

As ssh asks of where its keys are: every folder on the way belongs to the user or to the system's
administrator, and nobody else can put anything in its place. Where a system tells no owners and
permits by number (Windows) that cannot be asked: there, the folders of a user are closed to others.
"""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

_OTHERS_WRITE: Final = 0o022
_KNOWS_OWNERS: Final = hasattr(os, "geteuid")
_BARE: Final = ("HEAD", "objects", "refs")
_FLAGS: Final = ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_NOINHERIT", "O_BINARY")


def why_not(folder: Path) -> str | None:
    """Why nothing is to be kept in this folder, in Italian; None where it can be.

    In: an absolute path; what is not there yet will be made by ``make``.
    """
    try:
        real = folder.resolve()
        on_the_way = (one for end in (folder, real) for one in (*reversed(end.parents), end))
        for place in dict.fromkeys(on_the_way):
            if reason := _refusal(place, is_last=place in (folder, real)):
                return reason
    except (OSError, RuntimeError):
        return f"«{folder}» non si può leggere"
    return None


def make(folder: Path) -> None:
    """Make a folder and those above it that are not there, each for the user alone; OSError."""
    for place in reversed((folder, *folder.parents)):
        with suppress(FileExistsError):
            place.mkdir(mode=0o700)


def put(place: Path, parts: Iterable[bytes], *, prefix: str) -> None:
    """Write a file whole or not at all, in a folder made if need be; OSError.

    It grows beside its place, under a name that begins with ``prefix`` and ends with ``.tmp``.
    """
    from tempfile import mkstemp  # only whoever writes needs it

    make(place.parent)
    handle, name = mkstemp(dir=place.parent, prefix=prefix, suffix=".tmp")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        new.replace(place)
    except BaseException:
        new.unlink()
        raise


def opened(file: Path) -> BinaryIO | None:
    """A plain file of the user's that only the user can write, open to be read; None otherwise.

    What is no file is not opened: it may never answer, and a device may do something.
    """
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return None
        found = os.open(file, os.O_RDONLY | sum(getattr(os, name, 0) for name in _FLAGS))
    except OSError:
        return None
    state = os.fstat(found)
    if stat.S_ISREG(state.st_mode) and is_ours(state):
        return os.fdopen(found, "rb")
    os.close(found)
    return None


def is_ours(state: os.stat_result) -> bool:
    """Whether what this is the state of belongs to the user and nobody else can write it."""
    if not _KNOWS_OWNERS:
        return True
    return state.st_uid == os.geteuid() and not state.st_mode & _OTHERS_WRITE


def _refusal(place: Path, *, is_last: bool) -> str | None:
    """What is wrong with one of the folders on the way, or with the last one."""
    try:
        state = place.lstat()
    except FileNotFoundError:
        return None
    if _KNOWS_OWNERS and state.st_uid not in (0, os.geteuid()):
        return f"«{place}» è di un altro utente"
    if stat.S_ISLNK(state.st_mode) and not is_last:
        return None  # where it leads to is on the way too
    if not stat.S_ISDIR(state.st_mode):
        return f"«{place}» non è una cartella"
    # In a «sticky» folder others can put something of theirs only beside ours.
    shared = state.st_mode & _OTHERS_WRITE and (is_last or not state.st_mode & stat.S_ISVTX)
    if _KNOWS_OWNERS and shared:
        return f"in «{place}» possono scrivere anche altri"
    if os.path.lexists(place / "data" / "patto.yaml"):
        return f"«{place}» è la cartella di un registro"
    if os.path.lexists(place / ".git") or all(os.path.lexists(place / name) for name in _BARE):
        return f"«{place}» è un archivio git"
    return None
