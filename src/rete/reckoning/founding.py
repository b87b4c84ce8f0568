"""What the signing of a pact founds without an effect that says so, and on which day it begins."""

from collections import defaultdict

from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.tempo import DataParziale, may_be_one
from rete.reckoning.claim import Pretesa


class Firme:
    """Who signed each ``stipula``, and the terms that it founds, looked up once."""

    def __init__(self, rete: Rete) -> None:
        self._signed = {
            atto.id: frozenset(atto.firmatari)
            for atto in rete.atti.values()
            if atto.tipo == "stipula"
        }
        self._terms: dict[str, list[DataParziale]] = defaultdict(list)
        for term in rete.patto.periodi if rete.patto else ():
            if term.dal is not None:
                self._terms[term.atto].append(term.dal)

    def founds(self, act: Provvedimento, claim: Pretesa) -> bool:
        """Whether the act is a signing, which founds whatever cites it and admits who signs.

        Where it has more signatories than names, nobody can say of a body that it did not sign.
        """
        signed = self._signed.get(act.riferimento)
        if signed is None or act.atto is None or not claim.fondabile:
            return False
        total = act.atto.firmatari_totale
        unnamed = not signed if total is None else total > len(signed)
        return claim.soggetto is None or claim.soggetto in signed or unnamed

    def other_day(self, act: Provvedimento, claim: Pretesa) -> DataParziale | None:
        """The day on which what is founded should have begun, where the record says a later one.

        Who signs is in since then, or since its own signature, or since a term that the signing
        founds; the seats of a table are there since the table is.
        """
        days = list(claim.fondato)
        if claim.soggetto is not None:
            days += [DataParziale.of_day(act.data), *self._terms.get(act.riferimento, ())]
        begins = claim.effetto
        if begins is None or not days or any(may_be_one(begins, day) for day in days):
            return None
        first = min(days, key=lambda day: day.primo)
        return first if begins.primo > first.primo else None  # too early: other rules tell it
