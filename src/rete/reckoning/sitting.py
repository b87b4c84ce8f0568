"""A sitting counted: quorum and majority of each decision by the rules in force that day."""

from functools import lru_cache
from typing import Literal

from rete.model.comuni import TipoEffetto
from rete.model.regole import Maggioranza, Quorum, Ratifica, RegolaDecisioni, Regole
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale, Votazione
from rete.model.vigenti import rules_of_day
from rete.reckoning.acts import acts_of
from rete.reckoning.certainty import is_certain
from rete.reckoning.presence import Presenza, Sala
from rete.records import dataclass

EsitoCalcolato = Literal["approvata", "respinta"]


@dataclass(frozen=True, kw_only=True)
class Voti:
    """The votes of one decision."""

    favorevoli: int
    contrari: int
    astenuti: int
    non_votanti: int = 0
    bianche: int = 0
    nulle: int = 0

    @property
    def espressi(self) -> int:
        """The votes for and against: abstentions, blank and void ballots are left out."""
        return self.favorevoli + self.contrari

    @property
    def totale(self) -> int:
        given = self.favorevoli + self.contrari + self.astenuti
        return given + self.bianche + self.nulle + self.non_votanti


@dataclass(frozen=True, kw_only=True)
class RegolaApplicata:
    """What the rules want of one decision; None where they are silent."""

    numero_legale: Quorum | None = None
    maggioranza: Maggioranza | None = None
    parita: Literal["presiede", "respinta", "si-rivota"] | None = None
    decide: str | None = None
    segreto: bool | None = None
    ratifica: Ratifica | None = None


@dataclass(frozen=True, kw_only=True)
class Conto:
    """One decision counted; what is None is not recorded, not regulated or not known."""

    decisione: Decisione
    regole: tuple[RegolaApplicata, ...]
    presenza: Presenza | None = None
    voti: Voti | None = None
    in_numero: bool | None = None
    esito: EsitoCalcolato | None = None
    parita: bool = False

    @property
    def numeri_legali(self) -> tuple[Quorum, ...]:
        """The quorums that must all be reached."""
        return quorums_of(self.regole)


@dataclass(frozen=True, kw_only=True)
class Apertura:
    """Who counted when the sitting was opened, and whether that was enough for any decision."""

    presenza: Presenza
    numero_legale: Quorum | None
    in_numero: bool | None


@dataclass(frozen=True, kw_only=True)
class Seduta:
    """A sitting with the count of its opening and of each of its decisions."""

    verbale: Verbale
    regole: Regole | None
    conti: tuple[Conto, ...]
    room: Sala | None = None

    @property
    def apertura(self) -> Apertura | None:
        """The count at the opening; None where nobody can tell."""
        presence = self.room.at(0) if self.room else None
        if presence is None or self.regole is None:
            return None
        rows = [row for row in self.regole.decisioni or () if not row.per]
        quorum = _first_of_each(rows, self.verbale.seconda_di is not None).numero_legale
        reached = (
            reaches(presence.nel_numero_legale, quorum, presence.base_numero_legale)
            if quorum is not None
            else None
        )
        return Apertura(presenza=presence, numero_legale=quorum, in_numero=reached)


def rows_for(decisione: Decisione, rules: Regole, second: bool) -> tuple[RegolaApplicata, ...]:
    """What the rules want of a decision, for each matter that it is about.

    Of the rows for that matter and of those for all others the first that speaks of a key wins.
    """
    matters: list[TipoEffetto | None] = [*sorted({effect.tipo for effect in decisione.effetti})]
    found: list[RegolaApplicata] = []
    for matter in matters or [None]:
        rows = [row for row in rules.decisioni or () if not row.per or matter in row.per]
        applied = _first_of_each(rows, second)
        if applied not in found:
            found.append(applied)
    return tuple(found)


def _first_of_each(rows: list[RegolaDecisioni], second: bool) -> RegolaApplicata:
    quorums = [row.numero_legale for row in rows if row.numero_legale is not None]
    quorum = (quorums[0].seconda if second else quorums[0].prima) if quorums else None
    return RegolaApplicata(
        numero_legale=quorum,
        maggioranza=next((r.maggioranza for r in rows if r.maggioranza is not None), None),
        parita=next((r.parita for r in rows if r.parita is not None), None),
        decide=next((r.decide for r in rows if r.decide is not None), None),
        segreto=next((r.segreto for r in rows if r.segreto is not None), None),
        ratifica=next((r.ratifica for r in rows if r.ratifica is not None), None),
    )


def quorums_of(rules: tuple[RegolaApplicata, ...]) -> tuple[Quorum, ...]:
    return tuple(rule.numero_legale for rule in rules if rule.numero_legale is not None)


def reaches(number: int, fraction: Quorum | Maggioranza, base: int) -> bool:
    """Whether a number is more than (or at least) a fraction of a base, with integers only."""
    if fraction.oltre is not None:
        over, under = _fraction(fraction.oltre)
        return number * under > over * base
    if fraction.almeno is not None:
        over, under = _fraction(fraction.almeno)
        return number * under >= over * base
    return True


