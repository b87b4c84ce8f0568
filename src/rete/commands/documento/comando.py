"""`rete documento`: a document of a day, on standard output or in a file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from rete.commands.documento.fatto import Asked
from rete.commands.documento.posto import REPLACE, refuse_place
from rete.commands.documento.riferimento import RIFERIMENTO, chosen_reference, refuse_reference
from rete.commands.documento.tutti import (
    ALL,
    Every,
    TuttiOption,
    chosen_folder,
    chosen_formats,
    made_all,
    put_all,
    refuse_with_all,
)
from rete.commands.documento.uscita import (
    SovrascriviOption,
    UscitaOption,
    agreed,
    chosen_format,
    file_of,
    put,
)
from rete.commands.shared import contesto, tipi
from rete.commands.shared.giorni import refuse_reversed
from rete.commands.shared.registro import (
    AlOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    root,
)
from rete.commands.shared.vista import VistaOption, chosen_view, refuse_day_of_original
from rete.documents.catalogue import DOCUMENTS, Documento
from rete.render.file_formats import FORMATI, Formato, Rendered

if TYPE_CHECKING:
    from rete.commands.documento.from_registers import DocumentedRegister


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
    uscita: UscitaOption = None,
    sovrascrivi: SovrascriviOption = False,
    tutti: TuttiOption = False,
    comunque: Annotated[
        bool, typer.Option("--comunque", help="Anche se il registro ha errori: esce come bozza.")
    ] = False,
) -> int:
    """I documenti da firmare e da inviare.

    Se il registro ha errori il documento non si fa, e il comando esce con 1.
    """
    path = file_of(uscita, folder=tutti)
    if sovrascrivi and path is None:
        raise click.UsageError(f"{REPLACE} vale solo per il file indicato con -o")
    if tutti:
        refuse_with_all((("NOME", nome), ("--dal", dal), ("--vista", vista)))
        folder = chosen_folder(path, root())
        every = Every(day=al or contesto.today(), formats=chosen_formats(formato), folder=folder)
        register = _register(registro_del, ramo, anyway=comunque)
        documents = register.unless_refused(lambda: made_all(register.made, every))
        return 1 if documents is None else put_all(documents, every, anyway=sovrascrivi)
    if nome is None:
        _show_list()
        return 0
    wanted = _named(nome)
    refuse_reference(wanted, rif)
    if formato == ALL:
        raise click.UsageError("«--formato tutti» vale solo con --tutti: indica un formato")
    _refuse_what_it_has_not(wanted, dal, vista)
    refuse_day_of_original(vista, al)
    refuse_reversed(dal, al or contesto.today(), named="--al" if al else "oggi")
    wanted_format = _format(formato, path)
    place = None if path is None else agreed(path, root(), anyway=sovrascrivi)
    register = _register(registro_del, ramo, anyway=comunque)

    def document_of_it() -> Rendered:
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

    document = register.unless_refused(document_of_it)
    if document is not None:
        put(document, place)
    return 1 if document is None else 0


def _register(registro_del: date | None, ramo: str | None, *, anyway: bool) -> "DocumentedRegister":
    from rete.commands.documento.from_registers import DocumentedRegister

    return DocumentedRegister(open_register(registro_del, ramo, whole=True), anyway=anyway)


def _refuse_what_it_has_not(wanted: Documento, dal: date | None, vista: str | None) -> None:
    if dal is not None and wanted.opzione != "dal":
        raise click.UsageError(f"--dal non serve per «{wanted.nome}»: è il documento di un giorno")
    if vista is not None and wanted.opzione != "vista":
        raise click.UsageError(f"--vista non serve per «{wanted.nome}»: è solo del testo del patto")


def _format(typed: str | None, path: Path | None) -> Formato:
    try:
        return chosen_format(typed, path)
    except click.UsageError:
        if path is not None:  # of a file that belongs to the register, that is what matters
            refuse_place(path, root())
        raise


def _show_list() -> None:
    widest = max(len(document.nome) for document in DOCUMENTS)
    for document in DOCUMENTS:
        click.echo(f"{document.nome:<{widest}}  {document.descrizione}")


def _named(typed: str) -> Documento:
    by_name = {document.nome: document for document in DOCUMENTS}
    if typed in by_name:
        return by_name[typed]
    from rete.commands.shared.scelta import chosen_name

    return by_name[chosen_name(typed, [*by_name], "nessun documento si chiama", "rete documento")]
