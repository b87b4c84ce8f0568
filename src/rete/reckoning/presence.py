"""Who was there at each decision of a sitting: movements, proxies, the excluded, corrections."""

from collections import defaultdict
from datetime import date

from rete.model.comuni import Durata
from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.model.verbale import Movimento, Verbale
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.comings import had_gone, was_in
from rete.reckoning.electorate import electorate
from rete.reckoning.moments import Momento, changed_by
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class DelegheInEccesso:
    """More proxies to one body than it may hold: how many of them hold, nobody knows which."""

    a: str
    di: frozenset[str]
    valgono: int


@dataclass(frozen=True, kw_only=True)
class Presenza:
    """Who counts at one decision; bodies by id, entitled to vote but for ``in_sala``.

    ``in_sala`` is whoever is there, with a vote or not; of these ``in_proprio`` may vote;
    ``per_delega`` are away, with a valid proxy to one who is there; ``in_eccesso`` are the proxies
    of which only some hold; ``nel_numero_legale`` is how many count for the quorum, of how many
    entitled. ``senza_nomi`` is how many were there where the minutes tell their number alone: they
    are all taken to be entitled, and no name is in any of the other fields.
    """

    aventi_diritto: int
    base_numero_legale: int
    in_sala: frozenset[str]
    in_proprio: frozenset[str]
    per_delega: frozenset[str]
    nel_numero_legale: int
    in_eccesso: tuple[DelegheInEccesso, ...] = ()
    senza_nomi: int | None = None

    @property
    def votanti(self) -> frozenset[str]:
        """Whoever surely may vote here, in person or by proxy."""
        return self.in_proprio | self.per_delega

    @property
    def forse_votanti(self) -> frozenset[str]:
        """Whoever may vote here if its proxy is one of those that hold."""
        return frozenset().union(*(group.di for group in self.in_eccesso))

    @property
    def numero_votanti(self) -> int:
        """How many may vote here: known also where it is not known who."""
        if self.senza_nomi is not None:
            return self.senza_nomi
        return len(self.votanti) + self.deleghe_in_eccesso_valide

    @property
    def deleghe_in_eccesso_valide(self) -> int:
        return sum(group.valgono for group in self.in_eccesso)


