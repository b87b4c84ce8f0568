"""Proxies between bodies: who may hold them, how many, and which hold where there are too many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from rete.model import verbale
from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.records import frozen


@frozen
class DelegheInEccesso:
    """More proxies to one body than it may hold: how many of them hold, nobody knows which."""

    a: str
    di: frozenset[str]
    valgono: int


@frozen
class Deleghe:
    """Who is represented, and the proxies of which nobody knows which hold."""

    sicure: frozenset[str] = frozenset()
    in_eccesso: tuple[DelegheInEccesso, ...] = ()

    @property
    def quante(self) -> int:
        """How many hold: known also where it is not known which."""
        return len(self.sicure) + sum(group.valgono for group in self.in_eccesso)


def holders(
    given: Iterable[verbale.Delega],
    there: frozenset[str],
    out: frozenset[str],
    not_wanted: frozenset[str],
) -> Mapping[str, frozenset[str]]:
    """The proxies that can be held at a decision, by who holds them: never chained.

    Of a body that is there none is wanted, nor of the others of ``not_wanted``.
    """
    proxies = tuple(given)
    givers = {proxy.di for proxy in proxies}
    by_holder: dict[str, set[str]] = defaultdict(set)
    for proxy in proxies:
        holds = proxy.a in there and proxy.a not in out and proxy.a not in givers
        if holds and proxy.a is not None and proxy.di not in there | not_wanted:
            by_holder[proxy.a].add(proxy.di)
    return {holder: frozenset(by_holder[holder]) for holder in sorted(by_holder)}


def within_limit(
    held: Mapping[str, frozenset[str]], most: int | None, out: frozenset[str]
) -> Deleghe | None:
    """Of the proxies held, those that hold: at most so many to one body, none of the excluded.

    None where nobody can tell how many they are.
    """
    sure: set[str] = set()
    unsure: list[DelegheInEccesso] = []
    for holder, bodies in held.items():
        if most is None:
            return None
        if not most:
            continue
        if len(bodies) <= most:
            sure |= bodies - out
        elif not bodies & out:
            unsure.append(DelegheInEccesso(a=holder, di=bodies, valgono=most))
        elif bodies - out:
            return None  # whether one that holds is of an excluded body, nobody knows
    named = [ente for group in unsure for ente in group.di]
    if len(named) != len(set(named) - sure):
        return None  # two proxies of one body, and one of them may not hold
    return Deleghe(sicure=frozenset(sure), in_eccesso=tuple(unsure))


def proxy_limit(rete: Rete, rules: Regole, day: date) -> int | None:
    """How many proxies one body may hold on a day; None where nobody says, or can tell.

    D.Lgs. 117/2017, art. 24 c. 3: in an association three, five where it has 500 members or more.
    """
    if rules.deleghe is None:
        return None
    return rules.deleghe.limit(_members(rete, day) if rules.deleghe.scaglioni else None)


def _members(rete: Rete, day: date) -> int | None:
    """How many are in the alliance on a day; None where nobody can tell."""
    if not rete.is_complete or rete.any_unread("ente"):
        return None
    known = [rete.aderisce(ente, day) for ente in rete.enti]
    return None if None in known else sum(map(bool, known))
