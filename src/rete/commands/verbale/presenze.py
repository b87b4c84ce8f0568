"""`rete verbale presenze`: who took part in the sittings, table by table."""

from datetime import date
from typing import Annotated

import typer

from rete.commands.shared import contesto
from rete.commands.shared.giorni import AnnoOption, DalOption, a_year, refuse_reversed
from rete.commands.shared.lettura import ELENCO, Lettura, ente_option, reading, tavolo_option
from rete.commands.shared.mostrare import show_list, show_plain, show_tables
from rete.views.presenze import (
    LEGENDA,
    FiltroPresenze,
    chiusura_presenze,
    dati_presenze,
    elenco_presenze,
    presences_of,
    tabelle_presenze,
)


@reading(*ELENCO)
def presenze(  # noqa: PLR0913, PLR0917 - each option is a parameter
    lettura: Lettura,
    tavolo: Annotated[str | None, tavolo_option("Solo le sedute di questo tavolo.")] = None,
    ente: Annotated[str | None, ente_option("Solo le presenze di questo ente.")] = None,
    anno: AnnoOption = None,
    dal: DalOption = None,
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
) -> None:
    """Conta le presenze di ogni ente a ogni tavolo, sulle sedute a cui aveva diritto.

    Se le regole di quel giorno fissano una soglia di assenze di fila, in fondo c'è chi l'ha
    raggiunta. Le assenze giustificate interrompono la fila.
    """
    until = lettura.giorno
    refuse_reversed(dal, until, named="--al" if al else "oggi")
    first, last = _stretch(a_year(anno), dal, until)
    rete = lettura.rete
    filtro = FiltroPresenze(
        dal=first, al=last, tavolo=lettura.tavolo(tavolo), ente=lettura.ente(ente)
    )
    found = presences_of(rete, filtro)
    match lettura.formato:
        case "json":
            show_plain(dati_presenze(rete, found))
        case "csv":
            show_list(elenco_presenze(rete, found), last, lettura.formato)
        case _:
            legend = LEGENDA if found.righe else ()
            closing = (*legend, *chiusura_presenze(rete, found))
            show_tables(tabelle_presenze(rete, found), closing)


def _stretch(year: int | None, first: date | None, last: date) -> tuple[date | None, date]:
    """The days that a year and two days have in common."""
    if year is None:
        return first, last
    begun, ended = date(year, 1, 1), date(year, 12, 31)
    return max(begun, first or begun), min(ended, last)
