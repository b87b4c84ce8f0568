"""The way of every command that writes: plan shown, checked, confirmed, written, committed."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from rete import git_changes, git_write, italiano
from rete.ask import Conversation, GoBack, Missing, Risposte, confirm
from rete.commands.shared.dire import tell
from rete.commands.shared.registro import open_register, recover, root
from rete.commands.writing.campi import Campi
from rete.commands.writing.modi import Modi
from rete.commands.writing.schemi import folder_of_schemas
from rete.data_tree import nested_repositories
from rete.errors import CannotTell, ReteError, known
from rete.git import main_branch, resolve
from rete.git_place import nested
from rete.litter import is_litter
from rete.load.loader import Loaded, load
from rete.records import dataclass
from rete.render.findings import findings_as_text, summary
from rete.render.terminal_text import printable, wants_colour
from rete.revision import Revision
from rete.store import Folder

if TYPE_CHECKING:
    from rete.operation import Prepared, Step

NOT_WRITTEN = 3
C = TypeVar("C", bound=Campi)


def is_terminal() -> bool:
    """Whether somebody can be asked: they read standard error and type on standard input."""
    return sys.stdin.isatty() and sys.stderr.isatty()


@dataclass(frozen=True, kw_only=True)
class Scrittura:
    """One command that writes: the register that it starts from, and how it was asked to.

    ``chiesto`` says whether its answers were asked for, so that whoever gave them can go back.
    """

    root: Path
    loaded: Loaded
    modi: Modi
    chiesto: bool = False

    @property
    def asks(self) -> bool:
        return is_terminal() and not self.modi.si

    def answered(
        self, fields: type[C], given: Risposte, command: Callable[["Scrittura", C], int]
    ) -> int:
        """The command called with its answers; again, where whoever is asked goes back to them."""
        talk = Conversation(
            lambda known: fields(known, self.loaded).domande(),
            fields.completed(dict(given), self),
            ask=self.asks,
        )
        known = talk.answers()
        while True:
            work = replace(self, chiesto=talk.dialogue is not None)
            try:
                return command(work, fields(known, self.loaded))
            except GoBack:
                known = talk.answers_again()

    def carry_out(self, *steps: "Step") -> int:
        """Make the plan of these steps, show it, and write it where that is wanted."""
        return self.write(self.prepared(*steps))

    def prepared(self, *steps: "Step") -> "Prepared":
        """What these steps would write; ReteError where one of them cannot be taken."""
        # The help of a group imports its commands, and does not pay for this.
        from rete.operation import prepare

        schemas = folder_of_schemas(self.root, self.loaded.store)
        return prepare(self.loaded, steps, schemas=schemas)

    def write(self, prepared: "Prepared") -> int:
        """Show what is prepared, and write it where that is wanted; the exit code."""
        if prepared.changes_nothing:
            click.echo("non c'è niente da cambiare: il registro lo dice già")
            return 0
        _show(prepared, differences=self.modi.differenze)
        if prepared.new_errors:
            return _refuse(prepared)
        commits = not self.modi.proposta and not self.modi.senza_commit
        unsure = refuse_uncommitted(self.root, prepared.after) if commits else None
        if self.modi.prova:
            if unsure is not None:
                tell(f"attenzione: {unsure.why}", err=True)
            click.echo("prova: non ho scritto niente")
            return 0
        if not self.modi.si and not confirm("Scrivo?", back=self.chiesto):
            click.echo("non ho scritto niente", err=True)
            return NOT_WRITTEN
        if self.modi.proposta:
            from rete.commands.writing.proporre import make_proposal

            make_proposal(self.root, prepared)
        else:
            if unsure is not None:
                # Whoever writes here lets the filters of the repository run, as git does.
                _refuse_changed(known(git_write.uncommitted(self.root, prepared.after)))
            self._write_files(prepared, commits=commits)
        return 0

    def _write_files(self, prepared: "Prepared", *, commits: bool) -> None:
        from rete.journal import Journal, Operation
        from rete.journal.files import digest

        operation = Operation(
            id=prepared.id,
            titolo=prepared.plan.titolo,
            files={
                path: (None if old is None else digest(old), prepared.after[path])
                for path, old in prepared.before.items()
            },
            messaggio=prepared.message() if commits else None,
        )
        journal = Journal(self.root)
        with journal.lock() as notices:
            if not _say_the_same(Folder(self.root).paths(), self.loaded.store.paths()):
                raise ReteError(
                    "nel frattempo qualcuno ha cambiato il registro: non ho scritto niente, ripeti "
                    "il comando"
                )
            written = journal.write(operation)
        for notice in (*notices, *written.avvisi):
            tell(notice, err=True)
        made = f"commit {written.commit[:7]}" if written.commit else "senza commit"
        tell(f"fatto: {prepared.plan.titolo} ({made})")


def must_be_named(value: str | None, argument: str) -> None:
    """What a command is about stands on its line, where nobody can be asked; Missing."""
    if value is None and not is_terminal():
        raise Missing(
            f"manca {argument}: senza un terminale i valori si danno sulla riga di comando"
        )


def begin(modi: Modi) -> Scrittura:
    """Open the register that a command is to change; UsageError where it could never write."""
    if modi.proposta and modi.senza_commit:
        raise click.UsageError("--proposta è un commit: non va con --senza-commit")
    if not (modi.prova or modi.si or is_terminal()):
        raise click.UsageError(
            "senza un terminale non si può chiedere conferma: aggiungi --si per scrivere, o "
            "--prova per vedere soltanto"
        )
    if modi.proposta:
        folder = root()
        return Scrittura(root=folder, loaded=_of_main_branch(folder), modi=modi)
    folder = root()
    # Before anything is asked: what somebody types is not to be thrown away.
    recover(folder, writing=not modi.prova)
    loaded = open_register(whole=True)
    if others := nested_repositories(loaded.store):
        raise ReteError(nested(others[0]).why)
    state = git_write.state(folder)
    if state is not None and state.avvertenza and not modi.senza_commit:
        tell(f"attenzione: {state.avvertenza}", err=True)
    return Scrittura(root=folder, loaded=loaded, modi=modi)


def _of_main_branch(folder: Path) -> Loaded:
    """The register as the main branch has it: a proposal starts from there."""
    if git_write.place(folder) is None:
        raise ReteError("--proposta vuole un registro in git, e questo non lo è")
    main = main_branch(folder)
    revision = Revision(folder, resolve(folder, main) or main)
    if context := click.get_current_context(silent=True):
        context.call_on_close(revision.close)
    return load(revision)


_SAVE_FIRST = "salvale prima («git add» e «git commit») o usa --senza-commit"


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
    _refuse_changed(known(changed), remedy)
    return None


def _refuse_changed(changed: Sequence[str], remedy: str = _SAVE_FIRST) -> None:
    if changed:
        names = italiano.join_words([f"«{printable(path)}»" for path in changed])
        raise ReteError(f"{names}: ci sono modifiche non ancora salvate in git; {remedy}")


def _say_the_same(now: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Nothing has changed but for what systems leave in the folder by themselves."""
    if now == before:
        return True
    both = now.keys() | before.keys()
    return all(is_litter(path) for path in both if now.get(path) != before.get(path))


def _show(prepared: "Prepared", *, differences: bool) -> None:
    plan = prepared.plan
    tell(f"{plan.titolo}:")
    for sentence in plan.racconto:
        tell(f"  - {sentence}")
    for warning in plan.avvertenze:
        tell(f"attenzione: {warning}")
    for line in findings_as_text(prepared.new_warnings, colour=wants_colour(sys.stdout)):
        click.echo(line)
    if differences:
        click.echo()
        for line in prepared.differences():
            click.echo(printable(line))


def _refuse(prepared: "Prepared") -> int:
    for line in findings_as_text(prepared.new_errors, colour=wants_colour(sys.stdout)):
        click.echo(line)
    click.echo(summary((*prepared.new_errors, *prepared.new_warnings)))
    errors = italiano.count(len(prepared.new_errors), "errore", "errori")
    tell(f"non ho scritto niente: il registro avrebbe {errors} in più", err=True)
    return NOT_WRITTEN
