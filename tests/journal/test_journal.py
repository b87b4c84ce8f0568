"""Writing a register: all of an operation or nothing."""

import errno
import os
from pathlib import Path

import pytest

from rete.errors import ReteError
from rete.git_write import CommitRefused
from rete.journal import Journal, Operation, Written
from rete.journal.files import digest
from tests.aiuti.archivio import begin, commit, git
from tests.aiuti.scrittura import (
    CONTENT,
    ENTE,
    NUOVO,
    STIPULA,
    hook,
    operation,
    snapshot,
    write,
)


def test_files_are_changed_created_and_removed_in_one_commit(archive: Path) -> None:
    (archive / ENTE).chmod(0o600)
    written = write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n", STIPULA: None})
    assert written.commit == git(archive, "rev-parse", "HEAD")
    assert (archive / ENTE).read_bytes() == CONTENT
    assert (archive / ENTE).stat().st_mode & 0o777 == 0o600
    assert (archive / NUOVO).read_bytes() == b"odg: []\n"
    assert not (archive / STIPULA).exists()
    assert git(archive, "status", "--porcelain") == ""
    assert list((archive / ".git/rete").iterdir()) == []


def test_without_git_files_are_written_and_the_journal_is_not_followed(register: Path) -> None:
    written = write(register, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    assert written == Written(commit=None, avvisi=())
    assert (register / ENTE).read_bytes() == CONTENT
    (register / ".rete/schemas").mkdir()
    (register / ".rete/schemas/ente.schema.json").write_text("{}", encoding="ascii")
    begin(register)
    git(register, "add", "-A")
    followed = git(register, "ls-files", ".rete").splitlines()
    assert followed == [".rete/schemas/ente.schema.json"]


def test_an_operation_that_changes_nothing_makes_no_commit(archive: Path) -> None:
    before = snapshot(archive)
    assert write(archive, {ENTE: (archive / ENTE).read_bytes(), NUOVO: None}).commit is None
    assert snapshot(archive) == before


def test_an_operation_without_message_is_not_committed(archive: Path) -> None:
    written = Journal(archive).write(operation(archive, {ENTE: CONTENT}, message=None))
    assert written.commit is None
    assert git(archive, "status", "--porcelain") == f"M {ENTE}"


def test_a_register_in_a_subfolder_of_a_repository_is_written(tmp_path: Path) -> None:
    root = begin(tmp_path / "archivio") / "reti/roccaverde"
    (root / "data/enti").mkdir(parents=True)
    (root / ENTE).write_bytes(b"x\n")
    commit(tmp_path / "archivio", "inizio")
    write(root, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    names = git(root, "show", "--format=", "--name-only", "HEAD").splitlines()
    assert names == [f"reti/roccaverde/{ENTE}", f"reti/roccaverde/{NUOVO}"]


# --- what is refused ---


@pytest.mark.parametrize(
    ("path", "before", "words"),
    [
        (ENTE, digest(b"altro"), "è cambiato nel frattempo"),
        (ENTE, None, "c'è già"),
        (NUOVO, digest(b"altro"), "non c'è più"),
    ],
)
def test_a_file_that_is_not_as_it_was_read_stops_everything(
    archive: Path, path: str, before: str | None, words: str
) -> None:
    kept = snapshot(archive)
    files = {
        STIPULA: (digest((archive / STIPULA).read_bytes()), None),
        path: (before, CONTENT),
    }
    with pytest.raises(ReteError, match=words):
        Journal(archive).write(Operation(id="p1", titolo="t", files=files, messaggio="m"))
    assert snapshot(archive) == kept


@pytest.mark.parametrize(
    "path",
    [
        "LEGGIMI.md",
        "data",
        "data/../fuori.yaml",
        "/data/enti/x.yaml",
        "data//x.yaml",
        "data/enti\\x.yaml",
        "data/C:x.yaml",
        "data/enti/x\n.yaml",
        "data/.",
    ],
)
def test_nothing_is_written_outside_the_data(register: Path, path: str) -> None:
    kept = snapshot(register)
    asked = Operation(id="p1", titolo="t", files={path: (None, b"x")})
    with pytest.raises(ReteError, match="non si può scrivere"):
        Journal(register).write(asked)
    assert snapshot(register) == kept


@pytest.mark.parametrize("link", ["data/enti", ENTE])
def test_nothing_is_written_through_a_symbolic_link(
    register: Path, tmp_path: Path, link: str
) -> None:
    (register / link).rename(tmp_path / "altrove")
    (register / link).symlink_to(tmp_path / "altrove")
    with pytest.raises(ReteError, match="collegamento simbolico"):
        write(register, {ENTE: CONTENT})
    kept = tmp_path / "altrove"
    assert CONTENT not in [p.read_bytes() for p in (kept, *kept.rglob("*")) if p.is_file()]


@pytest.mark.parametrize("at", ["rete/preparazione/dopo-1", "rete/preparazione/mani", ".rete-1"])
def test_a_full_disk_leaves_everything_as_it_was(
    archive: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    kept, real = snapshot(archive), os.open

    def full(path: str | Path, *arguments: int, **more: int) -> int:
        if at in str(path):
            raise OSError(errno.ENOSPC, "full")
        return real(path, *arguments, **more)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(ReteError, match="il disco è pieno"):
        write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    monkeypatch.undo()
    assert snapshot(archive) == kept
    assert list((archive / ".git/rete").iterdir()) == []
    assert not (archive / NUOVO).parent.exists()


@pytest.mark.parametrize("after", [CONTENT, None])
def test_what_an_editor_saves_while_the_contents_are_written_stays(
    archive: Path, monkeypatch: pytest.MonkeyPatch, after: bytes | None
) -> None:
    mine, real = b"denominazione: Mia\n", os.fsync
    before = (archive / STIPULA).read_bytes()

    def save(descriptor: int) -> None:
        real(descriptor)
        if list((archive / "data").rglob(".rete-*.tmp")):
            (archive / ENTE).write_bytes(mine)

    monkeypatch.setattr(os, "fsync", save)
    with pytest.raises(ReteError, match=f"è cambiato qualcosa in «{ENTE}»"):
        write(archive, {STIPULA: b"tipo: altro\n", ENTE: after, NUOVO: b"odg: []\n"})
    assert (archive / ENTE).read_bytes() == mine
    assert (archive / STIPULA).read_bytes() == before
    assert not (archive / NUOVO).exists()
    assert list((archive / ".git/rete").iterdir()) == []


def test_a_failing_rename_takes_back_the_files_already_written(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, real = snapshot(archive), os.replace

    def refused(source: Path, target: Path) -> None:
        if str(target).endswith(NUOVO):
            raise OSError(errno.EACCES, "no")
        real(source, target)

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(ReteError, match="il sistema non dà il permesso"):
        write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    assert snapshot(archive) == kept


def test_a_hook_that_says_no_leaves_everything_as_it_was_and_is_quoted(archive: Path) -> None:
    hook(archive, "pre-commit", f"echo rotto >> {ENTE}; echo 'Manca il protocollo' >&2; exit 1")
    kept = snapshot(archive)
    with pytest.raises(CommitRefused, match="Manca il protocollo"):
        write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n", STIPULA: None})
    assert snapshot(archive) == kept
    assert git(archive, "status", "--porcelain") == ""
    assert not (archive / NUOVO).parent.exists()


def test_a_file_that_git_ignores_is_refused_before_writing(archive: Path) -> None:
    (archive / ".gitignore").write_text("verbali/\n", encoding="ascii")
    with pytest.raises(ReteError, match=r"ignorare «data/verbali/2027.*\.gitignore"):
        write(archive, {NUOVO: b"odg: []\n"})
    assert not (archive / NUOVO).exists()


@pytest.mark.parametrize("where", [".gitignore", "data/.gitignore", ".git/info/exclude", "mie"])
def test_the_line_that_makes_git_ignore_a_file_is_named_and_taken_away_it_is_written(
    archive: Path, where: str
) -> None:
    git(archive, "config", "core.excludesFile", str(archive / "mie"))
    (archive / where).write_text("# note\n*.orig\n2027-*.yaml\n", encoding="ascii")
    with pytest.raises(ReteError, match="ignorare") as refused:
        write(archive, {NUOVO: b"odg: []\n"})
    assert f"(riga 3 di «{where}»): togli quella riga" in str(refused.value)

    (archive / where).write_text("# note\n*.orig\n", encoding="ascii")
    write(archive, {NUOVO: b"odg: []\n"})

    assert NUOVO in git(archive, "ls-files").splitlines()


def test_a_file_that_git_is_told_to_let_in_is_written(archive: Path) -> None:
    (archive / ".gitignore").write_text("2027-*.yaml\n!*.yaml\n", encoding="ascii")

    write(archive, {NUOVO: b"odg: []\n"})

    assert NUOVO in git(archive, "ls-files").splitlines()


def test_a_merge_in_progress_stops_everything(archive: Path) -> None:
    (archive / ".git/MERGE_HEAD").write_text(git(archive, "rev-parse", "HEAD"), encoding="ascii")
    with pytest.raises(ReteError, match="è in corso un'unione"):
        write(archive, {ENTE: CONTENT})
    assert (archive / ENTE).read_bytes() != CONTENT
