"""`rete tavolo mostra`: the card of a table."""

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Lettura, reading, un_record
from rete.commands.shared.mostrare import Carta, carta
from rete.commands.shared.scelta import chosen_tavolo
from rete.views.tavoli import dati_tavolo, scheda_tavolo


class Quale(Lettura):
    """Which table."""

    tavolo = un_record(
        contesto.TAVOLO, "L'id, l'inizio dell'id o una parola del nome.", chosen_tavolo
    )


@reading(*SCHEDA)
def mostra(a: Quale) -> Carta:
    """Mostra un tavolo: chi ne fa parte, chi lo coordina, le sedute."""
    return carta("tavolo", dati_tavolo, scheda_tavolo, a.rete, a.tavolo, a.giorno)
