"""`rete azione`: the actions that sittings gave, and what becomes of them."""

from typing import Annotated, Final, cast

import typer

from rete.commands.shared import contesto, tipi
from rete.commands.shared.mostrare import FormatoElencoOption, show_list, show_page
from rete.commands.shared.registro import (
    AlOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.shared.scelta import chosen_ente, chosen_tavolo
from rete.reckoning.action_list import FiltroAzioni, QualiAzioni, azioni_scelte
from rete.views.azioni import chiusura_azioni, elenco_azioni, pagina_azioni

STATI: Final = ("aperte", "scadute", "in-corso", "fatte", "annullate", "tutte")


def elenca(  # noqa: PLR0913, PLR0917 - each option is a parameter
    ente: Annotated[
        str | None,
        typer.Option(
            "--ente",
            click_type=contesto.ENTE,
            metavar="ID",
            help="Solo le azioni affidate a questo ente.",
        ),
    ] = None,
    tavolo: Annotated[
        str | None,
        typer.Option(
            "--tavolo",
            click_type=contesto.TAVOLO,
            metavar="ID",
            help="Solo le azioni decise da questo tavolo.",
        ),
    ] = None,
    stato: Annotated[
        str,
        typer.Option(
            "--stato",
            click_type=tipi.Scelta(STATI),
            metavar="STATO",
            help=f"Quali azioni: {', '.join(STATI)}.",
        ),
    ] = "aperte",
    non_toccate: Annotated[
        bool,
        typer.Option(
            "--non-toccate",
            help="Solo quelle di cui non si sa niente di nuovo dall'ultima riunione del loro "
            "tavolo in poi.",
        ),
    ] = False,
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoElencoOption = "testo",
) -> None:
    """Elenca le azioni: chi le deve fare, entro quando, a che punto sono.

    Prima le scadute. Il termine e chi se ne occupa sono quelli dell'ultimo seguito.
    """
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    filtro = FiltroAzioni(
        quali=cast(QualiAzioni, stato),
        ente=chosen_ente(loaded, ente).id if ente is not None else None,
        tavolo=chosen_tavolo(loaded, tavolo).id if tavolo is not None else None,
        non_toccate=non_toccate,
    )
    found = azioni_scelte(loaded.rete, filtro, day)
    if formato == "testo":
        show_page(pagina_azioni(loaded.rete, found, day), chiusura_azioni(loaded.rete))
    else:
        show_list(elenco_azioni(loaded.rete, found), day, formato)
    warn_of_errors(loaded)
