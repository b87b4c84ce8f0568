"""The way of every command that writes: asked, plan shown, checked, confirmed, written, committed.

`writing` makes a command of a function and its fields; `begin`, for one that asks nothing.
"""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rete import git_write, italiano
from rete.ask import Conversation, GoBack, Missing, Risposte, confirm
from rete.changes import Refused
from rete.commands.shared.dire import show_findings, tell
from rete.commands.shared.opzioni import (
    Opzione,
    Opzioni,
    argomento,
    options_of,
    segno,
    with_parameters,
)
from rete.commands.shared.registro import open_register, recover, root
from rete.commands.writing.campi import SEGNO, Campi
from rete.commands.writing.non_salvato import refuse_changed, refuse_uncommitted
from rete.commands.writing.schemi import folder_of_schemas
from rete.data_tree import nested_repositories
from rete.errors import ReteError, known
from rete.git_place import nested
from rete.litter import is_litter
from rete.load.loader import Loaded
from rete.records import frozen
from rete.render.findings import summary
from rete.render.terminal_text import printable
from rete.store import Folder

if TYPE_CHECKING:
    from rete.edits.bozza import Bozza
    from rete.model.rete import Rete
    from rete.operation import Prepared, Step

NOT_WRITTEN = 3
C = TypeVar("C", bound=Campi)


def is_terminal() -> bool:
    """Whether somebody can be asked: they read standard error and type on standard input."""
    return sys.stdin.isatty() and sys.stderr.isatty()


class Modi(Opzioni):
    """How a command was asked to write: the options that all writing commands have."""

    prova = segno("Mostra che cosa cambierebbe, e non scrive niente.")
    si = segno("Scrive senza chiedere nulla.")
    differenze = segno("Mostra anche le righe dei file che cambiano.")
    senza_commit = segno("Scrive i file e basta: in git li salvi tu.")
    proposta = segno("Non tocca i file: mette la modifica in un ramo di git suo, da far approvare.")


@frozen
class Scrittura:
    """One command that writes: the register that it starts from, and how it was asked to.

    ``comando`` is its name («ente ammetti»). ``chiesto`` says whether its answers were asked for,
    so that whoever gave them can go back.
    """

    root: Path
    loaded: Loaded
    modi: Modi
    comando: str = ""
    chiesto: bool = False

    @property
    def asks(self) -> bool:
        return is_terminal() and not self.modi.si

    def answered(
        self, fields: type[C], given: Risposte, command: Callable[["Scrittura", C], int]
    ) -> int:
        """The command called with its answers; again, where whoever is asked goes back to them.

        ReteError where what it wants is refused.
        """
        name = " ".join(command.__module__.split(".")[2:])
        try:
            talk = Conversation(
                lambda known: fields(known, self.loaded).domande(),
                fields.completed(dict(given), self),
                ask=self.asks,
            )
            known = talk.answers()
            work = replace(self, comando=name, chiesto=talk.dialogue is not None)
            while True:
                try:
                    return command(work, fields(known, self.loaded))
                except GoBack:
                    known = talk.answers_again()
        except Refused as refused:
            raise ReteError(str(refused)) from None

    def step(
        self,
        title: str,
        change: "Callable[[Bozza, Rete], None]",
        about: str | None = None,
        act: str | None = None,
    ) -> "Step":
        """A change that no act has to lay down, on the record ``about`` which it is."""
        from rete.edits.attuazione import on_cards

        acts, records = ((one,) if one is not None else () for one in (act, about))
        return on_cards(self.comando, title, change, atti=acts, riferimenti=records)

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
            return nothing_written()
        if self.modi.proposta:
            from rete.commands.writing.proporre import make_proposal

            make_proposal(self.root, prepared)
        else:
            if unsure is not None:
                # Whoever writes here lets the filters of the repository run, as git does.
                refuse_changed(known(git_write.uncommitted(self.root, prepared.after)))
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


