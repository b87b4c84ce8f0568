"""`rete verbale rettifica`: a new decision that corrects, or revokes, what was decided before."""

from typing import Annotated

import typer

from rete.ask import Missing
from rete.commands.shared import contesto, tipi
from rete.commands.verbale.domande_di_rettifica import (
    ESITI,
    METODI,
    about_correction,
    what_to_correct,
)
from rete.commands.verbale.passi_di_rettifica import asked, correcting, target_of
from rete.commands.writing.comando import writing
from rete.commands.writing.modi import Modi
from rete.commands.writing.scrivere import begin, must_be_named


@writing
def rettifica(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    riferimento: Annotated[
        str | None,
        typer.Argument(
            metavar="[VERBALE]",
            click_type=contesto.IdType("verbali", "atti", metavar="VERBALE"),
            help="Un verbale, una sua decisione (VERBALE/NUMERO), oppure l'id di un atto.",
            show_default=False,
        ),
    ] = None,
    dove: Annotated[
        str | None,
        typer.Option(
            "--in",
            click_type=tipi.ATTO,
            metavar="VERBALE",
            help="La bozza in cui si aggiunge la decisione; con VERBALE/NUMERO, una che c'è già.",
        ),
    ] = None,
    revoca: Annotated[
        bool, typer.Option("--revoca", help="Lo revoca: quello che disponeva non vale più.")
    ] = False,
    effetto: Annotated[
        list[str] | None,
        typer.Option(
            "--effetto",
            metavar="EFFETTO",
            help="Un effetto come doveva essere, per esempio 'ammissione ente=il-ponte "
            "dal=2025-03-01'; si può ripetere. Gli altri restano come sono.",
        ),
    ] = None,
    esito: Annotated[
        str | None,
        typer.Option(
            "--esito",
            click_type=tipi.parole(ESITI),
            metavar="|".join(ESITI),
            help="L'esito giusto della decisione.",
        ),
    ] = None,
    presenti: Annotated[
        str | None,
        typer.Option(
            "--presenti",
            click_type=tipi.ENTI,
            metavar="ENTE,…",
            help="Di un verbale: chi era davvero presente, tutti.",
        ),
    ] = None,
    collegati: Annotated[
        str | None,
        typer.Option(
            "--collegati",
            click_type=tipi.ENTI,
            metavar="ENTE,…",
            help="Di un verbale: chi era davvero collegato, tutti.",
        ),
    ] = None,
    al: Annotated[
        str | None,
        typer.Option(
            "--al",
            metavar="DATA",
            help="Con --revoca: l'ultimo giorno di ciò che finisce (se manca, il giorno della "
            "seduta).",
        ),
    ] = None,
    oggetto: Annotated[
        str | None,
        typer.Option("--oggetto", metavar="TESTO", help="L'oggetto della nuova decisione."),
    ] = None,
    testo: Annotated[
        str | None, typer.Option("--testo", metavar="TESTO", help="Il suo testo.")
    ] = None,
    punto: Annotated[
        str | None,
        typer.Option("--punto", metavar="N", help="Il punto all'ordine del giorno."),
    ] = None,
    metodo: Annotated[
        str | None,
        typer.Option(
            "--metodo",
            click_type=tipi.parole(METODI),
            metavar="|".join(METODI),
            help="Come si è votato.",
        ),
    ] = None,
    contrari: Annotated[
        str | None,
        typer.Option(
            "--contrari", click_type=tipi.ENTI, metavar="ENTE,…", help="Chi ha votato contro."
        ),
    ] = None,
    astenuti: Annotated[
        str | None,
        typer.Option(
            "--astenuti", click_type=tipi.ENTI, metavar="ENTE,…", help="Chi si è astenuto."
        ),
    ] = None,
) -> int:
    """Corregge un verbale approvato con una decisione nuova, che lo cita.

    L'originale resta com'è; da allora si legge insieme alla correzione. Le voci del registro che
    citavano la decisione corretta citano la nuova, con i valori giusti; con --revoca, quello che
    aveva cominciato finisce e quello che aveva chiuso continua. Ciò che non si può disfare è
    spiegato, e non si scrive niente.
    """
    if al is not None and not revoca:
        raise Missing("--al va con --revoca: è l'ultimo giorno di ciò che finisce")
    must_be_named(riferimento, "VERBALE")
    work = begin(modi)
    if riferimento is None:
        what = what_to_correct(work.loaded, revoking=revoca)
        riferimento = work.answers((what,), {})["verbale"]
    target = target_of(work.loaded, riferimento, revoking=revoca)
    given = {
        "in": dove,
        "effetto": "; ".join(effetto or ()),
        "esito": esito,
        "presenti": presenti,
        "collegati": collegati,
        "al": al,
        "oggetto": oggetto,
        "testo": testo,
        "punto": punto,
        "metodo": metodo,
        "contrari": contrari,
        "astenuti": astenuti,
    }
    known = work.answers(about_correction(work.loaded, target), given)
    return work.carry_out(
        *correcting(work.loaded, target, asked(work.loaded, target, known), known)
    )
