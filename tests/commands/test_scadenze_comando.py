"""`rete scadenze` as it is called: the whole page, each option, each form; calendars read back."""

import csv
import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

from tests.aiuti import luoghi
from tests.aiuti.lettura import commit
from tests.aiuti.luoghi import ROOT
from tests.conftest import Said

Rete = Callable[..., Said]

EXAMPLE = ROOT / "esempi" / "roccaverde"
EXPECTED = luoghi.EXPECTED / "scadenze"
KEYS = ["id", "tipo", "titolo", "scade", "giorni", "stato", "dedotta", "riferimento", "articolo",
        "comando"]  # fmt: skip


def listed(said: Said) -> list[dict[str, Any]]:
    """The due dates asked for with `--formato json`."""
    found: list[dict[str, Any]] = json.loads(said.out)["scadenze"]
    return found


def asked(rete: Rete, *options: str, folder: Path = EXAMPLE) -> list[dict[str, Any]]:
    return listed(rete("scadenze", "--formato", "json", *options, folder=folder))


@pytest.mark.parametrize("form", ["testo", "json", "csv", "ics"])
def test_the_example_word_for_word(rete: Rete, form: str) -> None:
    said = rete("scadenze", "--formato", form, folder=EXAMPLE)
    file = EXPECTED / f"roccaverde.{form}"
    if os.environ.get("RETE_ACCETTA") == "1":
        file.write_bytes(said.out.encode())

    assert (said.code, said.err) == (0, "")
    assert said.out.encode() == file.read_bytes()
    assert rete("scadenze", "--formato", form, folder=EXAMPLE).out == said.out


def test_the_pact_of_the_real_register_says_why_those_days_and_what_is_not_known(
    rete: Rete,
) -> None:
    said = rete("scadenze", "--oggi", "2026-11-24", folder=ROOT)
    file = EXPECTED / "registro.testo"
    if os.environ.get("RETE_ACCETTA") == "1":
        file.write_bytes(said.out.encode())

    assert (said.code, said.err) == (0, "")
    assert said.out == file.read_text(encoding="utf-8")
    assert max(map(len, said.out.splitlines())) <= 80


def test_no_line_is_wider_than_a_terminal_and_the_last_ones_count(rete: Rete) -> None:
    lines = rete("scadenze", folder=EXAMPLE).out.splitlines()

    assert [line for line in lines if len(line) > 80] == []
    assert lines[-2].startswith("54 scadenze al 01/06/2026: 12 scadute, ")
    assert lines[-1].startswith("(dedotta): ")


def test_json_has_the_keys_that_were_promised_and_all_of_them_always(rete: Rete) -> None:
    said = rete("scadenze", "--formato", "json", folder=EXAMPLE)
    told = json.loads(said.out)

    assert (told["versione"], told["al"]) == (1, "2026-06-01")
    assert list(told) == ["versione", "al", "scadenze"]
    for one in told["scadenze"]:
        assert list(one)[: len(KEYS)] == KEYS
        assert one["id"] == f"{one['tipo']}/{one['riferimento']}"
        left = (date.fromisoformat(one["scade"]) - date(2026, 6, 1)).days
        assert one["giorni"] == left
    assert sorted(told["scadenze"], key=lambda one: one["scade"]) == told["scadenze"]


def test_every_form_tells_the_same_due_dates(rete: Rete) -> None:
    told = asked(rete)
    rows = list(csv.DictReader(StringIO(rete("scadenze", "--formato", "csv", folder=EXAMPLE).out)))
    page = rete("scadenze", folder=EXAMPLE).out

    assert [row["Id"] for row in rows] == [one["id"] for one in told]
    assert [int(row["Giorni"]) for row in rows] == [one["giorni"] for one in told]
    assert page.count("  → ") == sum(one["comando"] is not None for one in told)


# --- options ---


def test_within_some_days_also_shows_what_is_already_overdue(rete: Rete) -> None:
    found = asked(rete, "--entro", "15")

    assert {one["giorni"] for one in found} >= {-430, 15}
    assert max(one["giorni"] for one in found) == 15
    assert all(one["giorni"] <= 0 for one in asked(rete, "--entro", "0"))
    assert found == asked(rete, "--entro", "16/6/2026") == asked(rete, "--entro", "2026-06-16")


@pytest.mark.parametrize("typed", ["-1", "dieci", "1.5", "", "100000", "٣"])
def test_a_number_of_days_that_is_not_one_is_refused(rete: Rete, typed: str) -> None:
    said = rete("scadenze", f"--entro={typed}", folder=EXAMPLE)

    assert (said.code, said.out) == (2, "")
    assert f"«{typed}» non è un numero di giorni" in said.err


