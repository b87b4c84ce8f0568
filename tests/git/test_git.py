"""What is asked of git: the commit of a day, the branch that counts, whatever the settings."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from rete import git, git_place
from rete.errors import ReteError, known
from rete.revision import Revision
from tests.aiuti import archivio
from tests.aiuti.archivio import begin, commit, contents, moment

pytestmark = pytest.mark.usefixtures("no_settings_of_this_machine")


def test_the_day_ends_when_it_ends_in_rome(repository: Path) -> None:
    winter = commit(repository, "inverno", moment("2024-01-31 22:59"))
    after = commit(repository, "dopo", moment("2024-01-31 23:30"))
    summer = commit(repository, "estate", moment("2024-06-30 21:59"))
    late = commit(repository, "tardi", moment("2024-06-30 22:00"))
    assert git.commit_of_day(repository, date(2024, 1, 31)) == winter
    assert git.commit_of_day(repository, date(2024, 2, 1)) == after
    assert git.commit_of_day(repository, date(2024, 6, 30)) == summer
    assert git.commit_of_day(repository, date(2024, 7, 1)) == late


def test_the_day_the_clocks_change_has_its_own_length(repository: Path) -> None:
    before = commit(repository, "prima", moment("2024-03-31 21:59"))
    after = commit(repository, "dopo", moment("2024-03-31 22:00"))
    assert git.commit_of_day(repository, date(2024, 3, 31)) == before
    assert git.commit_of_day(repository, date(2024, 4, 1)) == after


def test_the_committer_counts_and_not_the_author(repository: Path) -> None:
    first = archivio.git(repository, "rev-parse", "HEAD")
    archivio.git(
        repository,
        *("commit", "-q", "--allow-empty", "-m", "x", "--date", "2024-01-16T10:00:00+00:00"),
        at=moment("2024-02-10 10:00"),
    )
    assert git.commit_of_day(repository, date(2024, 1, 20)) == first


def test_what_a_branch_had_before_it_was_merged_does_not_count(repository: Path) -> None:
    first = archivio.git(repository, "rev-parse", "HEAD")
    archivio.git(repository, "checkout", "-q", "-b", "proposta")
    commit(repository, "proposta", moment("2024-02-01 10:00"))
    archivio.git(repository, "checkout", "-q", "main")
    archivio.git(
        repository,
        *("merge", "-q", "--no-ff", "-m", "unione", "proposta"),
        at=moment("2024-03-01 10:00"),
    )
    merged = archivio.git(repository, "rev-parse", "HEAD")
    assert git.commit_of_day(repository, date(2024, 2, 15)) == first
    assert git.commit_of_day(repository, date(2024, 3, 1)) == merged


def test_a_clock_that_went_back_does_not_hide_later_commits(repository: Path) -> None:
    commit(repository, "futuro", moment("2030-01-01 10:00"))
    back = commit(repository, "indietro", moment("2024-02-01 10:00"))
    assert git.commit_of_day(repository, date(2024, 2, 1)) == back


def test_before_the_first_commit_there_was_no_register(repository: Path) -> None:
    with pytest.raises(ReteError, match="al 14/01/2024 il registro non esisteva ancora in git"):
        git.commit_of_day(repository, date(2024, 1, 14))


def test_a_repository_without_commits_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReteError, match="non ha ancora nessun commit"):
        git.commit_of_day(begin(tmp_path / "nuovo"), date(2024, 1, 14))


def test_a_shallow_clone_is_told_how_to_fetch(repository: Path, tmp_path: Path) -> None:
    last = commit(repository, "dopo", moment("2024-05-01 10:00"))
    archivio.git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "clone")
    assert git.commit_of_day(tmp_path / "clone", date(2024, 5, 1)) == last
    with pytest.raises(ReteError, match="esegui «git fetch --unshallow»"):
        git.commit_of_day(tmp_path / "clone", date(2024, 2, 1))


# --- the branch that counts ---


def test_the_branch_asked_for_wins(repository: Path) -> None:
    archivio.git(repository, "checkout", "-q", "-b", "prova")
    tried = commit(repository, "prova", moment("2024-01-20 10:00"))
    archivio.git(repository, "checkout", "-q", "main")
    day = date(2024, 2, 1)
    assert git.commit_of_day(repository, day) == archivio.git(repository, "rev-parse", "main")
    assert git.commit_of_day(repository, day, "prova") == tried
    for name in ("non-c-e", "--all", ""):
        with pytest.raises(ReteError, match="non esiste in questo archivio git"):
            git.commit_of_day(repository, day, name)


def test_the_main_branch_of_origin_comes_before_the_local_one(
    repository: Path, tmp_path: Path
) -> None:
    archivio.git(tmp_path, "clone", "-q", f"file://{repository}", "clone")
    commit(tmp_path / "clone", "non ancora inviato", moment("2024-01-20 10:00"))
    assert git.main_branch(tmp_path / "clone") == "refs/remotes/origin/HEAD"
    sent = archivio.git(repository, "rev-parse", "HEAD")
    assert git.commit_of_day(tmp_path / "clone", date(2024, 2, 1)) == sent


def test_main_comes_before_the_current_branch(repository: Path) -> None:
    archivio.git(repository, "checkout", "-q", "-b", "prova")
    assert git.main_branch(repository) == "refs/heads/main"
    archivio.git(repository, "branch", "-q", "-D", "main")
    assert git.main_branch(repository) == "HEAD"
    assert git.resolve(repository, "HEAD") == archivio.git(repository, "rev-parse", "prova")


def test_what_a_hook_inherits_does_not_change_the_answers(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = archivio.git(repository, "rev-parse", "HEAD")
    other = begin(tmp_path / "altro")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_PREFIX", "x/")
    assert known(git_place.required(repository / "rete")).top == repository.resolve()
    with closing(Revision(repository / "rete", head)) as store:
        assert len(contents(store)) == 8


def test_settings_of_the_repository_neither_change_the_answers_nor_run_programs(
    repository: Path, tmp_path: Path
) -> None:
    trace = tmp_path / "eseguito"
    program = tmp_path / "programma"
    program.write_text(f"#!/bin/sh\ntouch {trace}\n", encoding="utf-8")
    program.chmod(0o755)
    head = signed_commit(repository)
    for key, value in {
        "log.showSignature": "true",
        "gpg.program": str(program),
        "core.fsmonitor": str(program),
        "core.hooksPath": str(tmp_path),
        "core.pager": str(program),
        "color.ui": "always",
        "log.decorate": "full",
        "log.abbrevCommit": "true",
        "core.quotePath": "true",
        "diff.external": str(program),
    }.items():
        archivio.git(repository, "config", key, value)
    assert git.commit_of_day(repository, date(2024, 1, 15)) == head
    with closing(Revision(repository / "rete", head)) as store:
        assert len(contents(store)) == 8
    assert not trace.exists()


def signed_commit(repository: Path) -> str:
    """The last commit again, as if somebody had signed it."""
    text = archivio.git(repository, "cat-file", "commit", "HEAD")
    head, _, message = text.partition("\n\n")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----"
    raw = repository / ".git" / "firmato"
    raw.write_text(f"{head}\n{signature}\n\n{message}\n", encoding="utf-8")
    made = archivio.git(repository, "hash-object", "-t", "commit", "-w", str(raw))
    archivio.git(repository, "update-ref", "refs/heads/main", made)
    return made
