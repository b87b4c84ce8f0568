"""The files of a commit, their names and contents, read-only; those of the disk are `git_files`.

As in ``git``: None is a plain no, CannotTell what git could not answer.
"""

import hashlib
import os
import select
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Self

from rete import git, git_place, git_process
from rete.errors import CannotTell, ReteError, known
from rete.git_damage import damaged
from rete.records import dataclass

if TYPE_CHECKING:
    import subprocess

_PIECE: Final = 1 << 20
_LONG_ENOUGH: Final = 120.0
"""Seconds for the beginning of a content: what should be an object may be what never ends."""
_FOLDER: Final = "040000"


@dataclass(frozen=True, kw_only=True)
class TreeEntry:
    """One file of a revision: mode (``100644``), blob id, size in bytes, path from the top."""

    mode: str
    blob: str
    size: int
    path: str


def tree(folder: Path, commit: str, prefix: str | None = None) -> Iterator[TreeEntry]:
    """The files below ``prefix`` (a path from the top, without final slash) in a commit; ReteError.

    Without it, all the files of a commit, or of a tree.
    """
    within = [] if prefix is None else [prefix]
    words = ("ls-tree", "-r", "-z", "--long", "--full-tree", "--end-of-options", commit, *within)
    said = git.told(folder, *words)
    if isinstance(said, CannotTell):
        # Asked for what is not there, or not able to say.
        if known(git.kind_of(folder, commit)) is None:
            raise ReteError(f"git non riesce a leggere il commit «{commit}»")
        raise ReteError(said.why)
    for line in said.split(b"\0"):
        if line:
            yield _entry(line)


def tree_of(folder: Path, commit: str, path: str) -> str | CannotTell | None:
    """The id of a folder (a path from ``folder``) in a commit; None: it is not there."""
    said = git.told(folder, "ls-tree", "-z", "--long", "--end-of-options", commit, path)
    if isinstance(said, CannotTell):
        return said
    found = (_entry(line) for line in said.split(b"\0") if line)
    return next((entry.blob for entry in found if entry.mode == _FOLDER), None)


def _entry(line: bytes) -> TreeEntry:
    head, path = line.split(b"\t", 1)
    mode, _kind, blob, size = head.decode("ascii").split()
    return TreeEntry(
        mode=mode,
        blob=blob,
        size=int(size) if size.isdigit() else 0,
        path=path.decode("utf-8", "surrogateescape"),
    )


class Blobs:
    """One ``git cat-file --batch`` kept open: the contents of blobs by their id."""

    def __init__(self, folder: Path) -> None:
        self._where = known(git_place.required(folder))
        words = git_process.command(self._where.git_dir, self._where.top, "cat-file", "--batch")
        self._process: subprocess.Popen[bytes] = known(git_process.started(words, folder=folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, blob: str) -> bytes:
        """The whole content of one blob; ReteError where it is not to be had."""
        return known(self.content(blob))

    def content(self, blob: str) -> bytes | CannotTell:
        """The whole content of one blob."""
        pieces: list[bytes] = []
        why = self._hear(blob, pieces.append)
        return b"".join(pieces) if why is None else why

    def sha256(self, blob: str) -> str | CannotTell:
        """The SHA-256 of one blob of any size, in hexadecimal: it is never whole in memory."""
        digest = hashlib.sha256()
        why = self._hear(blob, digest.update)
        return digest.hexdigest() if why is None else why

    def _hear(self, blob: str, take: Callable[[bytes], object]) -> CannotTell | None:
        """Give the content of one blob to somebody, piece by piece; why, where that cannot be."""
        into, out = self._pipes()
        # A git that has stopped is told by what it does not answer.
        with suppress(BrokenPipeError):
            into.write(blob.encode("ascii") + b"\n")
            into.flush()
        if not _answers(out):
            self._process.kill()
            return CannotTell(f"git non ha risposto entro {_LONG_ENOUGH:.0f} secondi")
        first = out.readline().split()
        left = int(first[2]) if len(first) == 3 else 0
        while left and (piece := out.read(min(left, _PIECE))):
            left -= len(piece)
            take(piece)
        if len(first) != 3 or left:
            behind = self._where.left_behind()
            if behind is not None:
                return behind
            folders = self._where.git_dir, self._where.common
            return damaged(f"missing or corrupt object {blob}", *folders)
        out.read(1)
        return None

    def close(self) -> None:
        into, out = self._pipes()
        with suppress(BrokenPipeError):
            into.close()
        out.close()
        self._process.wait()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        into, out = self._process.stdin, self._process.stdout
        if into is None or out is None:
            raise ReteError("git non risponde")
        return into, out


def _answers(out: IO[bytes]) -> bool:
    """Whether there is something to read, or the end, soon enough: nothing had been asked before.

    Of Windows that cannot be asked; it has no pipes among its files either.
    """
    return os.name == "nt" or bool(select.select([out], [], [], _LONG_ENOUGH)[0])
