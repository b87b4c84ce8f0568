"""Files of the disk as git knows them: which it follows, what it makes of them; read-only."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from rete import git, git_content, git_place
from rete.errors import CannotTell

_CONVERSIONS: Final = ("filter", "ident", "working-tree-encoding")
_AT_A_TIME: Final = 200
_NOTHING: Final = ("unspecified", "unset")


def tracked(folder: Path, paths: Iterable[str]) -> frozenset[str] | CannotTell:
    """Which of these files git follows (paths from ``folder``); none where there is no git."""
    where = git_place.find(folder)
    if where is None:
        return frozenset()
    if isinstance(where, CannotTell):
        return where
    wanted = frozenset(paths)
    found: set[str] = set()
    for some in batched(sorted(wanted)):
        said = git.told(folder, "ls-files", "-z", "--", *some)
        if isinstance(said, CannotTell):
            return said
        found.update(os.fsdecode(said).split("\0"))
    return wanted & found


def followed(folder: Path, below: str) -> frozenset[str] | CannotTell:
    """All files that git follows below a folder; paths, and the folder's, from ``folder``."""
    where = git_place.find(folder)
    if where is None:
        return frozenset()
    said = (
        where if isinstance(where, CannotTell) else git.told(folder, "ls-files", "-z", "--", below)
    )
    if isinstance(said, CannotTell):
        return said
    return frozenset(os.fsdecode(said).split("\0")) - {""}


def digests_kept(folder: Path, paths: Collection[str]) -> Mapping[str, str | CannotTell]:
    """The SHA-256 of what git keeps of each of these files; those are left out that it does not."""
    where = git_place.find(folder)
    if where is None:
        return {}
    if isinstance(where, CannotTell):
        return dict.fromkeys(paths, where)
    blobs = _blobs(folder, paths)
    if isinstance(blobs, CannotTell):
        return dict.fromkeys(paths, blobs)
    with git_content.Blobs(folder) as contents:
        return {path: contents.sha256(blob) for path, blob in blobs.items()}


def _blobs(folder: Path, paths: Iterable[str]) -> dict[str, str] | CannotTell:
    found: dict[str, str] = {}
    for some in batched(sorted(paths)):
        said = git.told(folder, "ls-files", "--stage", "-z", "--", *some)
        if isinstance(said, CannotTell):
            return said
        for line in said.split(b"\0"):
            if line:
                head, path = line.split(b"\t", 1)
                found[os.fsdecode(path)] = head.split()[1].decode("ascii")
    return found


def conversions(folder: Path, paths: Iterable[str]) -> Mapping[str, str] | CannotTell:
    """What git is told to do to each of these files on its way to the disk, line ends apart."""
    stdin = b"".join(os.fsencode(path) + b"\0" for path in paths)
    said = git.told(folder, "check-attr", "-z", "--stdin", *_CONVERSIONS, stdin=stdin)
    if isinstance(said, CannotTell):
        return said
    fields = iter(os.fsdecode(said).split("\0"))
    return {
        path: attribute
        for path, attribute, value in zip(fields, fields, fields, strict=False)
        if value not in _NOTHING
    }


def batched(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many names at a time as fit a command line on every system."""
    for start in range(0, len(paths), _AT_A_TIME):
        yield paths[start : start + _AT_A_TIME]
