"""`rete patto articolo`: one article: its text, its rules, its acts."""

from rete.commands.shared.lettura import SCHEDA, reading
from rete.commands.shared.mostrare import Carta, carta
from rete.commands.shared.opzioni import argomento
from rete.commands.shared.scelta import chosen_articolo, chosen_patto
from rete.commands.shared.vista import DiUnaVista
from rete.views.articoli import dati_articolo, scheda_articolo


class Quale(DiUnaVista):
    """Which article."""

    numero = argomento("Il numero dell'articolo: 7, 9-bis.", "NUMERO")


@reading(*SCHEDA)
def articolo(a: Quale) -> Carta:
    """Mostra un articolo: il testo, le regole in parole, gli atti."""
    a.refuse_day_of_original()
    pact = chosen_patto(a.loaded)
    about = a.rete, pact, chosen_articolo(pact, a.numero), a.view, a.giorno
    return carta("articolo", dati_articolo, scheda_articolo, *about)
