"""`rete tavolo istituisci`: a table begins."""

from typing import Annotated

import typer

from rete.commands.shared import contesto, tipi
from rete.commands.tavolo.domande_di_tavolo import (
    GENERI,
    about_setting_up,
    setting_up,
)
from rete.commands.writing.comando import writing
from rete.commands.writing.modi import Modi
from rete.commands.writing.opzioni import (
    AmbitiOption,
    AttoOption,
    ComunitaOption,
    DalOption,
)
from rete.commands.writing.scrivere import begin
from rete.edits.passi import by_an_act


@writing
def istituisci(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    tavolo: Annotated[
        str | None,
        typer.Argument(metavar="[TAVOLO]", help="L'id del nuovo tavolo.", show_default=False),
    ] = None,
    atto: AttoOption = None,
    nome: Annotated[
        str | None, typer.Option("--nome", metavar="TESTO", help="Il nome per esteso.")
    ] = None,
    genere: Annotated[
        str | None,
        typer.Option(
            "--genere",
            click_type=tipi.parole(GENERI),
            metavar="GENERE",
            help=f"Di quale genere: {', '.join(GENERI)}.",
        ),
    ] = None,
    dal: DalOption = None,
    componenti: Annotated[
        str | None,
        typer.Option(
            "--componenti",
            click_type=tipi.ENTI,
            metavar="ENTE,…",
            help="Chi ne fa parte dal primo giorno, separati da virgole.",
        ),
    ] = None,
    coordina: Annotated[
        str | None,
        typer.Option(
            "--coordina", click_type=contesto.ENTE, metavar="ENTE", help="Chi lo coordina."
        ),
    ] = None,
    scopo: Annotated[
        str | None,
        typer.Option("--scopo", metavar="TESTO", help="Che cosa è incaricato di fare."),
    ] = None,
    risultato: Annotated[
        str | None,
        typer.Option("--risultato", metavar="TESTO", help="Con --scopo: il risultato atteso."),
    ] = None,
    scade: Annotated[
        str | None,
        typer.Option("--scade", metavar="DATA", help="Con --scopo: quando scade l'incarico."),
    ] = None,
    aperto: Annotated[
        bool, typer.Option("--aperto", help="Vi può sedere ogni ente che aderisce.")
    ] = False,
    ambiti: AmbitiOption = None,
    comunita: ComunitaOption = None,
) -> int:
    """Apre un tavolo, con l'atto che lo istituisce."""
    work = begin(modi)
    given = {
        "tavolo": tavolo,
        "atto": atto,
        "nome": nome,
        "genere": genere,
        "dal": dal,
        "componenti": componenti,
        "coordina": coordina,
        "scopo": scopo,
        "risultato": risultato,
        "scade": scade,
        "ambiti": ambiti,
        "comunita": comunita,
    }
    known = work.answers(about_setting_up(work.loaded), given)
    return work.carry_out(by_an_act(setting_up(known, is_open=aperto)))
