"""Days known to the day or only to the month, and whether a period holds on a day."""

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol

from rete.italiano import short_date

FIRST_YEAR, LAST_YEAR = 1900, 2200
_DAY = timedelta(days=1)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?\Z")


class DataParziale(NamedTuple):
    """A date known to the day (``primo == ultimo``) or only to the month.

    As a start it means its first day, as an end its last one.
    """

    primo: date
    ultimo: date

    @classmethod
    def from_text(cls, text: str) -> "DataParziale":
        """The date of a text already found to be one; ValueError where it is not."""
        found = partial_date(text)
        if found is None:
            raise ValueError(text)
        return found

    @classmethod
    def of_day(cls, day: date) -> "DataParziale":
        """The date of a day that is known."""
        return cls(day, day)

    @property
    def is_month(self) -> bool:
        return self.primo != self.ultimo

    def __str__(self) -> str:
        return f"{self.primo:%Y-%m}" if self.is_month else self.primo.isoformat()


@lru_cache(maxsize=4096)
def partial_date(text: str) -> DataParziale | None:
    """``2025-03-01`` or ``2025-03`` as a date; None where it is not one (years 1900–2200)."""
    found = _DATE.match(text)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month)[1]
    if found[3] is None:
        return DataParziale(date(year, month, 1), date(year, month, last))
    if not 1 <= int(found[3]) <= last:
        return None
    day = date(year, month, int(found[3]))
    return DataParziale.of_day(day)


def whole_date(text: str) -> date | None:
    """``2025-03-01`` as a day; None where it is not one or has no day."""
    found = partial_date(text)
    return found.primo if found and len(text) == 10 else None


def eve(day: date) -> date:
    """The day before: the last one of what ends because something else begins."""
    return day - _DAY


def next_day(day: date) -> date:
    return day + _DAY


def first_day(day: DataParziale | None) -> date:
    """The day that a start means; an unknown start comes before every other."""
    return date.min if day is None else day.primo


def last_day(day: DataParziale | None) -> date:
    """The day that an end means; what has no end comes after every other."""
    return date.max if day is None else day.ultimo


def surely_before(one: DataParziale, other: DataParziale) -> bool:
    """Whether ``one`` comes before ``other`` whatever their unknown days are."""
    return one.ultimo < other.primo


class Fonte(Protocol):
    """What is needed of a source to date what it says."""

    @property
    def data(self) -> DataParziale | None: ...


class Inizio(Protocol):
    """A start, unknown if only a source tells it."""

    @property
    def dal(self) -> DataParziale | None: ...
    @property
    def fonti(self) -> Sequence[Fonte]: ...


class Periodo(Inizio, Protocol):
    """The one shape of every period: a start, maybe an end."""

    @property
    def al(self) -> DataParziale | None: ...


def first_told(period: Inizio) -> date | None:
    """The day of the first dated source that tells of a period: it was so already."""
    told = [fonte.data.ultimo for fonte in period.fonti if fonte.data is not None]
    return min(told) if told else None


def covers(period: Periodo, day: date) -> bool | None:
    """Whether a period holds on a day, both ends included; None where the register cannot tell.

    Without ``dal`` the period is «già così alla data della fonte»: true from the first dated
    source on, unknown before.
    """
    if period.al is not None and day > period.al.ultimo:
        return False
    if period.dal is not None:
        return day >= period.dal.primo
    told = first_told(period)
    return True if told and day >= told else None


def any_covers(periods: Sequence[Periodo], day: date) -> bool | None:
    """Whether any of the periods holds on a day; None where it may be, but nobody can tell."""
    return any_of(covers(period, day) for period in periods)


def may_be_one(one: DataParziale, other: DataParziale) -> bool:
    """Whether two days may be the same, whatever is not known of them."""
    return one.primo <= other.ultimo and other.primo <= one.ultimo


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """Whether any answer is yes; None where none is, but some may be."""
    found = set(answers)
    return True if True in found else None if None in found else False


def within(day: date, first: date | None, last: date | None) -> bool:
    """Whether a day is between two others, both included; where one is None there is no limit."""
    return (first is None or day >= first) and (last is None or day <= last)


def in_short(day: date | DataParziale) -> str:
    """`15/01/2024`, or `01/2024` where only the month is known."""
    if isinstance(day, DataParziale):
        return f"{day.primo:%m/%Y}" if day.is_month else short_date(day.primo)
    return short_date(day)
