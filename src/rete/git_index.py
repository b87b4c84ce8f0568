"""Git's index read as bytes: the files that git was told not to look at (for `git_marks`).

A sparse checkout, ``--skip-worktree`` and ``--assume-unchanged`` leave a mark on a file: git says
no more whether it is on the disk, nor whether it changed. Every command that reads a folder has to
know, and nearly always there is none: to ask git would cost more than all its other questions.
"""

import os
import stat
from typing import Final

from rete import git_place
from rete.errors import CannotTell
from rete.git_damage import damaged
from rete.records import dataclass

_ASSUMED: Final = 0x80
_EXTENDED: Final = 0x40
_SKIPPED: Final = 0x40
"""In the first byte of the two more that an entry may have."""
_LONG_NAME: Final = 0xFFF
_DATES_AND_MODE: Final = 40
_HEADER: Final = 12


@dataclass(frozen=True, kw_only=True)
class Unlooked:
    """A file that git was told not to look at, by its path from the top.

    ``skipped`` is what a sparse checkout does to it, else it is only assumed not to change. Of a
    whole folder that is left out the path may end with a slash.
    """

    path: str
    skipped: bool


class _Unclear(Exception):
    """Not the form that is known, or not all in this file."""


def unlooked(where: git_place.Repository) -> tuple[Unlooked, ...] | CannotTell:
    """All such files of a repository; CannotTell where the index cannot be read."""
    file = where.git_dir / "index"
    try:
        # What is no file may never end, or never begin.
        if not stat.S_ISREG(file.stat().st_mode):
            return damaged("index file is not a file")
        content = file.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError:
        return damaged("index file cannot be read", where.git_dir)
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


def _said_by_git(where: git_place.Repository) -> tuple[Unlooked, ...] | CannotTell:
    """The same from git: a tag and a space before every name, small where it is assumed."""
    # Only for an index that is not the plain one.
    from rete import git

    done = git.run_in(where, where.top, "ls-files", "-v", "-z", "--full-name")
    if isinstance(done, CannotTell):
        return done
    if done.returncode != 0:
        return where.why_not(done)
    lines = (line for line in os.fsdecode(done.stdout).split("\0") if line)
    return tuple(
        Unlooked(path=line[2:], skipped=line[0] in "Ss")
        for line in lines
        if line[0] == "S" or line[0].islower()
    )
