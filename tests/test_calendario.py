"""Holidays and terms: the vectors worked out by hand, the laws, and a second opinion."""

from calendar import monthrange
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete.calendario import (
    HOLIDAYS,
    deadline,
    easter,
    end_of_validity,
    holidays_in,
    is_holiday,
    last_day_before,
)
from rete.model.comuni import Durata
from rete.model.tempo import partial_date

DAY = timedelta(days=1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def length(text: str) -> Durata:
    """``10 giorni``, ``1 mesi``, ``5 giorni_lavorativi sabato``."""
    number, unit, *saturday = text.split()
    return Durata(**{unit: int(number)}, sabato=bool(saturday))  # type: ignore[arg-type]


# --- the table of holidays ---


@pytest.mark.parametrize("year", range(1962, 2061))
def test_the_national_holidays_are_those_of_the_package_holidays(year: int) -> None:
    assert set(holidays_in(year)) == set(holidays.country_holidays("IT", years=year))


def test_every_row_of_the_table_names_the_law_that_began_it_and_the_one_that_ended_it() -> None:
    for row in HOLIDAYS:
        assert row.law.startswith(("L. ", "D.L. ", "D.P.R. "))
        once = row.until == row.since
        assert once or (row.ended_by is None) == (row.until is None), row.name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("2026-01-01", "Capodanno"),
        ("2026-04-05", "Pasqua"),
        ("2026-04-06", "Lunedì dell'Angelo"),
        ("2025-10-04", None),
        ("2026-10-04", "San Francesco d'Assisi"),
        ("2011-03-17", "Unità d'Italia, 150 anni"),
        ("2012-03-17", None),
        ("1985-01-06", None),
        ("1986-01-06", "Epifania"),
        ("1999-06-02", None),
        ("1999-06-06", "Festa della Repubblica"),
        ("2001-06-02", "Festa della Repubblica"),
        ("2026-11-10", None),
        ("2026-06-29", None),
        ("2027-01-03", None),
    ],
)
def test_a_holiday_has_its_name(written: str, name: str | None) -> None:
    assert holidays_in(day(written).year).get(day(written)) == name


@pytest.mark.parametrize(
    "monday",
    ["2024-04-01", "2025-04-21", "2026-04-06", "2027-03-29", "2028-04-17", "2029-04-02"],
)
def test_easter_is_computed(monday: str) -> None:
    assert easter(day(monday).year) + DAY == day(monday)


def test_a_sunday_is_a_holiday_for_terms_and_a_saturday_is_not() -> None:
    assert is_holiday(day("2027-01-03"))
    assert not is_holiday(day("2027-01-02"))


def test_the_day_of_a_patron_saint_is_no_holiday() -> None:
    assert not is_holiday(day("2026-11-10"))


# --- terms, by hand ---

