"""`rete verbale presenze`: who took part in the sittings, table by table."""

from datetime import date
from typing import Annotated

import typer

from rete.commands.shared import contesto
from rete.commands.shared.giorni import AnnoOption, a_year, refuse_reversed
from rete.commands.shared.mostrare import (
    FormatoElencoOption,
    show_list,
    show_plain,
    show_tables,
)
from rete.commands.shared.registro import (
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.shared.scelta import chosen_ente, chosen_tavolo
from rete.views.presenze import (
    LEGENDA,
    FiltroPresenze,
    chiusura_presenze,
    dati_presenze,
    elenco_presenze,
    presences_of,
    tabelle_presenze,
)


def presenze(  # noqa: PLR0913, PLR0917 - each option is a parameter
    tavolo: Annotated[
        str | None,
        typer.Option(
            "--tavolo",
            click_type=contesto.TAVOLO,
            metavar="ID",
            help="Solo le sedute di questo tavolo.",
        ),
    ] = None,
    ente: Annotated[
        str | None,
        typer.Option(
            "--ente",
            click_type=contesto.ENTE,
            metavar="ID",
            help="Solo le presenze di questo ente.",
        ),
    ] = None,
    anno: AnnoOption = None,
    dal: Annotated[
        date | None,
        typer.Option(
            "--dal", click_type=contesto.DATA, metavar="DATA", help="Solo da questo giorno in poi."
        ),
    ] = None,
    al: Annotated[
        date | None,
        typer.Option(
            "--al",
            "--fino",
            click_type=contesto.DATA,
            metavar="DATA",
            help="Solo fino a questo giorno (se manca, oggi).",
        ),
    ] = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoElencoOption = "testo",
) -> None:
    """Conta le presenze di ogni ente a ogni tavolo, sulle sedute a cui aveva diritto.

    Se le regole di quel giorno fissano una soglia di assenze di fila, in fondo c'è chi l'ha
    raggiunta. Le assenze giustificate interrompono la fila.
    """
    until = al or contesto.today()
    refuse_reversed(dal, until, named="--al" if al else "oggi")
    first, last = _stretch(a_year(anno), dal, until)
    loaded = open_register(registro_del, ramo)
    filtro = FiltroPresenze(
        dal=first,
        al=last,
        tavolo=chosen_tavolo(loaded, tavolo).id if tavolo is not None else None,
        ente=chosen_ente(loaded, ente).id if ente is not None else None,
    )
    found = presences_of(loaded.rete, filtro)
    match formato:
        case "json":
            show_plain(dati_presenze(loaded.rete, found))
        case "csv":
            show_list(elenco_presenze(loaded.rete, found), last, formato)
        case _:
            legend = LEGENDA if found.righe else ()
            show_tables(
                tabelle_presenze(loaded.rete, found),
                (*legend, *chiusura_presenze(loaded.rete, found)),
            )
    warn_of_errors(loaded)


def _stretch(year: int | None, first: date | None, last: date) -> tuple[date | None, date]:
    """The days that a year and two days have in common."""
    if year is None:
        return first, last
    begun, ended = date(year, 1, 1), date(year, 12, 31)
    return max(begun, first or begun), min(ended, last)
