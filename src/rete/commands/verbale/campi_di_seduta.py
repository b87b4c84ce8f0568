"""Which sitting: the fields that commands on one share, and whether it is another of its day."""

from collections.abc import Callable
from datetime import date
from typing import Final, get_args

from rete.ask import NotAnAnswer, confirm
from rete.commands.shared import contesto
from rete.commands.shared.scelta import chosen_verbale
from rete.commands.writing.campi import Campi, campo, dato, forse, segno
from rete.commands.writing.comuni import un_tavolo
from rete.commands.writing.scrivere import Scrittura
from rete.commands.writing.valori import UN_GIORNO, UN_TESTO, Tipo, parola, semplice
from rete.edits.sedute import held_that_day, id_of_sitting
from rete.errors import ReteError
from rete.italiano import day_within, short_date
from rete.load.loader import Loaded
from rete.model.verbale import Modalita, Verbale
from rete.notes import values
from rete.reckoning.agenda import sittings_before

_MODALITA: Final[Tipo[Modalita]] = parola(Modalita)


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


def planned_sitting(loaded: Loaded, typed: str | None) -> Verbale | None:
    """The sitting that is named in place of its table, by its id or its day; UsageError."""
    rete = loaded.rete
    if typed is None or typed in rete.tavoli:
        return None
    if typed not in rete.verbali and day_within(typed):
        return chosen_verbale(loaded, typed)
    return rete.verbali.get(typed)


def sitting_of(work: Scrittura, tavolo: str, day: date, *, altra_seduta: bool) -> str | None:
    """The id of the sitting of a day; None where whoever is asked says that there is no other.

    ReteError where there are minutes of that day, and nobody says or can be asked whether this is
    another sitting: notes that are given twice must not make two. Refused where it can have no id.
    """
    rete = work.loaded.rete
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
        suggerita=as_last(lambda last: last.inizio),
        help="L'ora in cui comincia: 17:30.",
    )
    luogo = forse(
        UN_TESTO,
        "Dove?",
        aiuto="il posto, o il sistema con cui ci si collega",
        suggerita=as_last(lambda last: last.luogo),
        help="Dove ci si riunisce.",
    )
    modalita = forse(
        _MODALITA,
        "Come ci si riunisce?",
        aiuto="presenza, distanza (tutti collegati), mista, scritta (si risponde per iscritto)",
        suggerita=as_last(lambda last: last.modalita),
    )
    modalita.leggi(lambda _, typed: _a_way(typed))
    altra_seduta = segno(
        "È una seconda seduta: di quel giorno c'è già un verbale dello stesso tavolo."
    )
