"""`rete tavolo togli`: who leaves a table."""

from rete.commands.tavolo.domande_di_tavolo import about_seats, seats
from rete.commands.writing.comando import writing
from rete.commands.writing.modi import Modi
from rete.commands.writing.opzioni import (
    AlOption,
    AttoOption,
    EntiArgument,
    TavoloArgument,
)
from rete.commands.writing.scrivere import begin
from rete.edits.passi import by_an_act


@writing
def togli(
    modi: Modi,
    tavolo: TavoloArgument = None,
    enti: EntiArgument = None,
    atto: AttoOption = None,
    al: AlOption = None,
) -> int:
    """Fa uscire uno o più enti da un tavolo.

    Chi lo coordinava non lo coordina più.
    """
    work = begin(modi)
    given = {"tavolo": tavolo, "enti": ", ".join(enti or ()), "atto": atto, "al": al}
    known = work.answers(about_seats(work.loaded, "uscita"), given)
    return work.carry_out(by_an_act(seats(known, "uscita")))
