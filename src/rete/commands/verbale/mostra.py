"""`rete verbale mostra`: one sitting with its minutes."""

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Lettura, reading, un_record
from rete.commands.shared.mostrare import Carta, carta
from rete.commands.shared.scelta import chosen_verbale
from rete.views.verbali import dati_verbale, scheda_verbale


class Quale(Lettura):
    """Which minutes."""

    verbale = un_record(
        contesto.VERBALE, "L'id o il suo inizio, oppure data e tavolo.", chosen_verbale
    )


@reading(*SCHEDA)
def mostra(a: Quale) -> Carta:
    """Mostra un verbale: presenze, discussione, decisioni e azioni.

    Di ogni decisione si vede il conto (numero legale, voti, maggioranza) e se un atto
    successivo l'ha corretta o revocata; delle azioni, come sono andate a finire.
    """
    return carta("verbale", dati_verbale, scheda_verbale, a.rete, a.verbale, a.giorno)
