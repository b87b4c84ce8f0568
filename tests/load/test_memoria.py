"""What was read is kept for the next command, and never says what the files do not say."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.commands.shared import memoria
from rete.load import loader, memory, memory_file
from rete.load.loader import Loaded, load
from rete.load.memory import Memory
from rete.store import Folder
from tests.load.test_load import same

ENTE = "data/enti/il-ponte.yaml"
Read = Callable[[], tuple[Loaded, list[str]]]

pytestmark = pytest.mark.usefixtures("kept_here")


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


def kept_file(tmp_path: Path) -> Path:
    """The file in which the records of the only register are kept."""
    (found,) = (
        file for file in (tmp_path / "memoria" / memory.FOLDER).iterdir() if not file.suffix
    )
    return found


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:0],
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: content + content,
        lambda content: b"x" + content,
        lambda _: pickle.dumps(os.getcwd),
        lambda _: b"rete-memoria 0\n" + pickle.dumps([("a", "b")]),
        lambda content: content[:16] + bytes(32) + content[48:],
        lambda content: content.replace(b"rete-letture-1", b"rete-letture-2"),
    ],
)
def test_what_is_not_what_was_written_is_as_nothing(
    read: Read, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    first, _ = read()
    kept = kept_file(tmp_path)
    kept.write_bytes(spoil(kept.read_bytes()))
    second, told = read()
    assert len(told) == len(first.files)
    assert same(first, second)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o660, 0o666, 0o622])
def test_what_others_could_have_written_is_not_read(read: Read, tmp_path: Path, mode: int) -> None:
    read()
    kept_file(tmp_path).chmod(mode)
    assert ENTE in read()[1]


def test_what_others_can_only_read_is_read(read: Read, tmp_path: Path) -> None:
    read()
    kept_file(tmp_path).chmod(0o644)
    assert read()[1] == []


@pytest.mark.parametrize("instead", ["fifo", "folder", "link", "dangling", "device"])
def test_what_is_no_file_is_not_waited_for_nor_followed(
    read: Read, tmp_path: Path, instead: str
) -> None:
    read()
    kept = kept_file(tmp_path)
    kept.rename(tmp_path / "altrove")
    match instead:
        case "fifo":
            os.mkfifo(kept)
        case "folder":
            kept.mkdir()
        case "link":
            kept.symlink_to(tmp_path / "altrove")
        case "dangling":
            kept.symlink_to(tmp_path / "niente")
        case _:
            kept.symlink_to("/dev/zero")
    assert ENTE in read()[1]


def test_the_same_record_is_kept_again_when_others_change(
    read: Read, register: Path, tmp_path: Path
) -> None:
    """What was taken from what is kept goes into it again as well as what was read."""
    read()
    for file in sorted((register / "data/enti").iterdir()):
        file.write_text(file.read_text(encoding="utf-8") + "\n# nuovo\n", encoding="utf-8")
    assert ENTE in read()[1]
    assert read()[1] == []


def test_one_damaged_block_is_one_file_read_again(read: Read, tmp_path: Path) -> None:
    read()
    kept = kept_file(tmp_path)
    content = kept.read_bytes()
    kept.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    loaded, told = read()
    assert told == [max(loaded.files)]


def test_one_record_can_be_taken_out_without_the_others(read: Read, tmp_path: Path) -> None:
    loaded, _ = read()
    place = kept_file(tmp_path)
    with memory_file.Kept(place.open("rb"), {}) as nothing:
        assert list(nothing.entries()) == []
    made_by = place.read_bytes()[16:48]
    found = memory_file.opened(place, made_by, place.stat().st_size)
    assert found is not None
    with found:
        assert found.record(ENTE) == loaded.rete.enti["il-ponte"]


def test_more_than_the_files_could_have_brought_is_not_read(read: Read, tmp_path: Path) -> None:
    read()
    place = kept_file(tmp_path)
    made_by = place.read_bytes()[16:48]
    assert memory_file.opened(place, made_by, place.stat().st_size - 1) is None


def test_what_was_kept_of_another_register_is_not_read(
    read: Read, register: Path, tmp_path: Path
) -> None:
    """Not even where paths and states of the files are the same."""
    read()
    other = tmp_path / "altro"
    register.rename(other)
    mine = kept_file(tmp_path)
    memoria.read(Folder(other))
    (theirs,) = (f for f in mine.parent.iterdir() if not f.suffix and f != mine)
    theirs.write_bytes(mine.read_bytes())
    assert Memory(Folder(other), tmp_path / "memoria").before() == {}


def test_a_file_whose_change_does_not_show_is_known_by_its_content(
    read: Read, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, or on a disk that keeps no time of changes."""
    monkeypatch.setattr(Folder, "shows_changes", lambda *_: False)
    read()
    assert read()[1] == []
    paths = Folder(register).paths()
    monkeypatch.setattr(Folder, "paths", lambda _: paths)  # all as it was, for who looks at them
    rewrite(register / ENTE, "Il Ponte", "Il Fonte")
    loaded, told = read()
    assert told == [ENTE]
    assert "Fonte" in loaded.rete.enti["il-ponte"].denominazione


@pytest.mark.parametrize(
    ("ns", "shows"), [(1_000_000_001, True), (1_010_000_000, False), (2 * 10**9, False)]
)
def test_a_time_in_hundredths_tells_nothing_of_changes(
    register: Path, ns: int, shows: bool
) -> None:
    store = Folder(register)
    store._paths[ENTE] = f"10/{10**9 + 7}/{ns}/3"
    assert store.shows_changes(ENTE) is shows
    assert store.size(ENTE) == 10


def test_what_another_version_kept_is_not_read(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    read()
    monkeypatch.setattr(memory, "__version__", "0.0.0")
    _, told = read()
    assert ENTE in told


def test_where_nothing_can_be_written_all_is_read(
    read: Read, register: Path, tmp_path: Path
) -> None:
    (tmp_path / "memoria").mkdir()
    (tmp_path / "memoria").chmod(0o500)
    if os.geteuid() == 0:  # who can write anywhere finds a file where the folder should be
        (tmp_path / "memoria" / memory.FOLDER).write_text("un file", encoding="utf-8")
        memory_of = Memory(Folder(register), tmp_path / "memoria")
        memory_of.keep(load(Folder(register)), {})
        assert memory_of.before() == {}
        return
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
    kept = kept_file(tmp_path)
    was = kept.stat().st_mtime_ns
    rewrite(register / ENTE, "Il Ponte", "Il Fonte")
    assert read()[1] == [ENTE]
    assert kept.stat().st_mtime_ns == was


@pytest.mark.parametrize(
    "changed", ["load/build.py", "model/ente.py", "source.py", "privacy/codes.py"]
)
def test_whoever_works_on_the_program_reads_every_file_again(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    package = tmp_path / "rete"
    shutil.copytree(Path(memory.__file__).parents[1], package)
    monkeypatch.setattr(memory, "__file__", str(package / "load/memory.py"))
    read()
    assert read()[1] == []
    with (package / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert read()[1] != []


@pytest.mark.parametrize(
    ("module", "known"),
    [
        ("rete.load.loader", memory._READERS),
        ("rete.check", (*memory._READERS, *memory._JUDGES)),
    ],
)
def test_every_part_of_the_program_that_reads_or_judges_is_looked_at(
    module: str, known: tuple[str, ...]
) -> None:
    asked = f"import {module}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    parts = [name.split(".") for name in done.stdout.split() if name.startswith("rete.")]
    assert {part[1] for part in parts if len(part) > 2} <= {*known}
