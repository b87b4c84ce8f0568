"""`rete tavolo togli`: who leaves a table."""

from rete.commands.writing.comuni import DiPiuEnti, al
from rete.commands.writing.scrivere import Scrittura, writing
from rete.italiano import in_quotes


class Uscite(DiPiuEnti):
    """Who leaves which table, by which act, when."""

    TIPO = "uscita"

    al = al()


@writing
def togli(work: Scrittura, a: Uscite) -> int:
    """Fa uscire uno o più enti da un tavolo.

    Chi lo coordinava non lo coordina più.
    """
    effects = [a.effect(one, al=a.al) for one in a.enti]
    title = f"Uscita di {in_quotes(a.enti)} da «{a.tavolo}» il {a.al}"
    return a.carry_out(work, title, *effects, about=f"tavolo/{a.tavolo}")
