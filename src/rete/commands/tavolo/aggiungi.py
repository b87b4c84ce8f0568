"""`rete tavolo aggiungi`: who comes to a table."""

from rete.commands.writing.comuni import DiPiuEnti, dal
from rete.commands.writing.scrivere import Scrittura, writing
from rete.italiano import in_quotes


class Ingressi(DiPiuEnti):
    """Who comes to which table, by which act, since when."""

    TIPO = "ingresso"

    dal = dal()


@writing
def aggiungi(work: Scrittura, a: Ingressi) -> int:
    """Fa entrare uno o più enti in un tavolo."""
    effects = [a.effect(one, dal=a.dal) for one in a.enti]
    title = f"Ingresso di {in_quotes(a.enti)} in «{a.tavolo}» dal {a.dal}"
    return a.carry_out(work, title, *effects, about=f"tavolo/{a.tavolo}")
