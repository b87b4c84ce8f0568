"""Random histories of a network: sound as told, and every single omission is noticed."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rete.reckoning.balance import balance
from rete.reckoning.consequences import Conseguenze
from rete.rules.enti import only_members_are_suspended
from tests.aiuti import misura
from tests.aiuti.coppie import FOUNDERS
from tests.aiuti.registro import (
    STIPULA,
    Data,
    Records,
    approved,
    body,
    minutes,
    network,
    rete_of,
    table,
)

BODIES = [*FOUNDERS, "dente", "erba", "fiume"]
TABLES = ["abitare", "giovani"]
Place = tuple[tuple[str, str], str, int, bool]
"""A record, a list of it, the item, and whether it is its end that cites an act."""


@dataclass
class Storia:
    """A register that grows by one decision at a time, written on both sides."""

    records: Records = field(default_factory=dict)
    day: date = date(2024, 2, 1)
    ref: str = ""
    effects: list[Data] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.records = network(FOUNDERS, {})
        for name in BODIES[len(FOUNDERS) :]:
            self.records[("ente", name)] = body(name)
        for name in TABLES:
            self.records[("tavolo", name)] = table(name, "acqua")

    def sitting(self, choices: list[tuple[str, str, str]]) -> None:
        """A sitting whose decisions do, of what was drawn, whatever is possible by now."""
        identifier = f"{self.day}-plenaria"
        decisions: list[Data] = []
        for kind, ente, tavolo in choices:
            self.ref = f"{identifier}/{len(decisions) + 1}"
            self.effects = []
            getattr(self, kind)(ente, tavolo)
            if self.effects:
                decisions.append({"effetti": copy.deepcopy(self.effects)})
        if decisions:
            self.records[("verbale", identifier)] = approved(minutes(FOUNDERS, *decisions))
        self.day += timedelta(days=30)

    def _items(self, ente: str, key: str) -> list[Data]:
        items: list[Data] = self.records[("ente", ente)].setdefault(key, [])
        return items

    def _open(self, items: list[Data], ente: str | None = None) -> Data | None:
        still = [i for i in items if "al" not in i and ente in (None, i.get("ente"))]
        return still[0] if still else None

    def _close(self, item: Data, **more: str) -> None:
        item |= {"al": str(self.day), "atto_fine": self.ref, **more}

    def _begin(self, **more: str) -> Data:
        return {"dal": str(self.day + timedelta(days=1)), "atto": self.ref, **more}

    def ammissione(self, ente: str, _tavolo: str) -> None:
        items = self._items(ente, "adesioni")
        if self._open(items) is None:
            items.append(self._begin())
            self.effects.append({"tipo": "ammissione", "ente": ente, "dal": items[-1]["dal"]})

    def cessazione(self, ente: str, _tavolo: str) -> None:
        period = self._open(self._items(ente, "adesioni"))
        if period is None or period["dal"] > str(self.day):
            return
        self._close(period, causa="recesso")
        suspended = self._open(self._items(ente, "sospensioni"))
        if suspended:
            self._close(suspended)
        for tavolo in TABLES:
            seat = self._open(self.records[("tavolo", tavolo)]["componenti"], ente)
            if seat:
                self._close(seat)
        end = {"tipo": "cessazione", "ente": ente, "al": str(self.day), "causa": "recesso"}
        self.effects.append(end)

    def sospensione(self, ente: str, _tavolo: str) -> None:
        items = self._items(ente, "sospensioni")
        member = self._open(self._items(ente, "adesioni"))
        if member and member["dal"] <= str(self.day) and self._open(items) is None:
            items.append(self._begin())
            self.effects.append({"tipo": "sospensione", "ente": ente, "dal": items[-1]["dal"]})

    def riammissione(self, ente: str, _tavolo: str) -> None:
        period = self._open(self._items(ente, "sospensioni"))
        if period and period["dal"] <= str(self.day):
            self._close(period)
            self.effects.append({"tipo": "fine-sospensione", "ente": ente, "al": str(self.day)})

    def ingresso(self, ente: str, tavolo: str) -> None:
        seats = self.records[("tavolo", tavolo)]["componenti"]
        if self._open(seats, ente) is None:
            seats.append(self._begin(ente=ente))
            effect = {"tipo": "ingresso", "tavolo": tavolo, "ente": ente}
            self.effects.append({**effect, "dal": seats[-1]["dal"]})

    def uscita(self, ente: str, tavolo: str) -> None:
        seat = self._open(self.records[("tavolo", tavolo)]["componenti"], ente)
        if seat and seat["dal"] <= str(self.day):
            self._close(seat)
            effect = {"tipo": "uscita", "tavolo": tavolo, "ente": ente, "al": str(self.day)}
            self.effects.append(effect)


KINDS = ["ammissione", "cessazione", "sospensione", "riammissione", "ingresso", "uscita"]
CHOICE = st.tuples(st.sampled_from(KINDS), st.sampled_from(BODIES), st.sampled_from(TABLES))


@st.composite
def histories(draw: st.DrawFn) -> Records:
    """Sittings in which no body is dealt with twice, as a secretary would have it."""
    storia = Storia()
    one_each = st.lists(CHOICE, min_size=2, max_size=4, unique_by=lambda choice: choice[1])
    for choices in draw(st.lists(one_each, min_size=4, max_size=8)):
        storia.sitting(choices)
    for (kind, _), record in storia.records.items():
        if kind == "ente" and not record.get("sospensioni"):
            record.pop("sospensioni", None)
    return storia.records


def faults(records: Records) -> list[str]:
    rete = rete_of(records)
    follow = Conseguenze(rete)
    carried = [fault.message for fault in (*follow.of_bodies(), *follow.of_tables())]
    left_open = [fault.message for fault in only_members_are_suspended.test(rete)]
    return [scarto.fault.message for scarto in balance(rete)] + carried + left_open


def places(records: Records) -> Iterator[Place]:
    """Every start and every end that cites a decision."""
    for key, record in records.items():
        for name in ("adesioni", "sospensioni", "componenti"):
            for index, item in enumerate(record.get(name, ())):
                if item["atto"] != STIPULA:
                    yield key, name, index, False
                if "atto_fine" in item:
                    yield key, name, index, True


def without(records: Records, place: Place) -> Records:
    key, name, index, is_end = place
    changed = copy.deepcopy(records)
    items: list[Any] = changed[key][name]
    if is_end:
        items[index] = {k: v for k, v in items[index].items() if k in ("ente", "dal", "atto")}
    else:
        del items[index]
        if not items and name != "adesioni":
            del changed[key][name]
    return changed


def effects(records: Records) -> Iterator[tuple[tuple[str, str], int, int]]:
    for key, record in records.items():
        for place, decision in enumerate(record.get("decisioni", ())):
            for index in range(len(decision["effetti"])):
                yield key, place, index


@misura.examples(every=40, some=12)
@given(histories())
def test_a_history_told_on_both_sides_balances(records: Records) -> None:
    assert faults(records) == []


@misura.examples(every=15, some=5)
@given(histories())
def test_every_record_left_out_is_noticed(records: Records) -> None:
    for place in places(records):
        assert faults(without(records, place)) != [], place


@misura.examples(every=15, some=5)
@given(histories())
def test_every_effect_left_out_is_noticed(records: Records) -> None:
    for key, place, index in effects(records):
        changed = copy.deepcopy(records)
        decision = changed[key]["decisioni"][place]
        del decision["effetti"][index]
        if not decision["effetti"]:
            del decision["effetti"]
        assert faults(changed) != [], (key, place, index)
