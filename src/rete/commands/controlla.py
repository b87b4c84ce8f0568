"""`rete controlla`: the whole check of a register, shown for all of it or for some paths."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import click
import typer

from rete.check import Checked, check
from rete.commands.shared import contesto, memoria
from rete.commands.shared.registro import FormatoOption, open_register, root
from rete.diagnostics import Placed
from rete.render.findings import (
    findings_as_json,
    findings_as_text,
    how_many,
    summary,
    what_is_suspended,
)
from rete.render.terminal_text import printable, wants_colour
from rete.store import DATA


def controlla(
    percorsi: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PERCORSI]...",
            help="Mostra e conta solo questi file o cartelle (il controllo è sempre su tutto).",
            show_default=False,
        ),
    ] = None,
    severo: Annotated[
        bool, typer.Option("--severo", help="Anche gli avvisi fanno fallire il controllo.")
    ] = False,
    formato: FormatoOption = "testo",
) -> int:
    """Controlla tutto il registro: forma dei file, riferimenti, periodi, atti e conteggi.

    Esce con 0 se il registro è a posto, con 1 se ci sono errori.
    """
    register = root()
    wanted = [_inside_register(path, register) for path in percorsi or ()]
    loaded = open_register(whole=True)
    checked = check(loaded)
    memoria.keep_counted(loaded, how_many(checked.findings))
    shown = _of_paths(checked.findings, wanted)
    if formato == "json":
        _say_as_json(checked, shown)
    else:
        _say_as_text(checked, shown)
    errors, warnings = how_many(shown)
    return 1 if errors or (severo and warnings) else 0


def _say_as_text(checked: Checked, shown: Sequence[Placed]) -> None:
    lines = [*findings_as_text(shown, colour=wants_colour(sys.stdout))]
    if checked.suspended:
        lines.append(what_is_suspended(checked.suspended, checked.unread))
    lines.append(summary(shown))
    click.echo("\n".join(lines))


def _say_as_json(checked: Checked, shown: Sequence[Placed]) -> None:
    click.echo(findings_as_json(shown), nl=False)
    if checked.suspended:
        click.echo(what_is_suspended(checked.suspended, checked.unread), err=True)


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
