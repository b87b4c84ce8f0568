"""Who was there at each decision of a sitting: movements, proxies, the excluded, corrections."""

from collections import defaultdict
from functools import cached_property
from typing import Final

from rete.model.comuni import Durata
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Movimento, Verbale
from rete.model.vigenti import RegoleInVigore
from rete.reckoning.comings import attending, had_gone, was_in
from rete.reckoning.electorate import electorate
from rete.reckoning.moments import Momento, changed_by
from rete.reckoning.proxies import Deleghe, DelegheInEccesso, holders, proxy_limit, within_limit
from rete.records import frozen


@frozen
class CondizioniDiVoto:
    """What is particular to one vote: who is out of it, who voted before, whether by proxy too."""

    esclusi: frozenset[str] = frozenset()
    anticipati: frozenset[str] = frozenset()
    senza_deleghe: bool = False


NESSUNA: Final = CondizioniDiVoto()
"""Nothing in particular: as at the opening."""


@frozen
class Presenza:
    """Who counts at one decision; bodies by id, entitled to vote but for ``in_sala``.

    ``in_sala`` is whoever is there, with a vote or not; of these ``in_proprio`` may vote;
    ``per_delega`` are away, with a valid proxy to one who is there; ``in_eccesso`` are the proxies
    of which only some hold; ``in_anticipo`` are away, and sent their vote; ``per_silenzio`` are
    those of ``in_proprio`` who did not answer in writing, where that is consent;
    ``nel_numero_legale`` is how many count for the quorum, of how many entitled. Of the excluded
    who would vote some are
    there (``esclusi_presenti``), and so many are entitled (``esclusi_con_diritto``). ``senza_nomi``
    is how many were there where the minutes tell their number alone: they are all taken to be
    entitled, and no name is in any of the other fields.
    """

    aventi_diritto: int
    base_numero_legale: int
    in_sala: frozenset[str]
    in_proprio: frozenset[str]
    per_delega: frozenset[str]
    nel_numero_legale: int
    in_eccesso: tuple[DelegheInEccesso, ...] = ()
    senza_nomi: int | None = None
    in_anticipo: frozenset[str] = frozenset()
    esclusi_presenti: frozenset[str] = frozenset()
    esclusi_con_diritto: int = 0
    per_silenzio: frozenset[str] = frozenset()

    @property
    def votanti(self) -> frozenset[str]:
        """Whoever surely votes here, in person, by proxy or by a vote sent beforehand."""
        return self.in_proprio | self.per_delega | self.in_anticipo

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


_Asked = tuple[frozenset[str], frozenset[str], CondizioniDiVoto]
"""Who was there, who had gone, what is particular to the vote."""


