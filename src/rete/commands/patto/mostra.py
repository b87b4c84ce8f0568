"""`rete patto mostra`: the pact as it stands on a day."""

from rete.commands.shared.lettura import SCHEDA, Carta, Lettura, carta, reading
from rete.commands.shared.registro import AlOption
from rete.commands.shared.scelta import chosen_patto
from rete.commands.shared.vista import VistaOption, chosen_view
from rete.views.patto import dati_patto, scheda_patto


@reading(*SCHEDA)
def mostra(
    lettura: Lettura,
    al: AlOption = None,  # noqa: ARG001 - stands before --vista; it is read by ``lettura``
    vista: VistaOption = None,
) -> Carta:
    """Mostra il patto: periodi, articoli in vigore, vocabolari."""
    about = lettura.rete, chosen_patto(lettura.loaded), lettura.giorno, chosen_view(vista)
    return carta("patto", dati_patto, scheda_patto, *about)
