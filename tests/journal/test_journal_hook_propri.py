"""Hooks that rewrite messages, do what is for git to do, or are not run: told for what they are."""

from pathlib import Path

import pytest

from rete.git_write import CommitRefused
from tests.aiuti.archivio import commit, git
from tests.aiuti.scrittura import (
    AGAIN,
    CONTENT,
    ENTE,
    NUOVO,
    STIPULA,
    hook,
    snapshot,
    status,
    write,
)

# --- the message ---


def test_a_message_without_its_line_is_told_as_not_to_be_found_again(archive: Path) -> None:
    hook(archive, "commit-msg", "sed -i.prima /Operazione/d $1")
    written = write(archive, {ENTE: CONTENT})
    assert written.commit == git(archive, "rev-parse", "HEAD")
    assert "«rete annulla» non troverà questa operazione" in written.avvisi[0]
    assert status(archive) == []


def test_a_message_that_a_hook_adds_to_is_still_found(archive: Path) -> None:
    hook(archive, "prepare-commit-msg", "printf '\\nTicket: 12\\n' >> $1")
    assert write(archive, {ENTE: CONTENT}).avvisi == ()
    assert "Ticket: 12" in git(archive, "log", "-1", "--format=%B")


def test_a_message_that_a_hook_empties_makes_no_commit(archive: Path) -> None:
    kept = snapshot(archive)
    hook(archive, "commit-msg", ": > $1")
    with pytest.raises(CommitRefused, match="è rimasto senza messaggio"):
        write(archive, {ENTE: CONTENT, NUOVO: b"x\n"})
    assert (snapshot(archive), status(archive)) == (kept, [])


# --- hooks that do what is git's to do ---


def test_a_hook_that_commits_the_operation_by_itself_is_told(archive: Path) -> None:
    hook(archive, "pre-commit", f"{AGAIN}; git commit -q -m mio")
    written = write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    assert written.commit == git(archive, "rev-parse", "HEAD")
    assert "ha fatto un commit per conto suo" in written.avvisi[0]
    assert "«mio»" in written.avvisi[0]
    assert "«rete annulla» non la troverà" in written.avvisi[0]
    assert (archive / ENTE).read_bytes() == CONTENT
    assert status(archive) == []


def test_a_hook_that_commits_something_else_is_told_and_nothing_is_written(archive: Path) -> None:
    kept = snapshot(archive)
    mine = f"{AGAIN}; unset GIT_INDEX_FILE; echo x > ALTRO; git add ALTRO; git commit -q -m mio"
    hook(archive, "pre-commit", f"{mine} ALTRO")
    with pytest.raises(CommitRefused, match=r"un altro commit \(\w+ «mio»\)"):
        write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    assert git(archive, "log", "-1", "--format=%s") == "mio"
    assert snapshot(archive) == {**kept, "ALTRO": snapshot(archive)["ALTRO"]}
    assert status(archive) == []


def test_a_hook_that_takes_the_commit_away_is_told_and_nothing_is_written(archive: Path) -> None:
    kept = snapshot(archive)
    hook(archive, "post-commit", "git reset -q --soft HEAD~1")
    with pytest.raises(CommitRefused, match="ha tolto il commit"):
        write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    assert (snapshot(archive), status(archive)) == (kept, [])


def test_a_hook_that_goes_to_another_branch_is_told(archive: Path) -> None:
    hook(archive, "pre-commit", "git switch -q -c altro")
    written = write(archive, {ENTE: CONTENT})
    assert "è passato da «main» a «altro»" in written.avvisi[0]
    assert git(archive, "rev-parse", "altro") == written.commit
    assert status(archive) == []


