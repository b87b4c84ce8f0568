"""`rete documento`: a document of a day, on standard output or in a file."""

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import click
import typer

from rete import italiano
from rete.another_process import one_after_the_other
from rete.commands import contesto, tipi
from rete.commands.documento_fatto import Asked, get_ready, made
from rete.commands.documento_rif import RIFERIMENTO, chosen_reference, refuse_reference
from rete.commands.documento_tutti import (
    ALL,
    Every,
    TuttiOption,
    chosen_folder,
    chosen_formats,
    made_all,
    put_all,
    refuse_with_all,
)
from rete.commands.documento_uscita import chosen_format, put, refuse_place
from rete.commands.giorni import refuse_reversed
from rete.commands.registro import (
    AlOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    root,
)
from rete.commands.scelta import chosen_name
from rete.commands.vista import VistaOption, chosen_view, refuse_day_of_original
from rete.data_tree import DataTree, data_tree
from rete.diagnostics import Severity
from rete.documents.catalogue import DOCUMENTS, Documento
from rete.load.loader import Loaded
from rete.records import dataclass
from rete.render.findings import findings_as_text, summary
from rete.render.forms import FORMATI
from rete.render.terminal import wants_colour

if TYPE_CHECKING:
    from rete.check import Checked
    from rete.render.formats import Rendered

Made = TypeVar("Made")

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
    formato: Annotated[
        str | None,
        typer.Option(
            "--formato",
            click_type=tipi.Scelta([*FORMATI, ALL]),
            metavar="|".join(FORMATI),
            help="In quale forma (se manca, come dice il nome del file, o md); con --tutti anche "
            "«tutti», cioè in ogni forma.",
            show_default=False,
        ),
    ] = None,
    uscita: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--uscita",
            metavar="FILE",
            click_type=click.Path(path_type=Path),
            help="Scrive il documento in questo file (con --tutti, in questa cartella).",
        ),
    ] = None,
    tutti: TuttiOption = False,
    comunque: Annotated[
        bool, typer.Option("--comunque", help="Anche se il registro ha errori: esce come bozza.")
    ] = False,
) -> int:
    """I documenti da firmare e da inviare.

    Se il registro ha errori il documento non si fa, e il comando esce con 1.
    """
    if tutti:
        refuse_with_all((("NOME", nome), ("--dal", dal), ("--vista", vista)))
        folder = chosen_folder(uscita, root())
        every = Every(day=al or contesto.today(), formats=chosen_formats(formato), folder=folder)
        register = _opened(registro_del, ramo, comunque=comunque)
        documents = _unless_refused(register, lambda: made_all(register.made, every))
        if documents is not None:
            put_all(documents, every)
        return 1 if documents is None else 0
    if nome is None:
        _show_list()
        return 0
    wanted = _named(nome)
    refuse_reference(wanted, rif)
    if formato == ALL:
        raise click.UsageError("«--formato tutti» vale solo con --tutti: indica un formato")
    if dal is not None and wanted.dal is None:
        raise click.UsageError(f"--dal non serve per «{wanted.nome}»: è il documento di un giorno")
    if vista is not None and wanted.viste is None:
        raise click.UsageError(f"--vista non serve per «{wanted.nome}»: è solo del testo del patto")
    refuse_day_of_original(vista, al)
    refuse_reversed(dal, al or contesto.today(), named="--al" if al else "oggi")
    if uscita is not None:
        refuse_place(uscita, root())
    wanted_format = chosen_format(formato, uscita)
    get_ready(wanted_format)
    register = _opened(registro_del, ramo, comunque=comunque)

    def rendered() -> "Rendered":
        asked = Asked(
            document=wanted,
            reference=chosen_reference(register.loaded, wanted, rif),
            day=al or contesto.today(),
            since=dal,
            # What is in force is what there is without a view: the same document.
            view=None if (view := chosen_view(vista)) == "vigente" else view,
            format=wanted_format,
        )
        return register.made(asked)

    document = _unless_refused(register, rendered)
    if document is not None:
        put(document, uscita)
    return 1 if document is None else 0


def _show_list() -> None:
    widest = max(len(document.nome) for document in DOCUMENTS)
    for document in DOCUMENTS:
        click.echo(f"{document.nome:<{widest}}  {document.descrizione}")


@dataclass(frozen=True, kw_only=True)
class _Register:
    """A register that documents are made of, while its check may still be going on."""

    loaded: Loaded
    data: Callable[[], DataTree]
    checked: "Callable[[], Checked]"
    errors: int | None
    """How many it has, where a draft is wanted of it all the same; None where they forbid it."""

    def made(self, asked: Asked) -> "Rendered":
        own = root() / "templates"
        errors = self.errors or 0
        return made(self.loaded.rete, asked, errors=errors, data=self.data, own=own).rendered


def _opened(registro_del: date | None, ramo: str | None, *, comunque: bool) -> _Register:
    """The register; which data it is, and its check, come from another process, if possible."""
    loaded = open_register(registro_del, ramo)
    data, checked = one_after_the_other(
        partial(data_tree, loaded.store, root()), partial(_checked, loaded)
    )
    return _Register(
        loaded=loaded,
        data=data,
        checked=checked,
        errors=checked().count(Severity.ERROR) if comunque else None,
    )


def _checked(loaded: Loaded) -> "Checked":
    # The rules are needed only here: where there is another process, only by that one.
    from rete.check import check

    return check(loaded)


def _unless_refused(register: _Register, make: Callable[[], Made]) -> Made | None:
    """What is made of a register, or None where its errors forbid it: they were told."""
    try:
        made_of_it = make()
    except Exception:
        # Whatever it stumbles on, the errors are the reason, where there are any.
        if _is_refused(register):
            return None
        raise
    return None if _is_refused(register) else made_of_it


def _is_refused(register: _Register) -> bool:
    if register.errors is not None:
        return False
    checked = register.checked()
    errors = checked.count(Severity.ERROR)
    if errors:
        _refuse(checked, errors)
    return errors > 0


def _named(typed: str) -> Documento:
    by_name = {document.nome: document for document in DOCUMENTS}
    return by_name[chosen_name(typed, [*by_name], "nessun documento si chiama", "rete documento")]


def _errors(number: int) -> str:
    return italiano.count(number, "errore", "errori")


def _refuse(checked: "Checked", errors: int) -> None:
    for line in findings_as_text(checked.findings, colour=wants_colour(sys.stdout)):
        click.echo(line)
    click.echo(summary(checked.findings))
    click.echo(
        f"il registro ha {_errors(errors)}: correggi, o usa --comunque per avere una bozza",
        err=True,
    )
