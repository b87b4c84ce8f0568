"""`rete patto articolo`: one article: its text, its rules, its acts."""

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
from rete.commands.shared.scelta import chosen_articolo, chosen_patto
from rete.commands.shared.vista import VistaOption, chosen_view, refuse_day_of_original
from rete.views.articoli import dati_articolo, scheda_articolo


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
