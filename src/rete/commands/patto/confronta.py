"""`rete patto confronta`: what changed between two days, and by which acts."""

from datetime import date
from typing import Annotated

import click
import typer

from rete.commands.shared import contesto
from rete.commands.shared.mostrare import show_card
from rete.commands.shared.registro import (
    FormatoOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.shared.scelta import chosen_patto
from rete.reckoning.change import Istante
from rete.reckoning.compare import compare
from rete.views.confronto import dati_confronto, scheda_confronto


def confronta(
    prima: Annotated[
        date,
        typer.Argument(
            metavar="DATA", click_type=contesto.DATA, help="Il primo giorno.", show_default=False
        ),
    ],
    dopo: Annotated[
        date,
        typer.Argument(
            metavar="DATA", click_type=contesto.DATA, help="Il secondo giorno.", show_default=False
        ),
    ],
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Che cosa è cambiato fra due giorni, e per quali atti.

    Articoli, regole, aderenti, tavoli, periodi e segreteria: il secondo giorno rispetto al primo.
    Le date si possono dare in qualunque ordine.
    """
    loaded = open_register(registro_del, ramo)
    chosen_patto(loaded)
    first, last = min(prima, dopo), max(prima, dopo)
    if prima > dopo:
        click.echo("le due date sono state scambiate: si va dalla prima alla seconda", err=True)
    found = compare(Istante(rete=loaded.rete, giorno=first), Istante(rete=loaded.rete, giorno=last))
    show_card(
        "confronto",
        last,
        formato,
        dati=lambda: dati_confronto(found),
        scheda=lambda: scheda_confronto(found),
    )
    warn_of_errors(loaded)
