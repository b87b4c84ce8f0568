"""What every test shares: the program called as from a terminal, and the register of the cases."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rete.cli import main
from rete.load import one_file
from tests.aiuti import misura
from tests.aiuti.archivio import begin, commit
from tests.aiuti.luoghi import CASES

if TYPE_CHECKING:
    from tests.aiuti.mano import Mano

misura.load_profile()
# Nothing is kept from one test to the other, nor in the home of whoever runs them.
os.environ["RETE_MEMORIA"] = "no"
# No test cuts the power: that what is written be on the disk is asked for and not waited for, here
# and by git, which is half the time of a commit. The tests of kills and full disks wait for it.
os.fsync = lambda _: None
os.environ["GIT_TEST_FSYNC"] = "0"

_read_before = lru_cache(maxsize=2000)(one_file._read)
"""Nearly every command reads the same few registers again: of the same bytes comes the same."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one call of the program printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def rete(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., Said]:
    """The program, called in a folder: ``rete("controlla", "--severo", folder=...)``."""
    monkeypatch.setenv("RETE_OGGI", "2026-06-01")
    monkeypatch.setenv("COLUMNS", "80")
    # A repository that happens to be above the temporary folder is not that of any register.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp().resolve()))
    monkeypatch.setattr(one_file, "_read", _read_before)

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


@pytest.fixture
def segreteria(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git with nothing of this machine's settings, and a name in which commits are made."""
    from tests.aiuti.scrittura import in_the_hands_of_git

    in_the_hands_of_git(monkeypatch)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The same register as the top of a repository, committed once."""
    from tests.aiuti.mano import in_git

    return in_git(tmp_path / "registro")


@pytest.fixture
def mano(tmp_path: Path, rete: Callable[..., Said], segreteria: None) -> "Mano":
    """The same register in a real repository, with a guest and minutes that can be cited."""
    from tests.aiuti import mano as hand

    files = {hand.MINUTES_FILE: hand.MINUTES_TEXT, hand.GUEST: hand.GUEST_TEXT}
    return hand.Mano(rete, hand.in_git(tmp_path / "registro", by_hand=files))


@pytest.fixture
def repository(tmp_path: Path, register: Path) -> Path:
    """A repository whose subfolder «rete» is a register, committed once."""
    top = begin(tmp_path / "archivio")
    shutil.copytree(register, top / "rete")
    (top / "LEGGIMI").write_text("altro\n", encoding="utf-8")
    commit(top, "inizio")
    return top


@pytest.fixture
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
