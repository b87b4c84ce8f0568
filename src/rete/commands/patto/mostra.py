"""`rete patto mostra`: the pact as it stands on a day."""

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
from rete.commands.shared.scelta import chosen_patto
from rete.commands.shared.vista import VistaOption, chosen_view
from rete.views.patto import dati_patto, scheda_patto


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