def needed(fraction: Quorum | Maggioranza, base: int) -> int:
    """The least number that reaches a fraction of a base."""
    if fraction.oltre is not None:
        over, under = _fraction(fraction.oltre)
        return over * base // under + 1
    over, under = _fraction(fraction.almeno or "0/1")
    return -(-over * base // under)


def _fraction(text: str) -> tuple[int, int]:
    over, _, under = text.partition("/")
    return int(over), int(under)


def votes_of(votazione: Votazione, presence: Presenza) -> Voti | None:
    """The votes by exception; None where a secret ballot has no numbers, or votes are for names."""
    pool = presence.votanti
    if votazione.conteggio is not None:
        told = votazione.conteggio
        return Voti(
            favorevoli=told.favorevoli,
            contrari=told.contrari,
            astenuti=told.astenuti,
            non_votanti=len(pool & set(votazione.non_votanti)),
            bianche=told.bianche,
            nulle=told.nulle,
        )
    if votazione.metodo == "segreto" or votazione.preferenze:
        return None
    against = pool & set(votazione.contrari)
    abstained = (pool & set(votazione.astenuti)) - against
    silent = (pool & set(votazione.non_votanti)) - against - abstained
    return Voti(
        favorevoli=len(pool) - len(against) - len(abstained) - len(silent),
        contrari=len(against),
        astenuti=len(abstained),
        non_votanti=len(silent),
    )


def count_of(verbale: Verbale, decisione: Decisione, rules: Regole, room: Sala | None) -> Conto:
    """One decision counted by the rules of its day; without a room nobody can tell who voted."""
    applied = rows_for(decisione, rules, verbale.seconda_di is not None)
    votazione = decisione.votazione
    excluded = votazione.esclusi if votazione else ()
    presence = room.at(decisione.n, excluded) if room else None
    if presence is None:
        return Conto(decisione=decisione, regole=applied)
    votes = votes_of(votazione, presence) if votazione else None
    quorums = quorums_of(applied)
    in_number = (
        all(reaches(presence.nel_numero_legale, q, presence.base_numero_legale) for q in quorums)
        if quorums
        else None
    )
    outcomes = [_outcome(verbale, decisione, rule, votes, presence) for rule in applied]
    tie = votes is not None and votes.espressi > 0 and votes.favorevoli == votes.contrari
    return Conto(
        decisione=decisione,
        regole=applied,
        presenza=presence,
        voti=votes,
        in_numero=in_number,
        esito=_strictest(outcomes),
        parita=tie,
    )


def _strictest(outcomes: list[EsitoCalcolato | None]) -> EsitoCalcolato | None:
    if "respinta" in outcomes:
        return "respinta"
    return None if None in outcomes else "approvata"


def _outcome(
    verbale: Verbale,
    decisione: Decisione,
    rule: RegolaApplicata,
    votes: Voti | None,
    presence: Presenza,
) -> EsitoCalcolato | None:
    if votes is None or rule.maggioranza is None:
        return None
    match rule.maggioranza.di:
        case "votanti":
            base = votes.espressi
        case "presenti":
            base = len(presence.votanti)
        case "aventi-diritto":
            base = presence.aventi_diritto
    if votes.favorevoli > 0 and reaches(votes.favorevoli, rule.maggioranza, base):
        return "approvata"
    if rule.parita == "presiede" and one_vote_would_do(rule.maggioranza, votes, base):
        return _casting_vote(verbale, decisione, presence)
    return "respinta"


def one_vote_would_do(majority: Maggioranza, votes: Voti, base: int) -> bool:
    """Whether those in favour are just half of a majority that wants more than half."""
    return majority.oltre == "1/2" and votes.favorevoli * 2 == base and base > 0


def _casting_vote(
    verbale: Verbale, decisione: Decisione, presence: Presenza
) -> EsitoCalcolato | None:
    """What the vote of who presides makes of a tie; None where nobody can tell how it voted."""
    votazione = decisione.votazione
    if verbale.presiede is None or votazione is None:
        return None
    if votazione.metodo == "segreto" or votazione.conteggio is not None:
        return None
    if verbale.presiede not in presence.votanti:
        return "respinta"
    exceptions = (*votazione.contrari, *votazione.astenuti, *votazione.non_votanti)
    return "respinta" if verbale.presiede in exceptions else "approvata"


@lru_cache(maxsize=4)
def sittings(rete: Rete) -> tuple[Seduta, ...]:
    """Every sitting that was held, with its counts, reckoned once; in order of id."""
    return tuple(
        sitting_of(rete, verbale) for _, verbale in sorted(rete.verbali.items()) if verbale.was_held
    )


def sitting_of(rete: Rete, verbale: Verbale) -> Seduta:
    """One sitting counted, with the outcomes that later acts rectified."""
    rules = _rules(rete, verbale)
    if rules is None:
        return Seduta(verbale=verbale, regole=None, conti=())
    waiting = rules.voto.dopo if rules.voto else None
    certain = is_certain(rete, verbale.tavoli, verbale.data, waiting)
    certain = certain and acts_of(rete).is_sure_since(verbale.data)  # who was there is rectifiable
    room = Sala(rete, verbale, rules) if certain else None
    conti = tuple(count_of(verbale, decisione, rules, room) for decisione in verbale.decisioni)
    return Seduta(verbale=verbale, regole=rules, conti=conti, room=room)


def _rules(rete: Rete, verbale: Verbale) -> Regole | None:
    return rules_of_day(rete, verbale.data, verbale.tavolo)


def stated_outcome(rete: Rete, verbale: Verbale, decisione: Decisione) -> str:
    """The outcome that the minutes state, as rectified."""
    act = acts_of(rete).per_riferimento.get(f"{verbale.id}/{decisione.n}")
    return acts_of(rete).esito(act) if act else decisione.esito
