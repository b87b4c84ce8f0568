"""`rete tavolo aggiungi`: who comes to a table."""

from rete.commands.tavolo.domande_di_tavolo import about_seats, seats
from rete.commands.writing.comando import writing
from rete.commands.writing.modi import Modi
from rete.commands.writing.opzioni import (
    AttoOption,
    DalOption,
    EntiArgument,
    TavoloArgument,
)
from rete.commands.writing.scrivere import begin
from rete.edits.passi import by_an_act


@writing
def aggiungi(
    modi: Modi,
    tavolo: TavoloArgument = None,
    enti: EntiArgument = None,
    atto: AttoOption = None,
    dal: DalOption = None,
) -> int:
    """Fa entrare uno o più enti in un tavolo."""
    work = begin(modi)
    given = {"tavolo": tavolo, "enti": ", ".join(enti or ()), "atto": atto, "dal": dal}
    known = work.answers(about_seats(work.loaded, "ingresso"), given)
    return work.carry_out(by_an_act(seats(known, "ingresso")))
