"""The votes of a decision and what follows from them under its rules: base, majority, ties.

The only place where a majority is set against a number: whoever says it in words asks here.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Final, Literal

from rete.model.regole import Maggioranza
from rete.model.verbale import Verbale, Votazione
from rete.reckoning.applied import RegolaApplicata
from rete.reckoning.fractions import is_more_than_half, needed, reaches
from rete.reckoning.presence import Presenza
from rete.records import dataclass

_MOST_SUMS: Final = 2000
"""Beyond so many ways in which the votes may add up, nobody tries them all."""

_Sum = tuple[int, int, int, int]
"""For, against, abstained, not voting."""


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

    @property
    def sono_pari(self) -> bool:
        """Whether there is a tie: as many for as against, and somebody voted."""
        return self.favorevoli == self.contrari > 0


def possible_votes(votazione: Votazione, presence: Presenza) -> tuple[Voti, ...]:
    """Every way in which the votes may add up: one, where nothing is in doubt.

    There are several where a body holds more proxies than it may, and those represented did not
    all vote alike. None where a secret ballot has no numbers, where votes are for names, or where
    the ways are too many to be tried.
    """
    if not is_counted(votazione):
        return ()
    return tuple(_votes(votazione, one) for one in _sums(votazione, presence))


def is_counted(votazione: Votazione) -> bool:
    """Whether the minutes say enough to count the votes for and against."""
    by_exception = votazione.metodo != "segreto" and not votazione.preferenze
    return votazione.conteggio is not None or by_exception


def _votes(votazione: Votazione, found: _Sum) -> Voti:
    favour, against, abstained, silent = found
    told = votazione.conteggio
    if told is None:
        return Voti(favorevoli=favour, contrari=against, astenuti=abstained, non_votanti=silent)
    return Voti(
        favorevoli=told.favorevoli,
        contrari=told.contrari,
        astenuti=told.astenuti,
        non_votanti=silent,
        bianche=told.bianche,
        nulle=told.nulle,
    )


def _sums(votazione: Votazione, presence: Presenza) -> tuple[_Sum, ...]:
    """Those that surely vote, with each choice among the proxies of which only some hold."""
    if presence.senza_nomi is not None:
        return (_by_number(votazione, presence.senza_nomi),)
    found = {_by_kind(votazione, presence.votanti)}
    for group in presence.in_eccesso:
        kinds = _by_kind(votazione, group.di)
        found = {_added(one, more) for one in found for more in _chosen(kinds, group.valgono)}
        if len(found) > _MOST_SUMS:
            return ()
    if votazione.conteggio is not None:  # numbers are told: only who did not vote is counted
        found = {(0, 0, 0, silent) for *_, silent in found}
    return tuple(sorted(found))


def _by_kind(votazione: Votazione, pool: frozenset[str]) -> _Sum:
    """How many of these bodies voted in each way; those in favour follow by difference."""
    if votazione.conteggio is not None:
        silent = len(pool & set(votazione.non_votanti))
        return len(pool) - silent, 0, 0, silent
    against = pool & set(votazione.contrari)
    abstained = (pool & set(votazione.astenuti)) - against
    silent_ones = (pool & set(votazione.non_votanti)) - against - abstained
    favour = len(pool) - len(against) - len(abstained) - len(silent_ones)
    return favour, len(against), len(abstained), len(silent_ones)


def _by_number(votazione: Votazione, voters: int) -> _Sum:
    """The same of so many voters of whom nobody knows who they are: the named are of them."""
    against, abstained = set(votazione.contrari), set(votazione.astenuti)
    silent = len(set(votazione.non_votanti) - against - abstained)
    if votazione.conteggio is not None:
        return 0, 0, 0, silent
    away = len(against) + len(abstained - against) + silent
    return max(0, voters - away), len(against), len(abstained - against), silent


def _chosen(kinds: _Sum, number: int) -> Iterator[_Sum]:
    """Every way of taking so many out of these, of each kind as many as there are."""
    favour, against, abstained, silent = kinds
    for no in range(min(against, number) + 1):
        for neither in range(min(abstained, number - no) + 1):
            for quiet in range(min(silent, number - no - neither) + 1):
                yes = number - no - neither - quiet
                if yes <= favour:
                    yield yes, no, neither, quiet


def _added(one: _Sum, other: _Sum) -> _Sum:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3])


EsitoCalcolato = Literal["approvata", "respinta"]
Parte = Literal["favorevole", "contraria", "nessuna", "ignota"]
"""The side of whoever presides; ``ignota`` where nobody can tell how it voted."""
Spareggio = Literal[
    "basta",
    "non-basta",
    "respinta",
    "si-rivota",
    "altra-maggioranza",
    "uno-in-piu-non-basta",
    "favorevole",
    "contraria",
    "nessuna",
    "ignota",
]
"""What the rules make of a tie.

