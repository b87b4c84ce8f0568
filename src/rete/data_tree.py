"""Which data a document is made of: the id that git gives to ``data/``, with git or without."""

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rete import git, git_changes, git_content, git_place
from rete.errors import CannotTell
from rete.records import dataclass
from rete.store import DATA, REPOSITORY, Revision, Store

Entry = tuple[bytes, bytes, bytes]
"""Name, mode and id of one thing in a folder, as git keeps it."""
Algorithm = Callable[[bytes], bytes]
_SHA256_LENGTH: Final = 64


@dataclass(frozen=True, kw_only=True)
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
    if others := nested_repositories(store):
        return DataTree(id=tree_id(root / DATA), recorded=git_place.nested(others[0]))
    if git_place.find(root) is None:
        return DataTree(id=tree_id(root / DATA), recorded=True)
    committed = _committed(root)
    if committed is None or isinstance(committed, CannotTell):
        why = False if committed is None else committed
        return DataTree(id=tree_id(root / DATA), recorded=why)
    clean = git_changes.is_clean(root, DATA)
    if clean is True:
        return DataTree(id=committed, recorded=True)
    # The same bytes are the same data, whatever git does not say.
    computed = tree_id(root / DATA, like=committed)
    return DataTree(id=computed, recorded=computed == committed or clean)


def nested_repositories(store: Store) -> list[str]:
    """Where below ``data/`` there is a repository of its own: none of it is in that of the rest."""
    return [path for path, reason in store.strays().items() if reason == REPOSITORY]


def _committed(root: Path) -> str | CannotTell | None:
    head = git.head(root)
    if head is None or isinstance(head, CannotTell):
        return head
    return git_content.tree_of(root, head, DATA)


def tree_id(folder: Path, *, like: str = "") -> str:
    """The id of git's tree for a folder, by SHA-256 where the id ``like`` is one of those."""
    algorithm = _sha256 if len(like) == _SHA256_LENGTH else _sha1
    return _tree(folder, algorithm).hex()


def _sha1(content: bytes) -> bytes:
    # Git's name for a content, which guards against no one here.
    return hashlib.sha1(content, usedforsecurity=False).digest()


def _sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _tree(folder: Path, algorithm: Algorithm) -> bytes:
    with os.scandir(folder) as found:
        entries = [made for entry in found if (made := _entry(entry, algorithm))]
    return _tree_of(entries, algorithm)


def _entry(entry: "os.DirEntry[str]", algorithm: Algorithm) -> Entry | None:
    name = os.fsencode(entry.name)
    if name == b".git":
        return None
    path = Path(entry.path)
    if entry.is_symlink():
        target = os.fsencode(path.readlink())
        return name, b"120000", _object(b"blob", target, algorithm)
    if entry.is_dir(follow_symlinks=False):
        below = _tree(path, algorithm)
        # Git knows of no empty folder.
        return (name, b"40000", below) if below != _tree_of([], algorithm) else None
    mode = entry.stat(follow_symlinks=False).st_mode
    if not stat.S_ISREG(mode):
        return None
    kind = b"100755" if mode & stat.S_IXUSR else b"100644"
    return name, kind, _object(b"blob", path.read_bytes(), algorithm)


def _tree_of(entries: list[Entry], algorithm: Algorithm) -> bytes:
    # Git orders a folder as if its name ended with a slash.
    entries.sort(key=lambda entry: entry[0] + b"/" if entry[1] == b"40000" else entry[0])
    body = b"".join(kind + b" " + name + b"\0" + digest for name, kind, digest in entries)
    return _object(b"tree", body, algorithm)


def _object(kind: bytes, content: bytes, algorithm: Algorithm) -> bytes:
    return algorithm(kind + b" %d\0" % len(content) + content)
