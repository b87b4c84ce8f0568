"""`rete patto mostra`: the pact as it stands on a day."""

from rete.commands.shared.lettura import SCHEDA, reading
from rete.commands.shared.mostrare import Carta, carta
from rete.commands.shared.scelta import chosen_patto
from rete.commands.shared.vista import DiUnaVista
from rete.views.patto import dati_patto, scheda_patto


@reading(*SCHEDA)
def mostra(a: DiUnaVista) -> Carta:
    """Mostra il patto: periodi, articoli in vigore, vocabolari."""
    about = a.rete, chosen_patto(a.loaded), a.giorno, a.view
    return carta("patto", dati_patto, scheda_patto, *about)
