"""The only way to read a register: a folder, a git revision, or either with some files changed.

Paths are relative to the register's root, with ``/`` (``data/enti/x.yaml``). What the files mean
is not known here.
"""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from rete import git_content, git_place
from rete.errors import ReteError, known
from rete.reading import MAX_BYTES

DATA = "data"
PATTO = f"{DATA}/patto.yaml"
MAX_FOLDERS = 8
_LINK = "è un collegamento simbolico"
_SIGNS = "/"
_NO_FILE = "non è un file normale"
REPOSITORY = "è un altro archivio git"


class Unreadable(Exception):
    """One file cannot be read; the text says why, in Italian."""


class TooLarge(Exception):
    """One file is over the size that a YAML file may have; ``size`` in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class Store(Protocol):
    """A register's files, wherever they are kept."""

    def paths(self) -> Mapping[str, str]:
        """Every regular file below ``data/`` with a digest that changes with its content."""
        ...

    def strays(self) -> Mapping[str, str]:
        """What is below ``data/`` and is not a regular file, with the reason in Italian."""
        ...

    def read(self, path: str) -> bytes:
        """The content of a file; Unreadable, TooLarge."""
        ...

    def sha256(self, path: str) -> str:
        """The SHA-256 of a file of any size, in hexadecimal; Unreadable."""
        ...


def find_root(start: Path) -> Path:
    """The folder with ``data/patto.yaml``: ``start`` or the nearest one above it."""
    try:
        here = start.resolve(strict=True)
    except (OSError, RuntimeError):
        raise ReteError(f"la cartella «{start}» non esiste o non si può leggere") from None
    others: list[str] = []
    for folder in (here, *here.parents):
        pact = folder / DATA / "patto.yaml"
        try:
            if pact.is_file():
                return folder
            others += [f"«{pact}» {what}" for what in _instead_of_a_file(pact)]
        except OSError:
            continue
    if others:
        raise ReteError(
            f"{others[0]}: lì ci vuole il file del patto; sposta altrove ciò che c'è e rimetti il "
            "file, da git o da una copia"
        )
    raise ReteError(
        f"«{start}» non è un registro: né qui né nelle cartelle superiori c'è data/patto.yaml; "
        "spostati nella cartella giusta o indicala con -C"
    )


