"""The votes of public bodies alone, or of the others alone, for the majorities that want them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rete.model.ente import Natura
from rete.model.verbale import Decisione, Votazione
from rete.reckoning.applied import RegolaApplicata
from rete.reckoning.presence import Presenza, Sala
from rete.reckoning.votes import Voti, possible_votes


def kinds_asked(rules: Iterable[RegolaApplicata]) -> tuple[Natura, ...]:
    """The kinds of bodies that some majority counts apart."""
    found = (one.fra for rule in rules for one in rule.maggioranze)
    return tuple(dict.fromkeys(kind for kind in found if kind is not None))


def votes_by_kind(
    room: Sala,
    decisione: Decisione,
    votazione: Votazione,
    presence: Presenza,
    kinds: tuple[Natura, ...],
) -> Mapping[Natura, tuple[Presenza, Voti]]:
    """For each kind who was there of it, and its votes; a kind is missing where nobody can tell.

    Nobody can in a secret ballot, where numbers are told without the names of all who were not in
    favour, or where it is not known which proxies hold.
    """
    found: dict[Natura, tuple[Presenza, Voti]] = {}
    if not kinds or not _says_who_voted_how(votazione, presence):
        return found
    by_name = replace(votazione, conteggio=None)
    for kind in kinds:
        alone = _presence_of(room, decisione.n, presence, kind, frozenset(votazione.esclusi))
        votes = possible_votes(by_name, alone) if alone else ()
        if alone is not None and len(votes) == 1:
            found[kind] = alone, votes[0]
    return found


def _says_who_voted_how(votazione: Votazione, presence: Presenza) -> bool:
    if votazione.metodo == "segreto" or votazione.preferenze or presence.in_eccesso:
        return False
    if presence.senza_nomi is not None:
        return False
    told = votazione.conteggio
    if told is None:
        return True
    if told.bianche or told.nulle:
        return False
    named = (votazione.contrari, votazione.astenuti, votazione.non_votanti)
    numbers = tuple(len(presence.votanti & set(one)) for one in named)
    left = presence.numero_votanti - sum(numbers)
    silent = max(told.non_votanti, numbers[2])
    return (told.favorevoli, told.contrari, told.astenuti, silent) == (left, *numbers)


def _presence_of(
    room: Sala, n: int, presence: Presenza, kind: Natura, excluded: frozenset[str]
) -> Presenza | None:
    """Who counts at a decision, of one kind of bodies."""
    entitled = _entitled(room, n, kind)
    if entitled is None:
        return None

    def of_kind(bodies: frozenset[str]) -> frozenset[str]:
        enti = room.rete.enti
        return frozenset(b for b in bodies if b in enti and enti[b].natura == kind)

    return replace(
        presence,
        aventi_diritto=len(entitled),
        in_proprio=of_kind(presence.in_proprio),
        per_delega=of_kind(presence.per_delega),
        in_anticipo=of_kind(presence.in_anticipo),
        esclusi_presenti=of_kind(presence.esclusi_presenti),
        esclusi_con_diritto=len(entitled & excluded),
    )


def _entitled(room: Sala, n: int, kind: Natura) -> frozenset[str] | None:
    """The public bodies, or the others, entitled to vote at a decision, there or away."""
    when, found = room.moment(n), set[str]()
    for ente in room.rete.enti.values():
        votes = room.vota(ente.id, when) if ente.natura == kind else False
        if votes is None:
            return None
        if votes:
            found.add(ente.id)
    return frozenset(found)
