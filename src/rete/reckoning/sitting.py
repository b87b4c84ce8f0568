"""A sitting counted, decision by decision: quorum and majority by the rules of its day."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rete.model.regole import Quorum, Regole
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale
from rete.model.vigenti import rules_of_sitting
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.applied import RegolaApplicata, rows_for, rows_for_all
from rete.reckoning.by_kind import kinds_asked, votes_by_kind
from rete.reckoning.electorate import is_certain
from rete.reckoning.fractions import least_number
from rete.reckoning.outcome import EsitoCalcolato, Scrutinio, Urna, scrutinies, strictest
from rete.reckoning.presence import Presenza, Sala
from rete.reckoning.votes import Voti, is_counted, possible_votes
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class NumeroLegaleChiesto:
    """A quorum set against who was there: how many counted for it, and how many it takes."""

    quorum: Quorum
    presenti: int
    servono: int
    raggiunto: bool


def all_reached(quorums: tuple[NumeroLegaleChiesto, ...]) -> bool | None:
    """Whether all quorums are reached; None where none is asked for."""
    return all(one.raggiunto for one in quorums) if quorums else None


@dataclass(frozen=True, kw_only=True)
class Conto:
    """One decision counted; what is None is not recorded, not regulated or not known."""

    decisione: Decisione
    regole: tuple[RegolaApplicata, ...]
    presenza: Presenza | None = None
    voti: Voti | None = None
    numeri_legali: tuple[NumeroLegaleChiesto, ...] = ()
    scrutini: tuple[Scrutinio, ...] = ()
    esito: EsitoCalcolato | None = None
    parita: bool = False
    voti_incerti: bool = False
    """Whether the votes depend on which of too many proxies hold."""

    @property
    def in_numero(self) -> bool | None:
        """Whether every quorum asked for is reached; None where none is, or nobody can tell."""
        return all_reached(self.numeri_legali)

    @property
    def parita_ignota(self) -> bool:
        """Whether there is a tie that who presides decides, and nobody can tell how it voted."""
        return self.esito is None and any(one.spareggio == "ignota" for one in self.scrutini)

    @property
    def natura_ignota(self) -> bool:
        """Whether a majority is wanted of one kind of bodies, and nobody knows how they voted."""
        asked = (one for one in self.scrutini if one.maggioranza and one.maggioranza.fra)
        return self.voti is not None and any(one.raggiunta is None for one in asked)


@dataclass(frozen=True, kw_only=True)
class Apertura:
    """Who counted at a moment of a sitting, and whether that was enough for any decision."""

    presenza: Presenza
    numero_legale: NumeroLegaleChiesto | None

    @property
    def in_numero(self) -> bool | None:
        """Whether every quorum asked for is reached; None where none is, or nobody can tell."""
        return self.numero_legale.raggiunto if self.numero_legale else None


@dataclass(frozen=True, kw_only=True)
class Seduta:
    """A sitting with the count of its opening and of each of its decisions."""

    verbale: Verbale
    regole: Regole | None
    conti: tuple[Conto, ...]
    room: Sala | None = None

    def conto(self, decisione: Decisione) -> Conto | None:
        """The count of one of its decisions; None where the rules of its day cannot be read."""
        return next((conto for conto in self.conti if conto.decisione is decisione), None)

    @property
    def apertura(self) -> Apertura | None:
        """The count at the opening; None where nobody can tell."""
        return self._count_at(0)

    @property
    def chiusura(self) -> Apertura | None:
        """The count after the last decision; None where nobody can tell."""
        return self._count_at(max((d.n for d in self.verbale.decisioni), default=0) + 1)

    def _count_at(self, n: int) -> Apertura | None:
        presence = self.room.at(n) if self.room else None
        if presence is None or self.regole is None:
            return None
        wanted = rows_for_all(self.regole, self.verbale.seconda_di is not None)
        asked = quorums_set_against((wanted,), presence)
        return Apertura(presenza=presence, numero_legale=asked[0] if asked else None)


def count_of(verbale: Verbale, decisione: Decisione, rules: Regole, room: Sala | None) -> Conto:
    """One decision counted by the rules of its day; without a room nobody can tell who voted."""
    applied = rows_for(decisione, rules, verbale.seconda_di is not None)
    votazione = decisione.votazione
    presence = room.at_vote(decisione) if room else None
    if room is None or presence is None:
        return Conto(decisione=decisione, regole=applied)
    urns: tuple[Urna, ...] = ()
    if votazione is not None:
        apart = votes_by_kind(room, decisione, votazione, presence, kinds_asked(applied))
        urns = tuple(
            Urna(
                verbale=verbale,
                votazione=votazione,
                presenza=presence,
                voti=votes,
                per_natura=apart,
            )
            for votes in possible_votes(votazione, presence)
        )
    found = tuple(one for rule in applied for one in scrutinies(rule, urns))
    return Conto(
        decisione=decisione,
        regole=applied,
        presenza=presence,
        voti=urns[0].voti if len(urns) == 1 else None,
        numeri_legali=quorums_set_against(applied, presence),
        scrutini=found,
        esito=strictest(found),
        parita=bool(urns) and all(urn.voti.sono_pari for urn in urns),
        voti_incerti=votazione is not None and len(urns) != 1 and is_counted(votazione),
    )


def quorums_set_against(
    rules: Iterable[RegolaApplicata], presence: Presenza
) -> tuple[NumeroLegaleChiesto, ...]:
    """The quorums asked for, each once, set against who was there."""
    return tuple(dict.fromkeys(one for rule in rules for one in _quorum(rule, presence)))


def _quorum(rule: RegolaApplicata, presence: Presenza) -> Iterator[NumeroLegaleChiesto]:
    if rule.numero_legale is None:
        return
    also = presence.esclusi_presenti if rule.esclusi and rule.esclusi.nel_numero_legale else ()
    number = presence.nel_numero_legale + len(also)
    wanted = least_number(rule.numero_legale, presence.base_numero_legale, down=rule.rounds_down)
    yield NumeroLegaleChiesto(
        quorum=rule.numero_legale, presenti=number, servono=wanted, raggiunto=number >= wanted
    )


@lru_cache(maxsize=4)
def sittings(rete: Rete) -> tuple[Seduta, ...]:
    """Every sitting that was held, with its counts, reckoned once; in order of id."""
    return tuple(
        sitting_of(rete, verbale) for _, verbale in sorted(rete.verbali.items()) if verbale.was_held
    )


def sitting_of(rete: Rete, verbale: Verbale) -> Seduta:
    """One sitting counted, with the outcomes that later acts rectified."""
    rules = rules_of_sitting(rete, verbale)
    if rules is None:
        return Seduta(verbale=verbale, regole=None, conti=())
    certain = is_certain(rete, verbale.tavoli, verbale.data, rules.attesa)
    certain = certain and acts_of(rete).is_sure_since(verbale.data)  # who was there is rectifiable
    room = Sala(rete, verbale, rules) if certain else None
    conti = tuple(count_of(verbale, decisione, rules, room) for decisione in verbale.decisioni)
    return Seduta(verbale=verbale, regole=rules, conti=conti, room=room)


def stated_outcome(rete: Rete, verbale: Verbale, decisione: Decisione) -> str:
    """The outcome that the minutes state, as rectified."""
    act = acts_of(rete).per_riferimento.get(f"{verbale.id}/{decisione.n}")
    return acts_of(rete).esito(act) if act else decisione.esito
