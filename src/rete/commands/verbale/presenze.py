"""`rete verbale presenze`: who took part in the sittings, table by table."""

from datetime import date

from rete.commands.shared.lettura import (
    ANNO,
    DAL,
    ELENCO,
    Lettura,
    reading,
    refuse_reversed,
    un_ente,
    un_tavolo,
)
from rete.commands.shared.mostrare import show_list, show_plain, show_tables
from rete.commands.shared.opzioni import giorno
from rete.views.presenze import (
    LEGENDA,
    FiltroPresenze,
    chiusura_presenze,
    dati_presenze,
    elenco_presenze,
    presences_of,
    tabelle_presenze,
)


class Presenze(Lettura):
    """Of which sittings, and of whom."""

    tavolo = un_tavolo("Solo le sedute di questo tavolo.")
    ente = un_ente("Solo le presenze di questo ente.")
    anno = ANNO
    dal = DAL
    al = giorno("Solo fino a questo giorno (se manca, oggi).", "--al", "--fino")


@reading(*ELENCO)
def presenze(a: Presenze) -> None:
    """Conta le presenze di ogni ente a ogni tavolo, sulle sedute a cui aveva diritto.

    Se le regole di quel giorno fissano una soglia di assenze di fila, in fondo c'è chi l'ha
    raggiunta. Le assenze giustificate interrompono la fila.
    """
    refuse_reversed(a.dal, a.giorno, named="--al" if a.al else "oggi")
    first, last = _stretch(a.anno, a.dal, a.giorno)
    found = presences_of(a.rete, a.into(FiltroPresenze, dal=first, al=last))
    match a.formato:
        case "json":
            show_plain(dati_presenze(a.rete, found))
        case "csv":
            show_list(elenco_presenze(a.rete, found), last, a.formato)
        case _:
            legend = LEGENDA if found.righe else ()
            closing = (*legend, *chiusura_presenze(a.rete, found))
            show_tables(tabelle_presenze(a.rete, found), closing)


def _stretch(year: int | None, first: date | None, last: date) -> tuple[date | None, date]:
    """The days that a year and two days have in common."""
    if year is None:
        return first, last
    begun, ended = date(year, 1, 1), date(year, 12, 31)
    return max(begun, first or begun), min(ended, last)
