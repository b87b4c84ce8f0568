"""Where what was read may be kept: where nobody else can write, never among a register's data."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from rete import own_folder
from rete.commands.shared import memoria
from rete.load.memory import FOLDER
from tests.conftest import Said

Rete = Callable[..., Said]


@pytest.fixture(autouse=True)
def _forget() -> None:
    """Each test is a command of its own: what one found out of a folder is not the other's."""
    memoria._why_not.cache_clear()
    memoria._asked_for.cache_clear()
    memoria._memory.cache_clear()


@pytest.fixture
def asked(
    rete: Rete, register: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str | Path], Said]:
    """A reading command with RETE_MEMORIA set to something."""

    def call(value: str | Path) -> Said:
        monkeypatch.setenv(memoria.VARIABLE, str(value))
        memoria._why_not.cache_clear()
        memoria._asked_for.cache_clear()
        return rete("stato", folder=register)

    return call


@pytest.mark.parametrize("value", ["no", "NO", "No", "nO"])
def test_no_keeps_nothing_and_makes_nothing(
    asked: Callable[[str], Said], register: Path, value: str
) -> None:
    before = sorted(register.iterdir())
    assert asked(value).code == 0
    assert sorted(register.iterdir()) == before
    assert memoria.kept_in() is None


@pytest.mark.parametrize(
    "value", ["memoria", "./memoria", "../memoria", "~/memoria", "NO ", " no", "sì", "0", " ", "x/"]
)
def test_what_is_neither_no_nor_a_whole_path_is_an_error(
    asked: Callable[[str], Said], register: Path, value: str
) -> None:
    said = asked(value)
    assert said.code == 2
    assert said.out == ""
    assert f"RETE_MEMORIA vale «{value}»: vuole «no», oppure il percorso intero" in said.err
    assert {entry.name for entry in register.iterdir()} == {"data"}


def test_a_home_that_nobody_wrote_out_is_written_out_in_the_error(
    asked: Callable[[str], Said], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "1000")
    assert f"per esempio «{tmp_path / 'memoria'}»" in asked("~/memoria").err
    assert "(comincia con «/»)" in asked("memoria").err or os.name == "nt"