@dataclass(frozen=True, kw_only=True)
class _Deleghe:
    """Who is represented, and the proxies of which nobody knows which hold."""

    sicure: frozenset[str] = frozenset()
    in_eccesso: tuple[DelegheInEccesso, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Intervenuti:
    """Who the minutes say was there, as rectified by later acts."""

    presenti: tuple[str, ...]
    collegati: tuple[str, ...]

    @property
    def tutti(self) -> tuple[str, ...]:
        return (*self.presenti, *self.collegati)


def attending(rete: Rete, verbale: Verbale, al: date | None = None) -> Intervenuti | None:
    """Whoever was there at any moment, as corrected (by a day, if one is given).

    None where the minutes do not say.
    """
    presenti, collegati = verbale.presenti, verbale.collegati
    for by, effetto in acts_of(rete).rectifying(verbale.id):
        if al is not None and by.data > al:
            continue
        presenti = effetto.presenti if effetto.presenti is not None else presenti
        collegati = effetto.collegati if effetto.collegati is not None else collegati
    if presenti is None and not collegati:
        return None
    return Intervenuti(presenti=presenti or (), collegati=collegati)


_Asked = tuple[frozenset[str], frozenset[str], tuple[str, ...]]
"""Who was there, who had gone, who was excluded."""


class Sala:
    """One sitting, asked again and again who counts: what no decision changes is kept."""

    def __init__(self, rete: Rete, verbale: Verbale, rules: Regole) -> None:
        self._verbale = verbale
        self._rules = rules
        self._waiting: Durata | None = rules.attesa
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
        self._staying = self._everybody - verbale.leaving
        self._known: dict[_Asked, Presenza | None] = {}

    def at(self, n: int, excluded: tuple[str, ...] = ()) -> Presenza | None:
        """Who counts at decision ``n`` (0: the opening); None where the register cannot tell."""
        there = self.there(n)
        if there is None:
            return self._by_number(n, excluded)
        if self._changing:
            return self._count(n, there, excluded)
        asked = (there, self._gone(n), excluded)
        if asked not in self._known:
            self._known[asked] = self._count(n, there, excluded)
        return self._known[asked]

    def _by_number(self, n: int, excluded: tuple[str, ...]) -> Presenza | None:
        """The same where the minutes say how many were there, and not who."""
        verbale = self._verbale
        if self._listed is not None or verbale.presenti_numero is None or verbale.deleghe:
            return None
        when = Momento(verbale=verbale.id, giorno=verbale.data, n=n)
        entitled = electorate(self._rete, self._waiting, False).quanti(verbale.tavoli, when)
        were_in = {ente: was_in(moves, n) for ente, moves in self._movements.items()}
        if entitled is None or None in were_in.values():
            return None
        away = {ente for ente, there in were_in.items() if not there} | set(excluded)
        number = max(0, verbale.presenti_numero - len(away))
        nobody: frozenset[str] = frozenset()
        return Presenza(
            aventi_diritto=entitled,
            base_numero_legale=entitled,
            in_sala=nobody,
            in_proprio=nobody,
            per_delega=nobody,
            nel_numero_legale=number,
            senza_nomi=number,
        )

    def _count(self, n: int, there: frozenset[str], excluded: tuple[str, ...]) -> Presenza | None:
        when = Momento(verbale=self._verbale.id, giorno=self._verbale.data, n=n)
        entitled = electorate(self._rete, self._waiting, False).quanti(self._verbale.tavoli, when)
        in_person = self._entitled(when, there - set(excluded), with_suspended=False)
        proxies = self._proxies(when, there, excluded)
        if entitled is None or in_person is None or proxies is None:
            return None
        quorum, base = len(in_person), entitled
        if self._rules.deleghe is not None and self._rules.deleghe.nel_numero_legale:
            quorum += len(proxies.sicure) + sum(group.valgono for group in proxies.in_eccesso)
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
            in_sala=there - set(excluded),
            in_proprio=in_person,
            per_delega=proxies.sicure,
            nel_numero_legale=quorum,
            in_eccesso=proxies.in_eccesso,
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
    ) -> _Deleghe | None:
        """Who is away and voted through another; None where nobody can tell how many they are."""
        if self._rules.deleghe is None or not self._verbale.deleghe:
            return _Deleghe()
        if any(proxy.a is None for proxy in self._verbale.deleghe):
            return None
        most, out = self._rules.deleghe.massimo, frozenset(excluded)
        sure: set[str] = set()
        unsure: list[DelegheInEccesso] = []
        for holder, bodies in self._given(when.n, there, out).items():
            may_hold = self.vota(holder, when)
            given = self._entitled(when, bodies, with_suspended=False)
            if may_hold is None or given is None:
                return None
            if not may_hold or not most:
                continue
            if len(given) <= most:
                sure |= given - out
            elif not given & out:
                unsure.append(DelegheInEccesso(a=holder, di=given, valgono=most))
            elif given - out:
                return None  # whether one that holds is of an excluded body, nobody knows
        named = [ente for group in unsure for ente in group.di]
        if len(named) != len(set(named) - sure):
            return None  # two proxies of one body, and one of them may not hold
        return _Deleghe(sicure=frozenset(sure), in_eccesso=tuple(unsure))

    def _gone(self, n: int) -> frozenset[str]:
        """Whoever was there and had gone by decision ``n``: a proxy left behind counts from it."""
        leaving = self._everybody - self._staying
        return frozenset(ente for ente in leaving if had_gone(self._movements[ente], n))

    def _given(
        self, n: int, there: frozenset[str], out: frozenset[str]
    ) -> dict[str, frozenset[str]]:
        """The proxies that can be held at a decision, by who holds them: never chained."""
        givers = {proxy.di for proxy in self._verbale.deleghe}
        not_gone = self._everybody - self._gone(n)
        by_holder: dict[str, set[str]] = defaultdict(set)
        for proxy in self._verbale.deleghe:
            holds = proxy.a in there and proxy.a not in out and proxy.a not in givers
            if holds and proxy.a is not None and proxy.di not in there | not_gone:
                by_holder[proxy.a].add(proxy.di)
        return {holder: frozenset(by_holder[holder]) for holder in sorted(by_holder)}