def _instead_of_a_file(path: Path) -> Iterator[str]:
    """What is there, if anything is; nothing is opened, as what is no file may never answer."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        yield f"{_LINK} che non porta a un file"
    else:
        yield "è una cartella, non un file" if stat.S_ISDIR(mode) else _NO_FILE


class Folder:
    """The register as it is on disk now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._root = str(root)
        self._paths: dict[str, str] = {}
        self._strays: dict[str, str] = {}
        if os.path.islink(self._name(DATA)):
            self._strays[DATA] = _LINK
        else:
            self._scan(self._name(DATA), DATA)

    def paths(self) -> Mapping[str, str]:
        return self._paths

    def strays(self) -> Mapping[str, str]:
        return self._strays

    def changed(self, path: str) -> int:
        """When a file last changed, in nanoseconds since 1970, in its content or its permits."""
        _, content, permits, _ = self._paths[path].split(_SIGNS)
        return max(int(content), int(permits))

    def read(self, path: str) -> bytes:
        try:
            with open(self._name(path), "rb", buffering=0) as file:
                size = os.fstat(file.fileno()).st_size
                if size > MAX_BYTES:
                    raise TooLarge(size)
                return file.readall()
        except OSError as error:
            raise Unreadable(_reason(error)) from None

    def sha256(self, path: str) -> str:
        try:
            with open(self._name(path), "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise Unreadable(_reason(error)) from None

    def _name(self, path: str) -> str:
        # Ten thousand times: joining with pathlib would cost as much as reading.
        return f"{self._root}/{path}"

    def _scan(self, folder: str, prefix: str) -> None:
        if prefix.count("/") > MAX_FOLDERS:
            self._strays[prefix] = "è una cartella annidata troppo in profondità"
            return
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._strays[prefix] = _reason(error)
            return
        for entry in entries:
            path = f"{prefix}/{entry.name}"
            if entry.name == git_place.NAME:
                self._strays[path] = REPOSITORY
            elif entry.is_symlink():
                self._strays[path] = _LINK
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
            self._strays[path] = _NO_FILE


def _reason(error: OSError) -> str:
    match error:
        case PermissionError():
            return "non si può leggere: mancano i permessi"
        case FileNotFoundError():
            return "non c'è più: è stato tolto mentre lo leggevo"
        case IsADirectoryError():
            return "è una cartella"
        case _:
            return "non si può leggere: il disco ha dato un errore"


class Revision:
    """The register as it was in one commit, or with one tree of git's as its ``data/``."""

    def __init__(self, root: Path, commit: str, *, data: str | None = None) -> None:
        self.root = root
        self.commit = commit
        self._data = data
        where = known(git_place.required(root))
        top, inside = where.top, where.prefix(root)
        self._prefix = f"{inside}/" if inside else ""
        self._blobs: git_content.Blobs | None = None
        self._process = os.getpid()
        self._paths: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._strays: dict[str, str] = {}
        if data is None:
            for entry in git_content.tree(top, commit, f"{self._prefix}{DATA}"):
                self._add(entry, entry.path.removeprefix(self._prefix))
        else:
            for entry in git_content.tree(top, data):
                self._add(entry, f"{DATA}/{entry.path}")
        if PATTO not in self._paths:
            raise ReteError(f"nel commit {commit[:12]} il registro non c'è (manca data/patto.yaml)")

    def paths(self) -> Mapping[str, str]:
        return self._paths

    def strays(self) -> Mapping[str, str]:
        return self._strays

    def read(self, path: str) -> bytes:
        if self._size(path) > MAX_BYTES:
            raise TooLarge(self._sizes[path])
        return self._content(path)

    def sha256(self, path: str) -> str:
        self._size(path)
        return hashlib.sha256(self._content(path)).hexdigest()

    def close(self) -> None:
        if self._blobs is not None:
            self._blobs.close()
            self._blobs = None

    def data_tree(self) -> str:
        """The id of the tree that is its ``data/``."""
        if self._data is not None:
            return self._data
        found = known(git_content.tree_of(self.root, self.commit, DATA))
        if found is None:
            raise ReteError(f"git non riesce a leggere il commit «{self.commit}»")
        return found

    def _add(self, entry: git_content.TreeEntry, path: str) -> None:
        match entry.mode:
            case "120000":
                self._strays[path] = _LINK
            case "160000":
                self._strays[path] = REPOSITORY
            case _:
                self._paths[path] = entry.blob
                self._sizes[path] = entry.size

    def _size(self, path: str) -> int:
        if path not in self._paths:
            raise Unreadable("non c'è")
        return self._sizes[path]

    def _content(self, path: str) -> bytes:
        # A copy of this process must not speak with the same git: the answers would be mixed up.
        if self._blobs is None or self._process != os.getpid():
            self._blobs = git_content.Blobs(self.root)
            self._process = os.getpid()
        return self._blobs.read(self._paths[path])


class Overlay:
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

    def paths(self) -> Mapping[str, str]:
        return self._paths

    def strays(self) -> Mapping[str, str]:
        return self._strays

    def read(self, path: str) -> bytes:
        if path not in self._changes:
            return self._below.read(path)
        content = self._content(path)
        if len(content) > MAX_BYTES:
            raise TooLarge(len(content))
        return content

    def sha256(self, path: str) -> str:
        if path not in self._changes:
            return self._below.sha256(path)
        return hashlib.sha256(self._content(path)).hexdigest()

    def _content(self, path: str) -> bytes:
        content = self._changes[path]
        if content is None:
            raise Unreadable("non c'è")
        return content
