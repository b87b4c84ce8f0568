"""`rete patto`: the pact itself, as it stands on a day."""

import typer

from rete.commands import contesto
from rete.commands.mostrare import show_card
from rete.commands.registro import (
    AlOption,
    FormatoOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.scelta import chosen_patto
from rete.views.patto import dati_patto, scheda_patto

app = typer.Typer()


@app.callback()
def patto() -> None:
    """Il testo, gli articoli e i periodi del patto."""


@app.command()
def mostra(
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Mostra il patto: periodi, articoli in vigore, vocabolari."""
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    found = chosen_patto(loaded)
    show_card(
        "patto",
        day,
        formato,
        dati=lambda: dati_patto(loaded.rete, found, day),
        scheda=lambda: scheda_patto(loaded.rete, found, day),
    )
    warn_of_errors(loaded)
