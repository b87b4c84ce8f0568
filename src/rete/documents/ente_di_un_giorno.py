"""A body as documents name it on a day: its name then, since when it is in, by which act."""

from datetime import date

from rete.model.ente import Adesione, Ente
from rete.model.rete import holds
from rete.model.tempo import DataParziale
from rete.reckoning.runs import unbroken_run
from rete.records import frozen


@frozen
class Ingresso:
    """Since when a body is in without a break, and by which act it came."""

    dal: DataParziale | None
    atto: str


def name_on(ente: Ente, day: date) -> str:
    """The name that a body had on a day."""
    former = [old for old in ente.denominazioni_precedenti if day <= old.al.ultimo]
    if not former:
        return ente.denominazione
    return min(former, key=lambda old: old.al.ultimo).denominazione


def adhesion_on(ente: Ente, day: date) -> Adesione | None:
    """The period of adhesion that surely holds on a day."""
    return next((period for period in ente.adesioni if holds(period, day)), None)


def entry(ente: Ente, adesione: Adesione) -> Ingresso:
    """Where the unbroken run of periods that ends with this one began."""
    first = unbroken_run(adesione, ente.adesioni)[0]
    return Ingresso(dal=first.dal, atto=first.atto)
