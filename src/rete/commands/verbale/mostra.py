"""`rete verbale mostra`: one sitting with its minutes."""

from typing import Annotated

import typer

from rete.commands.shared import contesto
from rete.commands.shared.mostrare import show_card
from rete.commands.shared.registro import (
    AlOption,
    FormatoOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.shared.scelta import chosen_verbale
from rete.views.verbali import dati_verbale, scheda_verbale


def mostra(
    verbale: Annotated[
        str,
        typer.Argument(
            metavar="VERBALE",
            click_type=contesto.VERBALE,
            help="L'id o il suo inizio, oppure data e tavolo.",
            show_default=False,
        ),
    ],
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Mostra un verbale: presenze, discussione, decisioni e azioni.

    Di ogni decisione si vede il conto (numero legale, voti, maggioranza) e se un atto
    successivo l'ha corretta o revocata; delle azioni, come sono andate a finire.
    """
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    found = chosen_verbale(loaded, verbale)
    show_card(
        "verbale",
        day,
        formato,
        dati=lambda: dati_verbale(loaded.rete, found, day),
        scheda=lambda: scheda_verbale(loaded.rete, found, day),
    )
    warn_of_errors(loaded)
