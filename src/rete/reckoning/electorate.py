"""Who votes at a table on a day, and at a given decision of a sitting; how many they are.

Of those who sit vote the full members, not suspended, past the waiting time of the rules. Counts
on a day are answered by bisection; bodies that a sitting itself admits, suspends or ends are
reckoned one by one, since for them what counts is the number of the decision.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rete import calendario
from rete.model.comuni import Durata, Incarico, Periodo
from rete.model.ente import Adesione, Ente
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import covers

Stretch = tuple[int, int]
"""First and last day, as ordinals."""

_FOREVER = date.max.toordinal()
_DAY = timedelta(days=1)
AnyPeriod = Adesione | Periodo | Incarico


@dataclass(frozen=True, slots=True, kw_only=True)
class Momento:
    """A decision of a sitting: whatever an earlier decision of it changed is so already.

    ``n`` is 0 for the opening of the sitting.
    """

    verbale: str
    giorno: date
    n: int


def holds_at(period: AnyPeriod, when: Momento) -> bool | None:
    """Whether a period holds at a decision; begun or ended by decision m it is so from m + 1."""
    if period.dal is None:
        return covers(period, when.giorno)
    begun = _decision_of(period.atto, when.verbale)
    if begun is not None and period.dal.ultimo >= when.giorno:
        if period.dal.primo > when.giorno or when.n <= begun:
            return False
    elif period.dal.primo > when.giorno:
        return False
    if period.al is None or period.al.ultimo > when.giorno:
        return True
    ended = _decision_of(period.atto_fine, when.verbale)
    if period.al.ultimo == when.giorno:
        return ended is None or when.n <= ended
    return ended is not None and when.n <= ended and period.al.ultimo == when.giorno - _DAY


def _decision_of(act: str | None, verbale: str) -> int | None:
    """The number of the decision, if the act is one of this sitting."""
    minutes, slash, number = (act or "").partition("/")
    return int(number) if slash and minutes == verbale else None


class _Counter:
    """How many stretches hold on a day."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        kept = list(stretches)
        self._starts = sorted(first for first, _ in kept)
        self._ends = sorted(last for _, last in kept)

    def on(self, day: int) -> int:
        return bisect_right(self._starts, day) - bisect_left(self._ends, day)


class Elettorato:
    """Who votes under one waiting time, counting the suspended or not."""

    def __init__(self, rete: Rete, waiting: Durata | None, with_suspended: bool) -> None:
        self._rete = rete
        self._waiting = waiting
        self._with_suspended = with_suspended
        self._stretches: dict[str, tuple[Stretch, ...]] = {
            ente.id: tuple(self._voting(ente)) for ente in rete.enti.values()
        }
        self._members = _Counter(s for found in self._stretches.values() for s in found)
        self._tables: dict[str, _Counter] = {}

    def quanti(self, tavoli: tuple[str, ...], when: Momento) -> int | None:
        """How many vote at these tables together at a decision; None where nobody can tell."""
        tables = [self._rete.tavoli.get(tavolo) for tavolo in tavoli]
        found = [table for table in tables if table is not None]
        if len(found) < len(tables):
            return None
        for table in found:
            if table.sits_all_members:  # whoever votes elsewhere is a member, and votes here too
                return self._count_with_changes(table, when)
        if len(found) == 1:
            return self._count_with_changes(found[0], when)
        bodies = {seat.ente for table in found for seat in table.componenti}
        return sum(bool(self.vota(tavoli, ente, when)) for ente in bodies)

    def vota(self, tavoli: tuple[str, ...], ente: str, when: Momento) -> bool | None:
        """Whether a body votes at a decision of a sitting of these tables."""
        record = self._rete.enti.get(ente)
        if record is None:
            return None if self._rete.is_unread("ente", ente) else False
        sits = [self._sits(tavolo, ente, when) for tavolo in tavoli]
        is_voter = self._is_voter(record, when)
        if is_voter is False or (True not in sits and None not in sits):
            return False
        return True if is_voter and True in sits else None

    def _sits(self, tavolo: str, ente: str, when: Momento) -> bool | None:
        table = self._rete.tavoli.get(tavolo)
        if table is None:
            return None if self._rete.is_unread("tavolo", tavolo) else False
        if table.sits_all_members:
            return True  # as far as it votes: who votes is a member
        return _any(holds_at(seat, when) for seat in table.componenti if seat.ente == ente)

    def _is_voter(self, ente: Ente, when: Momento) -> bool | None:
        full = _any(
            holds_at(period, when) for period in ente.adesioni if period.qualita == "effettivo"
        )
        if full is not True:
            return full
        if not self._with_suspended and any(holds_at(p, when) for p in ente.sospensioni):
            return False
        return self._waited(ente, when.giorno)

    def _waited(self, ente: Ente, day: date) -> bool | None:
        if self._waiting is None:
            return True
        for since, last in _memberships(ente):
            if since.toordinal() <= day.toordinal() <= last:
                return day >= _after(since, self._waiting, self._rete, ente)
        return True

    def _voting(self, ente: Ente) -> Iterator[Stretch]:
        """The stretches in which a body votes, as far as its days are known."""
        memberships = list(_memberships(ente)) if self._waiting else []
        suspended = [] if self._with_suspended else [_stretch(p) for p in ente.sospensioni]
        for adesione in ente.adesioni:
            if adesione.qualita != "effettivo" or adesione.dal is None:
                continue
            first, last = _stretch(adesione)
            for since, end in memberships:
                if self._waiting and since.toordinal() <= first <= end:
                    waited = _after(since, self._waiting, self._rete, ente).toordinal()
                    first = max(first, waited)
            yield from _without((first, last), suspended)

    def _count_with_changes(self, table: Tavolo, when: Momento) -> int:
        day = when.giorno.toordinal()
        counter = self._members if table.sits_all_members else self._counter_of(table)
        total = counter.on(day)
        for ente in changed_by(self._rete, when.verbale):
            plain = self._holds_on(table, ente, day)
            total += int(bool(self.vota((table.id,), ente, when))) - int(plain)
        return total

    def _holds_on(self, table: Tavolo, ente: str, day: int) -> bool:
        stretches = self._stretches.get(ente, ())
        if not table.sits_all_members:
            stretches = tuple(self._seated(s for s in table.componenti if s.ente == ente))
        return any(first <= day <= last for first, last in stretches)

    def _counter_of(self, table: Tavolo) -> _Counter:
        if table.id not in self._tables:
            self._tables[table.id] = _Counter(self._seated(table.componenti))
        return self._tables[table.id]

    def _seated(self, seats: Iterable[Incarico]) -> Iterator[Stretch]:
        for seat in seats:
            if seat.dal is not None:
                first, last = _stretch(seat)
                for begun, ended in self._stretches.get(seat.ente, ()):
                    if max(first, begun) <= min(last, ended):
                        yield max(first, begun), min(last, ended)


