"""What git was told not to look at, or not to put on the disk; `git_index` reads where it says so.

A question that nearly every command that reads asks, and no git is run for it.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from rete import git_index
from rete.errors import CannotTell, as_typed
from rete.git_index import Unlooked
from rete.git_place import Repository
from rete.italiano import join_words

_MOST_NAMED: Final = 3


def absent(
    where: Repository, folder: Path, below: str, present: Collection[str]
) -> CannotTell | None:
    """What git has below a folder and was told not to put on the disk; None: nothing is missing.

    ``present`` are the files that are there; paths from ``folder``.
    """
    found = _marked(where, folder, [below])
    if isinstance(found, CannotTell):
        return found
    missing = [one for one in found if one.path not in present]
    return _told_absent(missing) if missing else None


def _marked(
    where: Repository, folder: Path, paths: Sequence[str]
) -> tuple[Unlooked, ...] | CannotTell:
    """The files that git does not look at, among these or below them; paths from ``folder``."""
    found = git_index.unlooked(where)
    if isinstance(found, CannotTell) or not found:
        return found
    prefix = with_slash(where.prefix(folder))
    named = {f"{prefix}{path}" for path in paths}
    below = tuple(f"{name}/" for name in named)
    return tuple(
        Unlooked(path=one.path.removeprefix(prefix), skipped=one.skipped)
        for one in found
        if one.path in named or one.path.startswith(below) or _holds(one.path, below)
    )


def _holds(left_out: str, below: Iterable[str]) -> bool:
    """A whole folder that is left out, with all that is asked about in it."""
    return left_out.endswith("/") and any(path.startswith(left_out) for path in below)


def unlooked(where: Repository, folder: Path, paths: Sequence[str]) -> CannotTell | None:
    """Why git cannot tell of some files whether they changed: it was told not to look at them."""
    found = _marked(where, folder, paths)
    if isinstance(found, CannotTell):
        return found
    if not found:
        return None
    mark = "skip-worktree" if found[0].skipped else "assume-unchanged"
    return CannotTell(
        f"git ha l'ordine di non guardare {names_of([one.path for one in found])}, e non sa dire "
        f"se è cambiato: esegui «git update-index --no-{mark} {as_typed(found[0].path)}» e riprova"
    )


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


def with_slash(prefix: str) -> str:
    """A folder as the beginning of the paths below it; the top is empty."""
    return f"{prefix}/" if prefix else ""


def names_of(paths: Sequence[str]) -> str:
    """The first few paths in words, and how many more there are."""
    shown = [f"«{path}»" for path in paths[:_MOST_NAMED]]
    more = len(paths) - len(shown)
    if more:
        shown.append("un altro file" if more == 1 else f"altri {more} file")
    return join_words(shown)
