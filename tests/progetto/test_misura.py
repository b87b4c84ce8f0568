"""What `make test` tries in part is a part that can fail, and all of it is tried elsewhere."""

import os
import re
import subprocess
import sys

import pytest

from tests.aiuti import misura
from tests.aiuti.luoghi import ROOT, TESTS

LONG = re.compile(r"\bmisura\b|\bhypothesis\b")
ASK = """\
from tests.aiuti import misura
print(*misura.part(range(10), 4), misura.number(every=9, some=2), end=" ")
print(misura.examples(every=9, some=2).max_examples)
"""


@pytest.mark.parametrize(
    ("asked", "tried"), [("", "0 4 8 2 2\n"), ("tutte", "0 1 2 3 4 5 6 7 8 9 9 9\n")]
)
def test_a_part_begins_at_the_first_and_all_is_all(asked: str, tried: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env={**os.environ, "RETE_PROVE": asked},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == tried


def test_no_part_is_empty() -> None:
    assert list(misura.part(["a"], 7)) == ["a"]


def test_whatever_has_a_part_is_run_in_full_by_the_other_command() -> None:
    """`make test-grande` looks for these words in the test files alone; the attacks it runs all."""
    everything = [path.relative_to(TESTS) for path in TESTS.rglob("*.py")]
    helpers = [
        path
        for path in everything
        if not path.name.startswith("test_") and path.parts[0] != "assalti"
    ]
    long = {path.name for path in helpers if LONG.search((TESTS / path).read_text("utf-8"))}
    assert long == {"conftest.py", "misura.py", "a_caso.py", "stretto.py"}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "RETE_PROVE=tutte $(BIN)/pytest" in makefile
    assert "find tests -name 'test_*.py' -exec grep -lE 'misura|hypothesis' {} +" in makefile
