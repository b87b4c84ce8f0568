"""`rete ente ammetti | sospendi | chiudi`: a body comes in, is suspended, leaves, by an act."""

from typing import Annotated

import typer

from rete.ask import Missing
from rete.commands import tipi
from rete.commands.ente_domande import (
    CAUSE,
    QUALITA,
    about_admission,
    about_leaving,
    about_suspension,
    admission,
    by_signature,
    end_of_suspension,
    leaving,
    succession,
    suspension,
)
from rete.commands.modi import Modi, writing
from rete.commands.opzioni import AlOption, AttoOption, DalOption, EnteArgument
from rete.commands.scrivere import begin
from rete.edits.passi import by_an_act


@writing
def ammetti(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    ente: EnteArgument = None,
    atto: AttoOption = None,
    dal: DalOption = None,
    firma: Annotated[
        str | None, typer.Option("--firma", metavar="DATA", help="Il giorno in cui ha firmato.")
    ] = None,
    qualita: Annotated[
        str | None,
        typer.Option(
            "--qualita",
            click_type=tipi.parole(QUALITA),
            metavar="|".join(QUALITA),
            help="In quale qualità (se manca, quella dell'atto o effettivo).",
        ),
    ] = None,
    atto_proprio: Annotated[
        str | None,
        typer.Option(
            "--atto-proprio",
            click_type=tipi.ATTO,
            metavar="ATTO",
            help="L'atto con cui l'ente stesso ha deciso di aderire.",
        ),
    ] = None,
) -> int:
    """Fa entrare un ente nella rete, con l'atto che lo ammette.

    Se l'atto non dice ancora che lo ammette, e non è in un verbale approvato, lo scrive anche lì.
    """
    work = begin(modi)
    given = {
        "ente": ente,
        "atto": atto,
        "dal": dal,
        "firma": firma,
        "qualita": qualita,
        "atto-proprio": atto_proprio,
    }
    known = work.answers(about_admission(work.loaded), given)
    return work.carry_out(by_an_act(admission(known, signed=by_signature(work.loaded)(known))))


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
