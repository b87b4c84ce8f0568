"""Killed at random moments, git and hooks too, an operation is there whole or not at all."""

import sys
from pathlib import Path

import pytest

from tests.aiuti import misura
from tests.aiuti.luoghi import TESTS
from tests.aiuti.scrittura import told_by

TIMES = misura.number(every=60, some=1)
WHO = ("tutti", "rete", "git") if sys.platform == "linux" else ("tutti", "rete")
HOOKS = ("niente", "formatta", "rifiuta", "lento")
PAIRS = [(how, who) for how in HOOKS for who in WHO]


@pytest.mark.parametrize(("how", "who"), misura.part(PAIRS, 2))
def test_killed_at_a_random_moment_nothing_is_halfway(
    tmp_path: Path, segreteria: None, how: str, who: str
) -> None:
    script = TESTS / "assalti/uccisioni_a_caso.py"
    outcomes = told_by(script, tmp_path, how, who, TIMES, 12)["outcomes"]
    wanted = {"prima"} if how == "rifiuta" else {"prima", "dopo"}
    assert set(outcomes) <= wanted, outcomes
    assert sum(outcomes.values()) == TIMES
