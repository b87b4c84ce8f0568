"""`rete ente mostra`: the card of a body."""

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Lettura, reading, un_record
from rete.commands.shared.mostrare import Carta, carta
from rete.commands.shared.scelta import chosen_ente
from rete.views.enti import dati_ente, scheda_ente


class Quale(Lettura):
    """Which body."""

    ente = un_record(
        contesto.ENTE, "L'id, l'inizio dell'id, la sigla o una parola del nome.", chosen_ente
    )


@reading(*SCHEDA)
def mostra(a: Quale) -> Carta:
    """Mostra la scheda di un ente, con le sue adesioni e i suoi tavoli."""
    return carta("ente", dati_ente, scheda_ente, a.rete, a.ente, a.giorno)
