"""The commit of an operation: exactly its files, and everything else stays as it was."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from rete import git_write
from rete.errors import ReteError
from rete.git_call import durable_settings
from rete.git_write import Busy, CommitRefused
from rete.journal import index
from tests.aiuti.archivio import begin, commit, git
from tests.aiuti.scrittura import hook, status, write

A, B, NEW = "data/a.yaml", "data/b.yaml", "data/nuovo/c.yaml"
AFTER = b"dopo\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = begin(tmp_path / "archivio")
    for path in (A, B):
        put(root, path, b"prima\n")
    commit(root, "inizio")
    return root


def put(root: Path, path: str, content: bytes = AFTER) -> None:
    (root / path).parent.mkdir(exist_ok=True, parents=True)
    (root / path).write_bytes(content)


# --- what a commit takes ---


def test_a_commit_takes_what_is_new_changed_and_removed_and_nothing_else(archive: Path) -> None:
    put(archive, "data/altro.yaml", b"in indice\n")
    git(archive, "add", "data/altro.yaml")
    put(archive, "data/altro.yaml", b"e poi ancora\n")
    put(archive, "data/mio.yaml")
    made = write(archive, {A: AFTER, B: None, NEW: AFTER}, "Però\n\n# non è un commento\n")
    assert made.commit == git(archive, "rev-parse", "HEAD")
    names = git(archive, "show", "--format=", "--name-status", "HEAD").split()
    assert names == ["M", A, "D", B, "A", NEW]
    assert status(archive) == ["AM data/altro.yaml", "?? data/mio.yaml"]
    assert git(archive, "show", ":data/altro.yaml") == "in indice"
    message = git(archive, "log", "-1", "--format=%B")
    assert message == "Però\n\n# non è un commento\n\nOperazione: p1"


def test_what_somebody_had_staged_or_only_announced_elsewhere_stays(archive: Path) -> None:
    put(archive, "data/annunciato.yaml")
    git(archive, "add", "-N", "data/annunciato.yaml")
    git(archive, "rm", "-q", "--cached", B)
    before = status(archive)
    write(archive, {A: AFTER})
    assert status(archive) == before
    assert before[:2] == [" A data/annunciato.yaml", f"D  {B}"]


def test_a_name_with_an_asterisk_is_that_name_alone(archive: Path) -> None:
    put(archive, A)
    write(archive, {"data/*.yaml": AFTER})
    assert status(archive) == [f" M {A}"]


def test_a_file_takes_the_place_of_a_folder_and_the_other_way_round(archive: Path) -> None:
    write(archive, {NEW: AFTER})
    write(archive, {NEW: None})
    write(archive, {"data/nuovo": AFTER})
    assert (status(archive), git(archive, "ls-files", "data/nuovo")) == ([], "data/nuovo")
    write(archive, {"data/nuovo": None})
    write(archive, {NEW: AFTER})
    assert (status(archive), git(archive, "ls-files", "data/nuovo")) == ([], NEW)


def test_the_first_commit_of_all_can_be_made(tmp_path: Path) -> None:
    root = begin(tmp_path / "nuovo")
    put(root, B)
    assert write(root, {A: AFTER}).commit == git(root, "rev-parse", "HEAD")
    assert status(root) == [f"?? {B}"]


def test_a_refused_first_commit_leaves_an_empty_index(tmp_path: Path) -> None:
    root = begin(tmp_path / "nuovo")
    put(root, B)
    hook(root, "pre-commit", "exit 1")
    with pytest.raises(CommitRefused):
        write(root, {A: AFTER})
    assert git(root, "ls-files") == ""


def test_a_detached_head_takes_a_commit(archive: Path) -> None:
    git(archive, "switch", "-q", "--detach")
    assert write(archive, {A: AFTER}).commit == git(archive, "rev-parse", "HEAD")
    assert status(archive) == []


def test_a_work_tree_of_its_own_takes_a_commit_of_its_own(archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "altrove"
    git(archive, "worktree", "add", "-q", "-b", "altro", str(other))
    assert write(other, {A: AFTER}).commit == git(archive, "rev-parse", "altro")
    assert (status(archive), status(other)) == ([], [])


def test_a_folder_whose_name_has_a_line_end_is_written_like_any_other(tmp_path: Path) -> None:
    root = begin(tmp_path / "a\nb")
    put(root, B)
    assert write(root, {A: AFTER}).commit is not None


def test_the_settings_of_a_git_that_called_us_do_not_count(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "altro.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "indice"))
    assert write(archive, {A: AFTER}).commit is not None
    assert [path.name for path in tmp_path.iterdir()] == ["archivio"]


@pytest.mark.parametrize("setting", ["core.splitIndex", "core.untrackedCache", "index.skipHash"])
def test_an_index_kept_in_another_way_is_brought_to_agree_too(archive: Path, setting: str) -> None:
    git(archive, "config", setting, "true")
    git(archive, "update-index", "--force-write-index")
    for number in range(3):
        write(archive, {A: b"%d\n" % number, NEW: b"%d\n" % number})
        assert status(archive) == []


# --- who says no ---


def test_a_hook_that_says_no_is_quoted_and_the_index_is_as_before(archive: Path) -> None:
    hook(archive, "commit-msg", r"printf '\033[31mManca\033[0m la firma\n'; exit 1")
    index_before = (archive / ".git/index").read_bytes()
    with pytest.raises(CommitRefused, match=r"\(hook\) ha rifiutato(.|\n)*\n    Manca la firma"):
        write(archive, {NEW: AFTER})
    assert status(archive) == []
    assert (archive / ".git/index").read_bytes() == index_before


def test_a_hook_calls_git_as_it_is_used_to(archive: Path) -> None:
    hook(archive, "pre-commit", "git diff --cached --name-only -- '*.yaml' > visti")
    write(archive, {A: AFTER})
    assert (archive / "visti").read_text() == f"{A}\n"


def test_a_git_at_work_is_told_with_the_file_to_remove_and_nothing_is_written(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_write, "FREE_WITHIN", 0.1)
    (archive / ".git/index.lock").touch()
    with pytest.raises(Busy, match=r"togli il file «.*index\.lock»"):
        write(archive, {A: AFTER})
    assert (archive / A).read_bytes() == b"prima\n"


def test_a_git_that_begins_its_work_during_the_commit_is_waited_for_or_told(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FREE_WITHIN", 0.1)
    hook(archive, "pre-commit", "touch .git/index.lock")
    with pytest.raises(ReteError, match=r"è nel suo commit(.|\n)*index\.lock»\): ci penserà"):
        write(archive, {A: AFTER, NEW: AFTER})
    (archive / ".git/index.lock").unlink()
    (archive / ".git/hooks/pre-commit").unlink()
    write(archive, {B: AFTER})
    assert status(archive) == []
    assert git(archive, "rev-list", "--count", "HEAD") == "3"


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
    write(archive, {A: AFTER})
    assert "BEGIN SSH SIGNATURE" in git(archive, "cat-file", "commit", "HEAD")


def test_a_signature_that_fails_leaves_no_commit(archive: Path, key: Path) -> None:
    key.unlink()
    with pytest.raises(CommitRefused, match="la firma del commit non è riuscita"):
        write(archive, {NEW: AFTER})
    assert status(archive) == []
    assert not (archive / NEW).exists()


# --- durability ---


def test_git_is_told_to_bring_objects_references_and_index_to_the_disk(archive: Path) -> None:
    hook(archive, "pre-commit", "git config --get core.fsync > .git/detto")
    write(archive, {A: AFTER})
    assert (archive / ".git/detto").read_text() == "added,reference\n"


@pytest.mark.parametrize(
    ("version", "setting"),
    [
        (b"git version 2.30.2\n", "core.fsyncObjectFiles=true"),
        (b"git version 2.36.0\n", "core.fsync=added,reference"),
        (b"git version 2.45.2 (Apple Git-154)\n", "core.fsync=added,reference"),
        (b"git version 3.1\n", "core.fsync=added,reference"),
        (b"boh", "core.fsync=added,reference"),
    ],
)
def test_every_git_is_told_so_in_its_own_way(version: bytes, setting: str) -> None:
    assert durable_settings(version)[0] == setting


@pytest.mark.parametrize("all_of_it", [True, False])
def test_a_commit_that_another_git_makes_from_the_old_index_is_told_where_it_takes_it_back(
    archive: Path, monkeypatch: pytest.MonkeyPatch, all_of_it: bool
) -> None:
    real, made = os.link, list[str]()

    def late(source: Path, target: Path) -> None:
        if not made:
            words = () if all_of_it else ("--only", A)
            git(archive, "commit", "-q", "--allow-empty", "-m", "mio", *words)
            made.append(git(archive, "rev-parse", "HEAD"))
        real(source, target)

    monkeypatch.setattr(os, "link", late)
    written = write(archive, {A: AFTER, NEW: AFTER})
    assert written.commit == git(archive, "rev-parse", "HEAD~1")
    assert len(written.avvisi) == all_of_it
    if all_of_it:
        assert f"({made[0][:7]}) che rimette com'era «{A}» e «{NEW}»" in written.avvisi[0]
    assert [(archive / path).read_bytes() for path in (A, NEW)] == [AFTER, AFTER]
    git(archive, "add", "data")
    assert status(archive) == ([f"M  {A}", f"A  {NEW}"] if all_of_it else [])
