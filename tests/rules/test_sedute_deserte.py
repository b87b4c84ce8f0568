"""Deserted sittings and second calls: what is surely wrong, and silence where nobody can tell."""

from typing import Any

import pytest

from rete.rules.sedute_deserte import (
    a_deserted_sitting_lacked_its_quorum,
    a_second_call_follows_a_deserted_first,
    a_second_call_waits_for_its_first,
)
from tests.aiuti.registro import Data, Records, minutes, network, rete_of

BODIES = ["acqua", "bosco", "colle", "dente", "erba", "fiume"]
FIRST, SECOND = "2024-05-10-plenaria", "2024-05-11-plenaria"
RULES: Data = {
    "decisioni": [
        {
            "numero_legale": {"prima": {"oltre": "1/2"}, "seconda": {"almeno": "1/3"}},
            "maggioranza": {"oltre": "1/2", "di": "votanti"},
        }
    ],
    "convocazione": {"preavviso": {"giorni": 5}, "seconda_dopo": {"ore": 24}},
}


def first(present: int, *decisions: Data, rules: Data = RULES, **more: Any) -> Records:
    records = network(BODIES, rules)
    records[("verbale", FIRST)] = minutes(BODIES[:present], *decisions, **more)
    return records


def deserted(records: Records, **more: Any) -> list[str]:
    rete = rete_of(records, **more)
    return [fault.message for fault in a_deserted_sitting_lacked_its_quorum.test(rete)]


@pytest.mark.parametrize(("present", "found"), [(0, 0), (3, 0), (4, 1), (6, 1)])
def test_half_is_no_quorum_and_one_more_is(present: int, found: int) -> None:
    assert len(deserted(first(present, deserta="18:00"))) == found


def test_whoever_had_left_by_then_does_not_count_and_when_must_be_known() -> None:
    left: list[Data] = [{"ente": "dente", "esce": "17:50", "dopo_il_voto": 1}]
    records = first(4, {}, deserta="18:00", movimenti=left)
    assert deserted(records) == []
    came: list[Data] = [{"ente": "dente", "entra": "17:50", "dal_voto": 1}]
    assert len(deserted(first(4, {}, deserta="18:00", movimenti=came))) == 1
    unknown: list[Data] = [{"ente": "dente", "esce": "17:50"}]
    assert deserted(first(4, deserta="18:00", movimenti=unknown)) == []


def test_what_the_pact_does_not_ask_for_or_the_register_does_not_know_is_not_judged() -> None:
    assert deserted(first(6, deserta="18:00", rules={})) == []
    partial = first(6, deserta="18:00")
    partial[("patto", "patto")]["elenco"] = "parziale"
    assert deserted(partial) == []
    silent = first(6, deserta="18:00")
    del silent[("verbale", FIRST)]["presenti"]
    assert deserted(silent) == []
    assert deserted(first(6, deserta="18:00"), unread=[("ente", "acqua")]) == []


def test_a_second_call_has_the_quorum_of_a_second_call() -> None:
    assert len(deserted(first(2, deserta="18:00", seconda_di="senza-verbale"))) == 1
    assert deserted(first(1, deserta="18:00", seconda_di="senza-verbale")) == []


# --- the first call of a second one ---


def second(records: Records, minutes_id: str = SECOND, of: str = FIRST, **more: Any) -> Records:
    call = minutes(BODIES[:2], {}, seconda_di=of, **more)
    return {**records, ("verbale", minutes_id): call}


def valid_first(records: Records, **more: Any) -> list[str]:
    rete = rete_of(records, **more)
    return [fault.message for fault in a_second_call_follows_a_deserted_first.test(rete)]


@pytest.mark.parametrize(
    ("records", "found"),
    [
        (first(3), 0),
        (first(4), 1),
        (first(4, deserta="18:00"), 0),
        (first(4, {}), 1),
        (first(3, {}), 0),
        (first(4, rules={}), 0),
        (first(4, {}, rules={}), 1),
        (first(4, {"esito": "respinta"}, rules={}), 0),
    ],
)
def test_a_first_call_with_its_quorum_leaves_no_room_for_a_second(
    records: Records, found: int
) -> None:
    assert len(valid_first(second(records))) == found


def test_of_a_first_call_without_minutes_or_unread_nobody_can_tell() -> None:
    records = second(first(4), of="senza-verbale")
    assert valid_first(records) == []
    assert valid_first(second(first(4)), unread=[("verbale", FIRST)]) == []
    planned = second(first(4))
    planned[("verbale", FIRST)] = {"odg": [{"punto": 1, "titolo": "x"}]}
    assert valid_first(planned) == []
    silent = second(first(4))
    del silent[("verbale", FIRST)]["presenti"]
    assert valid_first(silent) == []


def test_a_first_call_that_approved_something_was_held_even_where_it_cannot_be_counted() -> None:
    records = second(first(4, {}))
    records[("patto", "patto")]["elenco"] = "parziale"
    (message,) = valid_first(records)
    assert "ha approvato la decisione 1" in message


# --- its hours ---


def hours(records: Records) -> list[str]:
    rete = rete_of(records)
    return [fault.message for fault in a_second_call_waits_for_its_first.test(rete)]


@pytest.mark.parametrize(
    ("begun", "again", "found"),
    [
        ("18:00", "17:59", 1),
        ("18:00", "18:00", 0),
        ("18:00", None, 0),
        (None, "18:00", 0),
        (None, None, 0),
    ],
)
def test_the_hours_between_two_calls_are_counted_from_the_first(
    begun: str | None, again: str | None, found: int
) -> None:
    records = second(
        first(3, **({"inizio": begun} if begun else {})), **({"inizio": again} if again else {})
    )
    assert len(hours(records)) == found


@pytest.mark.parametrize(
    ("begun", "gone", "again", "found"),
    [
        ("18:00", None, "18:00", 1),
        ("18:00", None, "18:01", 0),
        ("18:00", "18:30", "18:29", 1),
        ("18:00", "18:30", "18:30", 0),
        ("23:00", "00:30", "23:30", 0),
    ],
)
def test_on_the_same_day_a_second_call_begins_after_the_first(
    begun: str, gone: str | None, again: str, found: int
) -> None:
    more = {"deserta": gone} if gone else {}
    records = first(3, rules={}, inizio=begun, **more)
    assert len(hours(second(records, f"{FIRST}-bis", inizio=again))) == found


def test_a_second_call_of_another_table_or_before_its_first_is_left_to_its_own_rule() -> None:
    records = first(4, inizio="18:00")
    records[("verbale", "2024-05-09-plenaria")] = minutes(BODIES[:2], seconda_di=FIRST)
    assert (hours(records), valid_first(records)) == ([], [])


def test_the_day_foreseen_for_a_second_call_is_checked_too() -> None:
    call = {"inviata": "2024-05-01", "mezzo": "PEC", "seconda_il": "2024-05-10"}
    (message,) = hours(first(3, convocazione=call))
    assert "devono passare 24 ore" in message
    assert hours(first(3, convocazione={**call, "seconda_il": "2024-05-11"})) == []
    assert hours(first(3, convocazione=call, rules={})) == []
