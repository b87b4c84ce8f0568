"""Files that git was told not to look at, as its index says, read without git.

A sparse checkout, ``--skip-worktree`` and ``--assume-unchanged`` leave a mark on a file: git says
no more whether it is on the disk, nor whether it changed. Every command that reads a folder has to
know, and nearly always there is none: to ask git would cost more than all its other questions.
"""

import os
import stat
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from rete.errors import CannotTell, Unanswered, answers, as_typed, known
from rete.git_damage import damaged
from rete.git_place import Repository
from rete.italiano import join_words
from rete.records import frozen

_ASSUMED: Final = 0x80
_EXTENDED: Final = 0x40
_SKIPPED: Final = 0x40
"""In the first byte of the two more that an entry may have."""
_LONG_NAME: Final = 0xFFF
_DATES_AND_MODE: Final = 40
_HEADER: Final = 12
_MOST_NAMED: Final = 3


@frozen
class Unlooked:
    """A file that git was told not to look at, by its path from the top.

    ``skipped`` is what a sparse checkout does to it, else it is only assumed not to change. Of a
    whole folder that is left out the path may end with a slash.
    """

    path: str
    skipped: bool


class _Unclear(Exception):
    """Not the form that is known, or not all in this file."""


@answers
def unlooked(where: Repository) -> tuple[Unlooked, ...]:
    """All such files of a repository; CannotTell where the index cannot be read."""
    file = where.git_dir / "index"
    try:
        # What is no file may never end, or never begin.
        if not stat.S_ISREG(file.stat().st_mode):
            raise Unanswered(damaged("index file is not a file"))
        content = file.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError:
        raise Unanswered(damaged("index file cannot be read", where.git_dir)) from None
    settings = where.settings().lower()
    size = 32 if b"objectformat" in settings and b"sha256" in settings else 20
    try:
        found, end = _entries(content, size)
        _refuse_split(content, end, size)
    except (_Unclear, IndexError, ValueError):
        return _said_by_git(where)
    return found


def _entries(content: bytes, size: int) -> tuple[tuple[Unlooked, ...], int]:
    """The marked entries, and where the entries end."""
    version, count = (int.from_bytes(content[at : at + 4]) for at in (4, 8))
    if content[:4] != b"DIRC" or version not in (2, 3):
        raise _Unclear
    at, flags_at, found = _HEADER, _DATES_AND_MODE + size, []
    marked = _ASSUMED | _EXTENDED
    for _ in range(count):
        high, length = content[at + flags_at], content[at + flags_at + 1]
        length |= (high & 0xF) << 8
        name_at = at + flags_at + 2
        # Fifteen thousand times: of an entry without marks nothing more is looked at.
        if high & marked or length == _LONG_NAME:
            more = content[name_at] if high & _EXTENDED else 0
            name_at += 2 if high & _EXTENDED else 0
            if length == _LONG_NAME:
                length = content.index(b"\0", name_at) - name_at
            if high & _ASSUMED or more & _SKIPPED:
                path = os.fsdecode(content[name_at : name_at + length])
                found.append(Unlooked(path=path, skipped=bool(more & _SKIPPED)))
        # Whole groups of eight bytes, the last of which are empty: at least one.
        at += (name_at + length - at + 8) & ~7
    return tuple(found), at


def _refuse_split(content: bytes, at: int, size: int) -> None:
    """A split index keeps most of its entries in another file."""
    end = len(content) - size
    while at < end:
        if content[at : at + 4] == b"link":
            raise _Unclear
        at += 8 + int.from_bytes(content[at + 4 : at + 8])
    if at != end:
        raise _Unclear


def _said_by_git(where: Repository) -> tuple[Unlooked, ...]:
    """The same from git: a tag and a space before every name, small where it is assumed."""
    # Only for an index that is not the plain one.
    from rete import git

    lines = git.pieces(git.told(where.top, "ls-files", "-v", "-z", "--full-name"))
    return tuple(
        Unlooked(path=line[2:], skipped=line[0] in "Ss")
        for line in lines
        if line[0] == "S" or line[0].islower()
    )


# --- those that somebody asks about ---


@answers
def absent(where: Repository, folder: Path, below: str, present: Collection[str]) -> None:
    """None: nothing is missing below a folder; CannotTell: what git has there is not on the disk.

    ``present`` are the files that are there; paths from ``folder``.
    """
    missing = [one for one in _marked(where, folder, [below]) if one.path not in present]
    if missing:
        raise Unanswered(_told_absent(missing))


def require_looked(where: Repository, folder: Path, paths: Sequence[str]) -> None:
    """Git looks at all of these, and at what is below them; ReteError."""
    found = _marked(where, folder, paths)
    if found:
        mark = "skip-worktree" if found[0].skipped else "assume-unchanged"
        raise Unanswered(
            CannotTell(
                f"git ha l'ordine di non guardare {names_of([one.path for one in found])}, e non "
                f"sa dire se è cambiato: esegui «git update-index --no-{mark} "
                f"{as_typed(found[0].path)}» e riprova"
            )
        )


def _marked(where: Repository, folder: Path, paths: Sequence[str]) -> tuple[Unlooked, ...]:
    """The files that git does not look at, among these or below them; paths from ``folder``."""
    prefix = where.leading(folder)
    named = {f"{prefix}{path}" for path in paths}
    below = tuple(f"{name}/" for name in named)
    return tuple(
        Unlooked(path=one.path.removeprefix(prefix), skipped=one.skipped)
        for one in known(unlooked(where))
        if one.path in named or one.path.startswith(below) or _holds(one.path, below)
    )


def _holds(left_out: str, below: Sequence[str]) -> bool:
    """A whole folder that is left out, with all that is asked about in it."""
    return left_out.endswith("/") and any(path.startswith(left_out) for path in below)


def _told_absent(missing: Sequence[Unlooked]) -> CannotTell:
    names = names_of([one.path for one in missing])
    first = as_typed(missing[0].path)
    verb = "non è" if len(missing) == 1 else "non sono"
    if any(one.skipped for one in missing):
        remedy = (
            "esegui «git sparse-checkout disable», o se non basta «git update-index "
            f"--no-skip-worktree {first}» e «git restore {first}», e riprova"
        )
    else:
        remedy = (
            f"esegui «git update-index --no-assume-unchanged {first}» e «git restore "
            f"{first}», e riprova"
        )
    return CannotTell(
        f"il registro non è tutto in questa cartella: {names} {verb} sul disco, ma in git sì, e "
        f"git ha l'ordine di non dirlo; {remedy}"
    )


def names_of(paths: Sequence[str]) -> str:
    shown = [f"«{path}»" for path in paths[:_MOST_NAMED]]
    more = len(paths) - len(shown)
    if more:
        shown.append("un altro file" if more == 1 else f"altri {more} file")
    return join_words(shown)
