"""`rete ente chiudi`: a body goes out."""

from typing import Annotated

import typer

from rete.commands.ente.domande_di_stato import (
    CAUSE,
    about_leaving,
    leaving,
    succession,
)
from rete.commands.shared import tipi
from rete.commands.writing.modi import Modi, writing
from rete.commands.writing.opzioni import AlOption, AttoOption, EnteArgument
from rete.commands.writing.scrivere import begin
from rete.edits.passi import by_an_act


@writing
def chiudi(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    ente: EnteArgument = None,
    atto: AttoOption = None,
    al: AlOption = None,
    causa: Annotated[
        str | None,
        typer.Option(
            "--causa",
            click_type=tipi.parole(CAUSE),
            metavar="CAUSA",
            help=f"Perché: {', '.join(CAUSE)}.",
        ),
    ] = None,
    subentra: Annotated[
        str | None,
        typer.Option(
            "--subentra",
            click_type=tipi.ENTI,
            metavar="ENTE,…",
            help="Chi ne prende il posto, in una fusione: anche più enti, separati da virgole.",
        ),
    ] = None,
    dal: Annotated[
        str | None,
        typer.Option("--dal", metavar="DATA", help="Con --subentra: da quale giorno subentra."),
    ] = None,
) -> int:
    """Fa uscire un ente dalla rete, con tutto quello che ne segue.

    Finiscono anche i suoi posti e coordinamenti ai tavoli, gli incarichi dei suoi referenti, la
    segreteria e la sospensione, se ci sono; chi subentra prende i posti e i coordinamenti. Le
    azioni che gli erano affidate vengono elencate.
    """
    work = begin(modi)
    given = {
        "ente": ente,
        "atto": atto,
        "al": al,
        "causa": causa,
        "subentra": subentra,
        "dal": dal,
    }
    known = work.answers(about_leaving(work.loaded), given)
    return work.carry_out(by_an_act(succession(known) if "subentra" in known else leaving(known)))
