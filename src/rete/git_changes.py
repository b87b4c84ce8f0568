"""Files of the disk as git knows them: which it follows, and which are not as in the last commit.

To compare a file git may run a filter that its settings name; here it never does. Where that, or a
mark that makes git look away, keeps it from knowing, the answer is a CannotTell.
"""

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from rete import git, git_content, git_place, git_process
from rete.errors import CannotTell, Unanswered, answers, known
from rete.git_hints import may_convert
from rete.git_index import names_of, require_looked
from rete.git_place import Repository

_CONVERSIONS: Final = ("filter", "ident", "working-tree-encoding")
_NOT_CONVERTED: Final = ":(exclude,attr:!filter !ident !working-tree-encoding)"
_NOTHING: Final = ("unspecified", "unset")

Asked = Callable[..., git_process.Done]
"""A question to a known repository, its words given one by one."""


class Converted(CannotTell):
    """Only by running a filter of the repository could it be known: who commits there may."""


# --- what it follows ---


@answers
def tracked(folder: Path, paths: Iterable[str]) -> frozenset[str]:
    """Which of these files git follows (paths from ``folder``); none where there is no git."""
    wanted = frozenset(paths)
    return wanted.intersection(_blobs(folder, wanted))


@answers
def followed(folder: Path, below: str) -> frozenset[str]:
    """All files that git follows below a folder; paths, and the folder's, from ``folder``."""
    return frozenset(_blobs(folder, [below]))


def ignored(folder: Path, paths: Iterable[str]) -> Mapping[str, tuple[str, int]]:
    """Which of these files git is told to leave out, each with the file and line that say so.

    Files are named from ``folder``, all of them; ReteError.
    """
    top = git_place.required(folder).top
    words = ("check-ignore", "-z", "--verbose", "--stdin")
    # It takes every name as it is, and does not want to be told.
    done = git.asked(folder, *words, stdin=_with_ends(paths), also=(1,), literal=False)
    told = iter(git.pieces(done.stdout))
    lines = zip(told, told, told, told, strict=True)
    # A line with «!» is told too: it is the one that lets a file in.
    return {
        path: (os.path.relpath(top / file, folder.resolve()), int(number))
        for file, number, pattern, path in lines
        if not pattern.startswith("!")
    }


# --- what it keeps of them, and does to them ---


def digests_kept(folder: Path, paths: Collection[str]) -> Mapping[str, str | CannotTell]:
    """The SHA-256 of what git keeps of each of these files; those are left out that it does not."""
    try:
        blobs = _blobs(folder, paths)
    except Unanswered as unanswered:
        return dict.fromkeys(paths, unanswered.answer)
    if not blobs:
        return {}
    with git_content.Blobs(folder) as contents:
        return {path: contents.sha256(blob) for path, blob in blobs.items()}


