"""Proposals: a commit on a branch of its own, and the page where it is discussed."""

import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from rete import git_durable
from rete.errors import ReteError
from rete.git_proposal import compare_address, propose, push
from tests.aiuti.archivio import begin, commit, git
from tests.aiuti.scrittura import hook, snapshot

A, B, NEW = "data/a.yaml", "data/b.yaml", "data/nuovo/c.yaml"


pytestmark = pytest.mark.usefixtures("segreteria")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register in a subfolder of a repository, with changes that nobody has committed."""
    root = begin(tmp_path / "archivio") / "rete"
    (root / "data").mkdir(parents=True)
    for path in (A, B):
        (root / path).write_bytes(b"prima\n")
    (root / A).chmod(0o755)
    commit(root, "inizio")
    (root / B).write_bytes(b"in indice\n")
    git(root, "add", B)
    (root / B).write_bytes(b"e poi ancora\n")
    return root


def test_a_proposal_is_one_commit_and_nothing_else_moves(register: Path) -> None:
    kept, status = snapshot(register), git(register, "status", "--porcelain", "--branch")
    hook(register.parent, "pre-commit", "exit 1")
    made = propose(register, "main", "rete/prova", {A: b"dopo\n", NEW: b"x\n", B: None}, "Perciò\n")
    assert made.ramo == "rete/prova"
    assert git(register, "rev-parse", "rete/prova") == made.commit
    assert git(register, "rev-parse", "rete/prova^") == git(register, "rev-parse", "main")
    changes = git(register, "show", "--format=%s", "--raw", "--abbrev=4", made.commit)
    assert [line.split()[:2] + line.split()[4:] for line in changes.splitlines()[2:]] == [
        [":100755", "100755", "M", f"rete/{A}"],
        [":100644", "000000", "D", f"rete/{B}"],
        [":000000", "100644", "A", f"rete/{NEW}"],
    ]
    assert changes.startswith("Perciò\n")
    assert git(register, "show", f"{made.commit}:rete/{A}") == "dopo"
    assert snapshot(register) == kept
    assert git(register, "status", "--porcelain", "--branch") == status


def a_git_that(folder: Path, lines: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git in front of the real one (``GIT``), which does this before it goes on as ever."""
    false, real = folder / "bin/git", str(shutil.which("git"))
    false.parent.mkdir()
    text = f'#!/bin/sh\n{lines}\nexec GIT "$@"\n'
    false.write_text(text.replace("GIT", real), encoding="ascii")
    false.chmod(0o755)
    monkeypatch.setenv("PATH", f"{false.parent}{os.pathsep}{os.environ['PATH']}")
    return false


DIES_THEN = 'case "$*" in *update-ref*) GIT "$@"; {}kill -9 $$;; esac'


