"""A calendar as an iCalendar file (the only icalendar): the same bytes for the same entries.

The clock is not looked at: the stamp of every entry is the day of the calendar.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar

from icalendar import (
    Alarm,
    Calendar,
    Component,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vRecur,
    vText,
)

from rete.views.voci_di_calendario import Calendario, Impegno

ZONE: Final = "Europe/Rome"
_NINE: Final = timedelta(hours=9)


def calendar_as_ics(calendario: Calendario) -> bytes:
    """The file of a calendar."""
    calendar = _with(
        Calendar(),
        {
            "prodid": "-//rete//scadenze//IT",
            "version": "2.0",
            "calscale": "GREGORIAN",
            "method": "PUBLISH",
            "x-wr-calname": vText(_plain(calendario.nome)),
        },
    )
    # A calendar has at least one component (RFC 5545, 3.6): without entries, the hours of Rome.
    if not calendario.impegni or any(entry.inizio for entry in calendario.impegni):
        calendar.add_component(_rome())
    for entry in calendario.impegni:
        calendar.add_component(_event(entry, calendario.oggi))
    written: bytes = calendar.to_ical()
    return written


_Part = TypeVar("_Part", bound=Component)


def _with(part: _Part, values: Mapping[str, object]) -> _Part:
    """A part of a calendar with these values, but for those that are None."""
    for name, value in values.items():
        if value is not None:
            part.add(name, value)
    return part


def _event(entry: Impegno, oggi: date) -> Event:
    event = _with(
        Event(),
        {
            "uid": entry.uid,
            "dtstamp": datetime.combine(oggi, time(), tzinfo=UTC),
            "summary": _plain(entry.titolo),
            "description": _plain(entry.testo),
            "categories": [entry.genere],
            "location": _plain(entry.luogo) if entry.luogo else None,
        },
    )
    if entry.inizio is None:
        # A day on which something falls due does not make anybody busy.
        _with(event, {"dtstart": entry.giorno, "transp": "TRANSPARENT"})
    for name, hour in (("dtstart", entry.inizio), ("dtend", entry.fine)):
        if entry.inizio and hour:
            event.add(name, datetime.combine(entry.giorno, hour), parameters={"TZID": ZONE})
    if entry.avviso is not None:
        event.add_component(_alarm(entry, entry.avviso))
    return event


def _alarm(entry: Impegno, days: int) -> Alarm:
    """A reminder so many days before: at nine in the morning, where the entry has no hour."""
    before = timedelta(days=-days) + (timedelta() if entry.inizio else _NINE)
    told = {"action": "DISPLAY", "description": _plain(entry.titolo), "trigger": before}
    return _with(Alarm(), told)


def _rome() -> Timezone:
    """The hours of Italy since 1996, written here so that no machine's tables change the bytes."""
    zone = _with(Timezone(), {"tzid": ZONE})
    for part, start, month, name, before, after in (
        (TimezoneDaylight(), "1996-03-31T02:00", 3, "CEST", 1, 2),
        (TimezoneStandard(), "1996-10-27T03:00", 10, "CET", 2, 1),
    ):
        hours = {
            "dtstart": datetime.fromisoformat(start),
            "rrule": vRecur({"freq": "yearly", "bymonth": month, "byday": "-1su"}),
            "tzoffsetfrom": timedelta(hours=before),
            "tzoffsetto": timedelta(hours=after),
            "tzname": name,
        }
        zone.add_component(_with(part, hours))
    return zone


def _plain(text: str) -> str:
    """The text without what has no place in a calendar: control characters, halves of letters."""
    kept = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in kept if c == "\n" or c.isprintable())
