"""What is not saved in git yet, and a commit of ours would carry along."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from rete import git_changes, git_write
from rete.errors import CannotTell, ReteError, known
from rete.italiano import in_quotes
from rete.render.terminal_text import printable

_SAVE_FIRST: Final = "salvale prima («git add» e «git commit») o usa --senza-commit"


def refuse_uncommitted(
    folder: Path, paths: Sequence[str] | Mapping[str, object], remedy: str = _SAVE_FIRST
) -> CannotTell | None:
    """None of these files has changes that a commit of ours would carry along; ReteError.

    ``remedy``: what to do about them. What is returned is why it is not known, where only running
    a filter of git's could tell.
    """
    if git_write.place(folder) is None:
        return None
    changed = git_changes.uncommitted(folder, paths)
    if isinstance(changed, git_changes.Converted):
        return changed
    refuse_changed(known(changed), remedy)
    return None


def refuse_changed(changed: Sequence[str], remedy: str = _SAVE_FIRST) -> None:
    """ReteError where there are any."""
    if changed:
        names = in_quotes(map(printable, changed))
        raise ReteError(f"{names}: ci sono modifiche non ancora salvate in git; {remedy}")
