"""`rete tavolo affida`: who leads a table."""

from typing import Annotated

import typer

from rete.ask import Missing
from rete.commands.tavolo.domande_di_tavolo import (
    about_coordination,
    coordination,
)
from rete.commands.writing.comando import writing
from rete.commands.writing.modi import Modi
from rete.commands.writing.opzioni import (
    AlOption,
    AttoOption,
    DalOption,
    EnteArgument,
    TavoloArgument,
)
from rete.commands.writing.scrivere import begin
from rete.edits.passi import by_an_act


@writing
def affida(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    tavolo: TavoloArgument = None,
    ente: EnteArgument = None,
    atto: AttoOption = None,
    dal: DalOption = None,
    fine: Annotated[
        bool,
        typer.Option("--fine", help="Fa finire il coordinamento: --al è il suo ultimo giorno."),
    ] = False,
    al: AlOption = None,
) -> int:
    """Affida a un ente il coordinamento di un tavolo, o lo fa finire.

    Chi lo coordinava finisce il giorno prima; il nuovo siede anche al tavolo.
    """
    if fine and dal is not None:
        raise Missing("--dal non si può dare insieme a --fine: il coordinamento è già cominciato")
    if al is not None and not fine:
        raise Missing("--al va con --fine: dice quando finisce il coordinamento")
    work = begin(modi)
    given = {"tavolo": tavolo, "ente": ente, "atto": atto, "dal": dal, "al": al}
    known = work.answers(about_coordination(work.loaded, ending=fine), given)
    return work.carry_out(by_an_act(coordination(known, ending=fine)))
