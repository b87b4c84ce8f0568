"""`rete tavolo elenca`: the tables, as a list."""

from typing import Annotated, cast, get_args

import typer

from rete.commands.shared.lettura import ELENCO, Lettura, ente_option, reading, scelta_option
from rete.model.comuni import Genere
from rete.reckoning.selection import FiltroTavoli, tavoli_scelti
from rete.views.lists_and_cards import Elenco
from rete.views.tavoli import elenco_tavoli

GENERI = get_args(Genere)


@reading(*ELENCO)
def elenca(
    lettura: Lettura,
    genere: Annotated[
        str | None,
        scelta_option(
            "--genere", GENERI, f"Solo i tavoli di questo genere: {', '.join(GENERI)}.", "GENERE"
        ),
    ] = None,
    ente: Annotated[
        str | None, ente_option("Solo i tavoli a cui quel giorno siede questo ente.")
    ] = None,
    tutti: Annotated[
        bool, typer.Option("--tutti", help="Anche i tavoli chiusi o non ancora istituiti.")
    ] = False,
) -> Elenco:
    """Elenca i tavoli, con quanti enti vi siedono e chi li coordina."""
    rete, day = lettura.rete, lettura.giorno
    filtro = FiltroTavoli(tutti=tutti, genere=cast(Genere | None, genere), ente=lettura.ente(ente))
    return elenco_tavoli(rete, tavoli_scelti(rete, filtro, day), day)
