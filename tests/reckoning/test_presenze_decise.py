"""Attendance at a sitting that lets somebody in or out: who was expected there, and is absent."""

from datetime import date
from typing import Any

import pytest

from rete.documents.foglio_firme import foglio_firme
from rete.documents.verbale import verbale
from rete.reckoning.attendance import attendance
from rete.reckoning.seating import seated_at_opening
from tests.aiuti.registro import STIPULA, Data, Records, body, minutes, network, rete_of, table

BODIES = ["acqua", "bosco", "colle"]
DAY = "2024-05-10"
SITTING = f"{DAY}-plenaria"
BEFORE = "2024-05-09"
GOLENA = "golena"


def held(present: list[str], *effects: Data, ente: Data | None = None, **more: Any) -> Records:
    """A sitting whose only decision has these effects, with golena as it is after that."""
    records = network(BODIES, {})
    if ente is not None:
        records[("ente", GOLENA)] = ente
    records[("verbale", SITTING)] = minutes(
        present, {"effetti": list(effects)} if effects else {}, **more
    )
    return records


ADMITTED = body(GOLENA, {"dal": DAY, "atto": f"{SITTING}/1"})
ADMISSION: Data = {"tipo": "ammissione", "ente": GOLENA, "dal": DAY}


def of(records: Records, ente: str = GOLENA, tavolo: str = "plenaria") -> tuple[int, ...] | None:
    """Sittings, then present or connected, excused, absent, absent in a row."""
    for one in attendance(rete_of(records)):
        if (one.ente, one.tavolo) == (ente, tavolo):
            there = one.presenti + one.collegati + one.per_delega
            return one.sedute, there, one.giustificati, one.assenti, one.assenze_di_fila
    return None


def absent(records: Records) -> set[str]:
    rete = rete_of(records)
    told = verbale(rete, date(2024, 6, 1), SITTING)["presenze"].assenti
    assert told is not None
    names = {rete.nome_ente(ente): ente for ente in rete.enti}
    return {names[name] for name in told}


def called(records: Records) -> set[str]:
    rete = rete_of(records)
    assert set(seated_at_opening(rete, rete.verbali[SITTING])) <= set(rete.enti)
    sheet = foglio_firme(rete, date(2024, 6, 1), SITTING)
    names = {rete.nome_ente(ente): ente for ente in rete.enti}
    told = {name.ente for name in (*sheet["con_voto"], *sheet["senza_voto"])}
    return {ente for name, ente in names.items() if any(name in one for one in told)}


def test_a_body_admitted_in_a_sitting_is_not_absent_from_it() -> None:
    records = held(BODIES, ADMISSION, ente=ADMITTED)
    assert of(records) is None
    assert absent(records) == set()
    assert called(records) == set(BODIES)


def test_if_it_then_takes_part_it_was_there() -> None:
    assert of(held([*BODIES, GOLENA], ADMISSION, ente=ADMITTED)) == (1, 1, 0, 0, 0)
    assert of(held(BODIES, ADMISSION, ente=ADMITTED, giustificati=[GOLENA])) is None


def test_from_the_next_sitting_on_it_is_expected() -> None:
    records = held(BODIES, ADMISSION, ente=ADMITTED)
    records[("verbale", f"{DAY}-plenaria-bis")] = minutes(BODIES)
    records[("verbale", "2024-06-10-plenaria")] = minutes(BODIES)
    assert of(records) == (2, 0, 0, 2, 2)


def test_a_body_admitted_that_day_by_another_act_was_expected() -> None:
    records = held(BODIES, ente=body(GOLENA, {"dal": DAY, "atto": "fonte"}))
    assert of(records) == (1, 0, 0, 1, 1)
    assert absent(records) == {GOLENA}
    observer = body(GOLENA, {"dal": DAY, "atto": f"{SITTING}/1", "qualita": "osservatore"})
    assert of(held(BODIES, {**ADMISSION, "qualita": "osservatore"}, ente=observer)) is None


def member(**period: Data | str) -> Data:
    return body(GOLENA, {"dal": "2024-01-15", "atto": STIPULA, **period})


@pytest.mark.parametrize("last", [DAY, BEFORE])
def test_a_body_that_the_sitting_ends_was_expected_at_it(last: str) -> None:
    """Also one that another succeeds, which ends the day before."""
    gone = member(al=last, atto_fine=f"{SITTING}/1", causa="esclusione")
    effect: Data = {"tipo": "cessazione", "ente": GOLENA, "al": last, "causa": "esclusione"}
    assert of(held(BODIES, effect, ente=gone)) == (1, 0, 0, 1, 1)
    assert of(held([*BODIES, GOLENA], effect, ente=gone)) == (1, 1, 0, 0, 0)
    assert absent(held(BODIES, effect, ente=gone)) == {GOLENA}
    assert called(held(BODIES, effect, ente=gone)) == {*BODIES, GOLENA}


def test_a_body_that_had_left_the_day_before_was_not_expected() -> None:
    gone = member(al=BEFORE, atto_fine="fonte")
    assert of(held(BODIES, ente=gone)) is None
    assert absent(held(BODIES, ente=gone)) == set()


def test_a_body_suspended_in_the_sitting_was_expected_at_it() -> None:
    suspended = {**member(), "sospensioni": [{"dal": DAY, "atto": f"{SITTING}/1"}]}
    effect: Data = {"tipo": "sospensione", "ente": GOLENA, "dal": DAY}
    assert of(held(BODIES, effect, ente=suspended)) == (1, 0, 0, 1, 1)
    before = {**member(), "sospensioni": [{"dal": DAY, "atto": "fonte"}]}
    assert of(held(BODIES, ente=before)) is None


def test_a_body_whose_suspension_the_sitting_ends_was_not_expected_but_may_take_part() -> None:
    period = {"dal": "2024-03-01", "atto": "fonte", "al": DAY, "atto_fine": f"{SITTING}/1"}
    again = {**member(), "sospensioni": [period]}
    effect: Data = {"tipo": "fine-sospensione", "ente": GOLENA, "al": DAY}
    assert of(held(BODIES, effect, ente=again)) is None
    assert of(held([*BODIES, GOLENA], effect, ente=again)) == (1, 1, 0, 0, 0)


def test_a_seat_given_in_a_sitting_of_the_table_begins_after_that_decision() -> None:
    records = network(BODIES, {})
    records[("tavolo", "abitare")] = table("abitare", "acqua", "bosco")
    records[("tavolo", "abitare")]["componenti"].append(
        {"ente": "colle", "dal": DAY, "atto": f"{DAY}-abitare/1"}
    )
    effect = {"tipo": "ingresso", "tavolo": "abitare", "ente": "colle", "dal": DAY}
    records[("verbale", f"{DAY}-abitare")] = minutes(["acqua"], {"effetti": [effect]})
    assert of(records, "colle", "abitare") is None
    assert of(records, "bosco", "abitare") == (1, 0, 0, 1, 1)


def test_of_a_file_that_is_not_read_nothing_is_said() -> None:
    records = held(BODIES, ADMISSION, ente=ADMITTED)
    found = attendance(rete_of(records, unread=[("ente", GOLENA)]))
    assert GOLENA not in {one.ente for one in found}
