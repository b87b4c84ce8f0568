"""Periods as stretches of days that can be counted and searched; what they mean is not here."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from rete.model.comuni import Incarico, Periodo
from rete.model.ente import Adesione

AnyPeriod = Adesione | Periodo | Incarico
Stretch = tuple[int, int]
"""First and last day, as ordinals."""

_FOREVER = date.max.toordinal()


class Conta:
    """How many stretches hold on a day."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        kept = list(stretches)
        self._starts = sorted(first for first, _ in kept)
        self._ends = sorted(last for _, last in kept)

    def on(self, day: int) -> int:
        return bisect_right(self._starts, day) - bisect_left(self._ends, day)


def stretches(periods: Iterable[AnyPeriod]) -> list[Stretch]:
    """The periods in order, from the day on which they surely hold; each day once."""
    found: list[Stretch] = []
    for first, last in sorted(filter(None, map(_stretch, periods))):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        elif first <= last:
            found.append((first, last))
    return found


def _stretch(period: AnyPeriod) -> Stretch | None:
    if period.dal is not None:
        first = period.dal.primo
    else:
        told = [fonte.data.ultimo for fonte in period.fonti if fonte.data is not None]
        if not told:
            return None
        first = min(told)
    return first.toordinal(), period.al.ultimo.toordinal() if period.al else _FOREVER


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
