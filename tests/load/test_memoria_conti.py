"""What a check found is kept until what it depends on changes; whoever reads is spared the work."""

import dataclasses
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.commands.shared import memoria
from rete.load import memory
from rete.load.loader import load
from rete.load.memory import Memory
from rete.store import Folder
from tests.aiuti.archivio import git
from tests.conftest import Said
from tests.load.test_memoria import ENTE, rewrite

pytestmark = pytest.mark.usefixtures("kept_here")


def test_what_a_check_found_holds_until_anything_in_the_register_changes(
    register: Path, tmp_path: Path
) -> None:
    def kept() -> Memory:
        return Memory(Folder(register), tmp_path / "memoria")

    assert kept().counted() is None
    kept().keep_counted((3, 14))
    assert kept().counted() == (3, 14)
    attachment = register / "data/allegati/2024-05-16-plenaria/foglio.pdf"
    attachment.parent.mkdir(parents=True)
    attachment.write_bytes(b"%PDF")
    assert kept().counted() is None


def test_of_what_just_changed_no_count_is_kept(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "SECONDS", 3600)
    Memory(Folder(register), tmp_path).keep_counted((0, 0))
    assert Memory(Folder(register), tmp_path).counted() is None


def test_a_document_of_a_register_that_was_sound_is_refused_once_it_has_an_error(
    register: Path, rete: Callable[..., Said]
) -> None:
    asked = ("documento", "elenco-aderenti")
    first = rete(*asked, folder=register)
    again = rete(*asked, folder=register)
    assert (first.code, again.code) == (0, 0)
    assert first.out == again.out
    assert memoria.known_count(load(Folder(register))) == (0, 0)
    rewrite(register / "data/tavoli/abitare.yaml", "ente: il-ponte", "ente: nessuno")
    refused = rete(*asked, folder=register)
    assert refused.code == 1
    assert "[TAV" in refused.out


@pytest.mark.parametrize("asked", [("ente", "elenca"), ("stato",), ("verbale", "elenca")])
def test_who_only_reads_does_not_check_again_what_was_checked(
    register: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    rewrite(register / "data/tavoli/abitare.yaml", "ente: il-ponte", "ente: nessuno")
    program = (
        "import sys; from rete.cli import main; from rete.load import memory; memory.SECONDS = -1;"
        f"main({[*asked]}); print({{'rete.rules', 'yaml'}} & {{*sys.modules}}, file=sys.stderr)"
    )

    def said(where: Path | str) -> tuple[str, str]:
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=register, check=True, capture_output=True,
            text=True, env={**os.environ, memoria.VARIABLE: str(where)},
        )  # fmt: skip
        told, _, loaded = done.stderr.rstrip().rpartition("\n")
        return f"{done.stdout}{told}", loaded

    without, first, again = said("no"), said(tmp_path / "memoria"), said(tmp_path / "memoria")
    assert without[0] == first[0] == again[0]
    assert "errori" in again[0]
    assert again[1] == "set()"


def test_reading_what_is_kept_costs_no_yaml_and_no_schema(register: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from rete.cli import main; main(['controlla']);"
        "print(sorted({'yaml', 'jsonschema_rs'} & set(sys.modules)), file=sys.stderr)"
    )
    environment = {**os.environ, memoria.VARIABLE: str(tmp_path / "memoria")}
    Memory(Folder(register), tmp_path / "memoria").keep(load(Folder(register)), {})
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=register, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stderr == "[]\n"


def _checked_in_a_process(register: Path, memory: Path) -> tuple[str, str]:
    """What `controlla` says, and whether it loaded the rules."""
    program = (
        "import sys; from rete.cli import main; from rete.load import memory; memory.SECONDS = -1;"
        "main(['controlla']); print('rete.rules' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=register, check=True, capture_output=True,
        text=True, env={**os.environ, memoria.VARIABLE: str(memory)},
    )  # fmt: skip
    return done.stdout, done.stderr.strip()


def test_a_register_found_sound_is_judged_again_only_once_something_changes(
    register: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "memoria"
    sound = _checked_in_a_process(register, kept)
    assert sound == ("errori: 0, avvisi: 0\n", "True")
    assert _checked_in_a_process(register, kept) == (sound[0], "False")
    rewrite(register / "data/tavoli/abitare.yaml", "ente: il-ponte", "ente: nessuno")
    faulty = _checked_in_a_process(register, kept)
    assert "[TAV" in faulty[0]
    # Its count is kept, and does not say what was found.
    assert faulty == _checked_in_a_process(register, kept)
    assert faulty[1] == "True"


def test_what_git_says_of_the_same_files_is_asked_again_of_a_register_found_sound(
    register: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "memoria"
    (register / "data/enti/.DS_Store").write_bytes(b"x")
    git(register, "init")
    assert _checked_in_a_process(register, kept)[0] == "errori: 0, avvisi: 0\n"
    assert _checked_in_a_process(register, kept)[1] == "False"
    git(register, "add", "--force", "data/enti/.DS_Store")
    said = _checked_in_a_process(register, kept)[0]
    assert "data/enti/.DS_Store" in said
    assert "errori: 0, avvisi: 1" in said


def test_whoever_counts_what_a_check_found_hears_what_git_says_of_the_files_now(
    register: Path,
) -> None:
    (register / "data/enti/.DS_Store").write_bytes(b"x")
    git(register, "init")
    counts = []
    for asked in (("status",), ("add", "--force", "data"), ("rm", "-r", "--cached", "data")):
        git(register, *asked)
        counts.append(memoria.counted(load(Folder(register))))
    assert counts == [(0, 0), (0, 1), (0, 0)]


@pytest.mark.parametrize(
    "found", [{"unread": {"ente": frozenset({"x"})}}, {"alterati": {"data/allegati/x": None}}]
)
def test_what_a_disk_has_spoilt_since_is_not_hidden_by_what_was_found_before(
    register: Path, found: dict[str, object]
) -> None:
    loaded = load(Folder(register))
    memoria.keep_counted(loaded, (0, 0))
    assert memoria.is_known_to_be_sound(loaded)
    spoilt = dataclasses.replace(loaded, rete=dataclasses.replace(loaded.rete, **found))
    assert not memoria.is_known_to_be_sound(spoilt)


def test_where_a_change_may_not_show_no_verdict_is_kept(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Folder, "shows_changes", lambda _, path: path != ENTE)
    Memory(Folder(register), tmp_path / "memoria").keep_counted((0, 0))
    assert Memory(Folder(register), tmp_path / "memoria").counted() is None
    assert not (tmp_path / "memoria").exists()


@pytest.mark.parametrize(
    "changed",
    [
        "rules/enti.py",
        "load/build.py",
        "model/ente.py",
        "litter.py",
        "privacy/codes.py",
        "reckoning/deadlines/from_pact.py",
    ],
)
def test_whoever_works_on_the_program_is_not_told_what_it_said_before(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    package = tmp_path / "rete"
    shutil.copytree(Path(memory.__file__).parents[1], package)
    monkeypatch.setattr(memory, "__file__", str(package / "load/memory.py"))
    Memory(Folder(register), tmp_path / "memoria").keep_counted((0, 0))
    assert Memory(Folder(register), tmp_path / "memoria").counted() == (0, 0)
    with (package / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert Memory(Folder(register), tmp_path / "memoria").counted() is None
