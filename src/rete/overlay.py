"""The register as it would be with some files changed: a `store` that writes nowhere."""

import hashlib
from collections.abc import Iterable, Mapping

from rete.altered import Altered
from rete.errors import CannotTell
from rete.reading_faults import MAX_BYTES
from rete.store import Store, Tell, TooLarge, Unreadable


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

    def altered(self, wanted: Mapping[str, str]) -> Mapping[str, Altered]:
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
