"""What follows from the votes of a decision under its rules: base, majorities, ties.

The only place where a majority is set against a number: whoever says it in words asks here.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Final, Literal

from rete.model.ente import Natura
from rete.model.regole import Maggioranza
from rete.model.verbale import Verbale, Votazione
from rete.reckoning.applied import RegolaApplicata
from rete.reckoning.fractions import is_more_than_half, least_number
from rete.reckoning.presence import Presenza
from rete.reckoning.votes import Voti
from rete.records import frozen

SILENT: Final = RegolaApplicata()
"""What the rules want of a decision that they do not speak of."""
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


@frozen
class Scrutinio:
    """The votes of one decision under one rule; what is None is not regulated or not known.

    ``raggiunta`` is whether the votes in favour alone reach the majority; ``spareggio`` is None
    where the votes are not a tie.
    """

    maggioranza: Maggioranza | None
    base: int | None = None
    favorevoli: int | None = None
    servono: int | None = None
    raggiunta: bool | None = None
    spareggio: Spareggio | None = None
    esito: EsitoCalcolato | None = None


@frozen
class Urna:
    """The vote of one decision: the minutes, who was there, how many voted for and against.

    ``per_natura``: the same of public bodies alone, and of the others, where that is known.
    """

    verbale: Verbale
    votazione: Votazione
    presenza: Presenza
    voti: Voti
    per_natura: Mapping[Natura, tuple[Presenza, Voti]] | None = None

    def counted(self, majority: Maggioranza) -> tuple[Presenza, Voti] | None:
        """Those whom a majority is about, and their votes; None where nobody can tell."""
        if majority.fra is None:
            return self.presenza, self.voti
        return self.per_natura.get(majority.fra) if self.per_natura else None


_TOLD: Final = tuple(field.name for field in fields(Scrutinio))


def scrutinies(rule: RegolaApplicata, urns: tuple[Urna, ...]) -> tuple[Scrutinio, ...]:
    """What follows under a rule: one for each of its majorities, or one without where it has none.

    Each as far as every way in which the votes may add up agrees.
    """
    wanted: tuple[Maggioranza | None, ...] = rule.maggioranze or (None,)
    return tuple(
        _agreed(majority, [_scrutiny(rule, majority, u) for u in urns]) for majority in wanted
    )


def _agreed(majority: Maggioranza | None, found: list[Scrutinio]) -> Scrutinio:
    if not found:
        return Scrutinio(maggioranza=majority)
    first, *others = found
    unsure = [key for key in _TOLD if any(getattr(o, key) != getattr(first, key) for o in others)]
    return replace(first, **dict.fromkeys(unsure)) if unsure else first


def strictest(scrutinies: tuple[Scrutinio, ...]) -> EsitoCalcolato | None:
    """The outcome where several majorities are wanted: all of them must be met."""
    outcomes = [one.esito for one in scrutinies]
    if "respinta" in outcomes:
        return "respinta"
    return None if None in outcomes or not outcomes else "approvata"


def base_of(
    majority: Maggioranza, presence: Presenza, votes: Voti, rule: RegolaApplicata = SILENT
) -> int | None:
    """The number that a majority is a fraction of; None where it is of nobody (a fixed number)."""
    counted = rule.esclusi.nella_base if rule.esclusi else None
    match majority.di:
        case "votanti":
            return votes.espressi + (votes.su_scheda if rule.bianche else 0)
        case "presenti":
            return presence.numero_votanti + (len(presence.esclusi_presenti) if counted else 0)
        case "aventi-diritto":
            left_out = presence.esclusi_con_diritto if counted is False else 0
            return presence.aventi_diritto - left_out
        case None:
            return None


def _scrutiny(rule: RegolaApplicata, majority: Maggioranza | None, urn: Urna) -> Scrutinio:
    counted = None if majority is None else urn.counted(majority)
    if majority is None or counted is None:
        return Scrutinio(maggioranza=majority)
    presence, votes = counted
    base = base_of(majority, presence, votes, rule)
    if base is None and majority.numero is None:
        return Scrutinio(maggioranza=majority)
    # Without a vote in favour nothing is ever approved, whatever the fraction.
    wanted = max(1, least_number(majority, base or 0, down=rule.rounds_down))
    reached = votes.favorevoli >= wanted
    tie = _tie(rule, majority, urn, wanted, reached=reached) if urn.voti.sono_pari else None
    return Scrutinio(
        maggioranza=majority,
        base=base,
        favorevoli=votes.favorevoli,
        servono=wanted,
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
    rule: RegolaApplicata, majority: Maggioranza, urn: Urna, wanted: int, *, reached: bool
) -> Spareggio:
    by_itself: Spareggio = "basta" if reached else "non-basta"
    match rule.parita:
        case None:
            return by_itself
        case "respinta":
            return "respinta"
        case "si-rivota":
            return "si-rivota"
        case "presiede":
            if not is_more_than_half(majority):
                # The chair decides the plain majority beside it, this one has to be there anyway.
                plain = any(is_more_than_half(other) for other in rule.maggioranze)
                return by_itself if plain else "altra-maggioranza"
            if urn.voti.favorevoli + 1 < wanted:
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
    return named and not urn.voti.su_scheda and urn.voti.totale == presence.numero_votanti
