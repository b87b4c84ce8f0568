"""Last lawful days and majorities are reckoned in one place: texts and checks say the same."""

import ast
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete.documents.convocazione import convocazione
from rete.documents.dossier import dossier
from rete.model.comuni import Fonte
from rete.model.ente import Adesione
from rete.model.tempo import DataParziale
from rete.reckoning.deadlines import deadlines
from rete.reckoning.deadlines.from_pact import times_in
from rete.reckoning.last_days import last_day_to_approve, notice_of, renewal_day
from rete.reckoning.stretches import sure
from rete.reckoning.terms import terms
from rete.rules.verbali_convocazione import (
    days_of_a_convocation_are_in_order,
    sittings_are_convened_in_time,
)
from rete.views.patto import dati_patto
from tests.aiuti.luoghi import SRC
from tests.aiuti.registro import STIPULA, Data, Records, minutes, network, rete_of

BODIES = ["acqua", "bosco"]
SRC = SRC / "rete"
LENGTHS = st.sampled_from([{"giorni": 10}, {"giorni_liberi": 5}, {"giorni_lavorativi": 7},
                           {"mesi": 1}, {"giorni": 1}])  # fmt: skip
SHIFTS = st.sampled_from(["slitta", "resta"])


def planned(day: date, rules: Data, **more: Any) -> tuple[str, Records]:
    name = f"{day}-plenaria"
    records = network(BODIES, rules)
    records[("verbale", name)] = {"odg": [{"punto": 1, "titolo": "x"}], **more}
    return name, records


@given(st.dates(date(2024, 3, 1), date(2027, 6, 30)), LENGTHS, SHIFTS, st.booleans())
def test_the_notice_is_one_day_for_papers_checks_and_due_dates(
    day: date, length: Data, holidays: str, late: bool
) -> None:
    rules: Data = {"convocazione": {"preavviso": length}, "termine_festivo": holidays}
    name, records = planned(day, rules)
    rete = rete_of(records)
    wanted = notice_of(rete, rete.verbali[name])
    assert wanted is not None
    due = [one.scade for one in deadlines(rete, date(2024, 2, 1)) if one.tipo == "convocazione"]
    assert due == [wanted.entro]

    sent = wanted.entro + timedelta(days=late)
    records[("verbale", name)]["convocazione"] = {"mezzo": "PEC", "inviata": str(sent)}
    rete = rete_of(records)
    assert convocazione(rete, day, name)["preavviso"] == wanted
    assert dossier(rete, date(2024, 2, 1), name)["preavviso"] == wanted
    found = [fault.message for fault in sittings_are_convened_in_time.test(rete)]
    assert len(found) == late
    assert all(f"entro il {wanted.entro}" in message for message in found)


def test_an_urgent_call_has_the_notice_of_urgent_ones_everywhere() -> None:
    rules: Data = {"convocazione": {"preavviso": {"giorni": 10}, "urgente": {"giorni": 2}}}
    call = {"inviata": "2024-06-09", "mezzo": "PEC", "urgente": "sì"}
    name, records = planned(date(2024, 6, 12), rules, convocazione=call)
    rete = rete_of(records)
    (due,) = [one for one in deadlines(rete, date(2024, 6, 1)) if one.tipo == "convocazione"]
    assert due.scade == date(2024, 6, 10)
    assert list(sittings_are_convened_in_time.test(rete)) == []
    letter = convocazione(rete, date(2024, 6, 1), name)["preavviso"]
    assert letter is not None
    assert letter.entro == due.scade


@pytest.mark.parametrize("more", [{"modalita": "scritta"}, {"seconda_di": "senza-verbale"}])
def test_what_follows_other_terms_has_no_notice_anywhere(more: Data) -> None:
    call = {"inviata": "2024-06-12", "mezzo": "PEC"}
    rules: Data = {"convocazione": {"preavviso": {"giorni": 10}}}
    name, records = planned(date(2024, 6, 12), rules, convocazione=call, **more)
    rete = rete_of(records)
    assert notice_of(rete, rete.verbali[name]) is None
    assert convocazione(rete, date(2024, 6, 1), name)["preavviso"] is None
    assert list(sittings_are_convened_in_time.test(rete)) == []
    assert [one for one in deadlines(rete, date(2024, 6, 1)) if one.tipo == "convocazione"] == []


@given(LENGTHS, SHIFTS)
def test_the_day_to_decide_a_renewal_is_one(length: Data, holidays: str) -> None:
    records = network(BODIES, {"termine_festivo": holidays})
    term = records[("patto", "patto")]["periodi"][0]
    term["rinnovo"] = {"modo": "espresso", "decidere_entro": length}
    rete = rete_of(records)
    assert rete.patto is not None
    (one,) = terms(rete.patto)
    day = renewal_day(rete, one, rete.patto.periodi[0].rinnovo)
    due = [found.scade for found in deadlines(rete, date(2025, 1, 1)) if found.tipo == "rinnovo"]
    assert due == [day]
    shown = dati_patto(rete, rete.patto, date(2025, 1, 1), "vigente")["rinnovi"]
    assert shown == [{"periodo": "primo", "decidere_entro": str(day)}]


