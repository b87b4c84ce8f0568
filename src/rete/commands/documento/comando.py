"""`rete documento`: a document of a day, on standard output or in a file."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rete.commands.documento.fatto import Asked
from rete.commands.documento.posto import REPLACE, refuse_place
from rete.commands.documento.riferimento import RIFERIMENTO, chosen_reference, refuse_reference
from rete.commands.documento.tutti import (
    ALL,
    Every,
    chosen_folder,
    chosen_formats,
    made_all,
    put_all,
    refuse_with_all,
)
from rete.commands.documento.uscita import (
    SOVRASCRIVI,
    USCITA,
    agreed,
    chosen_format,
    put,
)
from rete.commands.shared.lettura import AL, RAMO, REGISTRO_DEL, refuse_reversed
from rete.commands.shared.opzioni import argomento, giorno, segno, una_di, with_options
from rete.commands.shared.registro import open_register, root
from rete.commands.shared.vista import VISTA, DiUnaVista
from rete.documents.catalogue import DOCUMENTS, Documento
from rete.render.file_formats import FORMATI, Formato, Rendered

if TYPE_CHECKING:
    from rete.commands.documento.from_registers import DocumentedRegister


class Chiesto(DiUnaVista):
    """Which document, of what, of which day and data, and where it goes."""

    nome = argomento("Quale documento (se manca, l'elenco).", "[NOME]", default=None)
    rif = argomento(
        "Di che cosa, per i documenti che lo vogliono: un verbale, un ente, un tavolo, o una "
        "decisione (VERBALE/NUMERO).",
        "[RIF]",
        click_type=RIFERIMENTO,
        default=None,
    )
    al = AL
    dal = giorno("Da quale giorno, per i registri (se manca, dall'inizio).")
    vista = VISTA
    registro_del = REGISTRO_DEL
    ramo = RAMO
    formato = una_di(
        [*FORMATI, ALL],
        "In quale forma (se manca, come dice il nome del file, o md); con --tutti anche «tutti», "
        "cioè in ogni forma.",
        "|".join(FORMATI),
        show_default=False,
    )
    uscita = USCITA
    sovrascrivi = SOVRASCRIVI
    tutti = segno("Ogni documento che non vuole un riferimento, nella cartella indicata con -o.")
    comunque = segno("Anche se il registro ha errori: esce come bozza.")

    @cached_property
    def register(self) -> "DocumentedRegister":
        from rete.commands.documento.from_registers import DocumentedRegister

        loaded = open_register(self.registro_del, self.ramo, whole=True)
        return DocumentedRegister(loaded, anyway=self.comunque)


@with_options
def documento(a: Chiesto) -> int:
    """I documenti da firmare e da inviare.

    Se il registro ha errori il documento non si fa, e il comando esce con 1.
    """
    if a.uscita is None and a.sovrascrivi:
        raise click.UsageError(f"{REPLACE} vale solo per il file indicato con -o")
    if a.tutti:
        return _all(a)
    if a.nome is None:
        _refuse_without_name(a)
        _show_list()
        return 0
    return _one(a, _named(a.nome))


def _all(a: Chiesto) -> int:
    refuse_with_all((("NOME", a.nome), ("--dal", a.dal), ("--vista", a.vista)))
    folder = chosen_folder(a.uscita, root())
    every = Every(day=a.giorno, formats=chosen_formats(a.formato), folder=folder)
    documents = a.register.unless_refused(lambda: made_all(a.register.made, every))
    return 1 if documents is None else put_all(documents, every, anyway=a.sovrascrivi)


def _one(a: Chiesto, wanted: Documento) -> int:
    refuse_reference(wanted, a.rif)
    if a.formato == ALL:
        raise click.UsageError("«--formato tutti» vale solo con --tutti: indica un formato")
    if a.dal is not None and wanted.opzione != "dal":
        raise click.UsageError(f"--dal non serve per «{wanted.nome}»: è il documento di un giorno")
    if a.vista is not None and wanted.opzione != "vista":
        raise click.UsageError(f"--vista non serve per «{wanted.nome}»: è solo del testo del patto")
    a.refuse_day_of_original()
    refuse_reversed(a.dal, a.giorno, named="--al" if a.al else "oggi")
    formato = _format(a.formato, a.uscita)
    place = None if a.uscita is None else agreed(a.uscita, root(), anyway=a.sovrascrivi)

    def document_of_it() -> Rendered:
        asked = Asked(
            document=wanted,
            reference=chosen_reference(a.register.loaded, wanted, a.rif),
            day=a.giorno,
            since=a.dal,
            # What is in force is what there is without a view: the same document.
            view=None if a.view == "vigente" else a.view,
            format=formato,
        )
        return a.register.made(asked)

    document = a.register.unless_refused(document_of_it)
    if document is None:
        return 1
    put(document, place)
    return 0


def _format(typed: str | None, path: Path | None) -> Formato:
    try:
        return chosen_format(typed, path)
    except click.UsageError:
        if path is not None:  # of a file that belongs to the register, that is what matters
            refuse_place(path, root())
        raise


def _refuse_without_name(a: Chiesto) -> None:
    """What is said of a document is of none, where the list of them is asked for; UsageError."""
    said = (
        ("--al", a.al),
        ("--dal", a.dal),
        ("--vista", a.vista),
        ("--registro-del", a.registro_del),
        ("--ramo", a.ramo),
        ("--formato", a.formato),
        ("-o", a.uscita),
        ("--comunque", a.comunque),
    )
    for option, value in said:
        if value:
            raise click.UsageError(
                f"{option} vuole il nome di un documento: «rete documento» da solo li elenca"
            )


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
