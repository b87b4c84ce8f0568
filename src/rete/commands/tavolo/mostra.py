"""`rete tavolo mostra`: the card of a table."""

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
from rete.commands.shared.scelta import chosen_tavolo
from rete.views.tavoli import dati_tavolo, scheda_tavolo


def mostra(
    tavolo: Annotated[
        str,
        typer.Argument(
            metavar="TAVOLO",
            click_type=contesto.TAVOLO,
            help="L'id, l'inizio dell'id o una parola del nome.",
            show_default=False,
        ),
    ],
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Mostra un tavolo: chi ne fa parte, chi lo coordina, le sedute."""
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    found = chosen_tavolo(loaded, tavolo)
    show_card(
        "tavolo",
        day,
        formato,
        dati=lambda: dati_tavolo(loaded.rete, found, day),
        scheda=lambda: scheda_tavolo(loaded.rete, found, day),
    )
    warn_of_errors(loaded)
