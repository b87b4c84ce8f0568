"""Killed at random moments, git and hooks too, an operation is there whole or not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.aiuti import misura
from tests.aiuti.luoghi import ROOT, SRC, TESTS
from tests.aiuti.scrittura import in_the_hands_of_git

TIMES = misura.number(every=60, some=1)
WHO = ("tutti", "rete", "git") if sys.platform == "linux" else ("tutti", "rete")
HOOKS = ("niente", "formatta", "rifiuta", "lento")
PAIRS = [(how, who) for how in HOOKS for who in WHO]


@pytest.mark.parametrize(("how", "who"), misura.part(PAIRS, 2))
def test_killed_at_a_random_moment_nothing_is_halfway(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, who: str
) -> None:
    in_the_hands_of_git(monkeypatch)
    script = str(TESTS / "assalti/uccisioni_a_caso.py")
    words = [sys.executable, script, str(tmp_path), how, who, str(TIMES), "12"]
    path = os.pathsep.join(map(str, (ROOT, SRC)))
    done = subprocess.run(
        words,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)["outcomes"]
    wanted = {"prima"} if how == "rifiuta" else {"prima", "dopo"}
    assert set(outcomes) <= wanted, outcomes
    assert sum(outcomes.values()) == TIMES
