"""`rete verbale approva`: the draft of some minutes becomes what was approved, and is sealed."""

import sys
from dataclasses import replace
from datetime import date
from typing import Annotated, cast

import click
import typer

from rete.ask import Domanda, Risposte
from rete.changes import Refused
from rete.check import check
from rete.commands.shared import contesto, tipi
from rete.commands.shared.dire import tell
from rete.commands.shared.scelta import chosen_verbale
from rete.commands.writing import valori
from rete.commands.writing.comando import writing
from rete.commands.writing.domande import about, the_act
from rete.commands.writing.modi import Modi
from rete.commands.writing.scrivere import NOT_WRITTEN, Scrittura, begin
from rete.diagnostics import Severity
from rete.edits.approvazione import (
    MODI,
    DaApprovare,
    Modo,
    approve,
    first_day_of_silence,
    must_be_approvable,
    seal,
    way_foreseen,
)
from rete.edits.passi import Step, on_cards
from rete.errors import ReteError
from rete.italiano import count
from rete.load.loader import Loaded
from rete.model.rete import Rete
from rete.reckoning.acts_that_hold import acts_of
from rete.render.findings import findings_as_text
from rete.render.terminal_text import wants_colour

VerbaleArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[VERBALE]",
        click_type=contesto.VERBALE,
        help="L'id o il suo inizio, oppure data e tavolo.",
        show_default=False,
    ),
]


@writing
def approva(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    verbale: VerbaleArgument = None,
    modo: Annotated[
        str | None,
        typer.Option(
            "--modo",
            click_type=tipi.parole(MODI),
            metavar="MODO",
            help=f"Come è stato approvato: {', '.join(MODI)} (se manca, come vogliono le regole "
            "del giorno della seduta).",
        ),
    ] = None,
    atto: Annotated[
        str | None,
        typer.Option(
            "--atto",
            click_type=tipi.ATTO,
            metavar="ATTO",
            help="La decisione che lo approva: VERBALE/NUMERO.",
        ),
    ] = None,
    data: Annotated[
        str | None,
        typer.Option(
            "--data", metavar="DATA", help="Il giorno, se è approvato con la firma o col silenzio."
        ),
    ] = None,
    correzioni: Annotated[
        str | None,
        typer.Option(
            "--correzioni", metavar="TESTO", help="Le correzioni chieste da chi lo ha approvato."
        ),
    ] = None,
) -> int:
    """Approva il verbale di una seduta: da allora non si cambia più.

    Un verbale con errori non si approva. Se un verbale approvato è cambiato a mano «rete
    controlla» lo dice: una correzione è una decisione nuova, «rete verbale rettifica».
    """
    work = begin(modi)
    given = {
        "verbale": verbale,
        "modo": modo,
        "atto": atto,
        "data": data,
        "correzioni": correzioni,
    }
    known = work.answers(_questions(work.loaded), given)
    if _has_errors(work, known["verbale"]):
        return NOT_WRITTEN
    return work.carry_out(*approving("verbale approva", _wanted(known)))


def approving(command: str, wanted: DaApprovare) -> tuple[Step, Step]:
    """The two steps that approve some minutes: written, then sealed as they are read back."""
    title = f"Approvazione del verbale «{wanted.verbale}»"
    acts = (wanted.atto,) if wanted.atto is not None else ()
    about = (f"verbale/{wanted.verbale}",)
    return (
        on_cards(command, title, lambda b, r: approve(b, r, wanted), atti=acts, riferimenti=about),
        on_cards(command, title, lambda b, r: seal(b, r, wanted.verbale)),
    )


def _wanted(known: Risposte) -> DaApprovare:
    return DaApprovare(
        verbale=known["verbale"],
        modo=cast(Modo, known["modo"]),
        oggi=contesto.today(),
        atto=known.get("atto"),
        data=date.fromisoformat(known["data"]) if "data" in known else None,
        correzioni=known.get("correzioni"),
    )


