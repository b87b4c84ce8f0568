"""`rete tavolo istituisci | chiudi | modifica`: a table begins, ends, or its card is mended."""

from typing import Annotated

import typer

from rete.commands import contesto, tipi
from rete.commands.domande import the_tavolo
from rete.commands.modi import Modi, writing
from rete.commands.modificare import edit, file_of
from rete.commands.opzioni import (
    AlOption,
    AmbitiOption,
    AttoOption,
    ComunitaOption,
    DalOption,
    TavoloArgument,
)
from rete.commands.scelta import chosen_tavolo
from rete.commands.scrivere import begin
from rete.commands.tavolo_domande import (
    GENERI,
    about_closing,
    about_setting_up,
    closing,
    setting_up,
)
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


@writing
def modifica(
    modi: Modi,
    tavolo: TavoloArgument = None,
) -> int:
    """Apre la scheda di un tavolo in un editor.

    La scrive solo se non porta errori nuovi. L'editor è quello delle variabili VISUAL o EDITOR.
    Lavori su una bozza: se c'è un errore la puoi riaprire, e se lasci resta dov'è.
    """
    work = begin(modi)
    loaded = work.loaded
    name = tavolo or work.answers((the_tavolo(loaded),), {})["tavolo"]
    path = file_of(loaded, "tavolo", name, lambda: chosen_tavolo(loaded, name).file)
    return edit(work, path, "tavolo modifica")
