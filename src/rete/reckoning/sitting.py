"""A sitting counted, decision by decision: quorum and majority by the rules of its day."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from rete.model.regole import Maggioranza, Quorum
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale
from rete.model.vigenti import RegoleInVigore, rules_of_day, rules_of_sitting
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.applied import RegolaApplicata, rows_for, rows_for_all
from rete.reckoning.by_kind import kinds_asked, votes_by_kind
from rete.reckoning.electorate import is_certain
from rete.reckoning.fractions import least_number
from rete.reckoning.outcome import EsitoCalcolato, Scrutinio, Urna, scrutinies, strictest
from rete.reckoning.presence import Presenza, Sala
from rete.reckoning.votes import Voti, is_counted, possible_votes
from rete.records import frozen


@frozen
class NumeroLegaleChiesto:
    """A quorum set against who was there: how many counted for it, and how many it takes.

    ``tavolo`` is the table that has to reach it by itself, in a joint sitting where each must.
    """

    quorum: Quorum
    presenti: int
    base: int
    servono: int
    raggiunto: bool
    articolo: str | None = None
    tavolo: str | None = None


def all_reached(quorums: tuple[NumeroLegaleChiesto, ...]) -> bool | None:
    """Whether all quorums are reached; None where none is asked for."""
    return all(one.raggiunto for one in quorums) if quorums else None


@frozen
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

    def articolo(self, majority: Maggioranza) -> str | None:
        """The article whose row laid down a majority that was applied to the decision."""
        applied = (rule for rule in self.regole if majority in rule.maggioranze)
        return next((rule.articolo("maggioranze") for rule in applied), None)

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


@frozen
class Apertura:
    """Who counted at a moment of a sitting, and whether that was enough for any decision."""

    presenza: Presenza
    numeri_legali: tuple[NumeroLegaleChiesto, ...]

    @property
    def in_numero(self) -> bool | None:
        """Whether every quorum asked for is reached; None where none is, or nobody can tell."""
        return all_reached(self.numeri_legali)


@frozen
class Seduta:
    """A sitting with the count of its opening and of each of its decisions."""

    verbale: Verbale
    regole: RegoleInVigore | None
    conti: tuple[Conto, ...]
    rooms: tuple[Sala, ...] = ()
    """The room of all its tables; then that of each, where each must reach its own quorum."""

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
        presence = self.rooms[0].at(n) if self.rooms else None
        second = self.verbale.seconda_di is not None
        asked = quorums_in(
            self.rooms, lambda room: room.at(n), lambda rules: rows_for_all(rules, second)
        )
        if presence is None or asked is None:
            return None
        return Apertura(presenza=presence, numeri_legali=asked)


def count_of(
    verbale: Verbale, decisione: Decisione, rules: RegoleInVigore, rooms: tuple[Sala, ...]
) -> Conto:
    """One decision counted by the rules of its day; without rooms nobody can tell who voted."""
    second, votazione = verbale.seconda_di is not None, decisione.votazione
    applied = rows_for(decisione, rules, second)
    room = rooms[0] if rooms else None
    presence = room.at_vote(decisione) if room else None
    asked = quorums_in(
        rooms,
        lambda one: one.at_vote(decisione),
        lambda rules: rows_for(decisione, rules, second),
    )
    if room is None or presence is None or asked is None:
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
        numeri_legali=asked,
        scrutini=found,
        esito=strictest(found),
        parita=bool(urns) and all(urn.voti.sono_pari for urn in urns),
        voti_incerti=votazione is not None and len(urns) != 1 and is_counted(votazione),
    )


def quorums_in(
    rooms: tuple[Sala, ...],
    there: Callable[[Sala], Presenza | None],
    wanted: Callable[[RegoleInVigore], tuple[RegolaApplicata, ...]],
) -> tuple[NumeroLegaleChiesto, ...] | None:
    """The quorums asked for, each once, set against who was there; None: nobody can tell.

    Where each table must reach its own, they are those of its rules, among those who sit there.
    """
    found: dict[NumeroLegaleChiesto, None] = {}
    for room in rooms[1:] or rooms:
        presence = there(room)
        if presence is None:
            return None
        own = room.tavoli[0] if len(rooms) > 1 else None
        for rule in wanted(room.rules):
            found |= dict.fromkeys(_quorum(rule, presence, own))
    return tuple(found)


def _quorum(
    rule: RegolaApplicata, presence: Presenza, tavolo: str | None
) -> Iterator[NumeroLegaleChiesto]:
    if rule.numero_legale is None:
        return
    also = presence.esclusi_presenti if rule.esclusi and rule.esclusi.nel_numero_legale else ()
    number = presence.nel_numero_legale + len(also)
    wanted = least_number(rule.numero_legale, presence.base_numero_legale, down=rule.rounds_down)
    yield NumeroLegaleChiesto(
        quorum=rule.numero_legale,
        presenti=number,
        base=presence.base_numero_legale,
        servono=wanted,
        raggiunto=number >= wanted,
        articolo=rule.articolo("numero_legale"),
        tavolo=tavolo,
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
    rooms = tuple(_rooms(rete, verbale, rules)) if certain else ()
    conti = tuple(count_of(verbale, decisione, rules, rooms) for decisione in verbale.decisioni)
    return Seduta(verbale=verbale, regole=rules, conti=conti, rooms=rooms)


def _rooms(rete: Rete, verbale: Verbale, rules: RegoleInVigore) -> Iterator[Sala]:
    yield Sala(rete, verbale, rules)
    joint = rules.congiunte
    if verbale.congiunta_con and joint is not None and joint.numero_legale == "ciascuno":
        for tavolo in verbale.tavoli:
            own = rules_of_day(rete, verbale.data, tavolo, verbale.sessione_che_conta)
            yield Sala(rete, verbale, own or rules, (tavolo,))


def stated_outcome(rete: Rete, verbale: Verbale, decisione: Decisione) -> str:
    """The outcome that the minutes state, as rectified."""
    act = acts_of(rete).per_riferimento.get(f"{verbale.id}/{decisione.n}")
    return acts_of(rete).esito(act) if act else decisione.esito
