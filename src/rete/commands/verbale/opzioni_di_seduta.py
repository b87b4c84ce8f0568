"""The heading of a sitting: its options, its questions, and how each answer is read."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer

from rete.ask import Domanda, NotAnAnswer, Risposte
from rete.commands.shared import contesto, tipi
from rete.commands.shared.scelta import chosen_verbale
from rete.commands.writing import valori
from rete.italiano import day_within
from rete.load.loader import Loaded
from rete.model.verbale import Verbale
from rete.notes import values
from rete.notes.heading import MODALITA
from rete.reckoning.agenda import sittings_before

DataOption = Annotated[
    str | None, typer.Option("--data", metavar="DATA", help="Il giorno della seduta.")
]
InizioOption = Annotated[
    str | None, typer.Option("--inizio", metavar="ORA", help="L'ora in cui comincia: 17:30.")
]
LuogoOption = Annotated[
    str | None, typer.Option("--luogo", metavar="TESTO", help="Dove ci si riunisce.")
]
AltraSedutaOption = Annotated[
    bool,
    typer.Option(
        "--altra-seduta",
        help="È una seconda seduta: di quel giorno c'è già un verbale dello stesso tavolo.",
    ),
]
ModalitaOption = Annotated[
    str | None,
    typer.Option(
        "--modalita",
        click_type=tipi.parole(MODALITA),
        metavar="|".join(MODALITA),
        help="Come ci si riunisce.",
    ),
]


def an_hour(typed: str) -> str:
    return _understood(lambda: values.hour(typed))


def a_way(typed: str) -> str:
    return _understood(lambda: values.word(typed, MODALITA))


def _understood(read: Callable[[], str]) -> str:
    try:
        return read()
    except values.NonSiCapisce as error:
        raise NotAnAnswer(str(error)) from None


def last_sitting(loaded: Loaded, known: Risposte) -> Verbale | None:
    """The last sitting of the same table before the day that was said."""
    if "tavolo" not in known or "data" not in known:
        return None
    day = date.fromisoformat(known["data"])
    before = sittings_before(loaded.rete, known["tavolo"], day)
    return before[-1] if before else None


def sitting_or_table(loaded: Loaded, typed: str | None) -> str | None:
    """The id of the sitting, where what was typed names its day; else what was typed."""
    known = loaded.rete
    if typed is None or typed in known.verbali or typed in known.tavoli or not day_within(typed):
        return typed
    return chosen_verbale(loaded, typed).id


def the_day() -> Domanda:
    return Domanda(
        opzione="data",
        testo="In quale giorno?",
        aiuto="2026-03-12, 12/3/2026, «12 marzo 2026», oggi, domani",
        leggi=valori.a_day,
    )


def place_and_time(loaded: Loaded) -> tuple[Domanda, ...]:
    """When and where, as the last time unless somebody says otherwise."""

    def as_last_time(key: str) -> Callable[[Risposte], str | None]:
        def suggestion(known: Risposte) -> str | None:
            last = last_sitting(loaded, known)
            found = getattr(last, key) if last is not None else None
            return found if isinstance(found, str) else None

        return suggestion

    return (
        Domanda(
            opzione="inizio",
            testo="A che ora comincia?",
            aiuto="ore e minuti: 17:30",
            leggi=an_hour,
            suggerita=as_last_time("inizio"),
            facoltativa=True,
        ),
        Domanda(
            opzione="luogo",
            testo="Dove?",
            aiuto="il posto, o il sistema con cui ci si collega",
            suggerita=as_last_time("luogo"),
            facoltativa=True,
        ),
        Domanda(
            opzione="modalita",
            testo="Come ci si riunisce?",
            aiuto="presenza, distanza (tutti collegati), mista, scritta (si risponde per iscritto)",
            leggi=a_way,
            suggerita=as_last_time("modalita"),
            facoltativa=True,
        ),
    )


TavoloOVerbaleArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[TAVOLO]",
        click_type=contesto.IdType("tavoli", "verbali", metavar="TAVOLO"),
        help="Il tavolo, oppure l'id o il giorno di una seduta già prevista.",
        show_default=False,
    ),
]
