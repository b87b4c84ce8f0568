"""Who was there at each decision of a sitting: movements, proxies, the excluded, corrections."""

from collections import defaultdict

from rete.model.comuni import Durata
from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.model.verbale import Movimento, Verbale
from rete.reckoning.acts import acts_of
from rete.reckoning.electorate import electorate
from rete.reckoning.moments import Momento, changed_by
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class Presenza:
    """Who counts at one decision; bodies by id, all of them entitled to vote.

    ``in_proprio`` are in the room or connected; ``per_delega`` are away, with a valid proxy to one
    who is there; ``nel_numero_legale`` is how many count for the quorum, of how many entitled.
    """

    aventi_diritto: int
    base_numero_legale: int
    in_proprio: frozenset[str]
    per_delega: frozenset[str]
    nel_numero_legale: int

    @property
    def votanti(self) -> frozenset[str]:
        """Whoever may vote here, in person or by proxy."""
        return self.in_proprio | self.per_delega


@dataclass(frozen=True, kw_only=True)
class Intervenuti:
    """Who the minutes say was there, as rectified by later acts."""

    presenti: tuple[str, ...]
    collegati: tuple[str, ...]

    @property
    def tutti(self) -> tuple[str, ...]:
        return (*self.presenti, *self.collegati)


def attending(rete: Rete, verbale: Verbale) -> Intervenuti | None:
    """Whoever was there at any moment; None where the minutes do not say."""
    presenti, collegati = verbale.presenti, verbale.collegati
    for _by, effetto in acts_of(rete).rectifying(verbale.id):
        presenti = effetto.presenti if effetto.presenti is not None else presenti
        collegati = effetto.collegati if effetto.collegati is not None else collegati
    if presenti is None:
        return None
    return Intervenuti(presenti=presenti, collegati=collegati)


def was_in(movements: list[Movimento], n: int) -> bool | None:
    """Whether a body with these movements was there at decision ``n``; None if not numbered."""
    if not movements:
        return True
    there = not _enters(movements[0])
    for movement in movements:
        first = _first_decision(movement)
        if first is None:
            return None
        if first <= n:
            there = _enters(movement)
    return there


def _enters(movement: Movimento) -> bool:
    if movement.entra is not None or movement.esce is not None:
        return movement.entra is not None
    return movement.dal_voto is not None


def _first_decision(movement: Movimento) -> int | None:
    """The first decision at which a movement counts."""
    if movement.dal_voto is not None:
        return movement.dal_voto
    return movement.dopo_il_voto + 1 if movement.dopo_il_voto is not None else None


