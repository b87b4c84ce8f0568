"""What `make test` tries in part is a part that can fail, and all of it is tried elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import misura

TESTS = Path(__file__).parent
LONG = re.compile(r"\bmisura\b|\bhypothesis\b")
ASK = """\
from tests import misura
print(*misura.part(range(10), 4), misura.number(every=9, some=2), end=" ")
print(misura.examples(every=9, some=2).max_examples)
"""


@pytest.mark.parametrize(
    ("asked", "tried"), [("", "0 4 8 2 2\n"), ("tutte", "0 1 2 3 4 5 6 7 8 9 9 9\n")]
)
def test_a_part_begins_at_the_first_and_all_is_all(asked: str, tried: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=TESTS.parent,
        env={**os.environ, "RETE_PROVE": asked},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == tried


def test_no_part_is_empty() -> None:
    assert list(misura.part(["a"], 7)) == ["a"]


def test_whatever_has_a_part_is_run_in_full_by_the_other_command() -> None:
    """`make test-grande` looks for these words in the test files alone."""
    helpers = [path for path in TESTS.glob("*.py") if not path.name.startswith("test_")]
    long = {path.name for path in helpers if LONG.search(path.read_text(encoding="utf-8"))}
    assert long == {"conftest.py", "misura.py", "a_caso.py", "stretto.py"}
    makefile = (TESTS.parent / "Makefile").read_text(encoding="utf-8")
    assert "RETE_PROVE=tutte $(BIN)/pytest" in makefile
    assert "grep -lE 'misura|hypothesis' tests/test_*.py" in makefile
