"""What the signing of a pact founds without an effect that says so, and on which day it begins."""

from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.act import Provvedimento
from rete.reckoning.claim import Pretesa


def is_founded(claim: Pretesa, act: Provvedimento) -> bool:
    """Whether the act is a signing, which founds whatever cites it and admits who signs.

    Where it has more signatories than names, nobody can say of a body that it did not sign.
    """
    if act.atto is None or not act.is_stipula or not claim.fondabile:
        return False
    signed, total = act.atto.firmatari, act.atto.firmatari_totale
    unnamed = not signed if total is None else total > len(signed)
    return claim.soggetto is None or claim.soggetto in signed or unnamed


def other_day(rete: Rete, claim: Pretesa, act: Provvedimento) -> DataParziale | None:
    """The day on which what a signing founds should have begun, where the record says another.

    Who signs is in since then, or since its own signature, or since a term that the signing
    founds; the seats of a table are there since the table is.
    """
    days = list(claim.fondato)
    if claim.soggetto is not None:
        terms = rete.patto.periodi if rete.patto else ()
        founded = [term.dal for term in terms if term.atto == act.riferimento and term.dal]
        days = [*days, DataParziale(act.data, act.data), *founded]
    begins = claim.effetto
    if begins is None or not days or any(_may_be_one(begins, day) for day in days):
        return None
    return days[0]


def _may_be_one(one: DataParziale, other: DataParziale) -> bool:
    return one.primo <= other.ultimo and other.primo <= one.ultimo
