"""A git that dies after the commit, or before it: what is not known is not taken for no."""

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from rete.errors import Unanswered
from rete.git_process import Done, stopped
from rete.journal import Journal, refs
from rete.journal import commit as journal_commit
from rete.journal.folder import Where
from rete.journal.manifest import Manifest
from rete.journal.settle import Unfinished
from tests.aiuti.archivio import git
from tests.aiuti.scrittura import CONTENT, ENTE, NUOVO, interrupted, snapshot, write


def killed(*_: object, **__: object) -> NoReturn:
    raise Unanswered(stopped(9))


def test_a_git_killed_right_after_the_commit_is_not_taken_for_no_commit(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = journal_commit._commit

    def ended(where: Where, plan: Manifest) -> Done:
        done = asked(where, plan)
        for question in ("tip", "has_operation"):
            patched.setattr(journal_commit, question, killed)
        return done

    with monkeypatch.context() as patched:
        patched.setattr(journal_commit, "_commit", ended)
        with pytest.raises(Unfinished, match="non si può dire se l'operazione «ente ammetti» ha"):
            write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    assert (archive / ENTE).read_bytes() == CONTENT

    assert Journal(archive).recover() == ("ho completato l'operazione interrotta «ente ammetti»",)
    assert git(archive, "status", "--porcelain") == ""
    assert git(archive, "log", "--format=%s").splitlines()[0] == "Prova"


@pytest.mark.parametrize(
    "error", [Unanswered(stopped(9)), OSError(errno.EIO, os.strerror(errno.EIO))]
)
def test_what_fails_once_the_commit_is_there_takes_nothing_back(
    archive: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object) -> NoReturn:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(journal_commit, "sync_repository", fails)
        with pytest.raises(Unfinished, match="«ente ammetti» è nel suo commit"):
            write(archive, {ENTE: CONTENT})
    assert (archive / ENTE).read_bytes() == CONTENT

    assert Journal(archive).recover() == ("ho completato l'operazione interrotta «ente ammetti»",)
    assert git(archive, "status", "--porcelain") == ""


def test_a_git_that_could_not_be_run_leaves_the_files_as_before(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(archive)
    monkeypatch.setattr(journal_commit, "_commit", killed)
    with pytest.raises(Unanswered, match="interrotto"):
        write(archive, {ENTE: CONTENT})
    assert snapshot(archive) == before


def test_a_git_killed_while_it_tidies_leaves_no_lock_that_stops_all_tidying(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refs, "_UNCHANGED_FOR", 0.1)
    interrupted(archive, {ENTE: CONTENT})
    lock = archive / ".git/objects/maintenance.lock"
    lock.touch()
    Journal(archive).recover()
    assert not lock.exists()
