"""Why a file is not the one whose digest was kept: line ends, a conversion by git, other content.

Asked only where two digests differ: then the file is read once more, in pieces, and git is asked
what it keeps of it.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, Literal

from rete import git_changes
from rete.errors import CannotTell
from rete.records import frozen

Pieces = Callable[[], Iterable[bytes]]
"""The content of a file from its beginning, each time that it is called."""

LineEnd = Literal["LF", "CR LF"]
_POINTERS: Final = (
    (b"version https://git-lfs.github.com/spec/", "git lfs pull"),
    (b"/annex/objects/", "git annex get"),
    (b"\0GITCRYPT\0", "git-crypt unlock"),
)
"""How a file begins that only stands for another, and the command that puts the other there."""


@frozen
class Altered:
    """What is known of a file that is not the one whose digest is written.

    ``stands_for_another`` is the command that would put the real one there. ``line_ends`` are those
    with which the same text is the file that was meant. ``kept``: git has the file that was meant.
    ``conversion``: what git is told to do to it on its way to the disk.
    """

    stands_for_another: str | None = None
    line_ends: LineEnd | None = None
    kept: bool | CannotTell = False
    conversion: str | CannotTell | None = None


def on_disk(
    root: Path, pieces: Callable[[str], Iterable[bytes]], wanted: Mapping[str, str]
) -> dict[str, Altered]:
    """Why each of some files of a folder is not the one with the digest that is ``wanted``."""
    found = {path: in_itself(partial(pieces, path), sha256) for path, sha256 in wanted.items()}
    asked = [path for path, one in found.items() if one.stands_for_another is None]
    kept = git_changes.digests_kept(root, asked) if asked else {}
    sound = [path for path in asked if kept.get(path) == wanted[path]]
    done = git_changes.conversions(root, sound) if sound else {}
    for path in asked:
        digest = kept.get(path)
        found[path] = replace(
            found[path],
            kept=digest if isinstance(digest, CannotTell) else digest == wanted[path],
            conversion=done if isinstance(done, CannotTell) else done.get(path),
        )
    return found


def in_itself(pieces: Pieces, wanted: str) -> Altered:
    """What the content alone says."""
    beginning = next(iter(pieces()), b"")
    for mark, command in _POINTERS:
        if beginning.startswith(mark):
            return Altered(stands_for_another=command)
    return Altered(line_ends=_with_other_ends(pieces(), wanted))


def _with_other_ends(pieces: Iterable[bytes], wanted: str) -> LineEnd | None:
    """The line ends with which this would have the digest ``wanted``."""
    unix, windows = hashlib.sha256(), hashlib.sha256()
    for piece in _unified(pieces):
        unix.update(piece)
        windows.update(piece.replace(b"\n", b"\r\n"))
    if unix.hexdigest() == wanted:
        return "LF"
    return "CR LF" if windows.hexdigest() == wanted else None


def _unified(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same content with every CR LF as one LF, wherever the pieces are cut."""
    held = b""
    for piece in pieces:
        whole = held + piece
        held = b"\r" if whole.endswith(b"\r") else b""
        yield whole.removesuffix(held).replace(b"\r\n", b"\n")
    yield held
