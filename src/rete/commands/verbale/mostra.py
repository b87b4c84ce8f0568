"""`rete verbale mostra`: one sitting with its minutes."""

from typing import Annotated

import typer

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Carta, Lettura, reading
from rete.commands.shared.scelta import chosen_verbale
from rete.views.verbali import dati_verbale, scheda_verbale


@reading(*SCHEDA)
def mostra(
    lettura: Lettura,
    verbale: Annotated[
        str,
        typer.Argument(
            metavar="VERBALE",
            click_type=contesto.VERBALE,
            help="L'id o il suo inizio, oppure data e tavolo.",
            show_default=False,
        ),
    ],
) -> Carta:
    """Mostra un verbale: presenze, discussione, decisioni e azioni.

    Di ogni decisione si vede il conto (numero legale, voti, maggioranza) e se un atto
    successivo l'ha corretta o revocata; delle azioni, come sono andate a finire.
    """
    about = lettura.rete, chosen_verbale(lettura.loaded, verbale), lettura.giorno
    return Carta(
        nome="verbale",
        dati=lambda: dati_verbale(*about),
        scheda=lambda: scheda_verbale(*about),
    )