def test_the_day_to_approve_minutes_is_one() -> None:
    records = network(BODIES, {"verbali": {"approvazione": "silenzio", "entro": {"giorni": 15}},
                               "termine_festivo": "slitta"})  # fmt: skip
    records[("verbale", "2024-05-10-plenaria")] = minutes(BODIES)
    rete = rete_of(records)
    day = last_day_to_approve(rete, rete.verbali["2024-05-10-plenaria"])
    due = [one.scade for one in deadlines(rete, date(2024, 5, 11)) if one.tipo == "approvazione"]
    assert due == [day] == [date(2024, 5, 25)]


KEPT = {
    "deadline": {"reckoning/last_days.py", "reckoning/electorate.py"},
    "last_day_before": {"reckoning/last_days.py"},
    "least_number": {"reckoning/sitting.py", "reckoning/outcome.py", "rules/sedute_enti.py"},
}
"""Who turns a length into a day, or sets a number against a fraction."""


def test_nobody_else_reckons_it_again() -> None:
    users: dict[str, set[str]] = {name: set() for name in KEPT}
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in users:
                users[name].add(path.relative_to(SRC).as_posix())
    assert {name: found - {"calendario.py"} for name, found in users.items()} == KEPT


# --- the very last day ---


def days_of(every: Data, end: str, **rules: str) -> list[str]:
    records = network(BODIES, dict(rules))
    records[("patto", "patto")]["periodi"][0] |= {"dal": "2024-01-01", "al": end}
    rete = rete_of(records)
    assert rete.patto is not None
    (term,) = terms(rete.patto)
    duty = {"id": "x", "chi": "noi", "cosa": "Dire.", "ogni": every, "articolo": "1"}
    records[("patto", "patto")]["adempimenti"] = [duty]
    length = rete_of(records).patto
    assert length is not None
    assert length.adempimenti[0].ogni is not None
    return [str(day) for day in times_in(rete, term, length.adempimenti[0].ogni, term.dal.primo)]  # type: ignore[union-attr]


def test_what_comes_again_falls_due_on_the_very_last_day_of_the_term_too() -> None:
    assert days_of({"mesi": 6}, "2025-01-01") == ["2024-07-01", "2025-01-01"]
    assert days_of({"mesi": 6}, "2024-12-31") == ["2024-07-01"]
    assert days_of({"giorni": 365}, "2024-12-31") == ["2024-12-31"]
    assert days_of({"giorni": 365}, "2024-12-30") == []


def duty_due(oggi: str, *later: Data) -> list[str]:
    """A duty of every 334 days: Saturday 30 November 2024 and, here, a Sunday, the last day."""
    records = network(BODIES, {"termine_festivo": "slitta"})
    first = {"id": "primo", "dal": "2024-01-01", "al": "2024-12-01", "atto": STIPULA}
    records[("patto", "patto")]["periodi"] = [first, *later]
    duty = {"id": "x", "chi": "noi", "cosa": "Dire.", "ogni": {"giorni": 335}, "articolo": "1"}
    records[("patto", "patto")]["adempimenti"] = [duty]
    found = deadlines(rete_of(records), date.fromisoformat(oggi))
    return [str(one.scade) for one in found if one.tipo == "adempimento"]


def test_a_last_day_that_a_holiday_moves_beyond_the_term_is_told_until_it_comes() -> None:
    """1 December 2024 is a Sunday."""
    assert duty_due("2024-12-01") == ["2024-12-02"]
    assert duty_due("2024-12-02") == ["2024-12-02"]
    assert duty_due("2024-12-03") == []
    later: Data = {"id": "secondo", "dal": "2024-12-02", "al": "2027-12-31", "atto": "fonte"}
    assert duty_due("2024-12-02", later) == ["2024-12-02"]
    assert duty_due("2024-12-03", later) == ["2025-11-03"]


# --- boundaries of a convocation, and of a period without its first day ---


@pytest.mark.parametrize(("answers", "found"), [("2024-06-01", 0), ("2024-05-31", 1)])
def test_answers_may_be_wanted_on_the_day_of_the_call(answers: str, found: int) -> None:
    call = {"inviata": "2024-06-01", "mezzo": "PEC", "risposte_entro": answers}
    _, records = planned(date(2024, 6, 12), {}, convocazione=call)
    assert len(list(days_of_a_convocation_are_in_order.test(rete_of(records)))) == found


def told_by(day: str) -> Fonte:
    return Fonte(titolo="Elenco", data=DataParziale.from_text(day))


@pytest.mark.parametrize(
    ("end", "sources", "expected"),
    [
        # Without a first day it surely held on its last day alone; of a month, on no day.
        ("2024-05-10", (), (date(2024, 5, 10), date(2024, 5, 10))),
        ("2024-05", (), None),
        ("2024-05", ("2024-04-01",), (date(2024, 4, 1), date(2024, 5, 1))),
        ("2024-05", ("2024-06-01",), None),
        ("2024-05-10", ("2024-06-01",), (date(2024, 5, 10), date(2024, 5, 10))),
    ],
)
def test_the_days_on_which_a_period_surely_holds(
    end: str, sources: tuple[str, ...], expected: tuple[date, date] | None
) -> None:
    period = Adesione(
        atto="fonte", al=DataParziale.from_text(end), fonti=tuple(map(told_by, sources))
    )
    assert sure(period) == (expected and tuple(day.toordinal() for day in expected))
    assert timedelta() <= (expected[1] - expected[0] if expected else timedelta())
