"""What follows from the votes of a decision under each of its rules: base, majority, ties.

The only place where a majority is set against a number: whoever says it in words asks here.
"""

from collections.abc import Callable
from typing import Literal

from rete.model.regole import Maggioranza
from rete.model.verbale import Verbale, Votazione
from rete.reckoning.applied import RegolaApplicata
from rete.reckoning.counted_votes import Voti
from rete.reckoning.fractions import is_more_than_half, needed, reaches
from rete.reckoning.presence import Presenza
from rete.records import dataclass

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


def scrutiny(rule: RegolaApplicata, urns: tuple[Urna, ...]) -> Scrutinio:
    """What follows under a rule, as far as every way in which the votes may add up agrees."""
    found = [_scrutiny(rule, urn) for urn in urns]
    if not found:
        return Scrutinio(maggioranza=rule.maggioranza)
    first = found[0]
    if all(one == first for one in found):
        return first

    def same(key: Callable[[Scrutinio], object]) -> bool:
        return all(key(one) == key(first) for one in found)

    return Scrutinio(
        maggioranza=rule.maggioranza,
        base=first.base if same(lambda one: one.base) else None,
        servono=first.servono if same(lambda one: one.servono) else None,
        raggiunta=first.raggiunta if same(lambda one: one.raggiunta) else None,
        spareggio=first.spareggio if same(lambda one: one.spareggio) else None,
        esito=first.esito if same(lambda one: one.esito) else None,
    )


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
