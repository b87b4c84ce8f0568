"""`rete tavolo elenca`: the tables, as a list."""

from rete.commands.shared.lettura import ELENCO, Lettura, reading, un_ente
from rete.commands.shared.opzioni import segno, una_fra
from rete.model.comuni import Genere
from rete.reckoning.selection import FiltroTavoli, tavoli_scelti
from rete.views.lists_and_cards import Elenco
from rete.views.tavoli import elenco_tavoli


class Tavoli(Lettura):
    """Which tables."""

    genere = una_fra(Genere, "Solo i tavoli di questo genere", "GENERE")
    ente = un_ente("Solo i tavoli a cui quel giorno siede questo ente.")
    tutti = segno("Anche i tavoli chiusi o non ancora istituiti.")


@reading(*ELENCO)
def elenca(a: Tavoli) -> Elenco:
    """Elenca i tavoli, con quanti enti vi siedono e chi li coordina."""
    return elenco_tavoli(a.rete, tavoli_scelti(a.rete, a.into(FiltroTavoli), a.giorno), a.giorno)
