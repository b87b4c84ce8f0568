"""Whether the register can tell who is entitled at a table on a day; who is: `electorate`.

Nobody can where a first or last day is not known: before the first source that tells of a period,
and inside the month of a date without its day.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from rete import calendario
from rete.model.comuni import Durata
from rete.model.ente import Adesione, Ente
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import Periodo, eve, first_told, last_day, next_day
from rete.reckoning.stretches import Conta, Stretch, in_both, possible


class Certezza:
    """What is certain of a register under one waiting time."""

    def __init__(self, rete: Rete, waiting: Durata | None) -> None:
        self._rete = rete
        self._bodies: Mapping[str, tuple[Stretch, ...]] = {
            ente.id: found
            for ente in rete.enti.values()
            if (found := tuple(_doubts_on_body(ente, waiting)))
        }
        self._members = Conta(one for found in self._bodies.values() for one in found)
        self._tables: dict[str, Conta] = {}

    def holds_for(self, tavoli: tuple[str, ...], day: date) -> bool:
        """Whether who is entitled at these tables together is known on a day."""
        return all(self._at(tavolo, day) for tavolo in tavoli)

    def _at(self, identifier: str, day: date) -> bool:
        tavolo = self._rete.tavoli.get(identifier)
        if tavolo is None:
            return False
        if tavolo.sits_all_members:
            return not self._rete.any_unread("ente") and not self._members.on(day.toordinal())
        if identifier not in self._tables:
            self._tables[identifier] = Conta(self._on_seats(tavolo))
        return not self._tables[identifier].on(day.toordinal())

    def _on_seats(self, tavolo: Tavolo) -> Iterator[Stretch]:
        for seat in tavolo.componenti:
            yield from _doubts_on(seat)
            if self._rete.is_unread("ente", seat.ente):
                yield possible(seat)
            yield from in_both((possible(seat),), self._bodies.get(seat.ente, ()))


def _doubts_on_body(ente: Ente, waiting: Durata | None) -> Iterator[Stretch]:
    for adesione in ente.adesioni:
        yield from _doubts_on(adesione)
        if waiting is not None:
            yield from _doubts_on_waiting(adesione, waiting)
    for sospensione in ente.sospensioni:
        yield from _doubts_on(sospensione)


def _doubts_on(period: Periodo) -> Iterator[Stretch]:
    """The days on which a period may hold or not."""
    ended = last_day(period.al)
    if period.dal is None:
        told = first_told(period)
        yield from _days(date.min, min(eve(told), ended) if told else ended)
    elif period.dal.is_month:
        yield from _days(period.dal.primo, min(eve(period.dal.ultimo), ended))
    if period.al is not None and period.al.is_month:
        yield from _days(next_day(period.al.primo), period.al.ultimo)


def _doubts_on_waiting(adesione: Adesione, waiting: Durata) -> Iterator[Stretch]:
    """The days on which the waiting time of a month without its day may be over or not."""
    if adesione.dal is None or not adesione.dal.is_month:
        return
    first, last = (calendario.deadline(day, waiting, shift=False) for day in adesione.dal)
    yield from _days(first, eve(last))


def _days(first: date, last: date) -> Iterator[Stretch]:
    if first <= last:
        yield first.toordinal(), last.toordinal()


def is_certain(
    rete: Rete, tavoli: tuple[str, ...], day: date, waiting: Durata | None = None
) -> bool:
    """Whether the register can tell who is entitled at these tables on a day."""
    if rete.patto is None or not rete.patto.is_complete:
        return False
    return _certainty(rete, waiting).holds_for(tavoli, day)


@lru_cache(maxsize=16)
def _certainty(rete: Rete, waiting: Durata | None) -> Certezza:
    return Certezza(rete, waiting)