class Sala:
    """One sitting, asked again and again who counts: what no decision changes is kept."""

    def __init__(
        self,
        rete: Rete,
        verbale: Verbale,
        rules: RegoleInVigore,
        tavoli: tuple[str, ...] | None = None,
    ) -> None:
        """``tavoli`` are those whose voters count, where they are not all of the sitting."""
        self._verbale = verbale
        self.rules = rules
        self.tavoli = tavoli or verbale.tavoli
        self._waiting: Durata | None = rules.attesa
        self.rete = rete
        self._listed = attending(rete, verbale)
        self._movements: dict[str, list[Movimento]] = defaultdict(list)
        for movement in verbale.movimenti:
            self._movements[movement.ente].append(movement)
        self._changing = changed_by(rete, verbale.id)
        self._everybody = frozenset(self._listed.tutti if self._listed else ())
        self._silent = self._silent_ones()
        self._everybody |= self._silent or frozenset()
        self._named = self._everybody | {proxy.di for proxy in verbale.deleghe}
        for vote in filter(None, (decisione.votazione for decisione in verbale.decisioni)):
            self._named |= {*vote.anticipati, *vote.esclusi}
        unknown = {ente for ente in self._named if ente not in rete.enti}
        self._asked = unknown | (self._named & self._changing)
        self._voters: dict[bool, frozenset[str]] = {}
        self._staying = self._everybody - verbale.leaving
        self._known: dict[_Asked, Presenza | None] = {}

    def at(self, n: int, of: CondizioniDiVoto = NESSUNA) -> Presenza | None:
        """Who counts at decision ``n`` (0: the opening); None where the register cannot tell."""
        there = self.there(n)
        if self._silent is None:
            return None
        if there is None:
            return self._by_number(n, of)
        if self._changing:
            return self._count(n, there, of)
        asked = (there, self._gone(n), of)
        if asked not in self._known:
            self._known[asked] = self._count(n, there, of)
        return self._known[asked]

    def _by_number(self, n: int, of: CondizioniDiVoto) -> Presenza | None:
        """The same where the minutes say how many were there, and not who."""
        verbale = self._verbale
        if self._listed is not None or verbale.presenti_numero is None or verbale.deleghe:
            return None
        if self.tavoli != verbale.tavoli or self.rules.silenzio == "assenso":
            return None  # of whom sits at this table, or did not answer, no number is told
        entitled = electorate(self.rete, self._waiting, False).quanti(
            verbale.tavoli, self.moment(n)
        )
        were_in = {ente: was_in(moves, n) for ente, moves in self._movements.items()}
        if entitled is None or None in were_in.values():
            return None
        away = {ente for ente, there in were_in.items() if not there} | of.esclusi
        before = of.anticipati - of.esclusi
        number = max(0, verbale.presenti_numero - len(away)) + len(before)
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

    def at_vote(self, decisione: Decisione) -> Presenza | None:
        """Who counts at a decision, with what is particular to its vote and its matter."""
        vote, barred = decisione.votazione, False
        if self.rules.deleghe is not None and decisione.materia is not None:
            barred = decisione.materia in self.rules.deleghe.vietate_per
        return self.at(
            decisione.n,
            CondizioniDiVoto(
                esclusi=frozenset(vote.esclusi if vote else ()),
                anticipati=frozenset(vote.anticipati if vote else ()),
                senza_deleghe=barred,
            ),
        )

    def _count(self, n: int, there: frozenset[str], of: CondizioniDiVoto) -> Presenza | None:
        when, in_room = self.moment(n), there - of.esclusi
        entitled = electorate(self.rete, self._waiting, False).quanti(self.tavoli, when)
        in_person = self._entitled(when, in_room)
        in_advance = self._entitled(when, of.anticipati - there - of.esclusi)
        proxies = self._proxies(when, there, of)
        excluded = self._entitled(when, of.esclusi)
        if entitled is None or in_person is None or in_advance is None:
            return None
        if proxies is None or excluded is None:
            return None
        quorum, base = len(in_person | in_advance), entitled
        if self.rules.deleghe is not None and self.rules.deleghe.nel_numero_legale:
            quorum += proxies.quante
        if self.rules.sospesi_nel_numero_legale:
            also = self._entitled(when, in_room, with_suspended=True)
            everybody = electorate(self.rete, self._waiting, True)
            whole = everybody.quanti(self.tavoli, when)
            if also is None or whole is None:
                return None
            quorum, base = quorum + len(also - in_person), whole
        return Presenza(
            aventi_diritto=entitled,
            base_numero_legale=base,
            in_sala=in_room,
            in_proprio=in_person,
            per_delega=proxies.sicure,
            nel_numero_legale=quorum,
            in_eccesso=proxies.in_eccesso,
            in_anticipo=in_advance,
            esclusi_presenti=excluded & there,
            esclusi_con_diritto=len(excluded),
            per_silenzio=in_person & (self._silent or frozenset()),
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

    def _silent_ones(self) -> frozenset[str] | None:
        """Whoever consented by silence; None where nobody can tell whether it is consent."""
        if self.rules.silenzio is None:
            return frozenset()
        from rete.reckoning.silence import silent_ones  # few pacts speak of it

        return silent_ones(self.rete, self._verbale, self.rules, self.tavoli, self._everybody)

    def vota(self, ente: str, when: Momento, *, with_suspended: bool = False) -> bool | None:
        """Whether a body votes at a decision of this sitting."""
        voters = electorate(self.rete, self._waiting, with_suspended)
        return voters.vota(self.tavoli, ente, when)

    def moment(self, n: int) -> Momento:
        """Decision ``n`` of this sitting."""
        return Momento(verbale=self._verbale.id, giorno=self._verbale.data, n=n)

    def _entitled(
        self, when: Momento, bodies: frozenset[str], *, with_suspended: bool = False
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
            voters = electorate(self.rete, self._waiting, with_suspended)
            self._voters[with_suspended] = voters.chi_vota(
                self.tavoli, self._named - self._asked, self._verbale.data
            )
        return self._voters[with_suspended]

    def _proxies(
        self, when: Momento, there: frozenset[str], of: CondizioniDiVoto
    ) -> Deleghe | None:
        """Who is away and voted through another; None where nobody can tell how many they are."""
        rules, given = self.rules.deleghe, self._verbale.deleghe
        if rules is None or not given or of.senza_deleghe:
            return Deleghe()
        if any(proxy.a is None for proxy in given):
            return None
        found: dict[str, frozenset[str]] = {}
        not_wanted = of.anticipati | (self._everybody - self._gone(when.n))
        for holder, bodies in holders(given, there, of.esclusi, not_wanted).items():
            may_hold, entitled = self.vota(holder, when), self._entitled(when, bodies)
            if may_hold is None or entitled is None:
                return None
            if may_hold:
                found[holder] = entitled
        return within_limit(found, self.limit, of.esclusi)

    def _gone(self, n: int) -> frozenset[str]:
        """Whoever was there and had gone by decision ``n``: a proxy left behind counts from it."""
        leaving = self._everybody - self._staying
        return frozenset(ente for ente in leaving if had_gone(self._movements[ente], n))

    @cached_property
    def limit(self) -> int | None:
        """How many proxies one body may hold that day; None where nobody can tell."""
        return proxy_limit(self.rete, self.rules, self._verbale.data)