FORWARD = [
    # start, length, last day, last day when a holiday gives way
    ("2026-12-15", "10 giorni", "2026-12-25", "2026-12-28"),
    ("2027-09-24", "10 giorni", "2027-10-04", "2027-10-05"),
    ("2026-10-31", "10 giorni", "2026-11-10", "2026-11-10"),
    ("2026-11-28", "10 giorni", "2026-12-08", "2026-12-09"),
    ("2027-01-31", "1 mesi", "2027-02-28", "2027-03-01"),
    ("2028-01-31", "1 mesi", "2028-02-29", "2028-02-29"),
    ("2025-01-01", "24 mesi", "2027-01-01", "2027-01-02"),
    ("2025-01-01", "2 anni", "2027-01-01", "2027-01-02"),
    ("2025-01-01", "4 anni", "2029-01-01", "2029-01-02"),
    # before 2026 the fourth of October (here a Saturday) is a day like any other
    ("2025-09-24", "10 giorni", "2025-10-04", "2025-10-04"),
    # Easter Sunday and the Monday after it
    ("2026-03-26", "10 giorni", "2026-04-05", "2026-04-07"),
    # 1 May 2027 is a Saturday and a holiday, then Sunday
    ("2027-04-21", "10 giorni", "2027-05-01", "2027-05-03"),
    # August is not suspended; 15 August 2027 is a Sunday
    ("2027-07-31", "15 giorni", "2027-08-15", "2027-08-16"),
    ("2024-02-29", "1 anni", "2025-02-28", "2025-02-28"),
    ("2024-02-29", "4 anni", "2028-02-29", "2028-02-29"),
    ("2026-08-31", "6 mesi", "2027-02-28", "2027-03-01"),
    ("2026-11-30", "3 mesi", "2027-02-28", "2027-03-01"),
    ("2026-12-31", "1 giorni", "2027-01-01", "2027-01-02"),
    # ten days wholly between: 16 to 25, so the 26th, then Sunday
    ("2026-12-15", "10 giorni_liberi", "2026-12-26", "2026-12-28"),
    ("2026-11-02", "5 giorni_liberi", "2026-11-08", "2026-11-09"),
    # Fri 4 Dec 2026: Mon 7, (Tue 8 holiday), Wed 9, Thu 10
    ("2026-12-04", "3 giorni_lavorativi", "2026-12-10", "2026-12-10"),
    # the same with Saturdays: Sat 5, Mon 7, Wed 9
    ("2026-12-04", "3 giorni_lavorativi sabato", "2026-12-09", "2026-12-09"),
    # Thu 24 Dec 2026: Mon 28, Tue 29, Wed 30, Thu 31, (1 Jan), Mon 4
    ("2026-12-24", "5 giorni_lavorativi", "2027-01-04", "2027-01-04"),
    ("2026-12-24", "5 giorni_lavorativi sabato", "2027-01-02", "2027-01-02"),
    # hours from the last minute of the day, since its hour is not known; 6 Dec is a Sunday
    ("2026-12-04", "48 ore", "2026-12-06", "2026-12-06"),
    ("2026-12-04", "90 minuti", "2026-12-05", "2026-12-05"),
]

BACKWARD = [
    ("2027-01-16", "10 giorni", "2027-01-06", "2027-01-05"),
    ("2027-04-08", "10 giorni", "2027-03-29", "2027-03-27"),
    ("2027-11-20", "10 giorni", "2027-11-10", "2027-11-10"),
    ("2027-01-16", "10 giorni_liberi", "2027-01-05", "2027-01-05"),
    ("2027-04-08", "10 giorni_liberi", "2027-03-28", "2027-03-27"),
    ("2027-11-20", "10 giorni_liberi", "2027-11-09", "2027-11-09"),
    # five days before Fri 1 Jan 2027 is Sun 27 Dec, then 26 and 25 are holidays
    ("2027-01-01", "5 giorni", "2026-12-27", "2026-12-24"),
    ("2027-03-31", "1 mesi", "2027-02-28", "2027-02-27"),
    ("2028-12-31", "6 mesi", "2028-06-30", "2028-06-30"),
    ("2028-12-31", "90 giorni", "2028-10-02", "2028-10-02"),
    ("2028-02-29", "1 anni", "2027-02-28", "2027-02-27"),
    # Thu 10 Dec 2026: Wed 9, (Tue 8), Mon 7, Fri 4
    ("2026-12-10", "3 giorni_lavorativi", "2026-12-04", "2026-12-04"),
    ("2026-12-10", "3 giorni_lavorativi sabato", "2026-12-05", "2026-12-05"),
    # Tue 8 Dec is a holiday: hours do not mind
    ("2026-12-10", "48 ore", "2026-12-08", "2026-12-08"),
    ("2026-12-10", "36 ore", "2026-12-09", "2026-12-09"),
    ("2026-12-10", "1 minuti", "2026-12-10", "2026-12-10"),
]

VALIDITY = [
    ("2025-01-01", "4 anni", "2028-12-31"),
    ("2025-01", "4 anni", "2028-12-31"),
    ("2025-01-15", "48 mesi", "2029-01-14"),
    ("2024-02-29", "1 anni", "2025-02-28"),
    ("2024-02-29", "4 anni", "2028-02-28"),
    ("2027-01-31", "1 mesi", "2027-02-28"),
    ("2026-12-01", "25 giorni", "2026-12-25"),
    ("2026-12-01", "1 giorni", "2026-12-01"),
    ("2026-12-04", "3 giorni_lavorativi", "2026-12-09"),
]


@pytest.mark.parametrize(("start", "long", "last", "moved"), FORWARD)
def test_a_term_ends_on_its_day_or_on_the_next_that_is_no_holiday(
    start: str, long: str, last: str, moved: str
) -> None:
    assert deadline(day(start), length(long), shift=False) == day(last)
    assert deadline(day(start), length(long), shift=True) == day(moved)


