"""`rete controlla`: the whole check of a register, shown for all of it or for some paths."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rete.commands.shared import contesto, memoria
from rete.commands.shared.dire import show_findings
from rete.commands.shared.opzioni import Opzioni, argomento, in_forma, segno, with_options
from rete.commands.shared.registro import open_register, root
from rete.diagnostics import Placed
from rete.render.findings import (
    findings_as_json,
    how_many,
    summary,
    what_is_suspended,
)
from rete.render.terminal_text import printable
from rete.store import DATA

if TYPE_CHECKING:
    from rete.load.loader import Loaded


class Chiesto(Opzioni):
    """What is shown of the check, how, and when it fails."""

    percorsi = argomento(
        "Mostra e conta solo questi file o cartelle (il controllo è sempre su tutto).",
        "[PERCORSI]...",
        kind=list[str] | None,
        default=None,
    )
    severo = segno("Anche gli avvisi fanno fallire il controllo.")
    formato = in_forma("testo", "json")


@with_options
def controlla(a: Chiesto) -> int:
    """Controlla tutto il registro: forma dei file, riferimenti, periodi, atti e conteggi.

    Esce con 0 se il registro è a posto, con 1 se ci sono errori.
    """
    register = root()
    wanted = [_inside_register(path, register) for path in a.percorsi or ()]
    findings, waiting = _found(open_register(whole=True))
    shown = _of_paths(findings, wanted)
    is_json = a.formato == "json"
    if is_json:
        click.echo(findings_as_json(shown), nl=False)
    else:
        show_findings(shown)
    if waiting is not None:
        click.echo(waiting, err=is_json)
    if not is_json:
        click.echo(summary(shown))
    errors, warnings = how_many(shown)
    return 1 if errors or (a.severo and warnings) else 0


def _found(loaded: "Loaded") -> tuple[Sequence[Placed], str | None]:
    """All that is wrong, in order, and what is said of the checks that wait for some file."""
    if memoria.is_known_to_be_sound(loaded):
        return (), None
    # The rules are many: they are not loaded to say again that there is nothing to say.
    from rete.check import check

    checked = check(loaded)
    memoria.keep_counted(loaded, how_many(checked.findings))
    if not checked.suspended:
        return checked.findings, None
    return checked.findings, what_is_suspended(checked.suspended, checked.unread)


def _of_paths(findings: Sequence[Placed], wanted: Sequence[str]) -> Sequence[Placed]:
    if not wanted:
        return findings
    folders = tuple(f"{path}/" for path in wanted)
    return [
        placed
        for placed in findings
        if placed.finding.file in wanted or placed.finding.file.startswith(folders)
    ]


def _inside_register(given: str, register: Path) -> str:
    """A path as somebody typed it → as findings write it (`data/enti/x.yaml`)."""
    typed = Path(given)
    here = _without_dots(typed if typed.is_absolute() else contesto.here() / typed)
    if not os.path.lexists(here) and Path(given).parts[:1] == (DATA,):
        here = _without_dots(register / given)
    if not os.path.lexists(here):
        raise click.UsageError(f"«{printable(given)}» non esiste")
    if here.resolve() == register:
        return DATA
    if not here.is_relative_to(register / DATA):
        raise click.UsageError(
            f"«{printable(given)}» non è nel registro, che sta nella cartella «{DATA}»"
        )
    return here.relative_to(register).as_posix()


def _without_dots(path: Path) -> Path:
    """The path as the register would write it: a link in `data` is itself, not what it leads to."""
    plain = Path(os.path.normpath(path))
    return plain.parent.resolve() / plain.name
