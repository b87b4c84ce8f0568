"""Dates in Italian words and figures, both ways; days are counted in `calendario`."""

import calendar
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
# As texts: few commands ask about any.
_ISO = r"(?P<year>[0-9]{4})(?P<by>[-/.])(?P<month>[0-9]{1,2})(?P=by)(?P<day>[0-9]{1,2})"
_FIGURES = r"(?P<day>[0-9]{1,2})(?P<by>[-/.])(?P<month>[0-9]{1,2})(?P=by)(?P<year>[0-9]{4})"
_WORDS = r"(?P<day>1º|1°|primo|[0-9]{1,2}) +(?P<month>[a-z]+)\.? +(?P<year>[0-9]{4})"
_SHORT_YEAR = r"(?P<start>[0-9]{1,2}([-/.])[0-9]{1,2}\2)(?P<year>[0-9]{2})"
_QUOTES = " \"'«»“”"
_FIRST = {"primo": "1"}
_SHORTEST_MONTH = 3


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
    typed = text.strip(_QUOTES).lower()
    if typed in _RELATIVE_DAYS:
        return today + timedelta(days=_RELATIVE_DAYS[typed])
    written = _written(typed)
    return None if written is None else _real_date(*written)


def date_problem(text: str) -> str:
    """Why what somebody typed is no day, and what to type."""
    typed = text.strip(_QUOTES).lower()
    if short := re.fullmatch(_SHORT_YEAR, typed):
        whole = f"{short['start']}20{short['year']}"
        return f"«{text}» non è una data: l'anno va con quattro cifre, {whole}"
    written = _written(typed)
    if written is None:
        return (
            f'«{text}» non è una data: scrivila come 2025-03-01, 1/3/2025 o "1 marzo 2025" '
            "(anche «oggi», «ieri», «domani»)"
        )
    year, month, day = written
    if not FIRST_YEAR <= year <= LAST_YEAR:
        why = f"che si possa usare: gli anni vanno dal {FIRST_YEAR} al {LAST_YEAR}"
    elif not 1 <= month <= len(MONTHS):
        why = f"che esiste: i mesi vanno da 1 a {len(MONTHS)}"
    elif not day:
        why = "che esiste: i giorni cominciano da 1"
    else:
        days = calendar.monthrange(year, month)[1]
        why = f"che esiste: {MONTHS[month - 1]} {year} ha {days} giorni"
    return f"«{text}» non è una data {why}"


def day_within(text: str) -> tuple[date, str] | None:
    """The day that a text names in figures, and the text without it."""
    for form in (_ISO_WITHIN, _FIGURES_WITHIN):
        found = re.search(form, text)
        if found and (day := _real_date(*_parts(found))) is not None:
            return day, f"{text[: found.start()]} {text[found.end() :]}".strip()
    return None


_ISO_WITHIN, _FIGURES_WITHIN = (f"(?<![0-9]){form}(?![0-9])" for form in (_ISO, _FIGURES))


def _written(typed: str) -> tuple[int, int, int] | None:
    """Year, month and day as they are written, whether or not there is such a day."""
    for form in (_ISO, _FIGURES, _WORDS):
        if found := re.fullmatch(form, typed):
            return None if _month_number(found["month"]) is None else _parts(found)
    return None


def _parts(found: re.Match[str]) -> tuple[int, int, int]:
    day = found["day"].rstrip("º°")
    return int(found["year"]), _month_number(found["month"]) or 0, int(_FIRST.get(day, day))


_MONTH_ISO = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})"
_MONTH_FIGURES = r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"
_MONTH_WORDS = r"(?P<month>[a-z]+) +(?P<year>[0-9]{4})"


def parse_month(text: str) -> date | None:
    """The first day of the month that somebody typed (`2025-03`, `3/2025`, `marzo 2025`)."""
    typed = text.strip().lower()
    for form in (_MONTH_ISO, _MONTH_FIGURES, _MONTH_WORDS):
        if found := re.fullmatch(form, typed):
            month = _month_number(found["month"])
            return None if month is None else _real_date(int(found["year"]), month, 1)
    return None


def _month_number(month: str) -> int | None:
    """The number of a month in figures or words; three letters are enough for a word."""
    if month.isdigit():
        return int(month)
    begun = [name for name in MONTHS if len(month) >= _SHORTEST_MONTH and name.startswith(month)]
    return MONTHS.index(begun[0]) + 1 if begun else None


def _real_date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
