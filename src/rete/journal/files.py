"""Single files put on the disk whole, and where it is safe to put them; many: `carry`."""

import hashlib
import os
import stat
from pathlib import Path

from rete.errors import ReteError
from rete.store import DATA

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def digest(content: bytes) -> str:
    """The SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_on_disk(file: Path) -> str | None:
    """The digest of a file as it is now; None if there is none."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None


def content(file: Path) -> bytes | None:
    """What a file has; None if there is none."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def plain_content(file: Path) -> bytes:
    """What a plain file says; OSError where it is none: a pipe would be waited for, for ever."""
    handle = os.open(file, os.O_RDONLY | _AT_ONCE)
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise FileNotFoundError(file)
        return opened.read()


def require_safe(root: Path, path: str) -> None:
    """``path`` names a normal file below ``data/``, or one that may be created there."""
    parts = path.split("/")
    if not is_inside(path):
        raise ReteError(f"«{path}» non si può scrivere: non è un file dentro {DATA}/")
    for length in range(1, len(parts) + 1):
        step = "/".join(parts[:length])
        wanted = stat.S_ISREG if length == len(parts) else stat.S_ISDIR
        try:
            mode = (root / step).lstat().st_mode
        except FileNotFoundError:
            return
        if stat.S_ISLNK(mode):
            raise ReteError(
                f"«{path}» non si può scrivere: «{step}» è un collegamento simbolico; "
                "mettici un file o una cartella vera"
            )
        if not wanted(mode):
            what = "un file normale" if length == len(parts) else "una cartella"
            raise ReteError(f"«{path}» non si può scrivere: «{step}» non è {what}")


def is_inside(path: str) -> bool:
    """``path`` leads to something below ``data/``, whatever there is on the disk."""
    parts = path.split("/")
    return parts[0] == DATA and len(parts) > 1 and all(map(is_a_name, parts))


def is_a_name(part: str) -> bool:
    """One step of a path, that leads nowhere but down."""
    # Backslash and colon would lead elsewhere on Windows.
    return part not in ("", ".", "..") and not any(c in "\\:" or ord(c) < 32 for c in part)


def mode_of(file: Path) -> int | None:
    """The permissions of a file, None if it is not there."""
    try:
        return stat.S_IMODE(file.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_synced(file: Path, content: bytes, mode: int | None = None) -> None:
    """A new file whose content is on the disk, not only on its way there."""
    file.unlink(missing_ok=True)
    # Binary on Windows too; never through a link that appears meanwhile.
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    descriptor = os.open(file, flags, 0o666)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    if mode is not None:
        file.chmod(mode & 0o777)


def missing_folders(root: Path, path: str) -> tuple[str, ...]:
    """The folders that would have to be created for ``path``, from the top down."""
    parts = path.split("/")[:-1]
    steps = ("/".join(parts[:length]) for length in range(1, len(parts) + 1))
    return tuple(step for step in steps if not (root / step).is_dir())


def remove_if_empty(root: Path, folder: str) -> None:
    """Remove a folder that holds nothing, and those above it likewise, but not ``data/``."""
    while folder.count("/") > 0:
        try:
            (root / folder).rmdir()
        except OSError:
            return
        folder = folder.rpartition("/")[0]
