"""`rete ente sospendi`: a body is suspended, or its suspension ends."""

from typing import Annotated

import typer

from rete.ask import Missing
from rete.commands.ente.domande_di_stato import (
    about_suspension,
    end_of_suspension,
    suspension,
)
from rete.commands.writing.modi import Modi, writing
from rete.commands.writing.opzioni import AlOption, AttoOption, DalOption, EnteArgument
from rete.commands.writing.scrivere import begin
from rete.edits.passi import by_an_act


@writing
def sospendi(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    ente: EnteArgument = None,
    atto: AttoOption = None,
    dal: DalOption = None,
    al: AlOption = None,
    fine: Annotated[
        bool, typer.Option("--fine", help="Fa finire la sospensione: --al è il suo ultimo giorno.")
    ] = False,
) -> int:
    """Sospende un ente, o fa finire la sua sospensione.

    Un ente sospeso tiene i suoi posti, ma non vota e non porta deleghe.
    """
    if fine and dal is not None:
        raise Missing("--dal non si può dare insieme a --fine: la sospensione è già cominciata")
    work = begin(modi)
    given = {"ente": ente, "atto": atto, "dal": dal, "al": al}
    known = work.answers(about_suspension(work.loaded, ending=fine), given)
    return work.carry_out(by_an_act(end_of_suspension(known) if fine else suspension(known)))
