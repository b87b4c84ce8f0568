"""Whoever only counts the findings of a register counts those that the whole check finds."""

from pathlib import Path

import pytest

from rete.check import check, count_errors, count_findings
from rete.diagnostics import Severity
from rete.load.loader import load
from rete.store import Folder
from tests.aiuti.luoghi import CASES

REGISTERS = sorted({path.parent.parent for path in CASES.rglob("data/patto.yaml")})


def test_there_are_registers_to_count_in() -> None:
    assert len(REGISTERS) > 40


@pytest.mark.parametrize(
    "folder", REGISTERS, ids=[r.relative_to(CASES).as_posix() for r in REGISTERS]
)
def test_the_counts_are_those_of_the_whole_check(folder: Path) -> None:
    loaded = load(Folder(folder))
    checked = check(loaded)
    errors, warnings = checked.count(Severity.ERROR), checked.count(Severity.WARNING)

    assert errors + warnings == len(checked.findings)
    assert count_findings(loaded) == (errors, warnings)
    assert count_errors(loaded) == errors