def _has_errors(work: Scrittura, identifier: str) -> bool:
    """Whether the minutes cannot be approved as they are; what is wrong is said."""
    try:
        verbale = must_be_approvable(work.loaded.rete, identifier)
    except Refused as refused:
        raise ReteError(str(refused)) from None
    found = [p for p in check(work.loaded).findings if p.finding.fault.file == verbale.file]
    errors = [p for p in found if p.finding.severity is Severity.ERROR]
    for line in findings_as_text(errors or found, colour=wants_colour(sys.stdout)):
        click.echo(line)
    if errors:
        tell(
            f"non ho scritto niente: il verbale «{identifier}» ha "
            f"{count(len(errors), 'errore', 'errori')}, e approvato non si potrebbe più correggere",
            err=True,
        )
    return bool(errors)


def _questions(loaded: Loaded) -> tuple[Domanda, ...]:
    rete = loaded.rete
    return (
        Domanda(
            opzione="verbale",
            argomento=True,
            testo="Quale verbale?",
            aiuto="l'id o il suo inizio, oppure data e tavolo",
            leggi=valori.chosen(lambda typed: chosen_verbale(loaded, typed).id),
            suggerita=lambda _: _oldest_draft(rete),
        ),
        Domanda(
            opzione="modo",
            testo="Come è stato approvato?",
            aiuto="seduta-stante: alla fine della seduta stessa;\n"
            "seduta-successiva: con una decisione di una seduta dopo;\n"
            "firma: lo ha firmato chi doveva; silenzio: nessuno ha obiettato nei giorni previsti",
            leggi=valori.one_of(MODI),
            predefinita=lambda known: _way_foreseen(rete, known),
        ),
        _deciding(loaded),
        Domanda(
            opzione="data",
            testo="In quale giorno?",
            aiuto="il giorno della firma; col silenzio, quello dopo l'ultimo per obiettare",
            leggi=valori.a_day,
            predefinita=lambda known: _day_of_silence(rete, known),
            suggerita=lambda _: contesto.today().isoformat(),
            quando=lambda known: known.get("modo") in ("firma", "silenzio"),
        ),
        Domanda(
            opzione="correzioni",
            testo="Con quali correzioni?",
            aiuto="quello che chi ha approvato ha chiesto di correggere, in parole",
            facoltativa=True,
        ),
    )


def _deciding(loaded: Loaded) -> Domanda:
    return replace(
        the_act(loaded, about("approvazione-verbale")),
        testo="Con quale decisione?",
        aiuto="VERBALE/NUMERO, per esempio 2025-03-20-plenaria/1; se il suo verbale è ancora una\n"
        "bozza e non lo dice, l'approvazione è scritta anche lì",
        predefinita=lambda known: _only_decision(loaded.rete, known),
        facoltativa=lambda known: known.get("modo") != "seduta-successiva",
        quando=lambda known: known.get("modo") in ("seduta-stante", "seduta-successiva"),
    )


def _only_decision(rete: Rete, known: Risposte) -> str | None:
    """The one decision in force that says that it approves these minutes, in such a sitting."""
    found = [
        one.di.riferimento
        for one in acts_of(rete).in_force
        if one.effetto.tipo == "approvazione-verbale"
        and one.effetto.verbale == known.get("verbale")
        and (one.di.verbale is not None and one.di.verbale.id == known.get("verbale"))
        == (known.get("modo") == "seduta-stante")
    ]
    return found[0] if len(found) == 1 else None


def _way_foreseen(rete: Rete, known: Risposte) -> str | None:
    verbale = rete.verbali.get(known.get("verbale", ""))
    return way_foreseen(rete, verbale) if verbale is not None else None


def _day_of_silence(rete: Rete, known: Risposte) -> str | None:
    verbale = rete.verbali.get(known.get("verbale", ""))
    if verbale is None or known.get("modo") != "silenzio":
        return None
    day = first_day_of_silence(rete, verbale)
    return day.isoformat() if day is not None else None


def _oldest_draft(rete: Rete) -> str | None:
    waiting = [v for v in rete.verbali.values() if v.was_held and not v.is_approved]
    return min(waiting, key=lambda v: (v.data, v.id)).id if waiting else None
