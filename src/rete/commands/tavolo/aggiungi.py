"""`rete tavolo aggiungi`: who comes to a table."""

from collections.abc import Sequence

from rete.commands.writing.comando import writing
from rete.commands.writing.comuni import ConUnAtto, alcuni_enti, dal, un_atto, un_tavolo
from rete.commands.writing.scrivere import Scrittura
from rete.italiano import in_quotes
from rete.model.comuni import Effetto


class Ingressi(ConUnAtto):
    """Who comes to which table, by which act, since when."""

    tavolo = un_tavolo()
    enti = alcuni_enti()
    atto = un_atto()
    dal = dal()

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo="ingresso", tavolo=self.tavolo, ente=self.enti[0])]


@writing
def aggiungi(work: Scrittura, a: Ingressi) -> int:
    """Fa entrare uno o più enti in un tavolo."""
    effects = [Effetto(tipo="ingresso", tavolo=a.tavolo, ente=one, dal=a.dal) for one in a.enti]
    names = in_quotes(a.enti)
    title = f"Ingresso di {names} in «{a.tavolo}» dal {a.dal}"
    return work.carry_out(a.step("tavolo aggiungi", title, *effects, about=f"tavolo/{a.tavolo}"))
