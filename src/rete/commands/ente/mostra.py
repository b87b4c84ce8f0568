"""`rete ente mostra`: the card of a body."""

from typing import Annotated

import typer

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Carta, Lettura, reading
from rete.commands.shared.scelta import chosen_ente
from rete.views.enti import dati_ente, scheda_ente


@reading(*SCHEDA)
def mostra(
    lettura: Lettura,
    ente: Annotated[
        str,
        typer.Argument(
            metavar="ENTE",
            click_type=contesto.ENTE,
            help="L'id, l'inizio dell'id, la sigla o una parola del nome.",
            show_default=False,
        ),
    ],
) -> Carta:
    """Mostra la scheda di un ente, con le sue adesioni e i suoi tavoli."""
    about = lettura.rete, chosen_ente(lettura.loaded, ente), lettura.giorno
    return Carta(
        nome="ente",
        dati=lambda: dati_ente(*about),
        scheda=lambda: scheda_ente(*about),
    )
