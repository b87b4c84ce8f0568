"""The example with any one place of its balance corrupted: it is said, there, and nothing false.

Corruptions are made from the example itself. Of those that are one case one is enough, and of the
cases some are: all of them are tried by `make test-grande` (about two minutes).
"""

import random

import pytest

from rete.check import check
from rete.load.loader import load
from rete.model.effetti import ROWS
from rete.store import Overlay
from tests.aiuti import misura
from tests.aiuti.corruzioni import Corruzione, as_bytes, corrupted, example, few, plain, told
from tests.aiuti.corruzioni_decisioni import corruptions_of_decisions
from tests.aiuti.corruzioni_effetti import corruptions_of_effects
from tests.aiuti.corruzioni_libri import OWN, effects, records
from tests.aiuti.corruzioni_voci import corruptions_of_records
from tests.aiuti.registro import Data

RECORDS = tuple(corruptions_of_records())
EFFECTS = tuple(corruptions_of_effects())
DECISIONS = tuple(corruptions_of_decisions())
KINDS = tuple(ROWS)

FOLLOWS = ("VER04", "VER050", "PAT019", "PAT011", "VER007")
"""Codes of counts, of who was entitled and of order, which any change may reach."""


def chosen(corruptions: tuple[Corruzione, ...], group: str) -> list[Corruzione]:
    found = [one for one in corruptions if one.gruppo == group]
    assert found, group
    return found if misura.EVERYTHING else misura.part(few(found, 1), 5)


def judge(one: Corruzione) -> None:
    findings = corrupted({one.file: one.change})
    for place in one.attesi:
        assert place.is_in(findings), f"{one}\nmanca {place}\n{told(findings)}"
    for found in findings:
        related = found.file == one.file or found.code.startswith(FOLLOWS)
        assert related or any(
            name in found.message or name in found.file for name in one.oggetti
        ), f"{one}\nestraneo:\n{told([found])}"


def unchanged(_: Data) -> None:
    pass


def test_the_example_written_again_as_it_is_has_no_finding() -> None:
    findings = corrupted(dict.fromkeys(example().files, unchanged), seal=False)
    assert not findings, told(findings)


def test_every_record_and_every_effect_of_the_example_is_corrupted() -> None:
    assert {voce.lista for voce in records()} == set(OWN)
    assert {effect.tipo for effect in effects()} == set(KINDS)
    assert {(one.file, one.gruppo) for one in EFFECTS} == {(e.file, e.tipo) for e in effects()}
    assert {(one.file, one.gruppo) for one in RECORDS} == {(v.file, v.lista) for v in records()}


@pytest.mark.parametrize("group", OWN)
def test_a_corrupted_record_is_reported_where_it_stands(group: str) -> None:
    for one in chosen(RECORDS, group):
        judge(one)


@pytest.mark.parametrize("kind", KINDS)
def test_a_corrupted_effect_is_reported_on_its_record_or_else_on_itself(kind: str) -> None:
    for one in chosen(EFFECTS, kind):
        judge(one)


def test_a_corrupted_decision_is_reported_on_it_and_on_what_cites_it() -> None:
    for one in chosen(DECISIONS, "decisioni"):
        judge(one)


def test_two_corruptions_together_never_stop_the_check() -> None:
    """The places are looked up too: a finding on what is no longer there must have one."""
    chance = random.Random(20240115)
    every = (*RECORDS, *EFFECTS, *DECISIONS)
    before = example()
    for _ in range(misura.number(every=200, some=15)):
        new: dict[str, bytes | None] = {}
        for one in chance.sample(every, 2):
            data = plain(one.file)
            one.change(data)
            new[one.file] = as_bytes(data)
        checked = check(load(Overlay(before.store, new), before.files))
        assert all(placed.mark.line >= 1 for placed in checked.findings)
