"""Due dates that the pact itself sets: its end, its renewal, its monitoring, its duties."""

from collections.abc import Iterator
from datetime import date, timedelta

from rete.calendario import next_open_day
from rete.italiano import month_in_words, short_date
from rete.model.comuni import Durata
from rete.model.patto import Adempimento, MonitoraggioPrevisto, Patto, Termine
from rete.model.rete import Rete
from rete.model.tempo import last_day
from rete.reckoning.acts_in_words import since_in_words
from rete.reckoning.deadlines.scadenza import (
    Scadenza,
    Scadenze,
    last_of_first_half,
    last_of_year,
    one_line,
    secretariat,
)
from rete.reckoning.last_days import day_after, renewal_day, shifts
from rete.reckoning.lengths import every_in_words, length_in_words
from rete.reckoning.terms import Term, term_on, terms
from rete.records import frozen


@frozen
class _Last:
    """The last term, which has an end, and the bodies that have to think of what comes then."""

    term: Term
    scritto: Termine
    end: date
    enti: tuple[str, ...]

    @property
    def is_inferred(self) -> bool:
        """Whether nobody wrote the day: it follows from a length, or only its month is known."""
        return self.term.inferred or (self.term.al is not None and self.term.al.is_month)


_LONGEST_SHIFT = timedelta(days=7)
"""More than any row of holidays and Sundays."""


def of_the_pact(rete: Rete, oggi: date) -> Scadenze:
    """What the pact makes fall due, as seen today."""
    if rete.patto is None:
        return
    yield from _last_term(rete, rete.patto, oggi)
    yield from _monitoring(rete, rete.patto, oggi)
    yield from _duties(rete, rete.patto, oggi)


def _last_term(rete: Rete, patto: Patto, oggi: date) -> Scadenze:
    """The end of the last term that the register knew by a day: a following one settles it."""
    written = {termine.id: termine for termine in patto.periodi}
    known = [t for t in terms(patto) if _is_decided(rete, written[t.id], oggi)]
    # Of a term without a start nobody knows whether it follows the others.
    if not known or any(term.dal is None for term in known) or known[-1].al is None:
        return
    last = _Last(
        term=known[-1],
        scritto=written[known[-1].id],
        end=known[-1].al.ultimo,
        enti=secretariat(rete, oggi),
    )
    renewal = last.scritto.rinnovo
    foreseen = renewal is None or renewal.modo != "nessuno"
    if foreseen or last.end >= oggi:
        yield _end(patto, last)
    if foreseen and renewal and renewal.decidere_entro and last.end >= oggi:
        yield from _renewal(rete, patto, last, renewal.decidere_entro)


def _is_decided(rete: Rete, termine: Termine, oggi: date) -> bool:
    """Whether a term was in the pact by a day: its act, where it is known, is not later."""
    act = rete.act(termine.atto)
    return act is None or act.data <= oggi


def _end(patto: Patto, last: _Last) -> Scadenza:
    term = last.term
    name = one_line(term.titolo or term.id)
    unknown = "" if last.scritto.rinnovo else "; non è scritto se e come si rinnova"
    return Scadenza(
        tipo="fine-periodo",
        riferimento=term.id,
        titolo=f"Fine del periodo «{name}»",
        scade=last.end,
        perche=f"{_why_that_end(last)}; dopo non ne risulta un altro{unknown}",
        file=patto.file,
        dedotta=last.is_inferred,
        comando="rete patto rinnova",
        enti=last.enti,
    )


def _why_that_end(last: _Last) -> str:
    """How the last day is known, and what is not known of it."""
    term, length = last.term, last.scritto.durata
    if term.inferred and length:
        start = since_in_words(term.dal)
        if term.dal is not None and term.dal.is_month:
            month = month_in_words(term.dal.primo)
            start = f"da {month} (il giorno non è noto: si conta dal primo)"
        return (
            f"l'ultimo giorno non è scritto: il periodo corre {start} "
            f"e dura {length_in_words(length)}"
        )
    if term.al is not None and term.al.is_month:
        return "è l'ultimo giorno del mese in cui finisce il periodo, di cui non è noto il giorno"
    return "è l'ultimo giorno del periodo"


def _renewal(rete: Rete, patto: Patto, last: _Last, before: Durata) -> Scadenze:
    day = renewal_day(rete, last.term, last.scritto.rinnovo)
    if day is None:
        return
    yield Scadenza(
        tipo="rinnovo",
        riferimento=last.term.id,
        titolo="Decidere il rinnovo del patto",
        scade=day,
        perche=f"va deciso {length_in_words(before)} prima della fine del periodo, che è il "
        f"{short_date(last.end)}{' (giorno dedotto)' if last.is_inferred else ''}",
        file=patto.file,
        dedotta=last.is_inferred,
        comando="rete patto rinnova",
        enti=last.enti,
    )


