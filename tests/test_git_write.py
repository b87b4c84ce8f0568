"""Commits of exactly the files asked for; everything else of the repository stays as it was."""

import shutil
import subprocess
from pathlib import Path

import pytest

from rete import git_write
from rete.errors import ReteError
from rete.git_write import Busy, CommitRefused, commit_only, state, uncommitted
from tests.archivio import begin, commit, git
from tests.scrittura import hook, in_the_hands_of_git

A, B, NEW = "data/a.yaml", "data/b.yaml", "data/nuovo/c.yaml"


@pytest.fixture(autouse=True)
def _git(monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_hands_of_git(monkeypatch)


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


def status(root: Path) -> list[str]:
    """Each line whole: archivio.git takes away the space at the beginning."""
    said = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    return said.stdout.decode().splitlines()


# --- what a commit takes ---


def test_a_commit_takes_what_is_new_changed_and_removed_and_nothing_else(archive: Path) -> None:
    put(archive, "data/altro.yaml", "in indice\n")
    git(archive, "add", "data/altro.yaml")
    put(archive, "data/altro.yaml", "e poi ancora\n")
    put(archive, "data/mio.yaml")
    put(archive, A)
    put(archive, NEW)
    (archive / B).unlink()
    made = commit_only(archive, [A, B, NEW], "Però\n\n# non è un commento\n\nOperazione: x\n")
    assert made == git(archive, "rev-parse", "HEAD")
    names = git(archive, "show", "--format=", "--name-status", "HEAD").split()
    assert names == ["M", A, "D", B, "A", NEW]
    assert status(archive) == ["AM data/altro.yaml", "?? data/mio.yaml"]
    assert git(archive, "show", ":data/altro.yaml") == "in indice"
    message = git(archive, "log", "-1", "--format=%B")
    assert message == "Però\n\n# non è un commento\n\nOperazione: x"


def test_what_is_committed_already_makes_no_commit(archive: Path) -> None:
    assert commit_only(archive, [A, NEW], "m") is None
    assert git(archive, "rev-list", "--count", "HEAD") == "1"


def test_a_name_with_an_asterisk_is_that_name_alone(archive: Path) -> None:
    put(archive, "data/*.yaml")
    put(archive, A)
    commit_only(archive, ["data/*.yaml"], "m")
    assert status(archive) == [f" M {A}"]


def test_files_are_named_from_the_folder_of_the_register(archive: Path) -> None:
    put(archive, A)
    put(archive, NEW)
    assert uncommitted(archive / "data", ["a.yaml", "b.yaml", "nuovo/c.yaml"]) == (
        "a.yaml",
        "nuovo/c.yaml",
    )
    commit_only(archive / "data", ["a.yaml", "nuovo/c.yaml"], "m")
    assert status(archive) == []


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


def test_a_hook_that_says_no_is_quoted_and_the_index_is_as_before(archive: Path) -> None:
    hook(archive, "commit-msg", r"printf '\033[31mManca\033[0m la firma\n'; exit 1")
    put(archive, NEW)
    with pytest.raises(CommitRefused, match=r"\(hook\) ha rifiutato(.|\n)*\n    Manca la firma"):
        commit_only(archive, [NEW], "m")
    assert status(archive) == [f"?? {NEW}"]


def test_a_hook_calls_git_as_it_is_used_to(archive: Path) -> None:
    hook(archive, "pre-commit", "git diff --cached --name-only -- '*.yaml' > visti")
    put(archive, A)
    commit_only(archive, [A], "m")
    assert (archive / "visti").read_text() == f"{A}\n"


def test_whoever_git_does_not_know_is_told_the_two_commands(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_NAME")
        monkeypatch.delenv(f"GIT_{who}_EMAIL")
    git(archive, "config", "user.useConfigOnly", "true")
    put(archive, NEW)
    for refused in (
        lambda: git_write.require_author(archive),
        lambda: commit_only(archive, [NEW], "m"),
    ):
        with pytest.raises(ReteError, match=r"user\.name (.|\n)*user\.email"):
            refused()
    assert status(archive) == [f"?? {NEW}"]


def test_a_git_at_work_is_told_with_the_file_to_remove(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / ".git/index.lock").touch()
    monkeypatch.setattr(git_write, "_FREE_WITHIN", 0.1)
    put(archive, A)
    for refused in (
        lambda: commit_only(archive, [A], "m"),
        lambda: git_write.wait_until_free(archive / ".git"),
    ):
        with pytest.raises(Busy, match=r"togli il file «.*index\.lock»"):
            refused()


# --- signature ---


@pytest.fixture
def key(archive: Path, tmp_path: Path) -> Path:
    """A key of ssh with which git is set to sign every commit."""
    made = tmp_path / "chiave"
    ssh_keygen = shutil.which("ssh-keygen")
    assert ssh_keygen, "ssh-keygen is needed: install openssh-client"
    subprocess.run([ssh_keygen, "-q", "-t", "ed25519", "-N", "", "-f", made], check=True)
    for name, value in (
        ("gpg.format", "ssh"),
        ("user.signingKey", str(made)),
        ("commit.gpgSign", "true"),
    ):
        git(archive, "config", name, value)
    return made


def test_a_commit_is_signed_where_git_is_set_to_sign(archive: Path, key: Path) -> None:
    put(archive, A)
    commit_only(archive, [A], "m")
    assert "BEGIN SSH SIGNATURE" in git(archive, "cat-file", "commit", "HEAD")


def test_a_signature_that_fails_leaves_no_commit(archive: Path, key: Path) -> None:
    key.unlink()
    put(archive, NEW)
    with pytest.raises(CommitRefused, match="la firma del commit non è riuscita"):
        commit_only(archive, [NEW], "m")
    assert status(archive) == [f"?? {NEW}"]


# --- in what state the repository is ---


def test_without_git_there_is_no_state(tmp_path: Path) -> None:
    assert state(tmp_path) is None


def test_the_state_says_branch_and_last_commit(archive: Path) -> None:
    found = state(archive / "data")
    assert found is not None
    assert (found.branch, found.avvertenza) == ("main", None)
    assert found.head == git(archive, "rev-parse", "HEAD")
    assert (found.place.top, found.place.prefix(archive / "data")) == (archive, "data")


def test_the_first_commit_of_all_can_be_made(tmp_path: Path) -> None:
    root = begin(tmp_path / "nuovo")
    put(root, A)
    put(root, B)
    found = state(root)
    assert found is not None
    assert (found.branch, found.head) == ("main", None)
    assert uncommitted(root, [A]) == (A,)
    assert commit_only(root, [A], "m") == git(root, "rev-parse", "HEAD")
    assert status(root) == [f"?? {B}"]


def test_a_refused_first_commit_leaves_an_empty_index(tmp_path: Path) -> None:
    root = begin(tmp_path / "nuovo")
    put(root, A)
    hook(root, "pre-commit", "exit 1")
    with pytest.raises(CommitRefused):
        commit_only(root, [A], "m")
    assert git(root, "ls-files") == ""


def test_a_detached_head_is_allowed_with_a_warning(archive: Path) -> None:
    git(archive, "switch", "-q", "--detach")
    found = state(archive)
    assert found is not None
    assert found.branch is None
    assert "HEAD è staccato" in (found.avvertenza or "")
    put(archive, A)
    assert commit_only(archive, [A], "m") is not None


def test_a_work_tree_of_its_own_has_its_own_state(archive: Path, tmp_path: Path) -> None:
    git(archive, "worktree", "add", "-q", "-b", "altro", str(tmp_path / "altrove"))
    put(tmp_path / "altrove", A)
    found = state(tmp_path / "altrove")
    assert found is not None
    assert found.branch == "altro"
    assert found.place.git_dir == archive / ".git/worktrees/altrove"
    commit_only(tmp_path / "altrove", [A], "m")
    assert status(archive) == []


def test_a_folder_whose_name_has_a_line_end_is_a_place_like_any_other(tmp_path: Path) -> None:
    root = begin(tmp_path / "a\nb")
    put(root, A)
    found = git_write.place(root / "data")
    assert found is not None
    assert (found.top, found.git_dir) == (root, root / ".git")
    assert found.prefix(root / "data") == "data"
    assert commit_only(root / "data", ["a.yaml"], "m") is not None


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


def test_a_repository_of_somebody_else_is_told_with_what_to_do(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(ReteError, match=r"safe\.directory"):
        git_write.place(archive)


def test_the_settings_of_a_git_that_called_us_do_not_count(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "altro.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "indice"))
    put(archive, A)
    assert commit_only(archive, [A], "m") is not None
    assert not (tmp_path / "indice").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["archivio"]