def test_one_kind_one_body_or_one_table_alone(rete: Rete) -> None:
    everything = asked(rete)

    actions = asked(rete, "--tipo", "azione")
    assert actions == [one for one in everything if one["tipo"] == "azione"] != []
    of_the_bridge = asked(rete, "--ente", "bussola")
    assert of_the_bridge == [one for one in everything if "la-bussola" in one["enti"]] != []
    of_the_table = asked(rete, "--tavolo", "giovani")
    assert of_the_table == [one for one in everything if one["tavolo"] == "giovani"] != []
    assert rete("scadenze", "--tipo", "boh", folder=EXAMPLE).code == 2
    assert rete("scadenze", "--ente", "nessuno-cosi", folder=EXAMPLE).code == 2


def test_on_another_day_other_things_are_due(rete: Rete) -> None:
    before = {one["id"] for one in asked(rete, "--al", "2025-12-31")}

    assert "azione/2026-01-15-cabina-di-regia/1" not in before
    assert before == {one["id"] for one in asked(rete, "--oggi", "2025-12-31")}


def test_the_check_fails_only_where_something_shown_is_overdue(rete: Rete) -> None:
    def code(*options: str) -> int:
        return rete("scadenze", *options, folder=EXAMPLE).code

    assert code() == 0
    assert code("--controllo") == 1
    assert code("--controllo", "--tipo", "bando") == 0
    assert code("--controllo", "--formato", "ics") == 1


def test_the_register_of_a_day_in_git_is_asked(rete: Rete, register: Path) -> None:
    planned = register / "data/verbali/2026/2026-05-20-plenaria.yaml"
    planned.parent.mkdir(parents=True)
    planned.write_text("odg:\n  - {punto: 1, titolo: Varie}\n", encoding="utf-8")
    commit(register, "2026-05-01")
    planned.unlink()
    commit(register, "2026-05-25")

    def late(*options: str) -> list[str]:
        return [one["id"] for one in asked(rete, *options, folder=register)]

    assert "redazione/2026-05-20-plenaria" not in late()
    assert "redazione/2026-05-20-plenaria" in late("--registro-del", "2026-05-10")


def test_nothing_due_is_said_and_unread_files_are_named(rete: Rete, register: Path) -> None:
    said = rete("scadenze", "--tipo", "azione", folder=register)
    assert said.out == "nessuna scadenza al 01/06/2026\n"

    (register / "data/enti/il-ponte.yaml").write_text("natura: boh\n", encoding="utf-8")
    said = rete("scadenze", "--tipo", "azione", folder=register)
    assert said.code == 0
    assert said.out.endswith(
        "senza contare ciò che dipende dai file che non si leggono: il-ponte\n"
    )
    assert "rete controlla" in said.err


# --- calendars ---


def calendar(rete: Rete, *options: str, folder: Path = EXAMPLE) -> str:
    said = rete("scadenze", "--formato", "ics", *options, folder=folder)
    assert said.code == 0, said.err
    return said.out


def plan(register: Path, name: str, text: str) -> None:
    file = register / "data/verbali/2026" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def events(text: str) -> dict[str, icalendar.Event]:
    found = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return {str(event["UID"]): event for event in found}


def test_two_readers_find_in_the_calendar_what_json_tells(rete: Rete) -> None:
    text = calendar(rete)
    told = {f"{one['id']}@rete-di-roccaverde": one["scade"] for one in asked(rete)}
    mine = {uid: event.decoded("DTSTART") for uid, event in events(text).items()}
    other = {event.uid.value: event.dtstart.value for event in vobject.readOne(text).vevent_list}

    assert mine.keys() == other.keys()
    due = {uid: day.isoformat() for uid, day in mine.items() if not uid.startswith("seduta/")}
    assert due == told
    assert {u: d.isoformat() for u, d in other.items() if not u.startswith("seduta/")} == told
    assert {uid for uid in mine if uid.startswith("seduta/")} == {
        "seduta/2026-07-02-plenaria@rete-di-roccaverde",
        "seduta/2026-09-10-cabina-di-regia@rete-di-roccaverde",
    }


def test_a_calendar_without_entries_has_a_component_all_the_same(rete: Rete) -> None:
    """RFC 5545, 3.6: a calendar has at least one."""
    text = calendar(rete, "--entro", "01/01/2000")
    assert events(text) == {}
    assert icalendar.Calendar.from_ical(text).subcomponents
    assert vobject.readOne(text).validate()