@pytest.mark.parametrize("other", ["HEAD~1", "inizio"])
def test_a_commit_left_on_the_branch_that_a_hook_leaves_is_said_to_be_there(
    archive: Path, other: str
) -> None:
    git(archive, "branch", "inizio")
    (archive / STIPULA).write_bytes(b"tipo: altro\n")
    commit(archive, "avanti")
    hook(archive, "post-commit", f"git branch -f altro {other}; git switch -q altro")
    before = snapshot(archive)
    written = write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    assert written.commit == git(archive, "rev-parse", "main")
    assert len(written.avvisi) == 1
    assert f"è nel commit {written.commit[:7]}" in written.avvisi[0]
    assert "nel ramo «altro», in cui sei ora, non c'è" in written.avvisi[0]
    assert status(archive) == []
    git(archive, "switch", "-q", "main")
    assert snapshot(archive) == {
        **before,
        ENTE: (CONTENT, before[ENTE][1]),
        NUOVO: snapshot(archive)[NUOVO],
    }


def test_the_commit_that_is_told_is_the_operation_s_and_not_a_later_one_of_a_hook(
    archive: Path,
) -> None:
    hook(archive, "post-commit", f"{AGAIN}; date > DIARIO; git add DIARIO; git commit -q -m diario")
    written = write(archive, {ENTE: CONTENT})
    assert written.avvisi == ()
    assert written.commit == git(archive, "rev-parse", "HEAD~1")
    assert status(archive) == []


def test_a_git_that_fails_after_its_commit_has_made_it_all_the_same(archive: Path) -> None:
    hook(archive, "post-commit", "kill -9 $PPID")
    written = write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    assert written.avvisi == ()
    assert written.commit == git(archive, "rev-parse", "HEAD")
    assert status(archive) == []


def test_a_hook_that_waits_for_an_answer_gets_none(archive: Path) -> None:
    hook(archive, "pre-commit", "read risposta; cat; echo $risposta >> .git/detto")
    hook(archive, "commit-msg", "read risposta; exit 0")
    assert write(archive, {ENTE: CONTENT}).commit is not None
    assert (archive / ".git/detto").read_text() == "\n"


def test_what_a_hook_leaves_running_is_not_waited_for(archive: Path) -> None:
    hook(archive, "post-commit", "sleep 20 & echo $! > .git/lasciato")
    assert write(archive, {ENTE: CONTENT}).commit is not None
    pid = int((archive / ".git/lasciato").read_text())
    assert Path(f"/proc/{pid}").exists() or not Path("/proc").exists()


# --- hooks that are not run ---


def test_a_hook_that_is_not_executable_is_told(archive: Path) -> None:
    hook(archive, "pre-commit", "exit 1")
    (archive / ".git/hooks/pre-commit").chmod(0o644)
    told = write(archive, {ENTE: CONTENT}).avvisi
    assert "non ha eseguito il controllo automatico" in told[0]
    assert "chmod +x" in told[0]


def test_a_folder_of_hooks_that_is_not_there_is_told(archive: Path) -> None:
    git(archive, "config", "core.hooksPath", ".husky")
    told = write(archive, {ENTE: CONTENT}).avvisi
    assert f"«{archive / '.husky'}»" in told[0]
    (archive / ".husky").mkdir()
    assert write(archive, {ENTE: CONTENT + b"# x\n"}).avvisi == ()


def test_of_a_work_tree_beside_the_main_one_no_folder_of_hooks_is_missing(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(archive, "worktree", "add", "-q", "../accanto", "-b", "accanto")
    # So that git itself is asked for the name of the folder.
    monkeypatch.setenv("GIT_CONFIG_COUNT", "0")
    assert write(archive.parent / "accanto", {ENTE: CONTENT}).avvisi == ()


def test_a_hook_that_names_no_program_is_told_by_name(archive: Path) -> None:
    hook(archive, "pre-commit", "")
    (archive / ".git/hooks/pre-commit").write_text("#!/non/esiste\n", encoding="ascii")
    with pytest.raises(CommitRefused, match=r"hooks/pre-commit» non si può eseguire"):
        write(archive, {ENTE: CONTENT})
