"""`rete tavolo elenca`: the tables, as a list."""

from typing import Annotated, cast

import typer

from rete.commands.shared import contesto, tipi
from rete.commands.shared.mostrare import FormatoElencoOption, show_list
from rete.commands.shared.registro import (
    AlOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.shared.scelta import chosen_ente
from rete.commands.tavolo.domande_di_tavolo import GENERI
from rete.model.comuni import Genere
from rete.reckoning.selection import FiltroTavoli, tavoli_scelti
from rete.views.tavoli import elenco_tavoli


def elenca(  # noqa: PLR0913, PLR0917 - each option is a parameter
    genere: Annotated[
        str | None,
        typer.Option(
            "--genere",
            click_type=tipi.Scelta(GENERI),
            metavar="GENERE",
            help=f"Solo i tavoli di questo genere: {', '.join(GENERI)}.",
        ),
    ] = None,
    ente: Annotated[
        str | None,
        typer.Option(
            "--ente",
            click_type=contesto.ENTE,
            metavar="ID",
            help="Solo i tavoli a cui quel giorno siede questo ente.",
        ),
    ] = None,
    tutti: Annotated[
        bool, typer.Option("--tutti", help="Anche i tavoli chiusi o non ancora istituiti.")
    ] = False,
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoElencoOption = "testo",
) -> None:
    """Elenca i tavoli, con quanti enti vi siedono e chi li coordina."""
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    filtro = FiltroTavoli(
        tutti=tutti,
        genere=cast(Genere | None, genere),
        ente=chosen_ente(loaded, ente).id if ente is not None else None,
    )
    scelti = tavoli_scelti(loaded.rete, filtro, day)
    show_list(elenco_tavoli(loaded.rete, scelti, day), day, formato)
    warn_of_errors(loaded)
