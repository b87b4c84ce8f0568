"""`rete documento`: a document of a day, on standard output or in a file."""

import os
import sys
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import click
import typer

from rete import italiano
from rete.check import Checked, check
from rete.commands import contesto
from rete.commands.documento_rif import RIFERIMENTO, chosen_reference, refuse_reference
from rete.commands.registro import (
    AlOption,
    RamoOption,
    RegistroDelOption,
    formato_option,
    open_register,
    root,
)
from rete.commands.vista import VistaOption, chosen_view, refuse_day_of_original
from rete.diagnostics import Severity
from rete.documents.catalogue import DOCUMENTS, Documento
from rete.render.findings import findings_as_text, summary
from rete.render.terminal import printable, wants_colour
from rete.store import DATA

app = typer.Typer()


@app.command()
def documento(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    nome: Annotated[
        str | None,
        typer.Argument(
            metavar="[NOME]", help="Quale documento (se manca, l'elenco).", show_default=False
        ),
    ] = None,
    rif: Annotated[
        str | None,
        typer.Argument(
            metavar="[RIF]",
            click_type=RIFERIMENTO,
            help="Di che cosa, per i documenti che lo vogliono: un verbale, un ente, un tavolo, o "
            "una decisione (VERBALE/NUMERO).",
            show_default=False,
        ),
    ] = None,
    al: AlOption = None,
    dal: Annotated[
        date | None,
        typer.Option(
            "--dal",
            click_type=contesto.DATA,
            metavar="DATA",
            help="Da quale giorno, per i registri (se manca, dall'inizio).",
        ),
    ] = None,
    vista: VistaOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: Annotated[str, formato_option("md")] = "md",  # noqa: ARG001 - only one, for now
    uscita: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--uscita",
            metavar="FILE",
            click_type=click.Path(path_type=Path),
            help="Scrive il documento in questo file.",
        ),
    ] = None,
    comunque: Annotated[
        bool, typer.Option("--comunque", help="Anche se il registro ha errori: esce come bozza.")
    ] = False,
) -> int:
    """I documenti da firmare e da inviare.

    Se il registro ha errori il documento non si fa, e il comando esce con 1.
    """
    if nome is None:
        widest = max(len(document.nome) for document in DOCUMENTS)
        for document in DOCUMENTS:
            click.echo(f"{document.nome:<{widest}}  {document.descrizione}")
        return 0
    wanted = _named(nome)
    refuse_reference(wanted, rif)
    if dal is not None and wanted.dal is None:
        raise click.UsageError(f"--dal non serve per «{wanted.nome}»: è il documento di un giorno")
    if vista is not None and wanted.viste is None:
        raise click.UsageError(f"--vista non serve per «{wanted.nome}»: è solo del testo del patto")
    refuse_day_of_original(vista, al)
    if uscita is not None:
        _refuse_place(uscita, root())
    loaded = open_register(registro_del, ramo)
    checked = check(loaded)
    errors = checked.count(Severity.ERROR)
    if errors and not comunque:
        _refuse(checked, errors)
        return 1
    reference = chosen_reference(loaded, wanted, rif)
    day = al or contesto.today()
    if vista is not None and wanted.viste is not None:
        values = wanted.viste(loaded.rete, day, chosen_view(vista))
    elif dal is not None and wanted.dal is not None:
        values = wanted.dal(loaded.rete, day, dal)
    else:
        values = wanted.values(loaded.rete, day, reference)
    text = _text(wanted, values, errors)
    if uscita is None:
        click.echo(text, nl=False)
    else:
        _write(uscita, text)
        click.echo(f"scritto «{printable(str(uscita))}»", err=True)
    return 0


def _text(wanted: Documento, values: object, errors: int) -> str:
    # Jinja is needed only by whoever gets this far.
    from rete.render.templates import document

    draft = None
    if errors:
        draft = f"Il registro ha {_errors(errors)}: il documento può essere sbagliato."
    return document(wanted.nome, values, draft=draft, own=root() / "templates")


def _named(typed: str) -> Documento:
    for document in DOCUMENTS:
        if document.nome == typed.strip().casefold():
            return document
    known = italiano.join_words([f"«{document.nome}»" for document in DOCUMENTS])
    raise click.UsageError(f"il documento «{printable(typed)}» non esiste: ci sono {known}")


def _errors(number: int) -> str:
    return italiano.count(number, "errore", "errori")


def _refuse(checked: Checked, errors: int) -> None:
    for line in findings_as_text(checked.findings, colour=wants_colour(sys.stdout)):
        click.echo(line)
    click.echo(summary(checked.findings))
    click.echo(
        f"il registro ha {_errors(errors)}: correggi, o usa --comunque per avere una bozza",
        err=True,
    )


def _refuse_place(path: Path, register: Path) -> None:
    """Where a document may not be written: only what is in the register belongs in its `data`."""
    shown = printable(str(path))
    target = path.resolve()
    if target.is_dir():
        raise click.UsageError(f"«{shown}» è una cartella: indica un file")
    if target.exists() and not target.is_file():
        raise click.UsageError(f"«{shown}» non è un file normale")
    if not target.parent.is_dir():
        raise click.UsageError(f"la cartella «{printable(str(path.parent))}» non esiste")
    if target.is_relative_to((register / DATA).resolve()):
        raise click.UsageError(
            f"«{shown}» è fra i dati del registro: scrivi il documento in un'altra cartella"
        )


def _write(path: Path, text: str) -> None:
    """The whole file or nothing: whoever reads it meanwhile sees the old one."""
    # A link stays a link: what is written is the file that it leads to.
    target = path.resolve()
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".rete-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new one would have."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
