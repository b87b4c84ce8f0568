"""`rete ente elenca`: the bodies of the alliance, as a list."""

from rete.commands.shared.lettura import ELENCO, Lettura, reading, un_tavolo
from rete.commands.shared.opzioni import Opzione, opzione, segno, una_di
from rete.commands.shared.scelta import chosen_voce
from rete.model.comuni import Qualita
from rete.model.ente import Natura
from rete.model.patto import Vocabolario
from rete.reckoning.selection import FiltroEnti, enti_scelti
from rete.views.enti import elenco_enti
from rete.views.lists_and_cards import Elenco


def _una_voce(vocabulary: Vocabolario, what: str) -> Opzione[str | None]:
    def read(di: Lettura, typed: str | None) -> str | None:
        return None if typed is None else chosen_voce(di.loaded, typed, vocabulary)

    return opzione(what, read=read, metavar="ID")


class Enti(Lettura):
    """Which bodies."""

    tutti = segno("Anche gli enti che quel giorno non sono nella rete.")
    natura = una_di(Natura, "Solo gli enti di questa natura.")
    qualita = una_di(Qualita, "Solo chi è nella rete con questa qualità.")
    ambito = _una_voce("ambiti", "Solo chi ha questo ambito.")
    comunita = _una_voce("comunita", "Solo chi lavora con questa comunità.")
    tavolo = un_tavolo("Solo chi quel giorno siede a questo tavolo.")
    cerca = opzione(
        "Solo chi ha questo testo nel nome (anche di prima), nella sigla, nel codice fiscale o nel "
        "comune della sede."
    )


@reading(*ELENCO)
def elenca(a: Enti) -> Elenco:
    """Elenca gli enti della rete, oggi o in un altro giorno."""
    return elenco_enti(
        a.rete, enti_scelti(a.rete, a.into(FiltroEnti), a.giorno), a.giorno, tutti=a.tutti
    )
