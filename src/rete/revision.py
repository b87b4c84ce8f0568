"""The register as it was in a commit: a `store` whose files come from git, not from the disk."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from rete import altered, git_content, git_place
from rete.altered import Altered
from rete.errors import CannotTell, ReteError, known
from rete.reading_faults import MAX_BYTES
from rete.store import DATA, LINK, PATTO, REPOSITORY, Store, Tell, TooLarge, Unreadable


class Revision(Store):
    """The register as it was in one commit, or with one tree of git's as its ``data/``."""

    def __init__(self, root: Path, commit: str, *, data: str | None = None) -> None:
        self.root = root
        self.commit = commit
        self._data = data
        where = git_place.required(root)
        prefix = where.leading(root)
        self._blobs: git_content.Blobs | None = None
        self._process = os.getpid()
        self._paths = {}
        self._sizes: dict[str, int] = {}
        self._strays = {}
        if data is None:
            for entry in git_content.tree(where.top, commit, f"{prefix}{DATA}"):
                self._add(entry, entry.path.removeprefix(prefix))
        else:
            for entry in git_content.tree(where.top, data):
                self._add(entry, f"{DATA}/{entry.path}")
        if PATTO not in self._paths:
            raise ReteError(f"nel commit {commit[:12]} il registro non c'è (manca data/patto.yaml)")

    def read(self, path: str, most: int | None = MAX_BYTES) -> bytes:
        if most is not None and self._size(path) > most:
            raise TooLarge(self._sizes[path])
        return self._content(path)

    def size(self, path: str) -> int:
        return self._sizes[path]

    def sha256(self, path: str, tell: Tell | None = None) -> str:
        size = self._size(path)
        digest = known(self._open().sha256(self._paths[path]))
        if tell is not None:
            tell(size)
        return digest

    def altered(self, wanted: Mapping[str, str]) -> Mapping[str, Altered]:
        # What is in git is what was given to it: nothing of its way to a disk matters here.
        return {path: self._in_itself(path, digest) for path, digest in wanted.items()}

    def _in_itself(self, path: str, wanted: str) -> Altered:
        if self._size(path) > MAX_BYTES:
            return Altered()
        return altered.in_itself(lambda: (self._content(path),), wanted)

    def tracked(self, paths: Iterable[str]) -> frozenset[str] | CannotTell:
        return frozenset(paths)

    def close(self) -> None:
        if self._blobs is not None:
            self._blobs.close()
            self._blobs = None

    def data_tree(self) -> str:
        """The id of the tree that is its ``data/``."""
        if self._data is not None:
            return self._data
        found = git_content.tree_of(self.root, self.commit, DATA)
        if found is None:
            raise ReteError(f"git non riesce a leggere il commit «{self.commit}»")
        return found

    def _add(self, entry: git_content.TreeEntry, path: str) -> None:
        match entry.mode:
            case "120000":
                self._strays[path] = LINK
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
        return self._open().read(self._paths[path])

    def _open(self) -> git_content.Blobs:
        # A copy of this process must not speak with the same git: the answers would be mixed up.
        if self._blobs is None or self._process != os.getpid():
            self._blobs = git_content.Blobs(self.root)
            self._process = os.getpid()
        return self._blobs
