"""`rete tavolo aggiungi | togli | affida`: who comes to a table, who leaves it, who leads it."""

from typing import Annotated

import typer

from rete.ask import Missing
from rete.commands.modi import Modi, writing
from rete.commands.opzioni import (
    AlOption,
    AttoOption,
    DalOption,
    EnteArgument,
    EntiArgument,
    TavoloArgument,
)
from rete.commands.scrivere import begin
from rete.commands.tavolo_domande import about_coordination, about_seats, coordination, seats
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
