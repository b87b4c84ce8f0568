"""What on the disk is not as in the last commit: files changed, absent, not followed; read-only.

To compare a file git may run a filter that its settings name; here it never does. Where that, or a
mark that makes git look away, keeps it from knowing, the answer is a CannotTell.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from rete import git, git_place, git_process
from rete.errors import CannotTell
from rete.git_marks import names_of, unlooked, with_slash
from rete.git_place import Repository

_CONVERSIONS: Final = ("filter", "ident", "working-tree-encoding")
_NOT_CONVERTED: Final = ":(exclude,attr:!filter !ident !working-tree-encoding)"
_NOTHING: Final = ("unspecified", "unset")

Asked = Callable[..., git_process.Done | CannotTell]
"""A question to a known repository, its words given one by one."""


class Converted(CannotTell):
    """Only by running a filter of the repository could it be known: who commits there may."""


def uncommitted(
    folder: Path, paths: Iterable[str], *, ask: Asked | None = None
) -> tuple[str, ...] | CannotTell:
    """Which of these files are not as in the last commit: staged, changed, removed or untracked.

    With ``ask`` (git as its user has set it up) files are compared through the filters of the
    repository, as its commits are made; else the answer may be ``Converted``.
    """
    wanted = sorted(set(paths))
    if not wanted:
        return ()
    where = git_place.required(folder)
    if isinstance(where, CannotTell):
        return where
    why = unlooked(where, folder, wanted)
    if why is None and ask is None:
        why = _converted(where, folder, wanted)
    if why is not None:
        return why
    said = _status(where, folder, wanted, ask=ask)
    if isinstance(said, CannotTell):
        return said
    # Files are named from the top, whatever the folder.
    prefix = with_slash(where.prefix(folder))
    found = {line[3:].removeprefix(prefix) for line in said}
    return tuple(path for path in wanted if path in found)


def is_clean(
    folder: Path, below: str, *, passed_over: Callable[[str], bool] = lambda _: False
) -> bool | CannotTell:
    """Whether git sees no change in a folder (a path from ``folder``).

    A file of data that git was told to ignore is a change; one that git does not follow and that is
    ``passed_over`` (its path from ``folder``) is none.
    """
    where = git_place.required(folder)
    if isinstance(where, CannotTell):
        return where
    why = unlooked(where, folder, [below])
    if why is not None:
        return why
    converted = _with_conversions(where, folder, below)
    if isinstance(converted, CannotTell):
        return converted
    why = _converted(where, folder, converted) if converted else None
    if why is not None:
        return why
    said = _status(where, folder, [below], "--ignored")
    if isinstance(said, CannotTell):
        return said
    prefix = with_slash(where.prefix(folder))
    return all(
        (line.startswith("!! ") and not line.endswith(".yaml"))
        or (line.startswith(("!! ", "?? ")) and passed_over(line[3:].removeprefix(prefix)))
        for line in said
    )


def not_in_index(folder: Path, paths: Iterable[str]) -> tuple[str, ...] | CannotTell:
    """Which of these files git does not follow yet."""
    wanted = sorted(set(paths))
    if not wanted:
        return ()
    said = git.told(folder, "ls-files", "-z", "--", *wanted)
    if isinstance(said, CannotTell):
        return said
    followed = set(os.fsdecode(said).split("\0"))
    return tuple(path for path in wanted if path not in followed)


def ignored(folder: Path, paths: Iterable[str]) -> tuple[str, ...] | CannotTell:
    """Which of these files git is told to leave out."""
    where = git_place.required(folder)
    if isinstance(where, CannotTell):
        return where
    stdin = b"".join(os.fsencode(path) + b"\0" for path in paths)
    # It takes every name as it is, and does not want to be told.
    done = git.run_in(where, folder, "check-ignore", "-z", "--stdin", stdin=stdin, literal=False)
    if isinstance(done, CannotTell):
        return done
    if done.returncode not in (0, 1):
        return where.why_not(done)
    return tuple(name for name in os.fsdecode(done.stdout).split("\0") if name)


# --- filters ---


def _converted(
    where: Repository, folder: Path, paths: Sequence[str]
) -> Converted | CannotTell | None:
    """Why what is on the disk is not what a commit of it would have, if it is not.

    Line ends do not count: git changes them by itself, and a register reads the same.
    """
    stdin = b"".join(os.fsencode(path) + b"\0" for path in paths)
    said = _said(where, folder, "check-attr", "-z", "--stdin", *_CONVERSIONS, stdin=stdin)
    if isinstance(said, CannotTell):
        return said
    fields = iter(said)
    given = [one for one in zip(fields, fields, fields, strict=False) if one[2] not in _NOTHING]
    if not given:
        return None
    drivers = _filters(where)
    if isinstance(drivers, CannotTell):
        return drivers
    found = [path for path, what, name in given if what != "filter" or name in drivers]
    if not found:
        return None
    return Converted(
        f"git cambia {names_of(list(dict.fromkeys(found)))} quando lo salva (una riga di "
        "«.gitattributes» gli dà un filtro o un'altra codifica), e senza eseguire quel filtro non "
        "si può dire se è come nell'ultimo commit"
    )


def _with_conversions(where: Repository, folder: Path, below: str) -> list[str] | CannotTell:
    """The files below a folder whose attributes speak of a conversion; their paths from there.

    Of all the repository, from its top: before 2.42 git looked up the attributes of names cut by
    what all that it was asked about had in common.
    """
    said = _said(where, where.top, "ls-files", "-z", "--", _NOT_CONVERTED, literal=False)
    if isinstance(said, CannotTell):
        return said
    prefix = with_slash(where.prefix(folder))
    inside = f"{prefix}{below}/"
    return [path.removeprefix(prefix) for path in said if path.startswith(inside)]


def _said(
    where: Repository, folder: Path, *words: str, stdin: bytes = b"", literal: bool = True
) -> list[str] | CannotTell:
    """The fields of an answer that is all in pieces with a NUL after each."""
    done = git.run_in(where, folder, *words, stdin=stdin, literal=literal)
    if isinstance(done, CannotTell):
        return done
    if done.returncode != 0:
        return where.why_not(done)
    return os.fsdecode(done.stdout).split("\0")[:-1]


def _filters(where: Repository) -> tuple[str, ...] | CannotTell:
    """The names of all filters that any settings have."""
    words = ("config", "-z", "--name-only", "--get-regexp", r"^filter\.")
    done = git.run_in(where, where.top, *words)
    if isinstance(done, CannotTell):
        return done
    if done.returncode not in (0, 1):
        return where.why_not(done)
    keys = [key for key in os.fsdecode(done.stdout).split("\0") if key]
    return tuple(dict.fromkeys(re.sub(r"^filter\.|\.[^.]*$", "", key) for key in keys))


def _without_filters(where: Repository) -> list[str] | CannotTell:
    """The words that keep git from running any filter."""
    names = _filters(where)
    if isinstance(names, CannotTell):
        return names
    if odd := [name for name in names if "=" in name]:
        return CannotTell(
            f"le impostazioni di git nominano un filtro, «{odd[0]}», che non si può spegnere: "
            "cambiagli nome"
        )
    settings = ("clean=", "smudge=", "process=", "required=false")
    return [word for name in names for one in settings for word in ("-c", f"filter.{name}.{one}")]


def _status(
    where: Repository,
    folder: Path,
    paths: Sequence[str],
    *more: str,
    ask: Asked | None = None,
) -> list[str] | CannotTell:
    """The lines of ``git status``; a repository below is not asked, it has settings of its own."""
    every = ("--no-renames", "--untracked-files=all", "--ignore-submodules=all")
    words = ("status", "--porcelain=v1", "-z", *every, *more)
    if ask is not None:
        done = ask(*words, "--", *(f":(literal){path}" for path in paths))
    else:
        off = _without_filters(where)
        if isinstance(off, CannotTell):
            return off
        done = git.run_in(where, folder, *off, *words, "--", *paths)
    if isinstance(done, CannotTell):
        return done
    if done.returncode != 0:
        return where.why_not(done)
    return [line for line in os.fsdecode(done.stdout).split("\0") if line]
