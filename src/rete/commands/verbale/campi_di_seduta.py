"""Which sitting: the fields that commands on one share, and whether it is another of its day."""

from collections.abc import Callable
from datetime import date
from typing import Final, get_args

import click

from rete.ask import NotAnAnswer, Risposte, confirm
from rete.commands.shared import contesto
from rete.commands.shared.scelta import chosen_verbale
from rete.commands.writing.campi import Campi, campo, dato, forse, segno
from rete.commands.writing.comuni import un_tavolo
from rete.commands.writing.scrivere import Scrittura
from rete.commands.writing.valori import UN_GIORNO, UN_TESTO, Tipo, parola, semplice
from rete.edits.sedute import held_that_day, id_of_sitting, there_is_one
from rete.errors import ReteError
from rete.italiano import day_within, parse_date, short_date
from rete.load.loader import Loaded
from rete.model.comuni import Sessione
from rete.model.convocazione import Modalita, Previsione
from rete.model.verbale import Verbale
from rete.model.vigenti import sessions_differ
from rete.notes import values
from rete.reckoning.agenda import sittings_before

_MODALITA: Final[Tipo[Modalita]] = parola(Modalita)
_SESSIONE: Final[Tipo[Sessione]] = parola(Sessione)


def _as_in_notes(read: Callable[[str], str]) -> Callable[[str], str]:
    def answer(typed: str) -> str:
        try:
            return read(typed)
        except values.NonSiCapisce as error:
            raise NotAnAnswer(str(error)) from None

    return answer


UN_ORA: Final = semplice(_as_in_notes(values.hour), str, "ORA")
_a_way: Final = _as_in_notes(lambda typed: values.word(typed, get_args(Modalita)))


def last_sitting(a: Campi) -> Verbale | None:
    """The last sitting of the same table before the day that was said."""
    tavolo, day = a.testi.get("tavolo"), a.testi.get("data")
    if tavolo is None or day is None:
        return None
    before = sittings_before(a.rete, tavolo, UN_GIORNO.valore(day))
    return before[-1] if before else None


def as_last(said: Callable[[Verbale], str | None]) -> Callable[[Campi], str | None]:
    """The suggestion of what was said of the last sitting."""
    return lambda a: said(last) if (last := last_sitting(a)) else None


def foreseen(a: Campi) -> Previsione:
    """When and where it was called for, if it is planned; else as the last one of the table."""
    by_day = f"{a.testi.get('data')}-{a.testi.get('tavolo')}"
    planned = a.rete.verbali.get(a.testi.get("seduta", by_day))
    found = planned or last_sitting(a)
    return found.prevista if found is not None else Previsione()


def planned_sitting(loaded: Loaded, typed: str | None) -> Verbale | None:
    """The sitting that is named in place of its table, by its id or its day; UsageError."""
    rete = loaded.rete
    if typed is None or typed in rete.tavoli:
        return None
    if typed not in rete.verbali and day_within(typed):
        return chosen_verbale(loaded, typed)
    return rete.verbali.get(typed)


def refuse_another_day(planned: Verbale, given: Risposte) -> None:
    """A sitting that is named has its day and is that one; UsageError where options say otherwise.

    A day that cannot be read is told by who reads it.
    """
    day = parse_date(given.get("data", ""), contesto.today())
    if day is not None and day != planned.data:
        raise click.UsageError(
            f"--data: «{planned.id}» è la seduta del {short_date(planned.data)}; per spostarla "
            f"c'è «rete verbale sposta {planned.id} --data {day}», per convocarne un'altra si dà "
            "il tavolo invece della seduta"
        )
    if "altra-seduta" in given:
        raise click.UsageError(
            f"--altra-seduta: «{planned.id}» è già una seduta; per un'altra dello stesso giorno si "
            "dà il tavolo invece della seduta"
        )


def sitting_of(work: Scrittura, tavolo: str, day: date, *, altra_seduta: bool) -> str | None:
    """The id of the sitting of a day; None where whoever is asked says that there is no other.

    ReteError where there are minutes of that day, and nobody says or can be asked whether this is
    another sitting: notes that are given twice must not make two. Refused where it can have no id.
    """
    rete = work.loaded.rete
    if altra_seduta and not there_is_one(rete, tavolo, day):
        raise ReteError(
            f"--altra-seduta: di «{tavolo}» del {short_date(day)} non c'è ancora nessuna seduta; "
            "togli l'opzione, o controlla il giorno"
        )
    identifier = id_of_sitting(rete, tavolo, day, another=altra_seduta)
    held = held_that_day(rete, tavolo, day)
    if not held or altra_seduta or identifier in rete.verbali:
        return identifier
    there = f"di «{tavolo}» del {short_date(day)} c'è già il verbale «{held[-1].id}»"
    if not work.asks:
        raise ReteError(
            f"{there}: non ho scritto niente; se è un'altra seduta dello stesso giorno aggiungi "
            "--altra-seduta, se è la stessa la bozza si cambia con «rete verbale modifica»"
        )
    return identifier if confirm(f"{there}: questa è un'altra seduta?", back=work.chiesto) else None


class DiUnaSeduta(Campi):
    """Of which table and of which day, or which planned sitting; when, where and how."""

    tavolo = un_tavolo().con(
        completa=contesto.IdType("tavoli", "verbali", metavar="TAVOLO"),
        help="Il tavolo, oppure l'id o il giorno di una seduta già prevista.",
    )
    seduta = dato(UN_TESTO, riga=False)
    data = campo(
        UN_GIORNO,
        "In quale giorno?",
        aiuto="2026-03-12, 12/3/2026, «12 marzo 2026», oggi, domani",
        help="Il giorno della seduta.",
    )
    inizio = forse(
        UN_ORA,
        "A che ora comincia?",
        aiuto="ore e minuti: 17:30",
        suggerita=lambda a: foreseen(a).ora,
        help="L'ora in cui comincia: 17:30.",
    )
    luogo = forse(
        UN_TESTO,
        "Dove?",
        aiuto="il posto, o il sistema con cui ci si collega",
        suggerita=lambda a: foreseen(a).luogo,
        help="Dove ci si riunisce.",
    )
    modalita = forse(
        _MODALITA,
        "Come ci si riunisce?",
        aiuto="presenza, distanza (tutti collegati), mista, scritta (si risponde per iscritto)",
        suggerita=lambda a: foreseen(a).modalita,
    )
    modalita.leggi(lambda _, typed: _a_way(typed))
    sessione = forse(
        _SESSIONE,
        "È una seduta ordinaria o straordinaria?",
        aiuto="ordinaria o straordinaria; se lasci vuoto vale come ordinaria",
        help="Se la seduta è ordinaria o straordinaria.",
        # Asked only where some rule of the pact is for one kind of session.
        quando=lambda a: "sessione" in a.testi or sessions_differ(a.rete),
    )
    altra_seduta = segno(
        "È una seconda seduta: di quel giorno c'è già un verbale dello stesso tavolo."
    )