@pytest.mark.parametrize(("event", "long", "last", "moved"), BACKWARD)
def test_a_term_before_an_event_gives_way_to_the_day_before(
    event: str, long: str, last: str, moved: str
) -> None:
    assert last_day_before(day(event), length(long), shift=False) == day(last)
    assert last_day_before(day(event), length(long), shift=True) == day(moved)


@pytest.mark.parametrize(("start", "long", "last"), VALIDITY)
def test_a_validity_ends_on_the_eve_of_its_anniversary_holiday_or_not(
    start: str, long: str, last: str
) -> None:
    first = partial_date(start)
    assert first is not None
    assert end_of_validity(first, length(long)) == day(last)
    assert end_of_validity(first.primo, length(long)) == day(last)


def test_a_length_without_a_unit_is_no_time_and_one_with_two_is_their_sum() -> None:
    assert deadline(day("2026-03-02"), Durata(), shift=False) == day("2026-03-02")
    both = Durata(mesi=1, giorni=15)
    assert deadline(day("2026-03-02"), both, shift=False) == day("2026-04-17")


# --- what holds of every term ---

DAYS = st.dates(date(1950, 1, 1), date(2190, 12, 31))
UNITS = st.sampled_from(["giorni", "giorni_liberi", "giorni_lavorativi", "mesi", "anni"])
SIZES = st.integers(1, 60)


def made(unit: str, number: int) -> Durata:
    return Durata(**{unit: number})


@given(DAYS, DAYS, UNITS, SIZES, st.booleans())
def test_who_starts_later_does_not_end_earlier(
    one: date, other: date, unit: str, number: int, shift: bool
) -> None:
    one, other = sorted((one, other))
    for term in (deadline, last_day_before):
        first = term(one, made(unit, number), shift=shift)
        assert first <= term(other, made(unit, number), shift=shift)


@given(DAYS, UNITS, SIZES, st.booleans())
def test_a_longer_term_does_not_end_earlier(
    start: date, unit: str, number: int, shift: bool
) -> None:
    short, long = made(unit, number), made(unit, number + 1)
    assert deadline(start, short, shift=shift) <= deadline(start, long, shift=shift)
    assert last_day_before(start, long, shift=shift) <= last_day_before(start, short, shift=shift)
    assert end_of_validity(start, short) < end_of_validity(start, long)


@given(DAYS, UNITS, SIZES)
def test_a_term_that_gives_way_never_ends_on_a_holiday(start: date, unit: str, number: int) -> None:
    forward = deadline(start, made(unit, number), shift=True)
    backward = last_day_before(start, made(unit, number), shift=True)
    assert not is_holiday(forward)
    assert not is_holiday(backward)
    assert forward >= deadline(start, made(unit, number), shift=False)
    assert backward <= last_day_before(start, made(unit, number), shift=False)


@given(DAYS, UNITS, SIZES)
def test_counting_back_from_the_end_of_a_term_leads_to_its_start(
    start: date, unit: str, number: int
) -> None:
    if start.day > 28 or is_holiday(start) or start.weekday() == 5:
        start = last_day_before(start.replace(day=15), made("giorni_lavorativi", 1), shift=True)
    end = deadline(start, made(unit, number), shift=False)
    assert last_day_before(end, made(unit, number), shift=False) == start


@given(DAYS, st.integers(1, 600))
def test_a_term_in_months_ends_on_the_same_number_or_on_the_last_of_its_month(
    start: date, months: int
) -> None:
    end = deadline(start, made("mesi", months), shift=False)
    assert end.day in (start.day, monthrange(end.year, end.month)[1])
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months


@given(DAYS)
def test_easter_is_a_sunday_between_22_march_and_25_april(some: date) -> None:
    found = easter(some.year)
    assert found.weekday() == 6
    assert date(some.year, 3, 22) <= found <= date(some.year, 4, 25)


@given(DAYS, st.integers(0, 2000), st.booleans())
def test_hours_and_their_minutes_lead_to_the_same_day_which_nothing_moves(
    start: date, hours: int, shift: bool
) -> None:
    for term in (deadline, last_day_before):
        day = term(start, made("ore", hours), shift=shift)
        assert day == term(start, made("minuti", 60 * hours), shift=shift)
        assert day == term(start, made("ore", hours), shift=not shift)
        assert abs((day - start).days) in (hours // 24, -(-hours // 24))
