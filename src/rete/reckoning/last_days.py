"""The last lawful day of a term, a notice, a renewal, an approval, by the rules of a day.

The only place where the lengths that a pact lays down become days: whoever says such a day in a
text, and whoever checks it, ask here.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from rete.calendario import deadline, last_day_before, moment_of
from rete.diagnostics import DocPath
from rete.model.comuni import Durata
from rete.model.patto import Rinnovo
from rete.model.regole import Ratifica, Regole, RegoleVerbali
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.model.vigenti import rules_of_day, rules_of_sitting
from rete.reckoning.applied import RegolaApplicata
from rete.reckoning.lengths import length_in_words
from rete.reckoning.terms import Term
from rete.records import frozen


@frozen
class Preavviso:
    """How long before a sitting it must be convened, and the last day on which it can be.

    ``alle`` is the hour of that day, where the time is counted in hours and the sitting has one.
    """

    entro: date
    durata: str
    alle: str | None = None
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


def shifts(rete: Rete, day: date) -> bool:
    """Whether the rules of the alliance on a day move a last day that is a holiday."""
    return _shift(rules_of_day(rete, day))


def _shift(rules: Regole | None) -> bool:
    return rules is not None and rules.termine_festivo == "slitta"


def notice_of(rete: Rete, verbale: Verbale) -> Preavviso | None:
    """The notice that a sitting wants, urgent or not as its call says; None where none is wanted.

    Answers in writing and second calls follow other terms, which no rule says.
    """
    if verbale.prevista.modalita == "scritta" or verbale.seconda_di is not None:
        return None
    call = verbale.convocazione
    urgent = call is not None and call.urgente
    rules = rules_of_sitting(rete, verbale)
    return notice(rules, verbale.data, verbale.prevista.ora, urgent=urgent)


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


def notice(rules: Regole | None, day: date, hour: str | None, *, urgent: bool) -> Preavviso | None:
    """The notice that rules want of a sitting of a day and hour; None where they are silent."""
    call = rules.convocazione if rules else None
    length = (call.urgente if urgent else call.preavviso) if call else None
    if call is None or length is None:
        return None
    last = _last_moment(day, hour, length, shift=_shift(rules))
    if last is None:
        return None
    documents = call.documenti and _last_moment(day, hour, call.documenti, shift=_shift(rules))
    return Preavviso(
        entro=last[0],
        durata=length_in_words(length),
        alle=last[1],
        documenti_entro=documents[0] if documents else None,
    )


def _last_moment(
    day: date, hour: str | None, length: Durata, *, shift: bool
) -> tuple[date, str | None] | None:
    """The last day, and its hour where the length is counted in hours from one that is known."""
    if hour is None or length.tempo is None or len(length.units) != 1:
        last = day_before(day, length, shift=shift)
        return (last, None) if last is not None else None
    moment = moment_of(day, hour) - length.tempo
    return moment.date(), f"{moment:%H:%M}"


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
    return day_after(verbale.data, length, shift=_shift(rules_of_sitting(rete, verbale)))
