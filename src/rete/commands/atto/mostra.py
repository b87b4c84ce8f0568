"""`rete atto mostra`: one act or decision: what it changes, who cites it."""

from typing import Annotated

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Carta, Lettura, carta, reading, record_argument
from rete.commands.shared.scelta import chosen_atto
from rete.views.atti import dati_atto, scheda_atto


@reading(*SCHEDA)
def mostra(
    lettura: Lettura,
    atto: Annotated[
        str,
        record_argument(
            contesto.ATTO, "L'id di un atto o il suo inizio, oppure una decisione: VERBALE/NUMERO."
        ),
    ],
) -> Carta:
    """Mostra un atto o una decisione: che cosa cambia, chi lo cita.

    Di ogni effetto si vede quale scheda lo riporta, o che non è ancora attuato.
    """
    about = lettura.rete, chosen_atto(lettura.loaded, atto), lettura.giorno
    return carta("atto", dati_atto, scheda_atto, *about)
