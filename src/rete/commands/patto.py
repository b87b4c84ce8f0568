"""`rete patto`: the pact itself, as it stands on a day, article by article, from day to day."""

from datetime import date
from typing import Annotated

import click
import typer

from rete.commands import contesto, patto_monitora, patto_rinnova
from rete.commands.mostrare import show_card
from rete.commands.registro import (
    AlOption,
    FormatoOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.scelta import chosen_articolo, chosen_patto
from rete.commands.vista import VistaOption, chosen_view, refuse_day_of_original
from rete.reckoning.change import Istante
from rete.reckoning.compare import compare
from rete.views.articoli import dati_articolo, scheda_articolo
from rete.views.confronto import dati_confronto, scheda_confronto
from rete.views.patto import dati_patto, scheda_patto

app = typer.Typer()


@app.callback()
def patto() -> None:
    """Il testo, gli articoli e i periodi del patto."""


@app.command()
def mostra(
    al: AlOption = None,
    vista: VistaOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Mostra il patto: periodi, articoli in vigore, vocabolari."""
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    view = chosen_view(vista)
    found = chosen_patto(loaded)
    show_card(
        "patto",
        day,
        formato,
        dati=lambda: dati_patto(loaded.rete, found, day, view),
        scheda=lambda: scheda_patto(loaded.rete, found, day, view),
    )
    warn_of_errors(loaded)


@app.command()
def articolo(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    numero: Annotated[
        str,
        typer.Argument(
            metavar="NUMERO", help="Il numero dell'articolo: 7, 9-bis.", show_default=False
        ),
    ],
    al: AlOption = None,
    vista: VistaOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Mostra un articolo: il testo, le regole in parole, gli atti."""
    view = chosen_view(vista)
    refuse_day_of_original(vista, al)
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    pact = chosen_patto(loaded)
    found = chosen_articolo(pact, numero)
    show_card(
        "articolo",
        day,
        formato,
        dati=lambda: dati_articolo(loaded.rete, pact, found, view, day),
        scheda=lambda: scheda_articolo(loaded.rete, pact, found, view, day),
    )
    warn_of_errors(loaded)


@app.command()
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


app.command()(patto_rinnova.rinnova)
app.command()(patto_monitora.monitora)
