"""`rete patto confronta`: what changed between two days, and by which acts."""

from datetime import date
from typing import Annotated

import click
import typer

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Carta, Lettura, reading
from rete.commands.shared.scelta import chosen_patto
from rete.reckoning.compare import compare
from rete.reckoning.one_change import Istante
from rete.views.confronto import dati_confronto, scheda_confronto


@reading(*SCHEDA, al=False)
def confronta(
    lettura: Lettura,
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
) -> Carta:
    """Che cosa è cambiato fra due giorni, e per quali atti.

    Articoli, regole, aderenti, tavoli, periodi e segreteria: il secondo giorno rispetto al primo.
    Le date si possono dare in qualunque ordine.
    """
    chosen_patto(lettura.loaded)
    first, last = min(prima, dopo), max(prima, dopo)
    if prima > dopo:
        click.echo("le due date sono state scambiate: si va dalla prima alla seconda", err=True)
    days = (Istante(rete=lettura.rete, giorno=day) for day in (first, last))
    found = compare(*days)
    return Carta(
        nome="confronto",
        giorno=last,
        dati=lambda: dati_confronto(found),
        scheda=lambda: scheda_confronto(found),
    )
