"""What was read is kept for the next command, and never says what the files do not say."""

import io
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rete.commands import memoria
from rete.load import loader, memory
from rete.load.loader import Loaded, load
from rete.load.memory import Memory
from rete.store import Folder
from tests.conftest import Said
from tests.test_load import same

ENTE = "data/enti/il-ponte.yaml"
Read = Callable[[], tuple[Loaded, list[str]]]


@pytest.fixture(autouse=True)
def _soon_settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Files made by a test are younger than what is kept may be: here any age will do."""
    monkeypatch.setattr(memory, "SECONDS", -1)
    monkeypatch.setenv(memoria.VARIABLE, str(tmp_path / "memoria"))


@pytest.fixture
def read(register: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """The register as a new command reads it, and the files that it has to read for that."""

    def call() -> tuple[Loaded, list[str]]:
        told: list[str] = []
        reading = loader._read

        def listed(store, jobs, tell):  # type: ignore[no-untyped-def]
            told.extend(path for path, _ in jobs)
            return reading(store, jobs, tell)

        with monkeypatch.context() as patch:
            patch.setattr(loader, "_read", listed)
            return memoria.read(Folder(register)), told

    return call


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_second_command_reads_nothing_and_knows_the_same(read: Read, register: Path) -> None:
    first, told = read()
    assert len(told) == len(first.files)
    second, told = read()
    assert told == []
    assert same(first, second)
    assert same(second, load(Folder(register)))


def test_only_what_changed_is_read_again(read: Read, register: Path) -> None:
    read()
    rewrite(register / ENTE, "Il Ponte", "Il Fonte")
    loaded, told = read()
    assert told == [ENTE]
    assert "Fonte" in loaded.rete.enti["il-ponte"].denominazione


def test_a_file_put_back_as_old_as_it_was_is_read_again(read: Read, register: Path) -> None:
    file = register / ENTE
    read()
    was = file.stat()
    rewrite(file, "Il Ponte", "Il Fonte")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert file.stat().st_size == was.st_size
    loaded, _ = read()
    assert "Fonte" in loaded.rete.enti["il-ponte"].denominazione


def test_a_file_that_just_changed_is_not_kept(
    read: Read, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "SECONDS", 3600)
    read()
    _, told = read()
    assert ENTE in told


def test_a_file_taken_away_is_forgotten_and_a_new_one_is_read(read: Read, register: Path) -> None:
    read()
    (register / ENTE).rename(register / "data/enti/il-porto.yaml")
    loaded, told = read()
    assert told == ["data/enti/il-porto.yaml"]
    assert "il-ponte" not in loaded.rete.enti
    assert loaded.rete.enti["il-porto"].file == "data/enti/il-porto.yaml"


def test_a_file_at_fault_is_told_every_time(read: Read, register: Path) -> None:
    rewrite(register / ENTE, "denominazione:", "nome_sbagliato:")
    first, _ = read()
    second, told = read()
    assert told == [ENTE]
    assert first.findings
    assert same(first, second)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:0],
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: b"x" + content,
        lambda content: content.replace(b"rete.model.ente", b"rete.model.enti"),
        lambda content: content[: content.index(b"\n") + 1] + pickle.dumps(os.getcwd),
        lambda content: content[: content.index(b"\n") + 1] + pickle.dumps([("a", "b")]),
    ],
)
def test_what_cannot_be_understood_is_as_nothing(
    read: Read, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    first, _ = read()
    (kept,) = (tmp_path / "memoria").glob("*.memoria")
    kept.write_bytes(spoil(kept.read_bytes()))
    second, told = read()
    assert len(told) == len(first.files)
    assert same(first, second)


def test_nothing_but_records_and_dates_comes_back() -> None:
    for harmless in (date(2026, 1, 1), ("a", 1, 2.5, None)):
        assert memory._Records(io.BytesIO(pickle.dumps(harmless))).load() == harmless
    for other in (os.system, Path("x"), print):
        with pytest.raises(pickle.UnpicklingError):
            memory._Records(io.BytesIO(pickle.dumps(other))).load()


def test_what_others_could_have_written_is_not_read(read: Read, tmp_path: Path) -> None:
    read()
    (kept,) = (tmp_path / "memoria").glob("*.memoria")
    kept.chmod(0o666)
    _, told = read()
    assert ENTE in told


def test_what_is_no_file_is_not_waited_for(read: Read, tmp_path: Path) -> None:
    read()
    (kept,) = (tmp_path / "memoria").glob("*.memoria")
    kept.unlink()
    os.mkfifo(kept)
    assert ENTE in read()[1]


def test_what_another_version_kept_is_not_read(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    read()
    monkeypatch.setattr(memory, "__version__", "0.0.0")
    _, told = read()
    assert ENTE in told


def test_where_nothing_can_be_written_all_is_read(read: Read, tmp_path: Path) -> None:
    (tmp_path / "memoria").write_text("un file", encoding="utf-8")
    assert read()[1] == read()[1] != []


def test_who_wants_nothing_kept_has_nothing_kept(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(memoria.VARIABLE, "no")
    assert read()[1] == read()[1] != []
    assert not (tmp_path / "memoria").exists()


def test_a_few_changes_are_not_worth_writing_all_again(
    read: Read, register: Path, tmp_path: Path
) -> None:
    text = (register / ENTE).read_text(encoding="utf-8")
    for number in range(40):
        name = f"data/enti/ente-{number}.yaml"
        (register / name).write_text(text.replace("Il Ponte", f"Ente {number}"), encoding="utf-8")
    read()
    (kept,) = (tmp_path / "memoria").glob("*.memoria")
    was = kept.stat().st_mtime_ns
    rewrite(register / ENTE, "Il Ponte", "Il Fonte")
    assert read()[1] == [ENTE]
    assert kept.stat().st_mtime_ns == was


def test_what_nobody_read_for_months_is_taken_away(read: Read, tmp_path: Path) -> None:
    folder = tmp_path / "memoria"
    folder.mkdir()
    old, other = folder / "x.memoria", folder / "appunti.txt"
    for file in (old, other):
        file.write_text("x", encoding="utf-8")
        os.utime(file, (0, 0))
    read()
    assert not old.exists()
    assert other.exists()


def test_a_register_is_sound_until_anything_in_it_changes(register: Path, tmp_path: Path) -> None:
    def kept() -> Memory:
        return Memory(Folder(register), tmp_path / "memoria")

    assert not kept().is_sound()
    kept().keep_sound()
    assert kept().is_sound()
    attachment = register / "data/allegati/2024-05-16-plenaria/foglio.pdf"
    attachment.parent.mkdir(parents=True)
    attachment.write_bytes(b"%PDF")
    assert not kept().is_sound()


def test_what_just_changed_is_not_called_sound(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "SECONDS", 3600)
    Memory(Folder(register), tmp_path).keep_sound()
    assert not Memory(Folder(register), tmp_path).is_sound()


def test_a_document_of_a_register_that_was_sound_is_refused_once_it_has_an_error(
    register: Path, rete: Callable[..., Said]
) -> None:
    asked = ("documento", "elenco-aderenti")
    first = rete(*asked, folder=register)
    again = rete(*asked, folder=register)
    assert (first.code, again.code) == (0, 0)
    assert first.out == again.out
    assert memoria.is_sound(load(Folder(register)))
    rewrite(register / "data/tavoli/abitare.yaml", "ente: il-ponte", "ente: nessuno")
    refused = rete(*asked, folder=register)
    assert refused.code == 1
    assert "[TAV" in refused.out


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


def test_reading_what_is_kept_costs_no_yaml_and_no_schema(register: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from rete.cli import main; main(['controlla']);"
        "print(sorted({'yaml', 'jsonschema_rs'} & set(sys.modules)), file=sys.stderr)"
    )
    environment = {**os.environ, memoria.VARIABLE: str(tmp_path / "memoria")}
    Memory(Folder(register), tmp_path / "memoria").keep(load(Folder(register)), None)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=register, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("changed", ["rules/enti.py", "load/build.py", "model/ente.py"])
def test_whoever_works_on_the_program_is_not_told_what_it_said_before(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    package = tmp_path / "rete"
    shutil.copytree(Path(memory.__file__).parents[1], package)
    monkeypatch.setattr(memory, "__file__", str(package / "load/memory.py"))
    Memory(Folder(register), tmp_path / "memoria").keep_sound()
    assert Memory(Folder(register), tmp_path / "memoria").is_sound()
    with (package / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not Memory(Folder(register), tmp_path / "memoria").is_sound()
