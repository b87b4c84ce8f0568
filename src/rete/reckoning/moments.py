"""The moments of a sitting: what held, and who sat there, at one of its decisions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any

from rete.model.comuni import Incarico
from rete.model.elenchi import ADESIONI, COMPONENTI, SOSPENSIONI, voci
from rete.model.forma_di_elenco import Elenco
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import any_of, covers, eve, last_day
from rete.model.verbale import Verbale
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.stretches import AnyPeriod
from rete.records import frozen


@frozen
class Momento:
    """A decision of a sitting: whatever an earlier decision of it changed is so already.

    ``n`` is 0 for the opening of the sitting.
    """

    verbale: str
    giorno: date
    n: int


def holds_at(rete: Rete, period: AnyPeriod, when: Momento) -> bool | None:
    """Whether a period holds at a decision; begun or ended by decision m it is so from m + 1."""
    if period.dal is None:
        return covers(period, when.giorno)
    if period.dal.primo > when.giorno:
        return False
    if period.dal.ultimo >= when.giorno:
        begun = acts_of(rete).number_in(period.atto, when.verbale)
        if begun is not None and when.n <= begun:
            return False
    if period.al is None or period.al.ultimo > when.giorno:
        return True
    if period.al.ultimo < eve(when.giorno):
        return False
    ended = acts_of(rete).number_in(period.atto_fine, when.verbale)
    if period.al.ultimo == when.giorno:
        return ended is None or when.n <= ended
    return ended is not None and when.n <= ended


def surely_holds_at(rete: Rete, period: AnyPeriod, when: Momento) -> bool:
    """Whether it holds at a decision whatever its unknown days are."""
    begun = period.dal is None or period.dal.ultimo <= when.giorno
    goes_on = period.al is None or period.al.primo >= when.giorno
    return begun and goes_on and holds_at(rete, period, when) is True


def any_holds(rete: Rete, periods: Iterable[AnyPeriod], when: Momento) -> bool | None:
    """Whether any of the periods holds at a decision; None where it may be."""
    return any_of(holds_at(rete, period, when) for period in periods)


def first_and_last(verbale: Verbale) -> tuple[Momento, Momento]:
    """The opening of a sitting, and the moment after its last decision."""
    last = max((decisione.n for decisione in verbale.decisioni), default=0)
    moment = partial(Momento, verbale=verbale.id, giorno=verbale.data)
    return moment(n=0), moment(n=last + 1)


def sat_there(rete: Rete, verbale: Verbale, ente: str) -> bool | None:
    """Whether a body sat, at the opening or at the end, at any of the tables that met."""
    if any(_sits_that_day(rete, tavolo, ente, verbale.data) for tavolo in verbale.tavoli):
        return True
    return any_of(
        sits_at(rete, tavolo, ente, when)
        for tavolo in verbale.tavoli
        for when in first_and_last(verbale)
    )


def expected_at(rete: Rete, tavolo: str, ente: str, when: Momento) -> bool | None:
    """Whether a body sits at a table, and is not suspended, at a moment of a sitting."""
    sits = sits_at(rete, tavolo, ente, when)
    record = rete.enti.get(ente)
    if not sits or record is None:
        return sits
    suspended = any_holds(rete, record.sospensioni, when)
    return None if suspended is None else not suspended


def _sits_that_day(rete: Rete, tavolo: str, ente: str, day: date) -> bool:
    """Whether a body plainly sits: most do, and need not be asked decision by decision."""
    table = rete.tavoli.get(tavolo)
    if table is None or ente not in rete.enti:
        return False
    own = own_periods(rete, table, ente)
    return any(p.dal and p.dal.primo <= day <= last_day(p.al) for p in own)


def sits_at(rete: Rete, tavolo: str, ente: str, when: Momento) -> bool | None:
    """Whether a body sits at a table at a moment of a sitting."""
    if rete.is_unread("tavolo", tavolo) or rete.is_unread("ente", ente):
        return None
    table = rete.tavoli.get(tavolo)
    if table is None:
        return False
    sits = any_holds(rete, seats_of(rete, tavolo, ente), when)
    record = rete.enti.get(ente)
    if sits is True or not table.sits_all_members or record is None:
        return sits
    is_in = any_holds(rete, record.adesioni, when)
    return None if sits is None and is_in is False else is_in


def own_periods(rete: Rete, table: Tavolo, ente: str) -> tuple[AnyPeriod, ...]:
    """The periods that let a body sit at a table: its seats, or its adhesions where all sit."""
    record = rete.enti.get(ente)
    member = record.adesioni if record and table.sits_all_members else ()
    return (*seats_of(rete, table.id, ente), *member)


def seats_of(rete: Rete, tavolo: str, ente: str) -> tuple[Incarico, ...]:
    """The seats of a body at a table, whenever they were."""
    return _seats(rete).get((tavolo, ente), ())


@lru_cache(maxsize=4)
def _seats(rete: Rete) -> Mapping[tuple[str, str], tuple[Incarico, ...]]:
    found: dict[tuple[str, str], list[Incarico]] = defaultdict(list)
    for item in voci(rete, COMPONENTI):
        found[(item.id, item.voce.ente)].append(item.voce)
    return {key: tuple(seats) for key, seats in found.items()}


def changed_by(rete: Rete, verbale: str) -> frozenset[str]:
    """The bodies of which a sitting changed a membership, a suspension or a seat."""
    return _changed_by(rete).get(verbale, frozenset())


@lru_cache(maxsize=4)
def _changed_by(rete: Rete) -> Mapping[str, frozenset[str]]:
    acts = acts_of(rete)
    found: dict[str, set[str]] = defaultdict(set)

    memberships: tuple[Elenco[Any], ...] = (ADESIONI, SOSPENSIONI, COMPONENTI)
    for elenco in memberships:
        for item in voci(rete, elenco):
            ente = item.voce.ente if elenco is COMPONENTI else item.id
            for act in (item.voce.atto, item.voce.atto_fine):
                for one in (act, *acts.corrected_by(act)) if act else ():
                    minutes, slash, _ = one.partition("/")
                    if slash:
                        found[minutes].add(ente)
    return {minutes: frozenset(bodies) for minutes, bodies in found.items()}
