"""`rete ente ammetti`: a body comes in, with its act."""

from typing import Annotated

import typer

from rete.commands.ente.domande_di_stato import (
    QUALITA,
    about_admission,
    admission,
    by_signature,
)
from rete.commands.shared import tipi
from rete.commands.writing.modi import Modi, writing
from rete.commands.writing.opzioni import AttoOption, DalOption, EnteArgument
from rete.commands.writing.scrivere import begin
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
