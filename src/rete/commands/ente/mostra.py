"""`rete ente mostra`: the card of a body."""

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
from rete.commands.shared.scelta import chosen_ente
from rete.views.enti import dati_ente, scheda_ente


def mostra(
    ente: Annotated[
        str,
        typer.Argument(
            metavar="ENTE",
            click_type=contesto.ENTE,
            help=("L'id, l'inizio dell'id, la sigla o una parola del nome."),
            show_default=False,
        ),
    ],
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Mostra la scheda di un ente, con le sue adesioni e i suoi tavoli."""
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    found = chosen_ente(loaded, ente)
    show_card(
        "ente",
        day,
        formato,
        dati=lambda: dati_ente(loaded.rete, found, day),
        scheda=lambda: scheda_ente(loaded.rete, found, day),
    )
    warn_of_errors(loaded)
