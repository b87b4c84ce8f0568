"""Who withdraws gives the notice that the pact wants, counted from the day of the act."""

from typing import Any

import pytest

from rete.rules.enti import who_withdraws_gives_notice
from tests.aiuti.registro import Data, Records, act, body, minutes, network, rete_of

ACT = "2024-05-31-recesso"
RULES: Data = {"recesso": {"preavviso": {"giorni": 30}}}


def withdrawn(last: str, *, rules: Data = RULES, by: str = ACT, cause: str = "recesso") -> Records:
    records = network(["acqua", "bosco"], rules)
    effect: Data = {"tipo": "cessazione", "ente": "golena", "al": last, "causa": cause}
    records[("atto", ACT)] = act(effect, tipo="recesso", di="golena")
    end = {"al": last, "atto_fine": by, "causa": cause}
    records[("ente", "golena")] = body("golena", {"dal": "2024-01-15", "atto": "fonte", **end})
    return records


def faults(records: Records, **more: Any) -> list[str]:
    rete = rete_of(records, **more)
    return [fault.message for fault in who_withdraws_gives_notice.test(rete)]


@pytest.mark.parametrize(
    ("length", "holidays", "early", "right"),
    [
        # 30 days after 31 May: Sunday 30 June.
        ({"giorni": 30}, "resta", "2024-06-29", "2024-06-30"),
        ({"giorni": 30}, "slitta", "2024-06-30", "2024-07-01"),
        ({"giorni_liberi": 30}, "resta", "2024-06-30", "2024-07-01"),
        ({"mesi": 1}, "resta", "2024-06-29", "2024-06-30"),
        ({"mesi": 9}, "resta", "2025-02-27", "2025-02-28"),
        ({"anni": 1}, "resta", "2025-05-30", "2025-05-31"),
    ],
)
def test_the_last_day_is_at_the_end_of_the_notice_or_later(
    length: Data, holidays: str, early: str, right: str
) -> None:
    rules: Data = {"recesso": {"preavviso": length}, "termine_festivo": holidays}
    (message,) = faults(withdrawn(early, rules=rules))
    assert f"aderisce almeno fino al {right}" in message
    assert faults(withdrawn(right, rules=rules)) == []


@pytest.mark.parametrize(("month", "found"), [("2024-05", 1), ("2024-06", 0), ("2024-07", 0)])
def test_of_a_month_without_its_day_a_fault_holds_whatever_the_day(month: str, found: int) -> None:
    assert len(faults(withdrawn(month))) == found


@pytest.mark.parametrize("cause", ["esclusione", "decadenza", "estinzione", "mancato-rinnovo"])
def test_who_leaves_for_another_cause_gives_no_notice(cause: str) -> None:
    assert faults(withdrawn("2024-06-01", cause=cause)) == []


def test_where_the_pact_is_silent_or_the_act_unknown_nothing_is_said() -> None:
    assert faults(withdrawn("2024-06-01", rules={})) == []
    assert faults(withdrawn("2024-06-01", by="fonte")) == []
    assert faults(withdrawn("2024-06-01"), unread=[("atto", ACT)]) == []
    assert faults(withdrawn("2024-06-01"), unread=[("patto", "patto")]) == []


def decided(last: str, day: str = "2024-06-20") -> Records:
    """The act of the body has no effects: a decision takes note of it."""
    records = withdrawn(last, by=f"{day}-plenaria/1")
    effect: Data = {"tipo": "cessazione", "ente": "golena", "al": last, "causa": "recesso"}
    records[("verbale", f"{day}-plenaria")] = minutes(["acqua", "bosco"], {"effetti": [effect]})
    del records[("atto", ACT)]["effetti"]
    return records


def test_the_notice_runs_from_what_the_body_said_not_from_who_took_note_of_it() -> None:
    assert faults(decided("2024-06-30")) == []
    assert len(faults(decided("2024-06-29"))) == 1
    without = decided("2024-06-30")
    del without[("atto", ACT)]
    (message,) = faults(without)
    assert "recede con l'atto del 2024-06-20" in message


def test_an_act_of_an_earlier_membership_is_not_of_this_one() -> None:
    records = decided("2024-06-30")
    records[("ente", "golena")]["adesioni"][0]["dal"] = "2024-06-01"
    assert len(faults(records)) == 1


def test_what_corrects_the_act_gives_no_less_notice() -> None:
    records = withdrawn("2024-06-30", by="2024-06-25-plenaria/1")
    effect: Data = {"tipo": "cessazione", "ente": "golena", "al": "2024-06-30", "causa": "recesso"}
    correction = {"tipo": "rettifica", "atto": ACT, "effetti": [effect]}
    records[("verbale", "2024-06-25-plenaria")] = minutes(["acqua"], {"effetti": [correction]})
    records[("atto", ACT)]["di"] = "Associazione Golena"
    assert faults(records) == []


def test_the_rules_are_those_of_the_day_of_the_act() -> None:
    records = withdrawn("2024-06-10")
    versions = records[("patto", "patto")]["articoli"][0]["versioni"]
    versions.append({"dal": "2024-06-01", "atto": versions[0]["atto"], "regole": {}})
    assert len(faults(records)) == 1
