"""The id that git gives, or would give, to `data/`: by it a document says what it was made of."""

import hashlib
import os
import stat
from collections.abc import Callable, Collection
from functools import cached_property, partial
from glob import escape
from pathlib import Path
from typing import Final

from rete import git, git_changes, git_content, git_place
from rete.errors import CannotTell, ReteError, Unanswered, answers
from rete.litter import is_litter
from rete.records import frozen
from rete.revision import Revision
from rete.store import DATA, PIECE, REPOSITORY, Store

Entry = tuple[bytes, bytes, bytes]
"""Name, mode and id of one thing in a folder, as git keeps it."""
_SHA256_LENGTH: Final = 64


@frozen
class DataTree:
    """``recorded`` is false inside a repository whose last commit says something else.

    CannotTell where there is a repository, and git does not say.
    """

    id: str
    recorded: bool | CannotTell


def data_tree(store: Store, root: Path) -> DataTree:
    """The tree of what a store reads; the same id for the same files, whoever commits them."""
    if isinstance(store, Revision):
        return DataTree(id=store.data_tree(), recorded=True)
    others = nested_repositories(store)
    if others or git_place.find(root) is None:
        why = git_place.nested(others[0]) if others else True
        return DataTree(id=tree_id(root / DATA), recorded=why)
    committed = _committed(root)
    if not isinstance(committed, str):
        why = False if committed is None else committed
        return DataTree(id=tree_id(root / DATA), recorded=why)
    clean = git_changes.is_clean(root, DATA, passed_over=_Unread(root).is_unread)
    if clean is True:
        return DataTree(id=committed, recorded=True)
    # The same bytes are the same data, whatever git does not say.
    computed = tree_id(root / DATA, like=committed)
    return DataTree(id=computed, recorded=computed == committed or clean)


def nested_repositories(store: Store) -> list[str]:
    """Where below ``data/`` there is a repository of its own: none of it is in that of the rest."""
    return [path for path, reason in store.strays().items() if reason == REPOSITORY]


@answers
def _committed(root: Path) -> str | None:
    try:
        return git_content.tree_of(root, "HEAD", DATA)
    except Unanswered:
        if git.head(root) is None:
            return None
        raise


def tree_id(folder: Path, *, like: str = "") -> str:
    """The id of git's tree for a folder, by SHA-256 where the id ``like`` is one of those.

    Files that git does not follow, and that no register reads, are not in it: those that systems
    leave, and, where there is a repository, attachments that no record names.
    """
    # Git's name for a content guards against no one here.
    sha1 = partial(hashlib.sha1, usedforsecurity=False)
    kind = hashlib.sha256 if len(like) == _SHA256_LENGTH else sha1
    return _Hashing(new=kind, unread=_Unread(folder.parent)).tree(folder, DATA).hex()


class _Unread:
    """Which files below ``data/`` no register reads and git does not follow."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._has_git = git_place.find(root) is not None
        self._records: dict[str, bytes] = {}

    def leaves_out(self, path: str) -> bool:
        """Whether a file is one of them: git is asked at the first that may be."""
        return self.is_unread(path) and path not in self._in_git

    def is_unread(self, path: str) -> bool:
        """Whether no register reads a file; in a folder of its own git may still follow it."""
        if is_litter(path):
            return True
        parts = path.split("/")
        if parts[1] != "allegati" or len(parts) < 3:
            return False
        return self._has_git and os.fsencode(parts[-1]) not in self._record(parts[2])

    def _record(self, owner: str) -> bytes:
        """What is written in the record that gives its name to a folder of attachments."""
        if owner not in self._records:
            data, name = self._root / DATA, f"{escape(owner)}.yaml"
            files = (*data.glob(f"*/{name}"), *data.glob(f"*/*/{name}"))
            self._records[owner] = b"\n".join(f.read_bytes() for f in files if f.is_file())
        return self._records[owner]

    @cached_property
    def _in_git(self) -> Collection[str]:
        found = git_changes.followed(self._root, DATA)
        return () if isinstance(found, CannotTell) else found


@frozen
class _Hashing:
    """The ids that git would give: nothing of any size is whole in memory."""

    new: "Callable[[bytes], hashlib._Hash]"
    unread: _Unread

    def tree(self, folder: Path, path: str) -> bytes:
        with os.scandir(folder) as found:
            entries = [made for one in found if (made := self._entry(one, f"{path}/{one.name}"))]
        return self._tree_of(entries)

    def _entry(self, entry: "os.DirEntry[str]", path: str) -> Entry | None:
        name = os.fsencode(entry.name)
        if name == b".git":
            return None
        if entry.is_dir(follow_symlinks=False):
            below = self.tree(Path(entry.path), path)
            # Git knows of no empty folder.
            return (name, b"40000", below) if below != self._tree_of([]) else None
        if self.unread.leaves_out(path):
            return None
        if entry.is_symlink():
            target = os.fsencode(Path(entry.path).readlink())
            return name, b"120000", self._object(b"blob", target)
        mode = entry.stat(follow_symlinks=False).st_mode
        if not stat.S_ISREG(mode):
            return None
        return name, b"100755" if mode & stat.S_IXUSR else b"100644", self._blob(entry.path)

    def _blob(self, file: str) -> bytes:
        with Path(file).open("rb", buffering=0) as content:
            size = os.fstat(content.fileno()).st_size
            digest = self.new(b"blob %d\0" % size)
            while piece := content.read(PIECE):
                size -= len(piece)
                digest.update(piece)
        if size:
            raise ReteError(f"«{file}» è cambiato mentre lo leggevo: ripeti il comando")
        return digest.digest()

    def _tree_of(self, entries: list[Entry]) -> bytes:
        # Git orders a folder as if its name ended with a slash.
        entries.sort(key=lambda entry: entry[0] + b"/" if entry[1] == b"40000" else entry[0])
        body = b"".join(kind + b" " + name + b"\0" + digest for name, kind, digest in entries)
        return self._object(b"tree", body)

    def _object(self, kind: bytes, content: bytes) -> bytes:
        return self.new(kind + b" %d\0" % len(content) + content).digest()
