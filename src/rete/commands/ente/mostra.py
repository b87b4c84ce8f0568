"""`rete ente mostra`: the card of a body."""

from typing import Annotated

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Carta, Lettura, carta, reading, record_argument
from rete.commands.shared.scelta import chosen_ente
from rete.views.enti import dati_ente, scheda_ente


@reading(*SCHEDA)
def mostra(
    lettura: Lettura,
    ente: Annotated[
        str,
        record_argument(contesto.ENTE, "L'id, l'inizio dell'id, la sigla o una parola del nome."),
    ],
) -> Carta:
    """Mostra la scheda di un ente, con le sue adesioni e i suoi tavoli."""
    about = lettura.rete, chosen_ente(lettura.loaded, ente), lettura.giorno
    return carta("ente", dati_ente, scheda_ente, *about)
