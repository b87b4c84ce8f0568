"""`rete azione elenca`: the actions that sittings gave, and what becomes of them."""

from typing import Annotated, cast, get_args

import typer

from rete.commands.shared.lettura import (
    ELENCO,
    Lettura,
    ente_option,
    reading,
    scelta_option,
    tavolo_option,
)
from rete.commands.shared.mostrare import show_page
from rete.reckoning.follow_ups import FiltroAzioni, QualiAzioni, azioni_scelte
from rete.views.azioni import chiusura_azioni, elenco_azioni, pagina_azioni
from rete.views.lists_and_cards import Elenco

STATI = get_args(QualiAzioni)


@reading(*ELENCO)
def elenca(
    lettura: Lettura,
    ente: Annotated[str | None, ente_option("Solo le azioni affidate a questo ente.")] = None,
    tavolo: Annotated[str | None, tavolo_option("Solo le azioni decise da questo tavolo.")] = None,
    stato: Annotated[
        str, scelta_option("--stato", STATI, f"Quali azioni: {', '.join(STATI)}.", "STATO")
    ] = "aperte",
    non_toccate: Annotated[
        bool,
        typer.Option(
            "--non-toccate",
            help="Solo quelle di cui non si sa niente di nuovo dall'ultima riunione del loro "
            "tavolo in poi.",
        ),
    ] = False,
) -> Elenco | None:
    """Elenca le azioni: chi le deve fare, entro quando, a che punto sono.

    Prima le scadute. Il termine e chi se ne occupa sono quelli dell'ultimo seguito.
    """
    rete, day = lettura.rete, lettura.giorno
    filtro = FiltroAzioni(
        quali=cast(QualiAzioni, stato),
        ente=lettura.ente(ente),
        tavolo=lettura.tavolo(tavolo),
        non_toccate=non_toccate,
    )
    found = azioni_scelte(rete, filtro, day)
    if lettura.formato != "testo":
        return elenco_azioni(rete, found)
    show_page(pagina_azioni(rete, found, day), chiusura_azioni(rete))
    return None
