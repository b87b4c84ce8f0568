"""Files made by a test are younger than what is kept of files may be: here any age will do."""

from pathlib import Path

import pytest

from rete.commands.shared import memoria
from rete.load import memory


@pytest.fixture
def soon_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SECONDS", -1)


@pytest.fixture
def kept_here(soon_settled: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What commands read is kept in ``tmp_path / "memoria"``."""
    monkeypatch.setenv(memoria.VARIABLE, str(tmp_path / "memoria"))