def writing(command: Callable[..., int]) -> Callable[..., int]:
    """A command that writes: its options are those of its fields, and of every such command.

    In: a function of the register that it is to change (`Scrittura`) and of its answers, a class
    below `Campi`, whose annotation says what is asked. Out: what Typer reads, which opens the
    register, has the answers and calls the function. One that asks nothing has `with_options`, and
    its options in a class below `Modi`.
    """
    fields: type[Campi] = options_of(command)

    def asked(**values: Any) -> int:
        given = fields.given(values)
        if (why := fields.refuse(given)) is not None:
            raise Missing(why)
        return begin(Modi(values)).answered(fields, given, command)

    return with_parameters(command, (*parameters_of(fields), *Modi.parameters()), asked)


def parameters_of(fields: type[Campi]) -> Iterator[inspect.Parameter]:
    """One parameter for each field, in the order in which they are declared."""
    for name, campo in fields.CAMPI.items():
        is_flag = campo.tipo is SEGNO
        about: dict[str, Any] = {
            "kind": bool if is_flag else list[str] | None if campo.ripetibile else str | None,
            "default": False if is_flag else None,
            "metavar": campo.metavar,
            "click_type": campo.completa,
        }
        if campo.riga and campo.argomento:
            yield argomento(campo.help, **about).parameter(name)
        elif campo.riga:
            yield Opzione(campo.help, f"--{campo.opzione}", **about).parameter(name)


def nothing_written() -> int:
    """Said to whoever did not want it; the exit code."""
    click.echo("non ho scritto niente", err=True)
    return NOT_WRITTEN


def must_name_minutes(given: Risposte) -> None:
    """What a command is about stands on its line, where nobody can be asked; Missing."""
    if given.get("verbale") is None and not is_terminal():
        raise Missing("manca VERBALE: senza un terminale i valori si danno sulla riga di comando")


def begin(modi: Modi) -> Scrittura:
    """Open the register that a command is to change; UsageError where it could never write."""
    if modi.proposta and modi.senza_commit:
        raise click.UsageError("--proposta è un commit: non va con --senza-commit")
    if not (modi.prova or modi.si or is_terminal()):
        raise click.UsageError(
            "senza un terminale non si può chiedere conferma: aggiungi --si per scrivere, o "
            "--prova per vedere soltanto"
        )
    folder = root()
    if modi.proposta:
        from rete.commands.writing.proporre import of_main_branch

        return Scrittura(root=folder, loaded=of_main_branch(folder), modi=modi)
    # Before anything is asked: what somebody types is not to be thrown away.
    recover(folder, writing=not modi.prova)
    loaded = open_register(whole=True)
    if others := nested_repositories(loaded.store):
        raise ReteError(nested(others[0]).why)
    state = git_write.state(folder)
    if state is not None and state.avvertenza and not modi.senza_commit:
        tell(f"attenzione: {state.avvertenza}", err=True)
    return Scrittura(root=folder, loaded=loaded, modi=modi)


def _say_the_same(now: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Nothing has changed but for what systems leave in the folder by themselves."""
    return all(is_litter(path) for path, _ in now.items() ^ before.items())


def _show(prepared: "Prepared", *, differences: bool) -> None:
    plan = prepared.plan
    tell(f"{plan.titolo}:")
    for sentence in plan.racconto:
        tell(f"  - {sentence}")
    for warning in plan.avvertenze:
        tell(f"attenzione: {warning}")
    show_findings(prepared.new_warnings)
    if differences:
        click.echo()
        for line in prepared.differences():
            click.echo(printable(line))


def _refuse(prepared: "Prepared") -> int:
    show_findings(prepared.new_errors)
    click.echo(summary((*prepared.new_errors, *prepared.new_warnings)))
    errors = italiano.count(len(prepared.new_errors), "errore", "errori")
    tell(f"non ho scritto niente: il registro avrebbe {errors} in più", err=True)
    return NOT_WRITTEN