def test_a_wrong_value_is_told_also_when_git_is_read(
    rete: Rete, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-01T12:00:00")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "x")):
        identity = ("-c", "user.name=A", "-c", "user.email=a@b.example")
        subprocess.run(["git", *identity, *words], cwd=register, check=True)
    monkeypatch.setenv(memoria.VARIABLE, "memoria")
    assert rete("stato", "--registro-del", "oggi", folder=register).code == 2


def test_empty_is_as_not_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(memoria.sys, "platform", "linux")
    monkeypatch.setenv(memoria.VARIABLE, "")
    assert memoria.kept_in() == tmp_path / "cache/rete"
    monkeypatch.delenv(memoria.VARIABLE)
    assert memoria.kept_in() == tmp_path / "cache/rete"


def test_a_folder_that_is_not_there_is_made_for_the_user_alone(
    asked: Callable[[Path], Said], tmp_path: Path
) -> None:
    old = os.umask(0)
    try:
        assert asked(tmp_path / "a/b/c").code == 0
        own_folder.make(tmp_path / "a/b/c" / FOLDER)
    finally:
        os.umask(old)
    for folder in ("a", "a/b", "a/b/c", f"a/b/c/{FOLDER}"):
        assert (tmp_path / folder).stat().st_mode & 0o777 == 0o700


def refused(said: Said, because: str) -> None:
    assert said.code == 2
    assert said.out == ""
    told = " ".join(said.err.split())
    assert because in told
    assert "indica una cartella tua" in told
    assert "difetto" not in told


@pytest.mark.parametrize("inside", ["", "data", "data/allegati", "altro", "altro/dentro"])
def test_inside_a_register_nothing_is_kept(
    asked: Callable[[Path], Said], register: Path, inside: str
) -> None:
    refused(asked(register / inside / "memoria"), "è la cartella di un registro")
    assert not list(register.rglob(FOLDER))


@pytest.mark.parametrize("inside", ["", "a", "a/b/c"])
@pytest.mark.parametrize("git", ["folder", "file", "link", "bare"])
def test_inside_a_repository_nothing_is_kept(
    asked: Callable[[Path], Said], tmp_path: Path, inside: str, git: str
) -> None:
    top = tmp_path / "archivio"
    top.mkdir()
    match git:
        case "folder":
            (top / ".git").mkdir()
        case "file":
            (top / ".git").write_text("gitdir: altrove\n", encoding="utf-8")
        case "link":
            (top / ".git").symlink_to(tmp_path / "niente")
        case _:
            subprocess.run(["git", "init", "-q", "--bare", top], check=True)
    refused(asked(top / inside), "è un archivio git")


def test_a_link_into_a_repository_is_as_the_repository(
    asked: Callable[[Path], Said], tmp_path: Path
) -> None:
    (tmp_path / "archivio/.git").mkdir(parents=True)
    (tmp_path / "archivio/dentro").mkdir()
    (tmp_path / "via").symlink_to(tmp_path / "archivio/dentro")
    refused(asked(tmp_path / "via"), "è un archivio git")
    refused(asked(tmp_path / "via/giù"), "è un archivio git")


def test_what_a_pull_request_brings_is_not_believed(
    rete: Rete, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither where the system's folder is among the data: it is as if there were none."""
    monkeypatch.setattr(memoria.sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(register / "data"))
    monkeypatch.delenv(memoria.VARIABLE)
    assert memoria.kept_in() is None
    assert rete("stato", folder=register).code == 0
    assert not (register / "data/rete").exists()


@pytest.mark.parametrize("value", ["un file", "un file/dentro", "anello", "spento", "/dev/null"])
def test_what_is_no_folder_is_an_error(
    asked: Callable[[Path], Said], tmp_path: Path, value: str
) -> None:
    (tmp_path / "un file").write_text("", encoding="utf-8")
    (tmp_path / "anello").symlink_to("anello")
    (tmp_path / "spento").symlink_to(tmp_path / "un file")
    said = asked(tmp_path / value)
    assert said.code == 2
    assert "non è una cartella" in said.err or "non si può leggere" in said.err


def test_a_link_to_a_folder_of_the_user_s_is_a_folder(
    asked: Callable[[Path], Said], tmp_path: Path
) -> None:
    (tmp_path / "vera").mkdir()
    (tmp_path / "via").symlink_to(tmp_path / "vera")
    assert asked(tmp_path / "via").code == 0


def test_the_folder_of_what_is_kept_is_no_link(
    asked: Callable[[Path], Said], tmp_path: Path
) -> None:
    (tmp_path / "vera").mkdir()
    (tmp_path / "memoria").mkdir()
    (tmp_path / "memoria" / FOLDER).symlink_to(tmp_path / "vera")
    refused(asked(tmp_path / "memoria"), "non è una cartella")


# --- who can write there (POSIX: Windows tells no permits by number) ---

posix = pytest.mark.skipif(os.name == "nt", reason="permits by number are POSIX's")


@posix
@pytest.mark.parametrize("mode", [0o770, 0o702, 0o720, 0o777, 0o722])
@pytest.mark.parametrize("which", ["", "memoria", f"memoria/{FOLDER}"])
def test_where_others_can_write_nothing_is_kept(
    asked: Callable[[Path], Said], tmp_path: Path, mode: int, which: str
) -> None:
    top = tmp_path / "cima"
    (top / "memoria" / FOLDER).mkdir(parents=True)
    (top / which).chmod(mode)
    refused(asked(top / "memoria"), f"in «{top / which}» possono scrivere anche altri".rstrip("/"))


@posix
@pytest.mark.parametrize("mode", [0o755, 0o700, 0o711, 0o750])
def test_where_others_can_only_look_it_is_kept(
    asked: Callable[[Path], Said], tmp_path: Path, mode: int
) -> None:
    (tmp_path / "memoria").mkdir()
    (tmp_path / "memoria").chmod(mode)
    assert asked(tmp_path / "memoria").code == 0


@posix
def test_in_a_sticky_folder_only_what_is_below_is_kept(tmp_path: Path) -> None:
    """As `/tmp`: others cannot take away what is ours, but they can put theirs beside it."""
    (tmp_path / "comune").mkdir()
    (tmp_path / "comune").chmod(0o1777)
    assert own_folder.why_not(tmp_path / "comune/mia") is None
    assert own_folder.why_not(tmp_path / "comune") is not None


@posix
@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_what_belongs_to_another_user_is_not_used(
    asked: Callable[[Path], Said], tmp_path: Path
) -> None:
    for which in ("memoria", f"memoria/{FOLDER}"):
        (tmp_path / which).mkdir()
        os.chown(tmp_path / which, 12345, 12345)
        refused(asked(tmp_path / "memoria"), f"«{tmp_path / which}» è di un altro utente")
        os.chown(tmp_path / which, 0, 0)
    link = tmp_path / "via"
    link.symlink_to(tmp_path / "memoria")
    os.chown(link, 12345, 12345, follow_symlinks=False)
    refused(asked(link), f"«{link}» è di un altro utente")
    file = tmp_path / "file"
    file.write_bytes(b"x")
    opened = own_folder.opened(file)
    assert opened is not None
    opened.close()
    os.chown(file, 12345, 12345)
    assert own_folder.opened(file) is None


def test_each_system_has_its_own_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(memoria.VARIABLE)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for system, name, value, place in (
        ("linux", "XDG_CACHE_HOME", "", tmp_path / ".cache/rete"),
        ("linux", "XDG_CACHE_HOME", "relativa", tmp_path / ".cache/rete"),
        ("linux", "XDG_CACHE_HOME", str(tmp_path / "x"), tmp_path / "x/rete"),
        ("darwin", "XDG_CACHE_HOME", "", tmp_path / "Library/Caches/rete"),
        ("win32", "LOCALAPPDATA", "", tmp_path / "AppData/Local/rete"),
        ("win32", "LOCALAPPDATA", str(tmp_path / "y"), tmp_path / "y/rete"),
    ):
        monkeypatch.setattr(memoria.sys, "platform", system)
        monkeypatch.setenv(name, value)
        assert memoria.kept_in() == place
