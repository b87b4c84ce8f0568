"""`rete atto mostra`: one act or decision: what it changes, who cites it."""

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Lettura, reading, un_record
from rete.commands.shared.mostrare import Carta, carta
from rete.commands.shared.scelta import chosen_atto
from rete.views.atti import dati_atto, scheda_atto


class Quale(Lettura):
    """Which act."""

    atto = un_record(
        contesto.ATTO,
        "L'id di un atto o il suo inizio, oppure una decisione: VERBALE/NUMERO.",
        chosen_atto,
    )


@reading(*SCHEDA)
def mostra(a: Quale) -> Carta:
    """Mostra un atto o una decisione: che cosa cambia, chi lo cita.

    Di ogni effetto si vede quale scheda lo riporta, o che non è ancora attuato.
    """
    return carta("atto", dati_atto, scheda_atto, a.rete, a.atto, a.giorno)
