"""Why git did not do it, in the words of who keeps a register."""

import os
import subprocess
from pathlib import Path

import pytest

from rete.errors import ReteError
from rete.git_causes import cause, require_author
from tests.aiuti.archivio import git
from tests.aiuti.scrittura import CONTENT, ENTE, hook, snapshot, write

pytestmark = pytest.mark.usefixtures("segreteria")


@pytest.mark.parametrize("who", ["AUTHOR", "COMMITTER"])
@pytest.mark.parametrize("value", ["boh", "99999999999999999999 +0000", "2026-13-45"])
def test_a_date_that_is_none_is_named_and_nothing_is_written(
    archive: Path, monkeypatch: pytest.MonkeyPatch, who: str, value: str
) -> None:
    before = snapshot(archive)
    monkeypatch.setenv(f"GIT_{who}_DATE", value)
    with pytest.raises(ReteError) as refused:
        write(archive, {ENTE: CONTENT})
    assert f"la variabile GIT_{who}_DATE vale «{value}»" in str(refused.value)
    assert "git non sa chi sei" not in str(refused.value)
    assert snapshot(archive) == before
    assert not (archive / ".git/rete/pronta").exists()


@pytest.mark.parametrize("who", ["AUTHOR", "COMMITTER"])
def test_a_name_of_signs_alone_is_told_so(
    archive: Path, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    monkeypatch.setenv(f"GIT_{who}_NAME", "<>")
    with pytest.raises(ReteError, match=r"«<>»\) è fatto solo di segni che git non accetta"):
        require_author(archive)


def test_an_author_without_a_name_is_told_what_to_set(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "")
    git(archive, "config", "user.useConfigOnly", "true")
    monkeypatch.delenv("GIT_AUTHOR_EMAIL")
    with pytest.raises(ReteError, match=r"user\.name"):
        require_author(archive)


def test_an_empty_name_in_the_environment_is_to_be_taken_away(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(archive, "config", "user.name", "Segreteria")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "")
    with pytest.raises(ReteError, match="«unset GIT_AUTHOR_NAME»"):
        require_author(archive)
    monkeypatch.delenv("GIT_AUTHOR_NAME")
    require_author(archive)


def test_line_ends_that_the_settings_forbid_to_change_are_told(archive: Path) -> None:
    git(archive, "config", "core.autocrlf", "true")
    git(archive, "config", "core.safecrlf", "true")
    before = snapshot(archive)
    with pytest.raises(ReteError, match=r"«git config core\.safecrlf warn»"):
        write(archive, {ENTE: CONTENT})
    assert snapshot(archive) == before
    git(archive, "config", "core.safecrlf", "warn")
    write(archive, {ENTE: CONTENT})


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("fatal: Unable to create '/x/index.lock': No space left on device", "il disco è pieno"),
        ("fatal: sha1 file 'x' write error. Out of diskspace", "il disco è pieno"),
        ("error: unable to write file x: Disk quota exceeded", "lo spazio concesso"),
        ("fatal: cannot create '.git/x': Read-only file system", "in sola lettura"),
        ("error: read error: Input/output error", "il disco ha dato un errore"),
        ("error: open('x'): Permission denied", "il sistema non dà il permesso"),
        ("error: insufficient permission for adding an object to repository", "permesso"),
    ],
)
def test_what_the_system_refused_to_git_is_said_as_if_to_us(
    tmp_path: Path, said: str, words: str
) -> None:
    told = cause(subprocess.CompletedProcess([], 128, b"", said.encode()), tmp_path)
    assert told is not None
    assert words in told


def test_what_a_hook_says_of_its_own_is_not_taken_for_git_s(archive: Path) -> None:
    hook(archive, "pre-commit", "echo './controlla.sh: Permission denied' >&2; exit 1")
    with pytest.raises(ReteError, match=r"\(hook\) ha rifiutato(.|\n)*Permission denied"):
        write(archive, {ENTE: CONTENT})


def test_a_git_that_was_killed_is_told_so(archive: Path) -> None:
    before = snapshot(archive)
    hook(archive, "pre-commit", "kill -9 $PPID")
    with pytest.raises(ReteError, match=r"fermato a metà .*SIGKILL"):
        write(archive, {ENTE: CONTENT})
    assert snapshot(archive) == before


def test_a_branch_that_cannot_be_moved_names_the_lock_in_the_way(archive: Path) -> None:
    before = snapshot(archive)
    (archive / ".git/refs/heads/main.lock").touch()
    os.utime(archive / ".git/refs/heads/main.lock", (1, 1))
    with pytest.raises(ReteError, match=r"togli il file «.*refs/heads/main\.lock»"):
        write(archive, {ENTE: CONTENT})
    assert snapshot(archive) == before
