"""A body as documents name it on a day: its name then, and where its membership began."""

from datetime import date

from rete.model.ente import Adesione, Ente
from rete.reckoning.runs import unbroken_run


def name_on(ente: Ente, day: date) -> str:
    """The name that a body had on a day."""
    former = [old for old in ente.denominazioni_precedenti if day <= old.al.ultimo]
    if not former:
        return ente.denominazione
    return min(former, key=lambda old: old.al.ultimo).denominazione


def entry(ente: Ente, adesione: Adesione) -> Adesione:
    """The first of the unbroken run of periods that ends with this one: it came in by that."""
    return unbroken_run(adesione, ente.adesioni)[0]
