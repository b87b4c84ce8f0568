"""Where what the tests read stands: the checkout, its example, the cases, what is expected."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
SRC = ROOT / "src"
EXAMPLE = ROOT / "esempi" / "roccaverde"
CASES = TESTS / "casi"
EXPECTED = TESTS / "attesi"
