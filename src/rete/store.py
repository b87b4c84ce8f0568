"""The only way to read a register: `Folder`, or `Overlay` (with changes); `revision` is a commit.

Paths are relative to the register's root, with ``/`` (``data/enti/x.yaml``). What the files mean
is not known here.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from rete.errors import CannotTell
from rete.git_place import NAME
from rete.reading_faults import MAX_BYTES

if TYPE_CHECKING:
    # Git is asked only about files that are not what somebody wrote that they are.
    from rete.altered import Altered

PIECE: Final = 1 << 20
"""How much of a large file is read at a time."""
DATA = "data"
PATTO = f"{DATA}/patto.yaml"
JOURNAL: Final = ".rete/giornale"
JOURNAL_IN_GIT: Final = "rete"
"""Where an operation is kept until it is written: in the register, or in git's own folder."""
MAX_FOLDERS = 8
LINK = "è un collegamento simbolico"
PERMITS = "non si può leggere: mancano i permessi"
TOO_DEEP = "è una cartella annidata troppo in profondità"
REPOSITORY = "è un altro archivio git"
_SIGNS = "/"
NO_FILE = "non è un file normale"
_KEEPS_TIMES = os.name != "nt"
_HUNDREDTH = 10**7


Tell = Callable[[int], None]


class Unreadable(Exception):
    """One file cannot be read; the text says why, in Italian."""


class TooLarge(Exception):
    """One file is over the size that a YAML file may have; ``size`` in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class Store(Protocol):
    """A register's files, wherever they are kept; they are listed once."""

    _paths: dict[str, str]
    _strays: dict[str, str]

    def paths(self) -> Mapping[str, str]:
        """Every regular file below ``data/`` with a digest that changes with its content."""
        return self._paths

    def strays(self) -> Mapping[str, str]:
        """What is below ``data/`` and is not a regular file, with the reason in Italian."""
        return self._strays

    def read(self, path: str, most: int | None = MAX_BYTES) -> bytes:
        """The content of a file; Unreadable, TooLarge over so many bytes (None: any size)."""
        ...

    def size(self, path: str) -> int:
        """How many bytes a file of ``paths()`` has."""
        ...

    def sha256(self, path: str, tell: Tell | None = None) -> str:
        """The SHA-256 of a file of any size, in hexadecimal; Unreadable.

        ``tell`` hears, now and then, how many bytes more have been read.
        """
        ...

    def altered(self, wanted: Mapping[str, str]) -> Mapping[str, "Altered"]:
        """Why some files are not those with the SHA-256 that is ``wanted``; Unreadable."""
        ...

    def tracked(self, paths: Iterable[str]) -> frozenset[str] | CannotTell:
        """Which of these are in git, and not only in the folder."""
        ...


