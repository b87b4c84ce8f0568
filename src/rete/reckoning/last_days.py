"""The last lawful day of a term, a notice, a renewal, an approval, by the rules of a day.

The only place where the lengths that a pact lays down become days: whoever says such a day in a
text, and whoever checks it, ask here.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from rete.calendario import deadline, last_day_before
from rete.diagnostics import DocPath
from rete.model.comuni import Durata
from rete.model.patto import Rinnovo
from rete.model.regole import Ratifica, RegoleVerbali
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.model.vigenti import rules_of_day, rules_of_sitting
from rete.reckoning.applied import RegolaApplicata
from rete.reckoning.lengths import length_in_words
from rete.reckoning.terms import Term
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class Preavviso:
    """How long before a sitting it must be convened, and the last day on which it can be."""

    entro: date
    durata: str
    documenti_entro: date | None = None


@lru_cache(maxsize=1024)  # asked of thousands of bodies, for few different days
def day_after(start: date, length: Durata, *, shift: bool) -> date | None:
    """The last day of a term; None where the length says nothing or no calendar goes so far."""
    if len(length.units) != 1:
        return None
    try:
        return deadline(start, length, shift=shift)
    except (ValueError, OverflowError):
        return None


def day_before(event: date, length: Durata, *, shift: bool) -> date | None:
    """The last day to do what comes so long before an event."""
    if len(length.units) != 1:
        return None
    try:
        return last_day_before(event, length, shift=shift)
    except (ValueError, OverflowError):
        return None


def shifts(rete: Rete, day: date, tavolo: str | None = None) -> bool:
    """Whether the rules of a day move a last day that is a holiday."""
    rules = rules_of_day(rete, day, tavolo)
    return rules is not None and rules.termine_festivo == "slitta"


def notice_of(rete: Rete, verbale: Verbale) -> Preavviso | None:
    """The notice that a sitting wants, urgent or not as its call says; None where none is wanted.

    Answers in writing and second calls follow other terms, which no rule says.
    """
    if verbale.prevista.modalita == "scritta" or verbale.seconda_di is not None:
        return None
    call = verbale.convocazione
    return notice(rete, verbale.tavolo, verbale.data, urgent=call is not None and call.urgente)


def sendings(verbale: Verbale) -> tuple[tuple[DocPath, date], ...]:
    """Each day on which those who are called were written to, and where it stands.

    Notice runs again from each: whoever is told of another hour is told in time of that too.
    """
    first = verbale.inviata
    later = (
        (("variazioni", place, "inviata"), change.inviata)
        for place, change in enumerate(verbale.variazioni)
    )
    found: list[tuple[DocPath, date | None]] = [(("convocazione", "inviata"), first), *later]
    return tuple((path, sent) for path, sent in found if sent is not None)


def notice(rete: Rete, tavolo: str, day: date, *, urgent: bool) -> Preavviso | None:
    """The notice that the rules of the day want of a sitting; None where they are silent."""
    rules = rules_of_day(rete, day, tavolo)
    call = rules.convocazione if rules else None
    length = (call.urgente if urgent else call.preavviso) if call else None
    if rules is None or call is None or length is None:
        return None
    shift = shifts(rete, day, tavolo)
    last = day_before(day, length, shift=shift)
    if last is None:
        return None
    documents = day_before(day, call.documenti, shift=shift) if call.documenti else None
    return Preavviso(entro=last, durata=length_in_words(length), documenti_entro=documents)


def renewal_day(rete: Rete, term: Term, rinnovo: Rinnovo | None) -> date | None:
    """The last day on which to decide whether to renew a term."""
    if rinnovo is None or rinnovo.decidere_entro is None or term.al is None:
        return None
    end = term.al.ultimo
    return day_before(end, rinnovo.decidere_entro, shift=shifts(rete, end))


def how_to_approve(rete: Rete, verbale: Verbale) -> RegoleVerbali:
    """What the rules of the day of a sitting want of its minutes; empty where they are silent."""
    rules = rules_of_sitting(rete, verbale)
    return rules.verbali if rules and rules.verbali else RegoleVerbali()


def last_day_to_approve(rete: Rete, verbale: Verbale) -> date | None:
    """The last day to approve minutes, where the rules of the day of the sitting give a term."""
    term = how_to_approve(rete, verbale).entro
    return _term_of_sitting(rete, verbale, term) if term else None


def ratification_wanted(applied: Iterable[RegolaApplicata]) -> Ratifica | None:
    """The first that the rules applied to a decision ask for."""
    return next((one.ratifica for one in applied if one.ratifica is not None), None)


def last_day_to_ratify(rete: Rete, verbale: Verbale, wanted: Ratifica) -> date | None:
    """By the rules of the day of the decision; None where no day follows from the length."""
    return _term_of_sitting(rete, verbale, wanted.entro)


def _term_of_sitting(rete: Rete, verbale: Verbale, length: Durata) -> date | None:
    shift = shifts(rete, verbale.data, verbale.tavolo)
    return day_after(verbale.data, length, shift=shift)