def _monitoring(rete: Rete, patto: Patto, oggi: date) -> Scadenze:
    by_id = {term.id: term for term in terms(patto)}
    for foreseen in patto.monitoraggi:
        made = rete.monitoraggi.get(foreseen.id)
        if rete.is_unread("monitoraggio", foreseen.id) or (made and made.dal.primo <= oggi):
            continue
        term = by_id.get(foreseen.periodo)
        day = foreseen.entro or _inferred_day(patto, foreseen, term)
        if day is None:
            continue
        yield Scadenza(
            tipo="monitoraggio",
            riferimento=foreseen.id,
            titolo=f"Monitoraggio {foreseen.tipo} «{foreseen.id}»",
            scade=day,
            perche=f"{_why_that_day(foreseen, term)}; non risulta fatto",
            file=patto.file,
            dedotta=foreseen.entro is None,
            articolo=foreseen.articolo,
            comando=f"rete patto monitora {foreseen.id}",
            enti=secretariat(rete, oggi),
        )


def _why_that_day(foreseen: MonitoraggioPrevisto, term: Term | None) -> str:
    """By when a monitoring is wanted; where that is inferred, from which days and how sure."""
    if foreseen.entro or term is None or term.dal is None or term.al is None:
        return "il patto vuole il monitoraggio entro quel giorno"
    where = {"intermedio": "la metà", "annuale": "la fine dell'anno", "finale": "la fine"}
    doubts = [
        *(["il primo giorno è noto solo al mese"] if term.dal.is_month else []),
        *(["l'ultimo è dedotto dalla durata"] if term.inferred else []),
        *(["l'ultimo è noto solo al mese"] if term.al.is_month else []),
    ]
    unsure = f" ({'; '.join(doubts)})" if doubts else ""
    return (
        f"il giorno non è scritto: si prende {where[foreseen.tipo]} del periodo, dal "
        f"{short_date(term.dal.primo)} al {short_date(term.al.ultimo)}{unsure}"
    )


def _inferred_day(patto: Patto, foreseen: MonitoraggioPrevisto, term: Term | None) -> date | None:
    """The middle of the term; of a final one its end, of yearly ones the end of each year."""
    if term is None or term.dal is None or term.al is None:
        return None
    first, last = term.dal.primo, term.al.ultimo
    match foreseen.tipo:
        case "intermedio":
            return last_of_first_half(first, last)
        case "finale":
            return last
        case "annuale":
            alike = [
                one.id
                for one in patto.monitoraggi
                if (one.tipo, one.periodo) == ("annuale", term.id)
            ]
            year = last_of_year(term.dal, alike.index(foreseen.id) + 1)
            return min(year, last) if year else None


def _duties(rete: Rete, patto: Patto, oggi: date) -> Scadenze:
    """What somebody has to do by a day, and the next time of what comes again and again.

    Nothing in a register says that a duty that comes again was done: it is never overdue.
    """
    for duty in patto.adempimenti:
        if duty.entro is not None:
            why = f"il patto lo vuole entro quel giorno; fatto, si toglie da {patto.file}"
            yield _duty(rete, patto, duty, duty.entro, why)
            continue
        day = _next_time(rete, patto, duty.ogni, oggi)
        if day is not None and duty.ogni is not None:
            often = every_in_words(duty.ogni)
            once = sum(number for _unit, number in duty.ogni.units) == 1
            counted = "contato" if once else "contati"
            why = f"il patto lo vuole {often}, {counted} dall'inizio del periodo"
            yield _duty(rete, patto, duty, day, why)


def _duty(rete: Rete, patto: Patto, duty: Adempimento, day: date, why: str) -> Scadenza:
    return Scadenza(
        tipo="adempimento",
        riferimento=duty.id,
        titolo=one_line(duty.cosa),
        scade=day,
        perche=f"{why}; tocca a {one_line(rete.nome_ente(duty.chi))}",
        file=patto.file,
        dedotta=duty.entro is None,
        articolo=duty.articolo,
        enti=(duty.chi,) if duty.chi in rete.enti else (),
        tavolo=duty.chi if duty.chi in rete.tavoli else None,
    )


def _next_time(rete: Rete, patto: Patto, every: Durata | None, oggi: date) -> date | None:
    """The first multiple of a length, from the start of a term, that has not passed yet.

    One that a holiday moved beyond the end of its term is still of that term.
    """
    if every is None:
        return None
    running = term_on(patto, oggi)
    just_over = [
        term
        for term in terms(patto)
        if term.al is not None and timedelta() < oggi - term.al.ultimo <= _LONGEST_SHIFT
    ]
    found = [
        next((day for day in times_in(rete, term, every, oggi) if day >= oggi), None)
        for term in (*just_over, *([running] if running else []))
    ]
    return min((day for day in found if day is not None), default=None)


def times_in(rete: Rete, term: Term, every: Durata, oggi: date) -> Iterator[date]:
    """The days in a term on which what comes again and again falls due, by the rules of a day.

    The last day of the term is one of them, where a multiple falls on it.
    """
    if term.dal is None:
        return
    end = last_day(term.al)
    shift = shifts(rete, oggi)
    for day in _multiples(term.dal.primo, every):
        if day > end:
            return
        yield next_open_day(day) if shift else day


def _multiples(start: date, every: Durata) -> Iterator[date]:
    """The days at each multiple; months are counted from the start, so that the 31st stays."""
    months = (every.mesi or 0) + 12 * (every.anni or 0)
    number, day = 0, start
    while True:
        number += 1
        following = (
            day_after(start, Durata(mesi=months * number), shift=False)
            if months
            else day_after(day, every, shift=False)
        )
        if following is None or following <= day:
            return
        day = following
        yield day
