"""`rete tavolo mostra`: the card of a table."""

from typing import Annotated

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Carta, Lettura, carta, reading, record_argument
from rete.commands.shared.scelta import chosen_tavolo
from rete.views.tavoli import dati_tavolo, scheda_tavolo


@reading(*SCHEDA)
def mostra(
    lettura: Lettura,
    tavolo: Annotated[
        str,
        record_argument(contesto.TAVOLO, "L'id, l'inizio dell'id o una parola del nome."),
    ],
) -> Carta:
    """Mostra un tavolo: chi ne fa parte, chi lo coordina, le sedute."""
    about = lettura.rete, chosen_tavolo(lettura.loaded, tavolo), lettura.giorno
    return carta("tavolo", dati_tavolo, scheda_tavolo, *about)
