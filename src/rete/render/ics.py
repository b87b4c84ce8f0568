"""A calendar as an iCalendar file (the only icalendar): the same bytes for the same entries.

The clock is not looked at: the stamp of every entry is the day of the calendar.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import (
    Alarm,
    Calendar,
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
    calendar = Calendar()
    calendar.add("prodid", "-//rete//scadenze//IT")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(_plain(calendario.nome)))
    # A calendar has at least one component (RFC 5545, 3.6): without entries, the hours of Rome.
    if not calendario.impegni or any(entry.inizio for entry in calendario.impegni):
        calendar.add_component(_rome())
    for entry in calendario.impegni:
        calendar.add_component(_event(entry, calendario.oggi))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Impegno, oggi: date) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", datetime.combine(oggi, time(), tzinfo=UTC))
    event.add("summary", _plain(entry.titolo))
    event.add("description", _plain(entry.testo))
    event.add("categories", [entry.genere])
    if entry.luogo:
        event.add("location", _plain(entry.luogo))
    if entry.inizio is None:
        event.add("dtstart", entry.giorno)
        # A day on which something falls due does not make anybody busy.
        event.add("transp", "TRANSPARENT")
    else:
        zone = {"TZID": ZONE}
        event.add("dtstart", datetime.combine(entry.giorno, entry.inizio), parameters=zone)
        if entry.fine is not None:
            event.add("dtend", datetime.combine(entry.giorno, entry.fine), parameters=zone)
    if entry.avviso is not None:
        event.add_component(_alarm(entry, entry.avviso))
    return event


def _alarm(entry: Impegno, days: int) -> Alarm:
    """A reminder so many days before: at nine in the morning, where the entry has no hour."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(entry.titolo))
    alarm.add("trigger", timedelta(days=-days) + (timedelta() if entry.inizio else _NINE))
    return alarm


def _rome() -> Timezone:
    """The hours of Italy since 1996, written here so that no machine's tables change the bytes."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    winter, summer = TimezoneStandard(), TimezoneDaylight()
    for part, start, month, name in (
        (summer, datetime.fromisoformat("1996-03-31T02:00"), 3, "CEST"),
        (winter, datetime.fromisoformat("1996-10-27T03:00"), 10, "CET"),
    ):
        is_summer = part is summer
        part.add("dtstart", start)
        part.add("rrule", vRecur({"freq": "yearly", "bymonth": month, "byday": "-1su"}))
        part.add("tzoffsetfrom", timedelta(hours=1 if is_summer else 2))
        part.add("tzoffsetto", timedelta(hours=2 if is_summer else 1))
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def _plain(text: str) -> str:
    """The text without what has no place in a calendar: control characters, halves of letters."""
    kept = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in kept if c == "\n" or c.isprintable())
