"""Holidays, terms and their ends, of any pact; those of this one are in `reckoning.last_days`.

Terms are counted as art. 2963 c.c. wants: the day of the start is not counted, the last one is;
months and years end on the day with the same number. A Saturday is a day like any other, and the
day of a town's patron saint moves no term. Hours are counted from moment to moment (art. 155
c.p.c. leaves out the first, as of days), and no holiday moves them.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from rete.model.comuni import Durata
from rete.model.tempo import DataParziale, eve, next_day

_SATURDAY, _SUNDAY = 5, 6

L_260 = "L. 27 maggio 1949, n. 260"
L_54 = "L. 5 marzo 1977, n. 54"
DPR_792 = "D.P.R. 28 dicembre 1985, n. 792"
L_336 = "L. 20 novembre 2000, n. 336"
DL_5 = "D.L. 22 febbraio 2011, n. 5"
L_151 = "L. 8 ottobre 2025, n. 151"


def easter(year: int) -> date:
    """Easter Sunday of a year (Gregorian calendar, anonymous algorithm of 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, part = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moved + 15) % 30
    weekday = (32 + 2 * part + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _after_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _first_sunday(month: int) -> Callable[[int], date]:
    return lambda year: date(year, month, 7 - date(year, month, 1).weekday())


class Holiday(NamedTuple):
    """A national holiday: its day in each year from the first to the last in which it was one."""

    name: str
    day: Callable[[int], date]
    law: str = L_260
    since: int = 1950
    until: int | None = None
    ended_by: str | None = None


# The table begins with the first whole year of L. 260/1949: before it only Sundays are known here.
# A holiday that a law of March ends or moves is told by the years in which its day was kept. The
# one day of 17 March 1961 is not here: its law was not found.
HOLIDAYS: tuple[Holiday, ...] = (
    Holiday("Capodanno", _fixed(1, 1)),
    Holiday("Epifania", _fixed(1, 6), until=1977, ended_by=L_54),
    Holiday("Epifania", _fixed(1, 6), DPR_792, 1986),
    Holiday("San Giuseppe", _fixed(3, 19), until=1976, ended_by=L_54),
    Holiday("Unità d'Italia, 150 anni", _fixed(3, 17), DL_5, 2011, 2011),
    Holiday("Pasqua", _after_easter(0)),
    Holiday("Lunedì dell'Angelo", _after_easter(1)),
    Holiday("Anniversario della Liberazione", _fixed(4, 25)),
    Holiday("Festa del lavoro", _fixed(5, 1)),
    Holiday("Ascensione", _after_easter(39), until=1976, ended_by=L_54),
    Holiday("Corpus Domini", _after_easter(60), until=1976, ended_by=L_54),
    Holiday("Festa della Repubblica", _fixed(6, 2), until=1976, ended_by=L_54),
    Holiday("Festa della Repubblica", _first_sunday(6), L_54, 1977, 2000, L_336),
    Holiday("Festa della Repubblica", _fixed(6, 2), L_336, 2001),
    Holiday("Santi Pietro e Paolo", _fixed(6, 29), until=1976, ended_by=L_54),
    Holiday("Assunzione", _fixed(8, 15)),
    Holiday("San Francesco d'Assisi", _fixed(10, 4), L_151, 2026),
    Holiday("Ognissanti", _fixed(11, 1)),
    Holiday("Giorno dell'unità nazionale", _fixed(11, 4), until=1976, ended_by=L_54),
    Holiday("Giorno dell'unità nazionale", _first_sunday(11), L_54, 1977),
    Holiday("Immacolata Concezione", _fixed(12, 8)),
    Holiday("Natale", _fixed(12, 25)),
    Holiday("Santo Stefano", _fixed(12, 26)),
)


@cache
def holidays_in(year: int) -> Mapping[date, str]:
    """The holidays of a year by name; the first of the table names a day that is two of them."""
    names: dict[date, str] = {}
    for holiday in HOLIDAYS:
        if holiday.since <= year <= (holiday.until or year):
            names.setdefault(holiday.day(year), holiday.name)
    return MappingProxyType(names)


def is_holiday(day: date) -> bool:
    """Whether a term that ends on this day is moved: Sundays and national holidays."""
    return day.weekday() == _SUNDAY or day in holidays_in(day.year)


def next_open_day(day: date) -> date:
    """The day itself, or the first after it that is not a holiday."""
    while is_holiday(day):
        day = next_day(day)
    return day


def previous_open_day(day: date) -> date:
    """The day itself, or the last before it that is not a holiday."""
    while is_holiday(day):
        day = eve(day)
    return day


def deadline(start: date, length: Durata, *, shift: bool) -> date:
    """The last day of a term that begins with what happened on ``start``.

    With ``shift`` a last day that is a holiday gives way to the next that is not.
    """
    day = _moved(start, length, 1)
    return next_open_day(day) if shift and length.tempo is None else day


def last_day_before(event: date, length: Durata, *, shift: bool) -> date:
    """The last day on which to do what must be done «at least» so long before an event.

    With ``shift`` a holiday gives way to the day before it: the time granted is never cut short.
    """
    day = _moved(event, length, -1)
    return previous_open_day(day) if shift and length.tempo is None else day


def moment_of(day: date, hour: str | None) -> datetime:
    """The moment of an hour «17:30»; of one that is not known the last minute of the day."""
    return datetime.combine(day, time.fromisoformat(hour or "23:59"))


def end_of_validity(start: DataParziale | date, length: Durata) -> date:
    """The last day of something that holds for so long, its first day included.

    A validity is not an act to be done by a day: it is never moved by a holiday.
    """
    first = start.primo if isinstance(start, DataParziale) else start
    if not any(unit in ("mesi", "anni") for unit, _ in length.units):
        return _moved(eve(first), length, 1)
    anniversary = _moved(first, length, 1)
    # After 29 February and the like the month of the end lacks that number: its last day closes.
    return anniversary if anniversary.day < first.day else eve(anniversary)


_TIMES: Mapping[str, str] = MappingProxyType({"ore": "hours", "minuti": "minutes"})


def _moved(day: date, length: Durata, direction: int) -> date:
    """A day, so long after (1) or before (-1). A length of no unit, which a rule reports, is 0."""
    for unit, number in length.units:
        match unit:
            case "giorni":
                day += direction * timedelta(days=number)
            case "giorni_liberi":
                day += direction * timedelta(days=number + 1)
            case "giorni_lavorativi":
                day = _working_days(day, number, direction, length.sabato)
            case "ore" | "minuti":
                passed = timedelta(**{_TIMES[unit]: number})
                day = (moment_of(day, None) + direction * passed).date()
            case "mesi":
                day = _months_later(day, direction * number)
            case _:  # years
                day = _months_later(day, direction * 12 * number)
    return day


def _months_later(day: date, months: int) -> date:
    """The same number in another month, or its last day where it has no such number."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _works(day: date, saturdays: bool) -> bool:
    return not is_holiday(day) and (saturdays or day.weekday() != _SATURDAY)


def _working_days(day: date, number: int, direction: int, saturdays: bool) -> date:
    while number > 0:
        day += direction * timedelta(days=1)
        number -= _works(day, saturdays)
    return day
