"""`rete patto articolo`: one article: its text, its rules, its acts."""

from typing import Annotated

import typer

from rete.commands.shared.lettura import SCHEDA, Carta, Lettura, carta, reading
from rete.commands.shared.registro import AlOption
from rete.commands.shared.scelta import chosen_articolo, chosen_patto
from rete.commands.shared.vista import VistaOption, chosen_view, refuse_day_of_original
from rete.views.articoli import dati_articolo, scheda_articolo


@reading(*SCHEDA)
def articolo(
    lettura: Lettura,
    numero: Annotated[
        str,
        typer.Argument(
            metavar="NUMERO", help="Il numero dell'articolo: 7, 9-bis.", show_default=False
        ),
    ],
    al: AlOption = None,
    vista: VistaOption = None,
) -> Carta:
    """Mostra un articolo: il testo, le regole in parole, gli atti."""
    view = chosen_view(vista)
    refuse_day_of_original(vista, al)
    pact = chosen_patto(lettura.loaded)
    about = lettura.rete, pact, chosen_articolo(pact, numero), view, lettura.giorno
    return carta("articolo", dati_articolo, scheda_articolo, *about)
