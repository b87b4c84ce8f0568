"""What is kept of compiled templates: code, taken back only from where nobody else can put it."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rete import own_folder
from rete.render import template_cache
from rete.render.templates import document
from tests.aiuti import archivio
from tests.aiuti.documenti import DAY, example_register
from tests.aiuti.misura import number
from tests.conftest import Said

Rete = Callable[..., Said]

NAME = "firmatari"
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if each test were a process of its own."""
    monkeypatch.setattr(template_cache, "_of_this_process", {})


def text(kept: Path | None, name: str = NAME) -> str:
    from rete.documents.catalogue import DOCUMENTS

    template_cache._of_this_process.clear()
    wanted = next(one for one in DOCUMENTS if one.nome == name)
    values = wanted.values(example_register().rete, DAY, None)
    return document(name, values, draft=None, own=Path("manca"), kept=kept).markdown


def entries(kept: Path) -> list[Path]:
    return sorted(kept.rglob("*.modello"))


def test_a_template_is_compiled_once_and_gives_the_same_text(tmp_path: Path) -> None:
    plain = text(None)
    assert text(tmp_path) == plain
    (entry,) = entries(tmp_path)
    before = entry.stat().st_mtime_ns

    assert text(tmp_path) == plain
    assert entry.stat().st_mtime_ns == before


def test_an_entry_that_was_altered_is_never_run(tmp_path: Path) -> None:
    plain = text(tmp_path)
    (entry,) = entries(tmp_path)
    good = entry.read_bytes()
    step = max(1, len(good) // number(2000, 60))
    for at in range(0, len(good), step):
        bad = bytearray(good)
        bad[at] ^= 1 << at % 8
        entry.write_bytes(bad)
        assert text(tmp_path) == plain
        assert entry.read_bytes() != bytes(bad), "it is compiled again, and kept"
    for bad in (b"", good[:-1], good + b"\0", b"\0" * len(good)):
        entry.write_bytes(bad)
        assert text(tmp_path) == plain


def test_one_entry_is_not_taken_for_another(tmp_path: Path) -> None:
    plain = text(tmp_path)
    (one,) = entries(tmp_path)
    text(tmp_path, "elenco-aderenti")
    (other,) = (path for path in entries(tmp_path) if path != one)

    one.write_bytes(other.read_bytes())
    assert text(tmp_path) == plain


@ON_POSIX
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o720, 0o702])
@pytest.mark.parametrize("inside", ["", "modelli"])
def test_a_folder_that_others_can_write_in_is_not_used(
    tmp_path: Path, mode: int, inside: str
) -> None:
    kept = tmp_path / "memoria"
    text(kept)
    (entry,) = entries(kept)
    entry.unlink()
    (kept / inside).chmod(mode)

    assert text(kept) == text(None)
    assert entries(kept) == []


@ON_POSIX
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_an_entry_that_others_can_write_is_not_read(tmp_path: Path, mode: int) -> None:
    plain = text(tmp_path)
    (entry,) = entries(tmp_path)
    entry.write_bytes(b"x" + entry.read_bytes())
    entry.chmod(mode)

    assert own_folder.opened(entry) is None
    assert text(tmp_path) == plain


@ON_POSIX
def test_a_link_or_a_device_in_the_place_of_an_entry_is_not_read(tmp_path: Path) -> None:
    plain = text(tmp_path)
    (entry,) = entries(tmp_path)
    entry.rename(tmp_path / "altrove")
    entry.symlink_to(tmp_path / "altrove")
    assert own_folder.opened(entry) is None
    entry.unlink()
    os.mkfifo(entry)
    assert own_folder.opened(entry) is None
    assert text(tmp_path) == plain


def test_nothing_is_kept_inside_a_register_or_a_repository(tmp_path: Path, register: Path) -> None:
    archivio.begin(tmp_path / "archivio")
    for kept in (register, register / "data", register / "giù/memoria", tmp_path / "archivio/x"):
        text(kept)
        assert entries(tmp_path) == []
    text(Path("relativa"))
    assert not Path("relativa").exists()


def test_no_memory_is_none_of_this_either(
    rete: Rete, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = {"HOME": tmp_path, "XDG_CACHE_HOME": tmp_path / "cache", "LOCALAPPDATA": tmp_path}
    for name, value in home.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("RETE_MEMORIA", "no")
    assert rete("documento", NAME, folder=register).code == 0
    assert entries(tmp_path) == []
    assert not list(tmp_path.rglob("*.cache"))

    monkeypatch.delenv("RETE_MEMORIA")
    template_cache._of_this_process.clear()
    assert rete("documento", NAME, folder=register).code == 0
    assert len(entries(tmp_path)) == 1
