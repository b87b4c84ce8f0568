"""At a real terminal a line that is being typed can be corrected, and an earlier one had back."""

from pathlib import Path

import pytest

from tests.aiuti.mano import in_git
from tests.aiuti.tastiera import typed

LEFT, UP = "\x1b[D", "\x1b[A"
REFERENT = ("ente", "referente", "ponte", "--ruolo", "supplente", "--dal", "2026-05-01")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return in_git(tmp_path / "registro")


def test_the_arrows_correct_what_is_typed(register: Path) -> None:
    lines = [f"prsidente{LEFT * 7}e", UP, "-", "", "", ""]
    code, screen = typed(REFERENT, lines, cwd=register, env={"TERM": "xterm"})

    assert code == 3
    assert "Quale carica ha? presidente\n" in screen
    assert "Serve anche il nome? presidente\n" in screen
    assert "\x1b[?2004" not in screen
