"""`rete tavolo chiudi`: a table ends."""

from rete.commands.tavolo.domande_di_tavolo import (
    about_closing,
    closing,
)
from rete.commands.writing.comando import writing
from rete.commands.writing.modi import Modi
from rete.commands.writing.opzioni import (
    AlOption,
    AttoOption,
    TavoloArgument,
)
from rete.commands.writing.scrivere import begin
from rete.edits.passi import by_an_act


@writing
def chiudi(
    modi: Modi,
    tavolo: TavoloArgument = None,
    atto: AttoOption = None,
    al: AlOption = None,
) -> int:
    """Chiude un tavolo, e con lui tutti i suoi posti."""
    work = begin(modi)
    given = {"tavolo": tavolo, "atto": atto, "al": al}
    return work.carry_out(by_an_act(closing(work.answers(about_closing(work.loaded), given))))
