"""`rete verbale convoca`: a sitting is planned, with the agenda that it inherits."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import click
import typer

from rete.ask import Domanda, Risposte
from rete.changes import Plan, Refused
from rete.commands.shared import contesto, tipi
from rete.commands.verbale.opzioni_di_seduta import (
    AltraSedutaOption,
    DataOption,
    InizioOption,
    LuogoOption,
    ModalitaOption,
    TavoloOVerbaleArgument,
    last_sitting,
    place_and_time,
    sitting_or_table,
    the_day,
)
from rete.commands.verbale.stesso_giorno import sitting_of
from rete.commands.writing import valori
from rete.commands.writing.comando import writing
from rete.commands.writing.domande import the_tavolo
from rete.commands.writing.modi import Modi
from rete.commands.writing.scrivere import NOT_WRITTEN, begin
from rete.edits.convocazione import DaConvocare, convene
from rete.edits.passi import on_cards
from rete.edits.sedute import id_of_sitting
from rete.italiano import short_date
from rete.load.loader import Loaded
from rete.model.rete import Rete
from rete.model.verbale import Convocazione
from rete.reckoning.agenda import agenda


@writing
def convoca(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    tavolo: TavoloOVerbaleArgument = None,
    data: DataOption = None,
    inizio: InizioOption = None,
    luogo: LuogoOption = None,
    modalita: ModalitaOption = None,
    inviata: Annotated[
        str | None,
        typer.Option(
            "--inviata", metavar="DATA", help="Il giorno in cui è stata mandata, se lo è già."
        ),
    ] = None,
    mezzo: Annotated[
        str | None, typer.Option("--mezzo", metavar="TESTO", help="Come è stata mandata.")
    ] = None,
    urgente: Annotated[
        bool, typer.Option("--urgente", help="È una convocazione d'urgenza (con --inviata).")
    ] = False,
    seconda_il: Annotated[
        str | None,
        typer.Option(
            "--seconda-il",
            metavar="DATA",
            help="Il giorno della seconda convocazione (con --inviata).",
        ),
    ] = None,
    richiesta_da: Annotated[
        str | None,
        typer.Option(
            "--richiesta-da",
            click_type=tipi.ENTI,
            metavar="ENTE,…",
            help="Gli enti che hanno chiesto la seduta, separati da virgole (con --inviata).",
        ),
    ] = None,
    richiesta_il: Annotated[
        str | None,
        typer.Option(
            "--richiesta-il",
            metavar="DATA",
            help="Il giorno in cui l'hanno chiesta (con --richiesta-da).",
        ),
    ] = None,
    punto: Annotated[
        list[str] | None,
        typer.Option(
            "--punto",
            metavar="TITOLO",
            help="Un punto in più all'ordine del giorno; si può ripetere.",
        ),
    ] = None,
    altra_seduta: AltraSedutaOption = False,
    solo_punti: Annotated[
        bool, typer.Option("--solo-punti", help="Solo i punti dati: non riporta quelli in sospeso.")
    ] = False,
) -> int:
    """Prepara una seduta: l'ordine del giorno, chi va convocato, entro quando.

    Riporta da solo i verbali da approvare, i punti rinviati, le azioni aperte, le scadenze che
    cadono prima della seduta dopo questa e le relazioni dei tavoli. Una seduta già prevista si
    completa. La lettera è «rete documento convocazione».
    """
    work = begin(modi)
    tavolo = sitting_or_table(work.loaded, tavolo)
    planned = work.loaded.rete.verbali.get(tavolo or "")
    given = {
        "tavolo": planned.tavolo if planned else tavolo,
        "data": planned.data.isoformat() if planned else data,
        "inizio": inizio,
        "luogo": luogo,
        "modalita": modalita,
        "inviata": inviata,
        "mezzo": mezzo,
        "seconda-il": seconda_il,
        "richiesta-da": richiesta_da,
        "richiesta-il": richiesta_il,
    }
    points = [title for typed in punto or () if (title := " ".join(typed.split()))]
    if richiesta_il is not None and richiesta_da is None:
        raise click.UsageError("--richiesta-il va con --richiesta-da: dice quando l'hanno chiesta")
    of_the_letter = any((urgente, seconda_il, richiesta_da))
    questions = _questions(work.loaded, points, alone=solo_punti, sent=of_the_letter)
    known = work.answers(questions, given)
    if of_the_letter and "inviata" not in known:
        raise click.UsageError(
            "--urgente, --seconda-il, --richiesta-da e --richiesta-il vanno con --inviata: sono "
            "della lettera"
        )
    day = date.fromisoformat(known["data"])
    titles = points or known.get("punto", "").split(";")
    identifier = (
        planned.id if planned else sitting_of(work, known["tavolo"], day, altra_seduta=altra_seduta)
    )
    if identifier is None:
        click.echo("non ho scritto niente", err=True)
        return NOT_WRITTEN

    def step(rete: Rete) -> Plan:
        if known["tavolo"] not in rete.tavoli:
            raise Refused(f"il tavolo «{known['tavolo']}» non c'è o non si legge")
        whole = replace(
            _wanted(identifier, day, known, urgent=urgente),
            punti=tuple(title for typed in titles if (title := " ".join(typed.split()))),
            riporta=not solo_punti,
        )
        return on_cards(
            "verbale convoca",
            f"Seduta di «{known['tavolo']}» del {short_date(day)}",
            lambda bozza, now: convene(bozza, now, whole),
            riferimenti=(f"verbale/{identifier}",),
        )(rete)

    return work.carry_out(step)


def _questions(
    loaded: Loaded, points: Sequence[str], *, alone: bool, sent: bool
) -> tuple[Domanda, ...]:
    """``sent`` says that something of the letter was given, so that it is asked for in any case."""

    def of_the_letter(known: Risposte) -> bool:
        return sent or "inviata" in known

    return (
        the_tavolo(loaded),
        the_day(),
        *place_and_time(loaded),
        Domanda(
            opzione="punto",
            testo="Quali punti all'ordine del giorno?",
            aiuto="uno o più titoli, con un punto e virgola fra l'uno e l'altro;\n"
            "i verbali da approvare, le azioni aperte e i punti rinviati li aggiunge rete",
            facoltativa=lambda known: _has_others(loaded.rete, known, alone=alone),
            quando=lambda _: not points,
        ),
        Domanda(
            opzione="inviata",
            testo="In quale giorno è stata mandata la convocazione?",
            aiuto="lascia vuoto se è ancora da mandare",
            leggi=valori.a_day,
            facoltativa=True,
        ),
        Domanda(
            opzione="mezzo",
            testo="Con quale mezzo?",
            aiuto="per esempio: posta elettronica, PEC",
            quando=lambda known: "inviata" in known,
            suggerita=lambda known: _last_means(loaded, known),
        ),
        Domanda(
            opzione="seconda-il",
            testo="In quale giorno è la seconda convocazione?",
            aiuto="lascia vuoto se non c'è",
            leggi=valori.a_day,
            quando=of_the_letter,
            facoltativa=True,
        ),
        *_about_who_asked(loaded, of_the_letter),
    )


def _about_who_asked(
    loaded: Loaded, of_the_letter: Callable[[Risposte], bool]
) -> tuple[Domanda, ...]:
    return (
        Domanda(
            opzione="richiesta-da",
            testo="Quali enti hanno chiesto la seduta?",
            aiuto="uno o più enti, separati da virgole; lascia vuoto se non l'ha chiesta nessuno",
            leggi=valori.some_enti(loaded),
            quando=of_the_letter,
            facoltativa=True,
        ),
        Domanda(
            opzione="richiesta-il",
            testo="In quale giorno l'hanno chiesta?",
            aiuto="lascia vuoto se non si sa",
            leggi=valori.a_day,
            quando=lambda known: "richiesta-da" in known,
            facoltativa=True,
        ),
    )


def _has_others(rete: Rete, known: Risposte, *, alone: bool) -> bool:
    """Whether the agenda has some points by itself: those of a planned sitting, or inherited."""
    tavolo = rete.tavoli.get(known.get("tavolo", ""))
    if tavolo is None or "data" not in known:
        return True
    day = date.fromisoformat(known["data"])
    try:
        planned = id_of_sitting(rete, tavolo.id, day) in rete.verbali
    except Refused:
        return True
    return planned or (not alone and bool(agenda(rete, tavolo, day, contesto.today())))


def _last_means(loaded: Loaded, known: Risposte) -> str | None:
    last = last_sitting(loaded, known)
    return last.convocazione.mezzo if last and last.convocazione else None


def _wanted(identifier: str, day: date, known: Risposte, *, urgent: bool) -> DaConvocare:
    call = None
    if "inviata" in known:
        second, asked = known.get("seconda-il"), known.get("richiesta-il")
        call = Convocazione(
            inviata=date.fromisoformat(known["inviata"]),
            mezzo=known["mezzo"],
            urgente=urgent,
            seconda_il=date.fromisoformat(second) if second else None,
            richiesta_da=valori.listed(known.get("richiesta-da")),
            richiesta_il=date.fromisoformat(asked) if asked else None,
        )
    return DaConvocare(
        id=identifier,
        tavolo=known["tavolo"],
        data=day,
        oggi=contesto.today(),
        inizio=known.get("inizio"),
        luogo=known.get("luogo"),
        modalita=known.get("modalita"),
        convocazione=call,
    )
