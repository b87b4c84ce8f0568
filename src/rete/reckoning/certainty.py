"""Whether the register can tell who is entitled at a table on a day; who is, is not here.

Nobody can where a first or last day is not known: before the first source that tells of a period,
and inside the month of a date without its day.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from rete import calendario
from rete.model.comuni import Durata, Incarico, Periodo
from rete.model.ente import Adesione, Ente
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import first_day

Stretch = tuple[date, date]
"""First and last day."""

_DAY = timedelta(days=1)


class _Doubts:
    """The days of which nobody can tell, as few stretches."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._first: list[date] = []
        self._last: list[date] = []
        for first, last in sorted(stretches):
            if self._last and first <= self._last[-1]:
                self._last[-1] = max(self._last[-1], last)
            else:
                self._first.append(first)
                self._last.append(last)

    def hold(self, day: date) -> bool:
        place = bisect_right(self._first, day) - 1
        return place >= 0 and day <= self._last[place]


class Certezza:
    """What is certain of a register under one waiting time."""

    def __init__(self, rete: Rete, waiting: Durata | None) -> None:
        self._rete = rete
        self._bodies: Mapping[str, tuple[Stretch, ...]] = {
            ente.id: found
            for ente in rete.enti.values()
            if (found := tuple(_doubts_on_body(ente, waiting)))
        }
        self._members = _Doubts(one for found in self._bodies.values() for one in found)
        self._tables: dict[str, _Doubts] = {}

    def holds_for(self, tavoli: tuple[str, ...], day: date) -> bool:
        """Whether who is entitled at these tables together is known on a day."""
        return all(self._at(tavolo, day) for tavolo in tavoli)

    def _at(self, identifier: str, day: date) -> bool:
        tavolo = self._rete.tavoli.get(identifier)
        if tavolo is None:
            return False
        if tavolo.sits_all_members:
            return not self._rete.any_unread("ente") and not self._members.hold(day)
        if identifier not in self._tables:
            self._tables[identifier] = _Doubts(self._on_seats(tavolo))
        return not self._tables[identifier].hold(day)

    def _on_seats(self, tavolo: Tavolo) -> Iterator[Stretch]:
        for seat in tavolo.componenti:
            yield from _doubts_on(seat)
            begun = first_day(seat.dal)
            ended = seat.al.ultimo if seat.al else date.max
            if self._rete.is_unread("ente", seat.ente):
                yield begun, ended
            for first, last in self._bodies.get(seat.ente, ()):
                if max(first, begun) <= min(last, ended):
                    yield max(first, begun), min(last, ended)


def _doubts_on_body(ente: Ente, waiting: Durata | None) -> Iterator[Stretch]:
    for adesione in ente.adesioni:
        yield from _doubts_on(adesione)
        if waiting is not None:
            yield from _doubts_on_waiting(adesione, waiting)
    for sospensione in ente.sospensioni:
        yield from _doubts_on(sospensione)


def _doubts_on(period: Adesione | Periodo | Incarico) -> Iterator[Stretch]:
    """The days on which a period may hold or not."""
    ended = period.al.ultimo if period.al else date.max
    if period.dal is None:
        told = [fonte.data.ultimo for fonte in period.fonti if fonte.data is not None]
        unknown = min(min(told) - _DAY, ended) if told else ended
        yield date.min, unknown
    elif period.dal.is_month:
        yield period.dal.primo, min(period.dal.ultimo - _DAY, ended)
    if period.al is not None and period.al.is_month:
        yield period.al.primo + _DAY, period.al.ultimo


def _doubts_on_waiting(adesione: Adesione, waiting: Durata) -> Iterator[Stretch]:
    """The days on which the waiting time of a month without its day may be over or not."""
    if adesione.dal is None or not adesione.dal.is_month:
        return
    first = calendario.deadline(adesione.dal.primo, waiting, shift=False)
    last = calendario.deadline(adesione.dal.ultimo, waiting, shift=False) - _DAY
    if first <= last:
        yield first, last


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
