"""Whoever keeps something aside takes away what is old: what rete wrote there, and no more."""

import os
import time
from pathlib import Path

import pytest

from rete.load import memory
from rete.load.loader import load
from rete.load.memory import Memory
from rete.store import Folder

pytestmark = pytest.mark.usefixtures("soon_settled")


def keep(register: Path, tmp_path: Path) -> None:
    """A command that reads the register, and keeps what it read."""
    store = Folder(register)
    Memory(store, tmp_path / "memoria").keep(load(store), {})
    assert Memory(store, tmp_path / "memoria").before()


def made_old(file: Path, text: str = "x") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (0, 0))
    return file


def test_only_what_rete_named_itself_in_its_own_folder_is_taken_away(
    register: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "memoria"
    ours = folder / memory.FOLDER
    name = "0123456789abcdef" * 2
    endings = ("", ".esito", ".senza-errori", "-abcd_123.tmp", "-x.tmp")
    gone = [made_old(ours / f"{name}{ending}") for ending in endings]
    stays = [
        *(made_old(folder / one) for one in ("lavoro.tmp", f"{name}-a.tmp", name, "x.memoria")),
        *(made_old(ours / one) for one in ("lavoro.tmp", "appunti", f"{name}.tmp", f"{name}x")),
        made_old(ours / name.upper()),
        made_old(ours / f"{name[1:]}-b" / "dentro"),
    ]
    link = ours / f"{name[:-1]}0"
    link.symlink_to(folder / "lavoro.tmp")
    os.utime(link, (0, 0), follow_symlinks=False)
    keep(register, tmp_path)
    assert [file for file in gone if file.exists()] == []
    assert [file for file in stays if not file.exists()] == []
    assert link.is_symlink()


def test_what_is_being_written_by_another_command_is_left_alone(
    register: Path, tmp_path: Path
) -> None:
    file = tmp_path / "memoria" / memory.FOLDER / f"{'ab' * 16}-abcd_123.tmp"
    made_old(file)
    recent = time.time() - 3600
    os.utime(file, (recent, recent))
    keep(register, tmp_path)
    assert file.exists()


def test_what_earlier_versions_kept_of_this_register_goes_and_nothing_else(
    register: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "memoria"
    name = Memory(Folder(register), folder)._name
    theirs = made_old(folder / f"{name}.memoria", "rete-memoria 0123\n...")
    verdict = made_old(folder / f"{name}.senza-errori", "rete-memoria 0123\n")
    other = made_old(folder / f"{'0' * 32}.memoria", "rete-memoria 0123\n...")
    keep(register, tmp_path)
    assert not theirs.exists()
    assert not verdict.exists()
    assert other.exists()


def test_a_file_of_somebody_s_named_as_earlier_versions_did_stays(
    register: Path, tmp_path: Path
) -> None:
    name = Memory(Folder(register), tmp_path / "memoria")._name
    file = made_old(tmp_path / "memoria" / f"{name}.memoria", "le mie memorie")
    keep(register, tmp_path)
    assert file.exists()
