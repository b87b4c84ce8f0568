"""What every test shares: the program called as from a terminal, and the register of the cases."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from rete.cli import main

CASES = Path(__file__).parent / "casi"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one call of the program printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def rete(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Said]:
    """The program, called in a folder: ``rete("controlla", "--severo", folder=...)``."""
    monkeypatch.setenv("RETE_OGGI", "2026-06-01")
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str, folder: Path) -> Said:
        monkeypatch.chdir(folder)
        capsys.readouterr()
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return Said(code=code, out=out, err=err)

    return call


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A sound register of three bodies and two tables, to be changed at will."""
    folder = tmp_path / "registro"
    shutil.copytree(CASES / "_base", folder)
    return folder