def _blobs(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """What git keeps of these files, and of those below them, by their paths; ReteError."""
    found: dict[str, str] = {}
    if known(git_place.find(folder)) is None:
        return found
    for some in git.batched(sorted(paths)):
        for line in git.pieces(git.told(folder, "ls-files", "--stage", "-z", "--", *some)):
            head, path = line.split("\t", 1)
            found[path] = head.split()[1]
    return found


@answers
def conversions(folder: Path, paths: Iterable[str]) -> Mapping[str, str]:
    """What git is told to do to each of these files on its way to the disk, line ends apart."""
    return {path: attribute for path, attribute, _ in _converted(folder, paths)}


def _converted(folder: Path, paths: Iterable[str]) -> list[tuple[str, str, str]]:
    """The files that attributes speak of, each with the attribute and its value."""
    words = ("check-attr", "-z", "--stdin", *_CONVERSIONS)
    fields = iter(os.fsdecode(git.told(folder, *words, stdin=_with_ends(paths))).split("\0"))
    return [one for one in zip(fields, fields, fields, strict=False) if one[2] not in _NOTHING]


def _with_ends(paths: Iterable[str]) -> bytes:
    return b"".join(os.fsencode(path) + b"\0" for path in paths)


# --- what is not as in the last commit ---


@answers
def uncommitted(folder: Path, paths: Iterable[str], *, ask: Asked | None = None) -> tuple[str, ...]:
    """Which of these files are not as in the last commit: staged, changed, removed or untracked.

    With ``ask`` (git as its user has set it up) files are compared through the filters of the
    repository, as its commits are made; else the answer may be ``Converted``.
    """
    wanted = sorted(set(paths))
    if not wanted:
        return ()
    where = git_place.required(folder)
    require_looked(where, folder, wanted)
    turned = ask is None and may_convert(where, folder, wanted)
    if turned:
        _require_as_they_are(folder, wanted)
    # Files are named from the top, whatever the folder.
    prefix = where.leading(folder)
    lines = _status(where, folder, wanted, ask=ask, turned=turned)
    found = {line[3:].removeprefix(prefix) for line in lines}
    return tuple(path for path in wanted if path in found)


@answers
def is_clean(
    folder: Path, below: str, *, passed_over: Callable[[str], bool] = lambda _: False
) -> bool:
    """Whether git sees no change in a folder (a path from ``folder``).

    A file of data that git was told to ignore is a change; one that git does not follow and that is
    ``passed_over`` (its path from ``folder``) is none.
    """
    where = git_place.required(folder)
    require_looked(where, folder, [below])
    prefix = where.leading(folder)
    turned = may_convert(where, folder, [below])
    if turned:
        _require_as_they_are(folder, _with_conversions(where, prefix, below))
    return all(
        (line.startswith("!! ") and not line.endswith(".yaml"))
        or (line.startswith(("!! ", "?? ")) and passed_over(line[3:].removeprefix(prefix)))
        for line in _status(where, folder, [below], "--ignored", turned=turned)
    )


def _require_as_they_are(folder: Path, paths: Sequence[str]) -> None:
    """What is on the disk of these files is what a commit of it would have.

    Line ends do not count: git changes them by itself, and a register reads the same.
    """
    given = _converted(folder, paths) if paths else []
    drivers = _filters(folder) if given else ()
    found = [path for path, what, name in given if what != "filter" or name in drivers]
    if found:
        raise Unanswered(
            Converted(
                f"git cambia {names_of(list(dict.fromkeys(found)))} quando lo salva (una riga di "
                "«.gitattributes» gli dà un filtro o un'altra codifica), e senza eseguire quel "
                "filtro non si può dire se è come nell'ultimo commit"
            )
        )


def _with_conversions(where: Repository, prefix: str, below: str) -> list[str]:
    """The files below a folder whose attributes speak of a conversion; their paths from there.

    Of all the repository, from its top: before 2.42 git looked up the attributes of names cut by
    what all that it was asked about had in common.
    """
    words = ("ls-files", "-z", "--", _NOT_CONVERTED)
    said = git.pieces(git.asked(where.top, *words, literal=False).stdout)
    inside = f"{prefix}{below}/"
    return [path.removeprefix(prefix) for path in said if path.startswith(inside)]


def _filters(folder: Path) -> tuple[str, ...]:
    """The names of all filters that any settings have."""
    words = ("config", "-z", "--name-only", "--get-regexp", r"^filter\.")
    keys = git.pieces(git.asked(folder, *words, also=(1,)).stdout)
    return tuple(dict.fromkeys(re.sub(r"^filter\.|\.[^.]*$", "", key) for key in keys))


def _without_filters(folder: Path) -> list[str]:
    """The words that keep git from running any filter."""
    names = _filters(folder)
    if odd := [name for name in names if "=" in name]:
        raise Unanswered(
            CannotTell(
                f"le impostazioni di git nominano un filtro, «{odd[0]}», che non si può spegnere: "
                "cambiagli nome"
            )
        )
    settings = ("clean=", "smudge=", "process=", "required=false")
    return [word for name in names for one in settings for word in ("-c", f"filter.{name}.{one}")]


def _status(
    where: Repository,
    folder: Path,
    paths: Sequence[str],
    *more: str,
    ask: Asked | None = None,
    turned: bool = True,
) -> list[str]:
    """The lines of ``git status``; a repository below is not asked, it has settings of its own.

    ``turned``: some filter may be named for these files, and is to be turned off.
    """
    every = ("--no-renames", "--untracked-files=all", "--ignore-submodules=all")
    words = ("status", "--porcelain=v1", "-z", *every, *more)
    if ask is None:
        off = _without_filters(folder) if turned else ()
        done = git.asked(folder, *off, *words, "--", *paths)
    else:
        done = ask(*words, "--", *(f":(literal){path}" for path in paths))
        if done.returncode != 0:
            raise Unanswered(where.why_not(done))
    return git.pieces(done.stdout)
