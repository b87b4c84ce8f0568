"""Lengths in hours and minutes: counted back from the hour of the sitting, where it has one."""

from datetime import date

import pytest

from rete.model.rete import Rete
from rete.reckoning.deadlines import deadlines
from rete.reckoning.last_days import notice_of
from rete.rules.sedute_deserte import a_second_call_waits_for_its_first
from rete.rules.verbali_convocazione import sittings_are_convened_in_time
from tests.aiuti.registro import Data, network, rete_of

NAME = "2026-03-12-plenaria"
RULES: Data = {"convocazione": {"preavviso": {"ore": 48}, "urgente": {"minuti": 90}}}


def planned(rules: Data = RULES, **more: object) -> Rete:
    records = network(["acqua", "bosco"], rules)
    records[("verbale", NAME)] = {"odg": [{"punto": 1, "titolo": "x"}], **more}
    return rete_of(records)


@pytest.mark.parametrize(
    ("hour", "urgent", "expected"),
    [
        ("17:30", False, ("2026-03-10", "17:30")),
        ("17:30", True, ("2026-03-12", "16:00")),
        ("01:00", True, ("2026-03-11", "23:30")),
        # Of a sitting whose hour is not known, only what is too late at any hour is told.
        (None, False, ("2026-03-10", None)),
        (None, True, ("2026-03-12", None)),
    ],
)
def test_a_notice_in_hours_ends_at_an_hour(
    hour: str | None, urgent: bool, expected: tuple[str, str | None]
) -> None:
    call = {"inviata": "2026-03-09", "mezzo": "PEC", **({"urgente": "sì"} if urgent else {})}
    rete = planned(convocazione=call, **({"inizio": hour} if hour else {}))
    wanted = notice_of(rete, rete.verbali[NAME])
    assert wanted is not None
    assert (str(wanted.entro), wanted.alle) == expected


@pytest.mark.parametrize(("sent", "faults"), [("2026-03-10", 0), ("2026-03-11", 1)])
def test_a_call_sent_on_the_last_day_is_not_late_since_its_hour_is_not_known(
    sent: str, faults: int
) -> None:
    rete = planned(convocazione={"inviata": sent, "mezzo": "PEC"}, inizio="17:30")
    found = list(sittings_are_convened_in_time.test(rete))
    assert len(found) == faults
    for fault in found:
        assert fault.message.endswith("andava convocata entro il 2026-03-10 alle 17:30")


def test_the_due_date_says_the_hour() -> None:
    found = deadlines(planned(inizio="17:30"), date(2026, 3, 1))
    (due,) = (one for one in found if one.tipo == "convocazione")
    assert str(due.scade) == "2026-03-10"
    assert due.perche == (
        "le regole vogliono un preavviso di 48 ore (entro le 17:30), e la convocazione non risulta "
        "inviata"
    )


def test_a_holiday_moves_no_hours() -> None:
    """14 March 2027 is a Sunday."""
    records = network(["acqua", "bosco"], {**RULES, "termine_festivo": "slitta"})
    name = "2027-03-16-plenaria"
    records[("verbale", name)] = {"odg": [{"punto": 1, "titolo": "x"}], "inizio": "18:00"}
    rete = rete_of(records)
    wanted = notice_of(rete, rete.verbali[name])
    assert wanted is not None
    assert (str(wanted.entro), wanted.alle) == ("2027-03-14", "18:00")


@pytest.mark.parametrize(
    ("after", "hour", "faults"),
    [
        ({"minuti": 30}, "18:00", 0),
        ({"minuti": 31}, "18:00", 1),
        ({"ore": 0}, "17:46", 0),
        ({"giorni": 1}, "23:00", 1),
    ],
)
def test_a_second_call_waits_for_minutes_hours_or_days(after: Data, hour: str, faults: int) -> None:
    records = network(["acqua", "bosco"], {"convocazione": {"seconda_dopo": after}})
    odg = [{"punto": 1, "titolo": "x"}]
    first: Data = {"odg": odg, "inizio": "17:30", "presenti": ["acqua"], "deserta": "17:45"}
    second: Data = {"odg": odg, "inizio": hour, "presenti": ["acqua"], "seconda_di": NAME}
    records |= {("verbale", NAME): first, ("verbale", f"{NAME}-bis"): second}
    found = list(a_second_call_waits_for_its_first.test(rete_of(records)))
    assert len(found) == faults


def test_a_second_call_after_whole_days_is_in_time_on_its_day() -> None:
    records = network(["acqua"], {"convocazione": {"seconda_dopo": {"giorni": 1}}})
    call = {"inviata": "2026-03-01", "mezzo": "PEC", "seconda_il": "2026-03-13"}
    odg = [{"punto": 1, "titolo": "x"}]
    records[("verbale", NAME)] = {"odg": odg, "inizio": "17:30", "convocazione": call}
    assert list(a_second_call_waits_for_its_first.test(rete_of(records))) == []
    call["seconda_il"] = "2026-03-12"
    (fault,) = a_second_call_waits_for_its_first.test(rete_of(records))
    assert "dalla prima devono passare 1 giorno" in fault.message
