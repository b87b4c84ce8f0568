"""A body as a document of a day names it: its name then, since when it is in, by which act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rete.model.ente import Adesione, Ente
from rete.model.rete import holds
from rete.model.tempo import DataParziale


@dataclass(frozen=True, slots=True, kw_only=True)
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
    first = adesione
    while before := _joined_to(first, ente.adesioni):
        first = before
    return Ingresso(dal=first.dal, atto=first.atto)


def _joined_to(period: Adesione, periods: Sequence[Adesione]) -> Adesione | None:
    """The period that ends the day before this one begins (a change of ``qualita``)."""
    if period.dal is None:
        return None
    day_before = period.dal.primo - timedelta(days=1)
    for other in periods:
        starts_earlier = other.dal is None or other.dal.primo < period.dal.primo
        if other.al and starts_earlier and other.al.primo <= day_before <= other.al.ultimo:
            return other
    return None
