"""What git's settings, attributes and references may say, seen without git: is it worth asking?

True is «it may be», and then git is asked. A question costs more than to read these few files, in
most of which there is nothing; where not all of them are known to be where they are looked for
(``_ONLY_KNOWN_GIT``), or one cannot be read, it may always be.
"""

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from rete.git_place import Repository

_ATTRIBUTES: Final = ".gitattributes"
_CONVERSIONS: Final = re.compile(rb"filter|ident|working-tree-encoding")
_OTHER_ATTRIBUTES: Final = rb"attributesfile|\[\s*attr|\[\s*filter[^]\n]*="
"""Where else attributes may be; a filter of such a name could not be turned off."""
_ONLY_KNOWN_GIT: Final = "/usr/bin/git"
"""Of the git that a Linux has from whoever makes it, what holds for all users is in ``/etc``."""
_PLAIN_INDEX: Final = (b"DIRC\0\0\0\2", b"DIRC\0\0\0\3")
_REPLACED: Final = re.compile(rb"refs/replace/")
_MANY: Final = 1000
_LARGEST: Final = 1 << 24


def may_set(where: Repository, words: bytes) -> bool:
    """Whether some setting of a repository may have one of these words (a pattern) in its name."""
    if sys.platform != "linux" or shutil.which("git") != _ONLY_KNOWN_GIT:
        return True
    if "GIT_CONFIG_COUNT" in os.environ:
        return True
    # What is included may be anywhere.
    pattern = re.compile(b"(?i)include|" + words)
    return any(_may_say(file, pattern) for file in _settings(where))


def may_convert(where: Repository, folder: Path, paths: Sequence[str]) -> bool:
    """Whether these files, or those below them, may not be on the disk as git keeps them.

    Line ends do not count. Paths are from ``folder``.
    """
    if may_set(where, _OTHER_ATTRIBUTES):
        return True
    beside = (
        where.common / "info/attributes",
        _of_the_user("attributes"),
        Path("/etc/gitattributes"),
    )
    if any(_may_say(file, _CONVERSIONS) for file in beside):
        return True
    try:
        index = (where.git_dir / "index").read_bytes()
        # Other forms do not have all names, or not whole.
        if not index.startswith(_PLAIN_INDEX) or b"link" in index:
            return True
        # To look into all folders takes longer than to ask, where there are many files.
        many = int.from_bytes(index[8:12]) > _MANY
        if many and any((folder / path).is_dir() for path in paths):
            return True
        return any(
            _may_say(above / _ATTRIBUTES, _CONVERSIONS)
            or _only_in(index, where, above / _ATTRIBUTES)
            for above in dict.fromkeys(_folders(where, folder, paths))
        )
    except OSError:
        return True


def may_replace(where: Repository) -> bool:
    """Whether some object may stand for another."""
    packed = where.common / "packed-refs"
    elsewhere = (where.common / "refs/replace", where.common / "reftable")
    return any(map(os.path.lexists, elsewhere)) or _may_say(packed, _REPLACED)


def _settings(where: Repository) -> Iterator[Path]:
    yield from (where.common / "config", where.git_dir / "config.worktree")
    if given := os.environ.get("GIT_CONFIG_GLOBAL"):
        yield Path(given)
    else:
        yield from (_home() / ".gitconfig", _of_the_user("config"))
    yield Path(os.environ.get("GIT_CONFIG_SYSTEM") or "/etc/gitconfig")


def _home() -> Path:
    return Path(os.environ.get("HOME") or "/")


def _of_the_user(name: str) -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or _home() / ".config") / "git" / name


def _may_say(file: Path, words: re.Pattern[bytes]) -> bool:
    """Whether a file may have one of these words; so it is of what is no plain file."""
    if str(file) == os.devnull:
        return False
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            return True
        return words.search(file.read_bytes()) is not None
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def _only_in(index: bytes, where: Repository, file: Path) -> bool:
    """Whether git may have attributes that are not on the disk: then it takes its own."""
    name = os.fsencode(file.relative_to(where.top).as_posix())
    return name + b"\0" in index and not stat.S_ISREG(file.lstat().st_mode)


def _folders(where: Repository, folder: Path, paths: Sequence[str]) -> Iterator[Path]:
    """All those whose attributes count for these paths, once each."""
    for path in (folder.resolve() / one for one in paths):
        yield from (above for above in path.parents if above.is_relative_to(where.top))
        yield from (Path(below) for below, _, _ in os.walk(path))
