"""Periods of adhesion that follow one another without a day between, as one."""

from collections.abc import Sequence

from rete.model.ente import Adesione
from rete.model.tempo import eve


def unbroken_run(period: Adesione, periods: Sequence[Adesione]) -> tuple[Adesione, ...]:
    """The periods that lead to this one without a day between, oldest first."""
    run = [period]
    while before := _joined_to(run[0], periods):
        run.insert(0, before)
    return tuple(run)


def _joined_to(period: Adesione, periods: Sequence[Adesione]) -> Adesione | None:
    """The period that ends the day before this one begins (a change of ``qualita``)."""
    if period.dal is None:
        return None
    last = eve(period.dal.primo)
    for other in periods:
        earlier = other.dal is None or other.dal.primo < period.dal.primo
        if earlier and other.al and other.al.primo <= last <= other.al.ultimo:
            return other
    return None