class Folder(Store):
    """The register as it is on disk now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._root = str(root)
        self._paths = {}
        self._strays = {}
        self._digests: dict[str, str] = {}
        self._altered: tuple[Mapping[str, str], Mapping[str, Altered]] | None = None
        if os.path.islink(self._name(DATA)):
            self._strays[DATA] = LINK
        else:
            self._scan(self._name(DATA), DATA)

    def size(self, path: str) -> int:
        """How many bytes a file has."""
        return int(self._paths[path].partition(_SIGNS)[0])

    def changed(self, path: str) -> int:
        """When a file last changed, in nanoseconds since 1970, in its content or its permits."""
        _, content, permits, _ = self._paths[path].split(_SIGNS)
        return max(int(content), int(permits))

    def shows_changes(self, path: str) -> bool:
        """Whether no change of a file's content can leave its digest as it was.

        Not where the time of a change is not kept, or can be set: on Windows, and on disks with
        whole seconds or hundredths (those of Windows and of USB sticks).
        """
        return _KEEPS_TIMES and int(self._paths[path].split(_SIGNS)[2]) % _HUNDREDTH != 0

    def read(self, path: str, most: int | None = MAX_BYTES) -> bytes:
        try:
            with open(self._name(path), "rb", buffering=0) as file:
                size = os.fstat(file.fileno()).st_size
                if most is not None and size > most:
                    raise TooLarge(size)
                return file.readall()
        except OSError as error:
            raise Unreadable(_reason(error)) from None

    def sha256(self, path: str, tell: Tell | None = None) -> str:
        if path not in self._digests:
            digest = hashlib.sha256()
            for piece in self._pieces(path):
                digest.update(piece)
                if tell is not None:
                    tell(len(piece))
            # A change is read several times as it is made, and attachments may be large.
            self._digests[path] = digest.hexdigest()
        return self._digests[path]

    def altered(self, wanted: Mapping[str, str]) -> Mapping[str, "Altered"]:
        if self._altered is None or self._altered[0] != wanted:
            from rete import altered

            self._altered = wanted, altered.on_disk(self.root, self._pieces, wanted)
        return self._altered[1]

    def _pieces(self, path: str) -> Iterator[bytes]:
        try:
            with open(self._name(path), "rb", buffering=0) as file:
                while piece := file.read(PIECE):
                    yield piece
        except OSError as error:
            raise Unreadable(_reason(error)) from None

    def tracked(self, paths: Iterable[str]) -> frozenset[str] | CannotTell:
        from rete import git_changes

        return git_changes.tracked(self.root, paths)

    def _name(self, path: str) -> str:
        # Ten thousand times: joining with pathlib would cost as much as reading.
        return f"{self._root}/{path}"

    def _scan(self, folder: str, prefix: str) -> None:
        if prefix.count("/") > MAX_FOLDERS:
            self._strays[prefix] = TOO_DEEP
            return
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._strays[prefix] = _reason(error)
            return
        for entry in entries:
            path = f"{prefix}/{entry.name}"
            if entry.name == NAME:
                self._strays[path] = REPOSITORY
            elif entry.is_symlink():
                self._strays[path] = LINK
            elif entry.is_dir(follow_symlinks=False):
                self._scan(entry.path, path)
            else:
                self._add(entry, path)

    def _add(self, entry: "os.DirEntry[str]", path: str) -> None:
        try:
            info = entry.stat(follow_symlinks=False)
        except OSError as error:
            self._strays[path] = _reason(error)
            return
        if stat.S_ISREG(info.st_mode):
            self._paths[path] = _SIGNS.join(
                map(str, (info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino))
            )
        else:
            self._strays[path] = NO_FILE


def _reason(error: OSError) -> str:
    match error:
        case PermissionError():
            return PERMITS
        case FileNotFoundError():
            return "non c'è più: è stato tolto mentre lo leggevo"
        case IsADirectoryError():
            return "è una cartella"
        case _:
            return "non si può leggere: il disco ha dato un errore"


# --- the same with changes, written nowhere ---


class Overlay(Store):
    """A store with some files changed in memory: new contents, or None for a file taken away."""

    def __init__(self, below: Store, changes: Mapping[str, bytes | None]) -> None:
        self._below = below
        self._changes = dict(changes)
        kept = {p: d for p, d in below.paths().items() if p not in self._changes}
        new = {
            p: hashlib.sha256(content).hexdigest()
            for p, content in self._changes.items()
            if content is not None
        }
        self._paths = dict(sorted({**kept, **new}.items()))
        self._strays = {p: r for p, r in below.strays().items() if p not in self._changes}

    def read(self, path: str, most: int | None = MAX_BYTES) -> bytes:
        if path not in self._changes:
            return self._below.read(path, most)
        content = self._content(path)
        if most is not None and len(content) > most:
            raise TooLarge(len(content))
        return content

    def size(self, path: str) -> int:
        if path not in self._changes:
            return self._below.size(path)
        return len(self._content(path))

    def sha256(self, path: str, tell: Tell | None = None) -> str:
        if path not in self._changes:
            return self._below.sha256(path, tell)
        return hashlib.sha256(self._content(path)).hexdigest()

    def altered(self, wanted: Mapping[str, str]) -> Mapping[str, "Altered"]:
        from rete.altered import Altered

        own = {path: Altered() for path in wanted if path in self._changes}
        below = {path: digest for path, digest in wanted.items() if path not in own}
        return {**own, **(self._below.altered(below) if below else {})}

    def tracked(self, paths: Iterable[str]) -> frozenset[str] | CannotTell:
        return self._below.tracked(paths)

    def _content(self, path: str) -> bytes:
        content = self._changes[path]
        if content is None:
            raise Unreadable("non c'è")
        return content
