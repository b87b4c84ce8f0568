"""Rules on bodies at their edges: the day itself is still within."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti.luoghi import CASES
from tests.conftest import Said


@pytest.mark.parametrize(("signed", "is_fault"), [("2024-12-31", False), ("2025-01-01", True)])
def test_a_body_may_sign_on_its_very_last_day(
    rete: Callable[..., Said], register: Path, signed: str, is_fault: bool
) -> None:
    file = Path("data/enti/il-ponte.yaml")
    text = (CASES / "ENT009" / file).read_text(encoding="utf-8")
    assert 'firma: "2025-02-01"' in text
    (register / file).write_text(text.replace("2025-02-01", signed), encoding="utf-8")

    assert ("[ENT009]" in rete("controlla", folder=register).out) == is_fault
