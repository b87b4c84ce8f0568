"""Dates in Italian, as words and figures, both ways; counting days is the calendar's business."""

import re
from datetime import date, timedelta

MONTHS = (
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
)

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""The years of a real date of this program, the same that the schemas accept."""

_RELATIVE_DAYS = {"ieri": -1, "oggi": 0, "domani": 1}
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_FIGURES = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_WORDS = re.compile(r"(?P<day>1º|1°|[0-9]{1,2}) +(?P<month>[a-z]+) +(?P<year>[0-9]{4})")


def date_in_words(day: date) -> str:
    """`1º marzo 2025`."""
    number = "1º" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


_ELIDED = {"il": "l'", "del": "dell'", "dal": "dall'", "al": "all'"}


def date_after(word: str, day: date) -> str:
    """A date after an article or a preposition: «il 16 maggio 2024», «l'8 marzo», «dell'11 …»."""
    written = date_in_words(day)
    # «Otto» and «undici» begin with a vowel; «primo» does not.
    return f"{_ELIDED[word]}{written}" if day.day in {8, 11} else f"{word} {written}"


def month_in_words(month: date) -> str:
    """`marzo 2025`: the month in which a day falls."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def short_date(day: date) -> str:
    """`01/03/2025`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def parse_date(text: str, today: date) -> date | None:
    """The day that somebody typed (`2025-03-01`, `1/3/2025`, `1º marzo 2025`, `domani`), if any."""
    typed = text.strip().lower()
    if typed in _RELATIVE_DAYS:
        return today + timedelta(days=_RELATIVE_DAYS[typed])
    for form in (_ISO, _FIGURES, _WORDS):
        if found := form.fullmatch(typed):
            return _real_date(found["year"], found["month"], found["day"])
    return None


_MONTH_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
_MONTH_FIGURES = re.compile(r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_MONTH_WORDS = re.compile(r"(?P<month>[a-z]+) +(?P<year>[0-9]{4})")


def parse_month(text: str) -> date | None:
    """The first day of the month that somebody typed (`2025-03`, `3/2025`, `marzo 2025`)."""
    typed = text.strip().lower()
    for form in (_MONTH_ISO, _MONTH_FIGURES, _MONTH_WORDS):
        if found := form.fullmatch(typed):
            return _real_date(found["year"], found["month"], "1")
    return None


def _real_date(year: str, month: str, day: str) -> date | None:
    if month.isdigit():
        month_number = int(month)
    elif month in MONTHS:
        month_number = MONTHS.index(month) + 1
    else:
        return None
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        return date(int(year), month_number, int(day.rstrip("º°")))
    except ValueError:
        return None
