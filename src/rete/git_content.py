"""The files of a commit, their names and contents, read-only; those of the disk are `git_changes`.

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
from rete.errors import ReteError, Unanswered, answers, known
from rete.git_damage import damaged
from rete.records import frozen

if TYPE_CHECKING:
    import subprocess

_PIECE: Final = 1 << 20
_LONG_ENOUGH: Final = 120.0
"""Seconds for the beginning of a content: what should be an object may be what never ends."""
_FOLDER: Final = "040000"


@frozen
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
    try:
        return entries(folder, "-r", "--long", "--full-tree", "--end-of-options", commit, *within)
    except Unanswered:
        # Asked for what is not there, or not able to say.
        if known(git.kind_of(folder, commit)) is None:
            raise ReteError(f"git non riesce a leggere il commit «{commit}»") from None
        raise


def tree_of(folder: Path, commit: str, path: str) -> str | None:
    """The id of a folder (a path from ``folder``) in a commit; None: it is not there; ReteError."""
    found = entries(folder, "--end-of-options", commit, path)
    return next((entry.blob for entry in found if entry.mode == _FOLDER), None)


def entries(folder: Path, *words: str) -> Iterator[TreeEntry]:
    """What ``git ls-tree`` says to these words; ReteError. Sizes are told with ``--long`` only."""
    return map(_entry, git.pieces(git.told(folder, "ls-tree", "-z", *words)))


def _entry(line: str) -> TreeEntry:
    head, path = line.split("\t", 1)
    mode, _kind, blob, *size = head.split()
    return TreeEntry(
        mode=mode, blob=blob, size=int(size[0]) if size and size[0].isdigit() else 0, path=path
    )


class Blobs:
    """One ``git cat-file --batch`` kept open: the contents of blobs by their id."""

    def __init__(self, folder: Path) -> None:
        self._where = git_place.required(folder)
        words = git_process.command(self._where.git_dir, self._where.top, "cat-file", "--batch")
        self._process: subprocess.Popen[bytes] = known(git_process.started(words, folder=folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, blob: str) -> bytes:
        """The whole content of one blob; ReteError where it is not to be had."""
        pieces: list[bytes] = []
        self._hear(blob, pieces.append)
        return b"".join(pieces)

    content = answers(read)
    """The same, or why it is not to be had."""

    @answers
    def sha256(self, blob: str) -> str:
        """The SHA-256 of one blob of any size, in hexadecimal: it is never whole in memory."""
        digest = hashlib.sha256()
        self._hear(blob, digest.update)
        return digest.hexdigest()

    def _hear(self, blob: str, take: Callable[[bytes], object]) -> None:
        """Give the content of one blob to somebody, piece by piece; ReteError."""
        into, out = self._pipes()
        # A git that has stopped is told by what it does not answer.
        with suppress(BrokenPipeError):
            into.write(blob.encode("ascii") + b"\n")
            into.flush()
        if not _answers(out):
            self._process.kill()
            raise Unanswered(git_process.too_slow(_LONG_ENOUGH))
        first = out.readline().split()
        left = int(first[2]) if len(first) == 3 else 0
        while left and (piece := out.read(min(left, _PIECE))):
            left -= len(piece)
            take(piece)
        if len(first) != 3 or left:
            known(self._where.left_behind())
            what = f"missing or corrupt object {blob}"
            raise Unanswered(damaged(what, *self._where.folders))
        out.read(1)

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
