"""`rete tavolo chiudi`: a table ends."""

from collections.abc import Sequence

from rete.commands.writing.comuni import ConUnAtto, al, un_atto, un_tavolo
from rete.commands.writing.scrivere import Scrittura, writing
from rete.model.comuni import Effetto


class Chiusura(ConUnAtto):
    """Which table ends, by which act, when."""

    tavolo = un_tavolo()
    atto = un_atto()
    al = al()

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo="chiusura", tavolo=self.tavolo)]


@writing
def chiudi(work: Scrittura, a: Chiusura) -> int:
    """Chiude un tavolo, e con lui tutti i suoi posti."""
    effetto = Effetto(tipo="chiusura", tavolo=a.tavolo, al=a.al)
    title = f"Chiusura di «{a.tavolo}» il {a.al}"
    return a.carry_out(work, title, effetto, about=f"tavolo/{a.tavolo}")
