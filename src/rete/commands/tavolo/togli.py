"""`rete tavolo togli`: who leaves a table."""

from collections.abc import Sequence

from rete.commands.writing.comando import writing
from rete.commands.writing.comuni import ConUnAtto, al, alcuni_enti, un_atto, un_tavolo
from rete.commands.writing.scrivere import Scrittura
from rete.italiano import in_quotes
from rete.model.comuni import Effetto


class Uscite(ConUnAtto):
    """Who leaves which table, by which act, when."""

    tavolo = un_tavolo()
    enti = alcuni_enti()
    atto = un_atto()
    al = al()

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo="uscita", tavolo=self.tavolo, ente=self.enti[0])]


@writing
def togli(work: Scrittura, a: Uscite) -> int:
    """Fa uscire uno o più enti da un tavolo.

    Chi lo coordinava non lo coordina più.
    """
    effects = [Effetto(tipo="uscita", tavolo=a.tavolo, ente=ente, al=a.al) for ente in a.enti]
    names = in_quotes(a.enti)
    title = f"Uscita di {names} da «{a.tavolo}» il {a.al}"
    return work.carry_out(a.step("tavolo togli", title, *effects, about=f"tavolo/{a.tavolo}"))
