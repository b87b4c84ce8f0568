"""Periods as stretches of days that can be counted and searched."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from rete.model.comuni import Incarico
from rete.model.comuni import Periodo as Sospensione
from rete.model.ente import Adesione
from rete.model.tempo import Periodo, first_day, first_told, last_day

AnyPeriod = Adesione | Sospensione | Incarico
Stretch = tuple[int, int]
"""First and last day, as ordinals."""


class Conta:
    """How many stretches hold on a day; one that ends before it begins, on none."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        kept = [one for one in stretches if one[0] <= one[1]]
        self._starts = sorted(first for first, _ in kept)
        self._ends = sorted(last for _, last in kept)

    def on(self, day: int) -> int:
        return bisect_right(self._starts, day) - bisect_left(self._ends, day)


def stretches(periods: Iterable[Periodo]) -> list[Stretch]:
    """The periods in order, from the day on which they begin at the earliest; each day once."""
    found = []
    for period in periods:
        begun = period.dal.primo if period.dal is not None else first_told(period)
        if begun is not None and begun <= (ended := last_day(period.al)):
            found.append((begun.toordinal(), ended.toordinal()))
    return joined(found)


def sure(period: Periodo) -> Stretch | None:
    """The days on which a period holds whatever its unknown days are.

    Without ``dal`` it holds from its first dated source on, else on its last day alone.
    """
    end = period.al.primo if period.al else date.max
    if period.dal is not None:
        start = period.dal.ultimo
    else:
        start = min(first_told(period) or end, end)
        if period.al is not None and period.al.is_month and start == end:
            return None
    return (start.toordinal(), end.toordinal()) if start <= end else None


def possible(period: Periodo) -> Stretch:
    """The days on which a period may hold."""
    return first_day(period.dal).toordinal(), last_day(period.al).toordinal()


def surely_leaves(period: Periodo, holders: Iterable[Periodo]) -> bool:
    """Whether a period surely holds on some day outside every unbroken stretch of the holders."""
    end = period.al.primo if period.al else date.max
    start = period.dal.ultimo if period.dal else end
    first, last = start.toordinal(), end.toordinal()
    whole = joined(map(possible, holders), gap=1)
    return not any(begun <= first and last <= ended for begun, ended in whole)


def joined(stretches: Iterable[Stretch], gap: int = 0) -> list[Stretch]:
    """The same days as few stretches: those that overlap are one (with ``gap`` 1, or touch)."""
    found: list[Stretch] = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1] + gap:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def without(stretch: Stretch, holes: Iterable[Stretch]) -> Iterator[Stretch]:
    """What is left of a stretch outside others that are in order."""
    first, last = stretch
    for begun, ended in holes:
        if begun > last or ended < first:
            continue
        if first < begun:
            yield first, begun - 1
        first = ended + 1
    if first <= last:
        yield first, last


def in_both(some: Iterable[Stretch], others: Iterable[Stretch]) -> Iterator[Stretch]:
    """The days that are in both."""
    kept = list(others)
    for first, last in some:
        for begun, ended in kept:
            if max(first, begun) <= min(last, ended):
                yield max(first, begun), min(last, ended)
