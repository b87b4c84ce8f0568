"""Whether a repository can take a commit, and what it has of it."""

import subprocess
from pathlib import Path

import pytest

from rete import git_write
from rete.errors import ReteError
from rete.git_causes import require_author
from rete.git_write import Busy, state, uncommitted
from tests.aiuti.archivio import begin, commit, git

A, B, NEW = "data/a.yaml", "data/b.yaml", "data/nuovo/c.yaml"


pytestmark = pytest.mark.usefixtures("segreteria")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = begin(tmp_path / "archivio")
    (root / "data").mkdir()
    for path in (A, B):
        (root / path).write_text("prima\n", encoding="ascii")
    commit(root, "inizio")
    return root


def put(root: Path, path: str, text: str = "dopo\n") -> None:
    (root / path).parent.mkdir(exist_ok=True, parents=True)
    (root / path).write_text(text, encoding="utf-8")


# --- what is not committed ---


def test_files_are_named_from_the_folder_that_is_asked_about(archive: Path) -> None:
    put(archive, A)
    put(archive, NEW)
    assert uncommitted(archive / "data", ["a.yaml", "b.yaml", "nuovo/c.yaml"]) == (
        "a.yaml",
        "nuovo/c.yaml",
    )


def test_uncommitted_are_the_staged_the_changed_the_removed_and_the_untracked(
    archive: Path,
) -> None:
    put(archive, A)
    git(archive, "add", A)
    (archive / B).unlink()
    put(archive, NEW)
    assert uncommitted(archive, [A, B, NEW, "data/mai.yaml"]) == (A, B, NEW)
    assert uncommitted(archive, ["data/mai.yaml"]) == ()
    assert uncommitted(archive, []) == ()


# --- who says no ---


def test_whoever_git_does_not_know_is_told_the_two_commands(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_NAME")
        monkeypatch.delenv(f"GIT_{who}_EMAIL")
    git(archive, "config", "user.useConfigOnly", "true")
    with pytest.raises(ReteError, match=r"user\.name (.|\n)*user\.email"):
        require_author(archive)


def test_a_git_at_work_is_told_with_the_file_to_remove(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / ".git/index.lock").touch()
    monkeypatch.setattr(git_write, "FREE_WITHIN", 0.1)
    with pytest.raises(Busy, match=r"togli il file «.*index\.lock»"):
        git_write.wait_until_free(archive / ".git")


# --- in what state the repository is ---


def test_without_git_there_is_no_state(tmp_path: Path) -> None:
    assert state(tmp_path) is None


def test_the_state_says_branch_and_last_commit(archive: Path) -> None:
    found = state(archive / "data")
    assert found is not None
    assert (found.branch, found.avvertenza) == ("main", None)
    assert found.head == git(archive, "rev-parse", "HEAD")
    assert (found.place.top, found.place.prefix(archive / "data")) == (archive, "data")


def test_a_branch_that_has_not_begun_has_no_last_commit(tmp_path: Path) -> None:
    root = begin(tmp_path / "nuovo")
    put(root, A)
    found = state(root)
    assert found is not None
    assert (found.branch, found.head) == ("main", None)
    assert uncommitted(root, [A]) == (A,)


def test_a_detached_head_is_allowed_with_a_warning(archive: Path) -> None:
    git(archive, "switch", "-q", "--detach")
    found = state(archive)
    assert found is not None
    assert found.branch is None
    assert "HEAD è staccato" in (found.avvertenza or "")


def test_a_work_tree_of_its_own_has_its_own_state(archive: Path, tmp_path: Path) -> None:
    git(archive, "worktree", "add", "-q", "-b", "altro", str(tmp_path / "altrove"))
    put(tmp_path / "altrove", A)
    found = state(tmp_path / "altrove")
    assert found is not None
    assert found.branch == "altro"
    assert found.place.git_dir == archive / ".git/worktrees/altrove"


def test_a_folder_whose_name_has_a_line_end_is_a_place_like_any_other(tmp_path: Path) -> None:
    root = begin(tmp_path / "a\nb")
    put(root, A)
    found = git_write.place(root / "data")
    assert found is not None
    assert (found.top, found.git_dir) == (root, root / ".git")
    assert found.prefix(root / "data") == "data"


@pytest.mark.parametrize("command", ["merge", "rebase", "cherry-pick", "revert"])
def test_nothing_is_committed_while_git_is_in_the_middle_of_something(
    archive: Path, command: str
) -> None:
    git(archive, "switch", "-q", "-c", "altro")
    put(archive, A, "uno\n")
    commit(archive, "uno")
    put(archive, A, "due\n")
    commit(archive, "due")
    git(archive, "switch", "-q", "main")
    put(archive, A, "tre\n")
    commit(archive, "tre")
    wanted = "altro~1" if command == "revert" else "altro"
    with pytest.raises(subprocess.CalledProcessError):
        git(archive, command, wanted)
    with pytest.raises(Busy, match=f"git {command} --abort"):
        state(archive)


def test_changes_that_came_by_mail_are_no_rebase(archive: Path, tmp_path: Path) -> None:
    git(archive, "switch", "-q", "-c", "altro")
    put(archive, A, "uno\n")
    commit(archive, "uno")
    posta = tmp_path / "posta"
    posta.write_text(git(archive, "format-patch", "-1", "--stdout") + "\n", encoding="utf-8")
    git(archive, "switch", "-q", "main")
    put(archive, A, "tre\n")
    commit(archive, "tre")
    with pytest.raises(subprocess.CalledProcessError):
        git(archive, "am", str(posta))
    with pytest.raises(Busy, match="git am --abort"):
        state(archive)
    git(archive, "am", "--abort")
    assert state(archive) is not None


def test_what_stands_for_the_last_commit_with_other_files_is_told(archive: Path) -> None:
    first = git(archive, "rev-parse", "HEAD")
    put(archive, A, "altro\n")
    last = commit(archive, "dopo")
    git(archive, "replace", "--graft", "HEAD")
    assert state(archive) is not None, "the same files, with no parents"
    git(archive, "replace", "-d", last)
    git(archive, "replace", "HEAD", first)
    with pytest.raises(ReteError, match="«git replace -d NOME»"):
        state(archive)
    git(archive, "config", "core.useReplaceRefs", "false")
    assert state(archive) is not None


def test_a_repository_of_somebody_else_is_told_with_what_to_do(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(ReteError, match=r"safe\.directory"):
        git_write.place(archive)