def test_lines_end_as_the_standard_wants_and_none_is_too_long(rete: Rete) -> None:
    text = calendar(rete)
    lines = text.split("\r\n")

    assert "\n" not in text.replace("\r\n", "")
    assert lines[-1] == ""
    assert max(len(line.encode()) for line in lines) <= 75
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"VERSION:2.0", "METHOD:PUBLISH"} < set(lines)


def test_a_sitting_with_its_hour_is_at_that_hour_in_rome(rete: Rete, register: Path) -> None:
    plan(register, "2026-07-02-plenaria",
         'inizio: "17:30"\nfine: "19:00"\nluogo: Sala; grande, a Nord\n'
         "odg:\n  - {punto: 1, titolo: Varie}\n")  # fmt: skip
    plan(register, "2026-12-02-plenaria",
         'inizio: "17:30"\nodg:\n  - {punto: 1, titolo: Varie}\n')  # fmt: skip
    text = calendar(rete, folder=register)
    found = events(text)
    summer = found["seduta/2026-07-02-plenaria@rete-di-roccaverde"]
    winter = found["seduta/2026-12-02-plenaria@rete-di-roccaverde"]

    assert "DTSTART;TZID=Europe/Rome:20260702T173000\r\n" in text
    assert summer.decoded("DTSTART").astimezone(UTC) == datetime(2026, 7, 2, 15, 30, tzinfo=UTC)
    assert winter.decoded("DTSTART").astimezone(UTC) == datetime(2026, 12, 2, 16, 30, tzinfo=UTC)
    assert summer.decoded("DTEND") - summer.decoded("DTSTART") == timedelta(minutes=90)
    assert str(summer["LOCATION"]) == "Sala; grande, a Nord"
    # The other reader knows the hours of Rome only from the zone that we write.
    read = {event.uid.value: event.dtstart.value for event in vobject.readOne(text).vevent_list}
    assert read["seduta/2026-07-02-plenaria@rete-di-roccaverde"].utcoffset() == timedelta(hours=2)
    assert read["seduta/2026-12-02-plenaria@rete-di-roccaverde"].utcoffset() == timedelta(hours=1)


def test_the_zone_is_written_only_where_somebody_needs_it(rete: Rete) -> None:
    assert "BEGIN:VTIMEZONE" in calendar(rete)
    assert "BEGIN:VTIMEZONE" not in calendar(rete, "--tipo", "azione")


def test_alarms_ring_before_what_is_to_come_and_not_for_what_is_past(rete: Rete) -> None:
    for uid, event in events(calendar(rete)).items():
        alarms = event.walk("VALARM")
        day = event.decoded("DTSTART")
        overdue = not uid.startswith("seduta/") and day < date(2026, 6, 1)
        assert len(alarms) == (0 if overdue else 1), uid
        assert str(event["SUMMARY"]).startswith("Scaduta: ") == overdue
        for alarm in alarms:
            assert alarm.decoded("TRIGGER") < timedelta()


def test_the_stamp_is_the_day_asked_about_and_names_stay_the_same(rete: Rete) -> None:
    first, second = events(calendar(rete)), events(calendar(rete, "--oggi", "2026-06-02"))

    assert first.keys() == second.keys()
    stamps = {event.decoded("DTSTAMP") for event in second.values()}
    assert stamps == {datetime(2026, 6, 2, tzinfo=UTC)}


def test_options_choose_sittings_too(rete: Rete) -> None:
    def sittings(*options: str) -> list[str]:
        return [uid for uid in events(calendar(rete, *options)) if uid.startswith("seduta/")]

    assert len(sittings()) == 2
    assert len(sittings("--entro", "40")) == 1
    assert len(sittings("--tavolo", "cabina-di-regia")) == 1
    assert sittings("--tipo", "azione") == []
    assert len(sittings("--ente", "fondo-il-seme")) == 1


def test_hostile_texts_stay_inside_their_line(rete: Rete, register: Path) -> None:
    plan(register, "2026-07-02-plenaria",
         'luogo: "Sala\\nEND:VEVENT\\n🎉, «à; \\\\ b»"\nodg:\n'
         '  - {punto: 1, titolo: "BEGIN:VALARM\\nX:Y"}\n')  # fmt: skip
    text = calendar(rete, folder=register)
    event = events(text)["seduta/2026-07-02-plenaria@rete-di-roccaverde"]

    assert text.count("\r\nEND:VEVENT\r\n") == text.count("BEGIN:VEVENT\r\n")
    assert str(event["LOCATION"]) == "Sala END:VEVENT 🎉, «à; \\ b»"
    assert "1. BEGIN:VALARM X:Y" in str(event["DESCRIPTION"])
    assert len(vobject.readOne(text).vevent_list) == len(events(text))