class Sala:
    """One sitting, asked again and again who counts: what no decision changes is kept."""

    def __init__(self, rete: Rete, verbale: Verbale, rules: Regole) -> None:
        self._verbale = verbale
        self._rules = rules
        self._waiting: Durata | None = rules.voto.dopo if rules.voto else None
        self._rete = rete
        self._listed = attending(rete, verbale)
        self._movements: dict[str, list[Movimento]] = defaultdict(list)
        for movement in verbale.movimenti:
            self._movements[movement.ente].append(movement)
        self._changing = changed_by(rete, verbale.id)
        self._everybody = frozenset(self._listed.tutti if self._listed else ())
        self._named = self._everybody | {proxy.di for proxy in verbale.deleghe}
        unknown = {ente for ente in self._named if ente not in rete.enti}
        self._asked = unknown | (self._named & self._changing)
        self._voters: dict[bool, frozenset[str]] = {}
        self._known: dict[tuple[frozenset[str], tuple[str, ...]], Presenza | None] = {}

    def at(self, n: int, excluded: tuple[str, ...] = ()) -> Presenza | None:
        """Who counts at decision ``n`` (0: the opening); None where the register cannot tell."""
        there = self.there(n)
        if there is None:
            return None
        if self._changing:
            return self._count(n, there, excluded)
        if (there, excluded) not in self._known:
            self._known[(there, excluded)] = self._count(n, there, excluded)
        return self._known[(there, excluded)]

    def _count(self, n: int, there: frozenset[str], excluded: tuple[str, ...]) -> Presenza | None:
        when = Momento(verbale=self._verbale.id, giorno=self._verbale.data, n=n)
        entitled = electorate(self._rete, self._waiting, False).quanti(self._verbale.tavoli, when)
        in_person = self._entitled(when, there - set(excluded), with_suspended=False)
        proxies = self._proxies(when, there, excluded)
        if entitled is None or in_person is None or proxies is None:
            return None
        proxies -= set(excluded)
        quorum, base = len(in_person), entitled
        if self._rules.deleghe is not None and self._rules.deleghe.nel_numero_legale:
            quorum += len(proxies)
        if self._rules.sospesi_nel_numero_legale:
            also = self._entitled(when, there - set(excluded), with_suspended=True)
            everybody = electorate(self._rete, self._waiting, True)
            whole = everybody.quanti(self._verbale.tavoli, when)
            if also is None or whole is None:
                return None
            quorum, base = quorum + len(also - in_person), whole
        return Presenza(
            aventi_diritto=entitled,
            base_numero_legale=base,
            in_proprio=in_person,
            per_delega=proxies,
            nel_numero_legale=quorum,
        )

    def there(self, n: int) -> frozenset[str] | None:
        """Whoever was in the room or connected at decision ``n``, entitled or not."""
        if self._listed is None:
            return None
        if not self._movements:
            return self._everybody
        found = set(self._everybody)
        for ente, movements in self._movements.items():
            was = was_in(movements, n) if ente in found else True
            if was is None:
                return None
            if not was:
                found.discard(ente)
        return frozenset(found)

    def vota(self, ente: str, when: Momento, *, with_suspended: bool = False) -> bool | None:
        """Whether a body votes at a decision of this sitting."""
        voters = electorate(self._rete, self._waiting, with_suspended)
        return voters.vota(self._verbale.tavoli, ente, when)

    def _entitled(
        self, when: Momento, bodies: frozenset[str], *, with_suspended: bool
    ) -> frozenset[str] | None:
        found = set(bodies & self._voters_that_day(with_suspended))
        for ente in bodies & self._asked:
            votes = self.vota(ente, when, with_suspended=with_suspended)
            if votes is None:
                return None
            if votes:
                found.add(ente)
        return frozenset(found)

    def _voters_that_day(self, with_suspended: bool) -> frozenset[str]:
        """Of those whom no decision of the sitting changes, who votes there that day."""
        if with_suspended not in self._voters:
            voters = electorate(self._rete, self._waiting, with_suspended)
            self._voters[with_suspended] = voters.chi_vota(
                self._verbale.tavoli, self._named - self._asked, self._verbale.data
            )
        return self._voters[with_suspended]

    def _proxies(
        self, when: Momento, there: frozenset[str], excluded: tuple[str, ...]
    ) -> frozenset[str] | None:
        """Who is away and voted through another: within the limit, never chained, both entitled."""
        if self._rules.deleghe is None or not self._verbale.deleghe:
            return frozenset()
        givers = {proxy.di for proxy in self._verbale.deleghe}
        by_holder: dict[str, set[str]] = defaultdict(set)
        for proxy in self._verbale.deleghe:
            if proxy.a is None:
                return None
            holds = proxy.a in there and proxy.a not in excluded and proxy.a not in givers
            if holds and proxy.di not in there:
                by_holder[proxy.a].add(proxy.di)
        found: set[str] = set()
        for holder, bodies in by_holder.items():
            may_hold = self.vota(holder, when)
            given = self._entitled(when, frozenset(bodies), with_suspended=False)
            if may_hold is None or given is None:
                return None
            if may_hold:
                # The first ones by name, so that the order of writing does not count.
                found.update(sorted(given)[: self._rules.deleghe.massimo])
        return frozenset(found)
