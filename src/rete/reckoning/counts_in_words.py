"""Counts said in Italian: quorums, majorities and votes, with the numbers that they come to."""

from rete.italiano import count
from rete.model.regole import Maggioranza, Quorum
from rete.reckoning.counted_votes import Voti
from rete.reckoning.fractions import needed
from rete.reckoning.sitting import Conto

_BASES = {
    "votanti": "voti favorevoli e contrari",
    "presenti": "presenti",
    "aventi-diritto": "aventi diritto",
}


def fraction_in_words(fraction: Quorum | Maggioranza, base: int) -> str:
    """«più di 1/2, cioè almeno 9»; «almeno 2/3, cioè 6»."""
    if fraction.oltre is not None:
        return f"più di {fraction.oltre}, cioè almeno {needed(fraction, base)}"
    return f"almeno {fraction.almeno}, cioè {needed(fraction, base)}"


def votes_in_words(votes: Voti) -> str:
    """«favorevoli 7, contrari 2, astenuti 1»; blank, void and missing votes only if any."""
    parts = [
        f"favorevoli {votes.favorevoli}",
        f"contrari {votes.contrari}",
        f"astenuti {votes.astenuti}",
    ]
    if votes.bianche:
        parts.append(count(votes.bianche, "scheda bianca", "schede bianche"))
    if votes.nulle:
        parts.append(count(votes.nulle, "scheda nulla", "schede nulle"))
    if votes.non_votanti:
        parts.append(f"non votanti {votes.non_votanti}")
    return ", ".join(parts)


def majority_in_words(conto: Conto) -> str:
    """What each majority that applies wants, and how many votes it comes to."""
    parts = []
    for one in conto.scrutini:
        if one.maggioranza is not None and one.base is not None:
            wanted = fraction_in_words(one.maggioranza, one.base)
            parts.append(f"su {one.base} {_BASES[one.maggioranza.di]} ne servono {wanted}")
    return "; ".join(dict.fromkeys(parts)) or "nessuna regola sulla maggioranza"