``basta`` and ``non-basta``: they do not speak of ties, and the majority alone decides;
``altra-maggioranza``: who presides decides only where more than half is wanted;
``uno-in-piu-non-basta``: whichever side it took; the last four: the side that it took.
"""


@dataclass(frozen=True, kw_only=True)
class Scrutinio:
    """The votes of one decision under one rule; what is None is not regulated or not known.

    ``raggiunta`` is whether the votes in favour alone reach the majority; ``spareggio`` is None
    where the votes are not a tie.
    """

    maggioranza: Maggioranza | None
    base: int | None = None
    servono: int | None = None
    raggiunta: bool | None = None
    spareggio: Spareggio | None = None
    esito: EsitoCalcolato | None = None


@dataclass(frozen=True, kw_only=True)
class Urna:
    """The vote of one decision: the minutes, who was there, how many voted for and against."""

    verbale: Verbale
    votazione: Votazione
    presenza: Presenza
    voti: Voti


_TOLD: Final = tuple(field.name for field in fields(Scrutinio))


def scrutiny(rule: RegolaApplicata, urns: tuple[Urna, ...]) -> Scrutinio:
    """What follows under a rule, as far as every way in which the votes may add up agrees."""
    found = [_scrutiny(rule, urn) for urn in urns]
    if not found:
        return Scrutinio(maggioranza=rule.maggioranza)
    first, *others = found
    unsure = [key for key in _TOLD if any(getattr(o, key) != getattr(first, key) for o in others)]
    return replace(first, **dict.fromkeys(unsure)) if unsure else first


def strictest(scrutinies: tuple[Scrutinio, ...]) -> EsitoCalcolato | None:
    """The outcome of a decision that several rules are about: all of them must be met."""
    outcomes = [one.esito for one in scrutinies]
    if "respinta" in outcomes:
        return "respinta"
    return None if None in outcomes or not outcomes else "approvata"


def base_of(majority: Maggioranza, presence: Presenza, votes: Voti) -> int:
    """The number that a majority is a fraction of."""
    match majority.di:
        case "votanti":
            return votes.espressi
        case "presenti":
            return presence.numero_votanti
        case "aventi-diritto":
            return presence.aventi_diritto


def _scrutiny(rule: RegolaApplicata, urn: Urna) -> Scrutinio:
    majority, votes = rule.maggioranza, urn.voti
    if majority is None:
        return Scrutinio(maggioranza=None)
    base = base_of(majority, urn.presenza, votes)
    reached = votes.favorevoli > 0 and reaches(votes.favorevoli, majority, base)
    tie = _tie(rule, majority, urn, base, reached=reached) if votes.sono_pari else None
    return Scrutinio(
        maggioranza=majority,
        base=base,
        # Without a vote in favour nothing is ever approved, whatever the fraction.
        servono=max(1, needed(majority, base)),
        raggiunta=reached,
        spareggio=tie,
        esito=_outcome(tie, reached=reached),
    )


def _outcome(tie: Spareggio | None, *, reached: bool) -> EsitoCalcolato | None:
    if tie == "ignota":
        return None
    approved = reached if tie is None else tie in ("basta", "favorevole")
    return "approvata" if approved else "respinta"


def _tie(
    rule: RegolaApplicata, majority: Maggioranza, urn: Urna, base: int, *, reached: bool
) -> Spareggio:
    match rule.parita:
        case None:
            return "basta" if reached else "non-basta"
        case "respinta":
            return "respinta"
        case "si-rivota":
            return "si-rivota"
        case "presiede":
            if not is_more_than_half(majority):
                return "altra-maggioranza"
            if not reaches(urn.voti.favorevoli + 1, majority, base):
                return "uno-in-piu-non-basta"
            return side_of_the_chair(urn)


def side_of_the_chair(urn: Urna) -> Parte:
    """Which side whoever presides took in a tie.

    Nobody can tell where the minutes do not say who presides, or say one that was not there, had
    left, had not come yet or was excluded at that vote (somebody else presided); nor in a secret
    ballot, nor where numbers are told without all the names of those who were not in favour.
    """
    chair, votazione, presence = urn.verbale.presiede, urn.votazione, urn.presenza
    if chair is None or chair not in presence.in_sala:
        return "ignota"
    if chair not in presence.in_proprio or chair in votazione.non_votanti:
        return "nessuna"
    if votazione.metodo == "segreto":
        return "ignota"
    if chair in votazione.contrari:
        return "contraria"
    if chair in votazione.astenuti:
        return "nessuna"
    return "favorevole" if _all_others_are_named(urn) else "ignota"


def _all_others_are_named(urn: Urna) -> bool:
    """Whether all those who were not in favour are named, so that the others were."""
    told, presence = urn.votazione.conteggio, urn.presenza
    if told is None:
        return True
    against = presence.votanti & set(urn.votazione.contrari)
    abstained = (presence.votanti & set(urn.votazione.astenuti)) - against
    named = (len(against), len(abstained)) == (told.contrari, told.astenuti)
    on_paper = told.bianche or told.nulle
    return named and not on_paper and urn.voti.totale == presence.numero_votanti
