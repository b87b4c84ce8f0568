"""`rete verbale mostra`: one sitting with its minutes."""

from typing import Annotated

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Carta, Lettura, carta, reading, record_argument
from rete.commands.shared.scelta import chosen_verbale
from rete.views.verbali import dati_verbale, scheda_verbale


@reading(*SCHEDA)
def mostra(
    lettura: Lettura,
    verbale: Annotated[
        str,
        record_argument(contesto.VERBALE, "L'id o il suo inizio, oppure data e tavolo."),
    ],
) -> Carta:
    """Mostra un verbale: presenze, discussione, decisioni e azioni.

    Di ogni decisione si vede il conto (numero legale, voti, maggioranza) e se un atto
    successivo l'ha corretta o revocata; delle azioni, come sono andate a finire.
    """
    about = lettura.rete, chosen_verbale(lettura.loaded, verbale), lettura.giorno
    return carta("verbale", dati_verbale, scheda_verbale, *about)