def _any(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    if True in found:
        return True
    return None if None in found else False


def _stretch(period: AnyPeriod) -> Stretch:
    first = period.dal.primo.toordinal() if period.dal else 1
    return first, period.al.ultimo.toordinal() if period.al else _FOREVER


def _without(stretch: Stretch, holes: Iterable[Stretch]) -> Iterator[Stretch]:
    first, last = stretch
    for begun, ended in sorted(holes):
        if begun > last or ended < first:
            continue
        if first < begun:
            yield first, begun - 1
        first = ended + 1
    if first <= last:
        yield first, last


def _memberships(ente: Ente) -> Iterator[tuple[date, int]]:
    """The unbroken memberships of a body: first day, last day (ordinal)."""
    dated = sorted(_stretch(adesione) for adesione in ente.adesioni if adesione.dal is not None)
    since, until = None, 0
    for first, last in dated:
        if since is None or first > until + 1:
            if since is not None:
                yield date.fromordinal(since), until
            since = first
        until = max(until, last)
    if since is not None:
        yield date.fromordinal(since), until


def _after(since: date, waiting: Durata, rete: Rete, ente: Ente) -> date:
    """The first day on which who came in on ``since`` votes; who signed the pact does not wait."""
    for adesione in ente.adesioni:
        if adesione.dal is not None and adesione.dal.primo == since:
            founding = rete.atti.get(adesione.atto)
            if founding is not None and founding.tipo == "stipula":
                return since
    return calendario.deadline(since, waiting, shift=False)


def is_certain(rete: Rete, tavoli: tuple[str, ...], day: date) -> bool:
    """Whether the register can tell who is entitled at these tables on a day."""
    if rete.patto is None or not rete.patto.is_complete:
        return False
    undated = _undated(rete)
    for tavolo in tavoli:
        table = rete.tavoli.get(tavolo)
        if table is None:
            return False
        if table.sits_all_members:
            doubtful = rete.any_unread("ente") or any(
                rete.aderisce(e, day) is None for e in undated
            )
        else:
            doubtful = any(_is_doubtful(rete, seat, day, undated) for seat in table.componenti)
        if doubtful:
            return False
    return True


def _is_doubtful(rete: Rete, seat: Incarico, day: date, undated: frozenset[str]) -> bool:
    if seat.dal is None and covers(seat, day) is None:
        return True
    if seat.ente not in undated and seat.ente in rete.enti:
        return False
    return covers(seat, day) is True and rete.aderisce(seat.ente, day) is None


@lru_cache(maxsize=4)
def _undated(rete: Rete) -> frozenset[str]:
    """The bodies with a membership whose first day is not known."""
    return frozenset(e.id for e in rete.enti.values() if any(a.dal is None for a in e.adesioni))


def changed_by(rete: Rete, verbale: str) -> frozenset[str]:
    """The bodies of which a sitting changed a membership, a suspension or a seat."""
    return _changed_by(rete).get(verbale, frozenset())


@lru_cache(maxsize=4)
def _changed_by(rete: Rete) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)

    def note(ente: str, periods: Iterable[AnyPeriod]) -> None:
        for period in periods:
            for act in (period.atto, period.atto_fine):
                minutes, slash, _ = (act or "").partition("/")
                if slash:
                    found[minutes].add(ente)

    for ente in rete.enti.values():
        note(ente.id, ente.adesioni)
        note(ente.id, ente.sospensioni)
    for tavolo in rete.tavoli.values():
        for seat in tavolo.componenti:
            note(seat.ente, (seat,))
    return {minutes: frozenset(bodies) for minutes, bodies in found.items()}


@lru_cache(maxsize=16)
def electorate(rete: Rete, waiting: Durata | None, with_suspended: bool) -> Elettorato:
    """The electorate under one waiting time, reckoned once."""
    return Elettorato(rete, waiting, with_suspended)
