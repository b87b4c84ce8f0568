"""What the history had of single files, and who touched them since."""

from pathlib import Path

import pytest

from rete.git_history import before, content, is_published, touched_since
from tests.aiuti.archivio import begin, commit, git
from tests.aiuti.scrittura import in_the_hands_of_git

A, B = "data/a.yaml", "data/b.yaml"


@pytest.fixture(autouse=True)
def _git(monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_hands_of_git(monkeypatch)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return begin(tmp_path / "archivio")


def did(root: Path, identifier: str, **files: str) -> str:
    """An operation that wrote these files."""
    (root / "data").mkdir(exist_ok=True, parents=True)
    for name, text in files.items():
        (root / f"data/{name}.yaml").write_text(text, encoding="utf-8")
    return commit(
        root, f"Perciò {identifier}\n\nAtto: x\nOperazione: {identifier}", "2026-06-01T10:00Z"
    )


def test_the_content_before_an_operation_is_what_its_files_were(archive: Path) -> None:
    first = did(archive / "rete", "uno", a="1\n")
    second = did(archive / "rete", "due", a="2\n", b="2\n")
    assert before(archive / "rete", second, [A, B]) == {A: b"1\n", B: None}
    assert before(archive / "rete", first, [A]) == {A: None}
    assert content(archive / "rete", second, [A, B]) == {A: b"2\n", B: b"2\n"}


def test_later_commits_that_touched_the_same_files_are_found(archive: Path) -> None:
    first = did(archive, "uno", a="1\n", b="1\n")
    did(archive, "due", a="2\n")
    last = did(archive, "tre", a="1\n")
    assert touched_since(archive, first, [A, B]) == (A,)
    assert touched_since(archive, last, [A, B]) == ()
    assert touched_since(archive, first, []) == ()


def test_a_merge_that_brings_an_operation_does_not_touch_its_files_again(archive: Path) -> None:
    did(archive, "zero", b="0\n")
    git(archive, "switch", "-q", "-c", "proposta")
    made = did(archive, "uno", a="1\n")
    git(archive, "switch", "-q", "main")
    did(archive, "due", b="2\n")
    git(archive, "merge", "-q", "--no-ff", "-m", "unione", "proposta")
    assert touched_since(archive, made, [A]) == ()
    assert touched_since(archive, made, [B]) == (B,)


def test_what_the_remote_has_is_published(archive: Path, tmp_path: Path) -> None:
    made = did(archive, "uno", a="1\n")
    assert not is_published(archive, made)
    git(tmp_path, "clone", "-q", str(archive), str(tmp_path / "copia"))
    assert is_published(tmp_path / "copia", made)
    assert not is_published(tmp_path / "copia", did(tmp_path / "copia", "due", a="2\n"))