def test_a_git_that_dies_once_the_branch_is_there_does_not_make_another(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_git_that(tmp_path, DIES_THEN.format(""), monkeypatch)

    made = propose(register, "main", "p", {NEW: b"x"}, "m")

    assert made.ramo == "p"
    assert git(register, "for-each-ref", "--format=%(refname)", "refs/heads").splitlines() == [
        "refs/heads/main",
        "refs/heads/p",
    ]


def test_where_git_does_not_say_whether_the_branch_is_there_another_is_not_made(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ever_after = '[ -e "$0.morto" ] && kill -9 $$'
    dies = DIES_THEN.format('touch "$0.morto"; ')
    lines = f"{ever_after}\n{dies}"
    false = a_git_that(tmp_path, lines, monkeypatch)

    with pytest.raises(ReteError, match="non si può dire se la proposta è nel ramo «p»"):
        propose(register, "main", "p", {NEW: b"x"}, "m")

    false.unlink()
    assert git(register, "for-each-ref", "--format=%(refname)", "refs/heads/p*") == "refs/heads/p"


def test_a_name_that_is_taken_gets_a_number(register: Path) -> None:
    commits = [propose(register, "main", "p", {NEW: b"%d" % n}, "m") for n in range(2)]
    git(register, "update-ref", "refs/remotes/origin/p-3", "main")
    commits.append(propose(register, "main", "p", {NEW: b"x"}, "m"))
    assert [made.ramo for made in commits] == ["p", "p-2", "p-4"]
    assert git(register, "rev-parse", "p") == commits[0].commit


@pytest.mark.parametrize("name", ["a..b", "-x", "a b", "", "HEAD~1", "@{-1}"])
def test_what_cannot_be_a_branch_is_refused(register: Path, name: str) -> None:
    with pytest.raises(ReteError, match="non può essere il nome di un ramo"):
        propose(register, "main", name, {NEW: b"x"}, "m")


def test_a_branch_inside_the_name_of_another_is_told(register: Path) -> None:
    git(register, "branch", "rete")
    with pytest.raises(ReteError, match="non riesce a creare il ramo «rete/prova»"):
        propose(register, "main", "rete/prova", {NEW: b"x"}, "m")


def test_a_proposal_that_changes_nothing_is_refused(register: Path) -> None:
    with pytest.raises(ReteError, match="non cambia nulla"):
        propose(register, "main", "p", {A: b"prima\n"}, "m")
    assert git(register, "branch", "--list", "p") == ""


def test_a_base_that_is_not_there_is_refused(register: Path) -> None:
    with pytest.raises(ReteError, match="«--altro» non è in questo archivio"):
        propose(register, "--altro", "p", {NEW: b"x"}, "m")


def test_line_ends_are_those_that_git_would_keep(register: Path) -> None:
    (register.parent / ".gitattributes").write_text("*.yaml text eol=crlf\n", encoding="ascii")
    made = propose(register, "main", "p", {NEW: b"a\r\nb\r\n"}, "m")
    assert git(register, "cat-file", "-s", f"{made.commit}:rete/{NEW}") == "4"


def test_a_proposal_is_signed_where_git_is_set_to_sign(register: Path) -> None:
    git(register, "config", "commit.gpgSign", "true")
    git(register, "config", "gpg.program", "false")
    with pytest.raises(ReteError, match="sign"):
        propose(register, "main", "p", {NEW: b"x"}, "m")


def test_a_branch_is_sent_to_the_remote_and_a_failure_is_told(
    register: Path, tmp_path: Path
) -> None:
    propose(register, "main", "p", {NEW: b"x"}, "m")
    assert "non ha un «origin»" in (push(register, "p") or "")
    git(tmp_path, "init", "-q", "--bare", "lontano.git")
    git(register, "remote", "add", "origin", str(tmp_path / "lontano.git"))
    assert push(register, "p") is None
    assert git(tmp_path / "lontano.git", "rev-parse", "p") == git(register, "rev-parse", "p")
    git(register, "remote", "set-url", "origin", "https://io:segreto@127.0.0.1:1/x/y.git")
    told = push(register, "p") or ""
    assert "riprova con «git push origin p»" in told
    assert "segreto" not in told


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r/compare/main...p/x?expand=1"),
        ("https://u:t@github.com/o/r", "https://github.com/o/r/compare/main...p/x?expand=1"),
        ("git@github.com:o/r.git", "https://github.com/o/r/compare/main...p/x?expand=1"),
        (
            "ssh://git@ssh.github.com:443/o/r.git",
            "https://github.com/o/r/compare/main...p/x?expand=1",
        ),
        ("https://codeberg.org/o/r/", "https://codeberg.org/o/r/compare/main...p/x"),
        ("ssh://git@codeberg.org/o/r.git", "https://codeberg.org/o/r/compare/main...p/x"),
        (
            "https://gitea.example:3000/o/r.git",
            "https://gitea.example:3000/o/r/compare/main...p/x",
        ),
        (
            "git@gitlab.com:g/s/r.git",
            (
                "https://gitlab.com/g/s/r/-/merge_requests/new"
                "?merge_request%5Bsource_branch%5D=p%2Fx&merge_request%5Btarget_branch%5D=main"
            ),
        ),
        ("https://git.example/o/r.git", None),
        ("https://github.com/o", None),
        ("https://github.com/o/../r", None),
        ("https://[::1/o/r", None),
        ("/srv/github.com/o/r.git", None),
        ("C:/github.com/o/r.git", None),
        ("file:///github.com/o/r", None),
        ("https://github.com/o/r\n", None),
        ("", None),
    ],
)
def test_the_page_of_a_pull_request_is_known_for_the_forges_we_know(
    remote: str, address: str | None
) -> None:
    assert compare_address(remote, "main", "p/x") == address


# --- what goes wrong while it is made ---


def propose_one(root: Path) -> None:
    propose(root, "main", "proposta/x", {"data/patto.yaml": b"x: 1\n"}, "Prova\n")


def test_a_proposal_is_on_the_disk_when_it_is_made(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = register.parent / ".git/detto"
    hook(register.parent, "reference-transaction", f"git config --get core.fsync >> '{told}'")
    synced: list[str] = []
    monkeypatch.setattr(git_durable, "sync_folder", lambda folder: synced.append(folder.name))
    propose_one(register)
    assert set(told.read_text().split()) == {"added,reference"}
    assert "proposta" in synced
    assert "objects" in synced


def test_a_proposal_whose_filter_fails_says_so_and_leaves_no_branch(register: Path) -> None:
    git(register, "config", "filter.rotto.clean", "false")
    git(register, "config", "filter.rotto.required", "true")
    (register / ".gitattributes").write_text("*.yaml filter=rotto\n", encoding="ascii")
    with pytest.raises(ReteError, match=r"la proposta non è stata fatta(.|\n)*rotto"):
        propose_one(register)
    assert git(register, "branch", "--list", "proposta/*") == ""


def test_a_proposal_goes_through_the_filters_of_the_repository(register: Path) -> None:
    git(register, "config", "filter.alto.clean", "tr a-z A-Z")
    (register / ".gitattributes").write_text("*.yaml filter=alto\n", encoding="ascii")
    propose_one(register)
    assert git(register, "show", "proposta/x:rete/data/patto.yaml") == "X: 1"


def test_a_branch_that_a_hook_refuses_says_what_the_hook_said(register: Path) -> None:
    hook(register.parent, "reference-transaction", "echo 'ramo vietato' >&2; exit 1")
    with pytest.raises(ReteError, match=r"creare il ramo «proposta/x»(.|\n)*ramo vietato"):
        propose_one(register)
    assert git(register, "branch", "--list", "proposta/*") == ""


def test_without_room_a_proposal_says_so_and_leaves_no_branch(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(register)

    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with pytest.raises(ReteError, match="la proposta non è stata fatta: il disco è pieno"):
        propose_one(register)
    assert snapshot(register) == before
    assert git(register, "branch", "--list", "proposta/*") == ""
