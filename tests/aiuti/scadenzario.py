"""Registers in memory for the tests of due dates: what falls due, by id, on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from rete.reckoning.deadlines import Scadenza, deadlines
from tests.aiuti.registro import STIPULA, Data, Key, Records, network, pact, rete_of

TODAY = "2026-06-01"
BODIES = ["comune-di-roccaverde", "il-ponte", "la-soglia"]
FOUNDED: Data = {"dal": "2024-01-15", "atto": STIPULA}


def due(records: Records, oggi: str = TODAY, *, unread: Iterable[Key] = ()) -> dict[str, Scadenza]:
    """Everything that falls due as seen on a day, by id."""
    found = deadlines(rete_of(records, unread=unread), date.fromisoformat(oggi))
    assert [one.order for one in found] == sorted(one.order for one in found)
    by_id = {one.id: one for one in found}
    assert len(by_id) == len(found)
    return by_id


def alliance(rules: Data | None = None, **more: Any) -> Records:
    """Three members and a plenary, with these rules and these keys of the pact."""
    records = network(BODIES, rules or {})
    records[("patto", "patto")] = pact(rules or {}, **more)
    return records


def planned(**more: Any) -> Data:
    return {"odg": [{"punto": 1, "titolo": "Varie"}], **more}


def held(**more: Any) -> Data:
    return planned(presenti=BODIES, **more)


def approved_on(day: str, **more: Any) -> Data:
    return held(approvazione={"modo": "firma", "data": day, "impronta": "0" * 64}, **more)


def days(found: dict[str, Scadenza], identifier: str) -> tuple[str, bool]:
    """The day of a due date, and whether it is inferred."""
    return found[identifier].scade.isoformat(), found[identifier].dedotta
