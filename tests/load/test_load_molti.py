"""Many files are read by several processes, and what comes of them is what one would read."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from rete import another_process
from rete.check import check, count_findings
from rete.diagnostics import Severity
from rete.load.loader import load
from rete.revision import Revision
from rete.store import Folder
from tests.aiuti.archivio import begin, commit
from tests.aiuti.documenti import EXAMPLE, out_of_git
from tests.load.test_load import records, same


def many(register: Path, number: int) -> Path:
    """The register with that many needs more, one in a hundred of them broken."""
    (register / "data/bisogni").mkdir()
    text = (
        "titolo: Case {0}\ndescrizione: Servono case\nambiti: [ambiente]\ncomunita: [giovani]\n"
        'emerso: {{dal: "2024-05", enti: [il-ponte]}}\n'
    )
    for n in range(number):
        content = text.format(n) + ("titolo: due\n" if n % 100 == 0 else "")
        path = register / f"data/bisogni/casa-{n}.yaml"
        path.write_text(content, encoding="utf-8")
    return register


def test_reading_in_parallel_gives_the_same_as_one_file_after_the_other(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = another_process.SHARED_FROM + 50
    broken = len(range(0, number, 100))
    store = Folder(many(register, number))
    in_parallel = load(store)
    monkeypatch.setattr(another_process, "SHARED_FROM", 10**9)
    one_by_one = load(store)
    assert len(in_parallel.rete.bisogni) == number - broken
    assert len(in_parallel.findings) == broken
    assert in_parallel.rete.bisogni == one_by_one.rete.bisogni
    assert same(in_parallel, one_by_one)


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(another_process, "others", lambda: 1)


class _KillsCopies(Folder):
    """A register that another process cannot read to its end."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._first = os.getpid()

    def read(self, path: str) -> bytes:
        if os.getpid() != self._first and path.endswith("7.yaml"):
            os._exit(1)
        return super().read(path)


def test_what_a_process_that_died_was_reading_is_read_all_the_same(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(register, 400)
    alone = load(Folder(register))
    monkeypatch.setattr(another_process, "SHARED_FROM", 1)
    assert same(load(_KillsCopies(register)), alone)


def test_several_processes_find_what_one_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = out_of_git(EXAMPLE, tmp_path / "registro")
    for gone in ("tavoli/plenaria", "enti/comune-di-roccaverde"):
        (register / f"data/{gone}.yaml").unlink()
    loaded = load(Folder(register))
    alone = check(loaded)
    monkeypatch.setattr(another_process, "SHARED_FROM", 1)

    shared = check(load(Folder(register)))

    assert len({placed.finding.code for placed in shared.findings}) > 5
    assert shared == alone
    assert count_findings(loaded) == (
        alone.count(Severity.ERROR), alone.count(Severity.WARNING)
    )  # fmt: skip


def test_several_processes_read_the_same_commit(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(register)
    commit(many(register, 300), "registro")
    monkeypatch.setattr(another_process, "SHARED_FROM", 1)
    with closing(Revision(register, "HEAD")) as revision:
        revision.read("data/patto.yaml")  # git is answering already when the others are born
        committed = load(revision)
    on_disk = load(Folder(register))
    assert records(committed.rete) == records(on_disk.rete)
    assert committed.findings == on_disk.findings
