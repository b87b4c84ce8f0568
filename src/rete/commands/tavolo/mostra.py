"""`rete tavolo mostra`: the card of a table."""

from typing import Annotated

import typer

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Carta, Lettura, reading
from rete.commands.shared.scelta import chosen_tavolo
from rete.views.tavoli import dati_tavolo, scheda_tavolo


@reading(*SCHEDA)
def mostra(
    lettura: Lettura,
    tavolo: Annotated[
        str,
        typer.Argument(
            metavar="TAVOLO",
            click_type=contesto.TAVOLO,
            help="L'id, l'inizio dell'id o una parola del nome.",
            show_default=False,
        ),
    ],
) -> Carta:
    """Mostra un tavolo: chi ne fa parte, chi lo coordina, le sedute."""
    about = lettura.rete, chosen_tavolo(lettura.loaded, tavolo), lettura.giorno
    return Carta(
        nome="tavolo",
        dati=lambda: dati_tavolo(*about),
        scheda=lambda: scheda_tavolo(*about),
    )
