"""`rete atto mostra`: one act or decision: what it changes, who cites it."""

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
from rete.commands.shared.scelta import chosen_atto
from rete.views.atti import dati_atto, scheda_atto


def mostra(
    atto: Annotated[
        str,
        typer.Argument(
            metavar="ATTO",
            click_type=contesto.ATTO,
            help="L'id di un atto o il suo inizio, oppure una decisione: VERBALE/NUMERO.",
            show_default=False,
        ),
    ],
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Mostra un atto o una decisione: che cosa cambia, chi lo cita.

    Di ogni effetto si vede quale scheda lo riporta, o che non è ancora attuato.
    """
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    found = chosen_atto(loaded, atto)
    show_card(
        "atto",
        day,
        formato,
        dati=lambda: dati_atto(loaded.rete, found, day),
        scheda=lambda: scheda_atto(loaded.rete, found, day),
    )
    warn_of_errors(loaded)
