"""The register opened, as it is or as it was on a day; its root, its errors told."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rete import italiano
from rete.commands.shared import contesto
from rete.commands.shared.dire import tell

if TYPE_CHECKING:
    from rete.load.loader import Loaded
    from rete.revision import Revision
    from rete.store import Folder, Store


def root() -> Path:
    """The top folder of the register that the command is about."""
    from rete.register_root import find_root

    given = contesto.folder()
    if given is not None and given.is_absolute():
        return find_root(given)
    here = contesto.here()
    return find_root(given or here)


def open_register(
    registro_del: date | None = None, ramo: str | None = None, *, whole: bool = False
) -> "Loaded":
    """The register as it is on disk, or as it stood in git on a day.

    What an interrupted command had begun is finished first. Where git keeps files of it off the
    disk, that is told; whoever wants it ``whole`` is refused, ReteError.
    """
    # The options of this module are those of commands that may need nothing of all this.
    from rete.commands.shared import memoria
    from rete.store import Folder

    if registro_del is None:
        recover(root())
    store = _store(registro_del, ramo)
    if isinstance(store, Folder):
        _look_for_absent(store, whole=whole)
    return memoria.read(store)


def _look_for_absent(store: "Folder", *, whole: bool) -> None:
    from rete.errors import CannotTell, ReteError
    from rete.git_index import absent
    from rete.git_place import find
    from rete.store import DATA

    where = find(store.root)
    if where is None:
        return
    if isinstance(where, CannotTell):
        if whole:
            tell(
                f"attenzione: non si può chiedere a git se il registro c'è tutto: {where.why}",
                err=True,
            )
        return
    missing = absent(where, store.root, DATA, store.paths())
    if missing is not None and whole:
        raise ReteError(missing.why)
    if missing is not None:
        tell(f"attenzione: {missing.why}", err=True)


def recover(folder: Path, *, writing: bool = False) -> None:
    """Finish what an interrupted writing left behind, and say so on standard error.

    Where it cannot be finished, or was taken back, who reads is told, and who is about to write is
    stopped. Held: another process is at it now.
    """
    if not _may_have_a_journal(folder):
        return
    from rete.errors import CannotTell, ReteError
    from rete.git_place import find
    from rete.journal import Held, Journal, TakenBack

    where = find(folder)
    if isinstance(where, CannotTell):
        # Files can be read without git; what writes asks again, and stops.
        tell(f"attenzione: {where.why}", err=True)
        return
    try:
        notices = Journal(folder).recover(reading=not writing)
    except ReteError as error:
        if writing or isinstance(error, Held):
            raise
        notices = (f"attenzione: {error}",)
        if not isinstance(error, TakenBack):
            notices = (*notices, "ciò che leggi può essere rimasto a metà")
    for notice in notices:
        tell(notice, err=True)


def _may_have_a_journal(folder: Path) -> bool:
    """Whether it is worth asking git where the journal would be: nearly always it is not."""
    from rete.store import JOURNAL, JOURNAL_IN_GIT

    for above in (folder, *folder.parents):
        git = above / ".git"
        if os.path.lexists(git):
            return not git.is_dir() or (git / JOURNAL_IN_GIT).exists()
    return (folder / JOURNAL).exists()


def _store(registro_del: date | None, ramo: str | None) -> "Store":
    from rete.store import Folder

    folder = root()
    if registro_del is None:
        if ramo is not None:
            raise click.UsageError("--ramo serve solo insieme a --registro-del")
        return Folder(folder)
    # Only whoever asks about the past needs git.
    from rete import git
    from rete.revision import Revision

    return closed_at_the_end(Revision(folder, git.commit_of_day(folder, registro_del, ramo)))


def closed_at_the_end(revision: "Revision") -> "Revision":
    """Of the command: the places of findings are looked up later, in the same store."""
    if context := click.get_current_context(silent=True):
        context.call_on_close(revision.close)
    return revision


def warn_of_errors(loaded: "Loaded") -> None:
    """One line on standard error where the register that was read has errors."""
    from rete.commands.shared import memoria
    from rete.store import Folder

    errors = memoria.errors(loaded)
    if not errors:
        return
    words = italiano.count(errors, "errore", "errori")
    if isinstance(loaded.store, Folder):
        click.echo(f"il registro ha {words}: vedi «rete controlla»", err=True)
    else:
        click.echo(f"il registro di quel giorno aveva {words}", err=True)
