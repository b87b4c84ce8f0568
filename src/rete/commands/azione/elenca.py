"""`rete azione elenca`: the actions that sittings gave, and what becomes of them."""

from rete.commands.shared.lettura import ELENCO, Lettura, reading, un_ente, un_tavolo
from rete.commands.shared.mostrare import show_page
from rete.commands.shared.opzioni import segno, una_fra
from rete.reckoning.follow_ups import FiltroAzioni, QualiAzioni, azioni_scelte
from rete.views.azioni import chiusura_azioni, elenco_azioni, pagina_azioni
from rete.views.lists_and_cards import Elenco


class Azioni(Lettura):
    """Which actions."""

    ente = un_ente("Solo le azioni affidate a questo ente.")
    tavolo = un_tavolo("Solo le azioni decise da questo tavolo.")
    stato = una_fra(QualiAzioni, "Quali azioni", "STATO", default="aperte")
    non_toccate = segno(
        "Solo quelle di cui non si sa niente di nuovo dall'ultima riunione del loro tavolo in poi."
    )


@reading(*ELENCO)
def elenca(a: Azioni) -> Elenco | None:
    """Elenca le azioni: chi le deve fare, entro quando, a che punto sono.

    Prima le scadute. Il termine e chi se ne occupa sono quelli dell'ultimo seguito.
    """
    found = azioni_scelte(a.rete, a.into(FiltroAzioni, quali=a.stato), a.giorno)
    if a.formato != "testo":
        return elenco_azioni(a.rete, found)
    show_page(pagina_azioni(a.rete, found, a.giorno), chiusura_azioni(a.rete))
    return None
