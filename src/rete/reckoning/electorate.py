"""Who votes at a table on a day, and at a given decision of a sitting; how many they are.

Of those who sit vote the full members, not suspended, past the waiting time of the rules. Counts
on a day are answered by bisection; bodies that a sitting itself admits, suspends or ends are
reckoned one by one, since for them what counts is the number of the decision.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from rete import calendario
from rete.model.comuni import Durata
from rete.model.ente import Adesione, Ente
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import Periodo, eve, first_told, last_day, next_day
from rete.reckoning.moments import Momento, any_holds, changed_by, seats_of
from rete.reckoning.stretches import Conta, Stretch, in_both, joined, possible, stretches, without


class Elettorato:
    """Who votes under one waiting time, counting the suspended or not."""

    def __init__(self, rete: Rete, waiting: Durata | None, with_suspended: bool) -> None:
        self._rete = rete
        self._waiting = waiting
        self._with_suspended = with_suspended
        self._stretches: Mapping[str, tuple[Stretch, ...]] = {
            ente.id: tuple(self._voting(ente)) for ente in rete.enti.values()
        }
        self._members = Conta(s for found in self._stretches.values() for s in found)
        self._tables: dict[str, Mapping[str, tuple[Stretch, ...]]] = {}
        self._counters: dict[str, Conta] = {}

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

    def chi_vota(
        self, tavoli: tuple[str, ...], bodies: Iterable[str], giorno: date
    ) -> frozenset[str]:
        """Of these bodies, who votes on a day at these tables, where that is certain.

        Of a body that the sitting itself changes ``vota`` must be asked.
        """
        day, named = giorno.toordinal(), list(bodies)
        found: set[str] = set()
        for table in filter(None, map(self._rete.tavoli.get, tavoli)):
            voting = self._at(table)
            for ente in named:
                for first, last in voting.get(ente, ()):
                    if first <= day <= last:
                        found.add(ente)
        return frozenset(found)

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
        return any_holds(self._rete, seats_of(self._rete, tavolo, ente), when)

    def _is_voter(self, ente: Ente, when: Momento) -> bool | None:
        full = any_holds(self._rete, _full(ente), when)
        if full is not True:
            return full
        if not self._with_suspended and any_holds(self._rete, ente.sospensioni, when):
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
        suspended = [] if self._with_suspended else stretches(ente.sospensioni)
        for begun, last in stretches(_full(ente)):
            first = begun
            for since, end in memberships:
                if self._waiting and since.toordinal() <= begun <= end:
                    waited = _after(since, self._waiting, self._rete, ente).toordinal()
                    first = max(first, waited)
            yield from without((first, last), suspended)

    def _count_with_changes(self, table: Tavolo, when: Momento) -> int:
        day = when.giorno.toordinal()
        counter = self._members if table.sits_all_members else self._counter_of(table)
        total = counter.on(day)
        for ente in changed_by(self._rete, when.verbale):
            plain = len(self.chi_vota((table.id,), (ente,), when.giorno))
            total += int(bool(self.vota((table.id,), ente, when))) - plain
        return total

    def _counter_of(self, table: Tavolo) -> Conta:
        if table.id not in self._counters:
            self._counters[table.id] = Conta(
                stretch for found in self._at(table).values() for stretch in found
            )
        return self._counters[table.id]

    def _at(self, table: Tavolo) -> Mapping[str, tuple[Stretch, ...]]:
        """The stretches in which each body that ever sat at a table votes there."""
        if table.sits_all_members:
            return self._stretches
        if table.id not in self._tables:
            self._tables[table.id] = {
                ente: tuple(
                    in_both(
                        stretches(seats_of(self._rete, table.id, ente)),
                        self._stretches.get(ente, ()),
                    )
                )
                for ente in dict.fromkeys(seat.ente for seat in table.componenti)
            }
        return self._tables[table.id]


def _full(ente: Ente) -> list[Adesione]:
    return [period for period in ente.adesioni if period.qualita == "effettivo"]


def _memberships(ente: Ente) -> Iterator[tuple[date, int]]:
    """The unbroken memberships of a body: first day, last day (ordinal)."""
    for first, last in joined(stretches(a for a in ente.adesioni if a.dal is not None), gap=1):
        yield date.fromordinal(first), last


def _after(since: date, waiting: Durata, rete: Rete, ente: Ente) -> date:
    """The first day on which who came in on ``since`` votes; who signed the pact does not wait."""
    for adesione in ente.adesioni:
        if adesione.dal is not None and adesione.dal.primo == since:
            founding = rete.atti.get(adesione.atto)
            if founding is not None and founding.tipo == "stipula":
                return since
    return calendario.deadline(since, waiting, shift=False)


@lru_cache(maxsize=16)
def electorate(rete: Rete, waiting: Durata | None, with_suspended: bool) -> Elettorato:
    """The electorate under one waiting time, reckoned once."""
    return Elettorato(rete, waiting, with_suspended)


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
    return rete.is_complete and _certainty(rete, waiting).holds_for(tavoli, day)


@lru_cache(maxsize=16)
def _certainty(rete: Rete, waiting: Durata | None) -> Certezza:
    return Certezza(rete, waiting)
