"""Operations interrupted at any point: the next command finishes them, or says why it cannot."""

import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.errors import ReteError
from rete.journal import Journal, refs
from rete.journal import commit as journal_commit
from rete.journal.folder import Where
from rete.journal.manifest import Manifest
from tests.aiuti import misura
from tests.aiuti.archivio import begin, commit, git
from tests.aiuti.luoghi import TESTS
from tests.aiuti.scrittura import (
    CONTENT,
    ENTE,
    NUOVO,
    STIPULA,
    died,
    hook,
    interrupted,
    python,
    snapshot,
    told_by,
    write,
)
from tests.conftest import Said

STEPS = {
    "git": (misura.number(every=1, some=11), misura.number(every=20, some=59)),
    "senza-git": (misura.number(every=1, some=5), misura.number(every=20, some=47)),
    "rifiuta": (misura.number(every=5, some=61), misura.number(every=55, some=97)),
}
"""One in how many steps is the one killed at; the same where the recovery is killed too."""


@pytest.mark.parametrize("how", STEPS)
def test_killed_at_any_step_the_register_is_the_old_one_or_the_new_one(
    tmp_path: Path, how: str
) -> None:
    found = told_by(TESTS / "journal/uccisioni.py", tmp_path, how, *STEPS[how])
    wanted = {"prima"} if how == "rifiuta" else {"prima", "dopo"}
    assert set(found["once"]) == wanted
    assert set(found["again"]) <= wanted
    assert sum(found["again"].values()) > 0


def test_the_next_command_finishes_an_interrupted_operation_and_says_so(archive: Path) -> None:
    interrupted(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    notices = Journal(archive).recover()
    assert notices[-1] == "ho completato l'operazione interrotta «ente ammetti»"
    assert "ho tolto un blocco rimasto indietro" in notices[0]
    assert (archive / ENTE).read_bytes() == CONTENT
    assert git(archive, "status", "--porcelain") == ""
    assert git(archive, "rev-list", "--count", "HEAD") == "2"
    assert Journal(archive).recover() == ()


def test_a_new_operation_first_finishes_the_interrupted_one(archive: Path) -> None:
    interrupted(archive, {NUOVO: b"odg: []\n"})
    written = write(archive, {ENTE: CONTENT})
    assert written.avvisi[-1] == "ho completato l'operazione interrotta «ente ammetti»"
    assert git(archive, "rev-list", "--count", "HEAD") == "3"


def test_a_file_changed_meanwhile_stops_the_recovery_and_is_left_alone(archive: Path) -> None:
    interrupted(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    (archive / ENTE).write_bytes(b"denominazione: Altro\n")
    kept = snapshot(archive)
    for _ in range(2):
        with pytest.raises(ReteError, match=f"«{ENTE}»; per lasciarla .* rinomina la cartella"):
            Journal(archive).recover()
    assert snapshot(archive) == kept


def test_an_interrupted_operation_is_not_committed_on_another_branch(archive: Path) -> None:
    interrupted(archive, {ENTE: CONTENT})
    git(archive, "switch", "-q", "-c", "altro")
    with pytest.raises(ReteError, match="era su «main» e ora sei su «altro»"):
        Journal(archive).recover()
    git(archive, "switch", "-q", "main")
    assert Journal(archive).recover() != ()


def test_an_interrupted_operation_of_another_register_is_finished_where_it_began(
    tmp_path: Path,
) -> None:
    top = begin(tmp_path / "archivio")
    for name in ("uno", "due"):
        (top / name / "data/enti").mkdir(parents=True)
        (top / name / ENTE).write_bytes(b"x\n")
    commit(top, "inizio")
    interrupted(top / "uno", {ENTE: CONTENT})
    assert Journal(top / "due").recover() != ()
    assert (top / "uno" / ENTE).read_bytes() == CONTENT
    assert (top / "due" / ENTE).read_bytes() == b"x\n"


@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, '{"versione": 2, "operazione": 3}'])
def test_a_broken_journal_is_told_with_what_to_do(archive: Path, text: str) -> None:
    interrupted(archive, {ENTE: CONTENT})
    (archive / ".git/rete/pronta/manifesto.json").write_text(text, encoding="ascii")
    with pytest.raises(ReteError, match="le sue note sono guaste"):
        Journal(archive).recover()


def test_where_nothing_can_be_written_reading_goes_on_and_is_told(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(archive, {ENTE: CONTENT})
    real = os.open

    def read_only(path: str | Path, flags: int, *arguments: int, **more: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, "no", str(path))
        return real(path, flags, *arguments, **more)

    monkeypatch.setattr(os, "open", read_only)
    (archive / ".git/rete/blocco").unlink()
    assert "il disco è in sola lettura" in Journal(archive).recover()[0]
    with pytest.raises(ReteError, match="il disco è in sola lettura"):
        write(archive, {STIPULA: None})


def test_a_git_that_outlives_its_rete_is_waited_for(archive: Path) -> None:
    hook(archive, "pre-commit", "kill -9 $(cat .git/chi); sleep 0.5")
    died(archive, {ENTE: CONTENT})
    assert Journal(archive).recover()[-1].startswith("ho completato")
    assert git(archive, "rev-list", "--count", "HEAD") == "2"
    assert git(archive, "status", "--porcelain") == ""


def test_a_git_whose_rete_died_the_moment_it_began_it_makes_the_only_commit(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else whoever recovers finds no commit of it, and makes another just after it."""
    hook(
        archive,
        "pre-commit",
        "n=0; until [ -e .git/via ] || [ $n = 300 ]; do n=$((n + 1)); sleep 0.1; done\n"
        f"sed -i.p s/Ponte/PONTE/ {ENTE} && rm {ENTE}.p\n"
        f"touch -t 202601010000 {ENTE}; git add {ENTE}",
    )
    script = (
        "import os, subprocess, sys; from pathlib import Path\n"
        "from tests.aiuti.scrittura import write\n"
        "real = subprocess.Popen\n"
        "class Deadly(real):\n"
        "    def __init__(self, words, **more):\n"
        "        super().__init__(words, **more)\n"
        "        'commit' in words and os.kill(os.getpid(), 9)\n"
        "subprocess.Popen = Deadly\n"
        f"write(Path(sys.argv[1]), {{{ENTE!r}: {CONTENT!r}}})\n"
    )
    assert python(script, archive).wait(60) == -9
    waited, looked = refs.is_held, journal_commit.find

    def held(alive: Path) -> bool:
        still = waited(alive)
        (archive / ".git/via").touch()
        return still

    def found(where: Where, plan: Manifest) -> str | None:
        commit = looked(where, plan)
        (archive / ".git/via").touch()
        while git(archive, "rev-list", "--count", "HEAD") == "1":
            time.sleep(0.02)
        return commit

    monkeypatch.setattr(refs, "is_held", held)
    monkeypatch.setattr(journal_commit, "find", found)
    assert Journal(archive).recover()[-1].startswith("ho completato")
    assert (archive / ENTE).read_bytes() == CONTENT.replace(b"Ponte", b"PONTE")
    assert git(archive, "rev-list", "--count", "HEAD") == "2"
    assert git(archive, "status", "--porcelain") == ""


def test_a_rete_called_by_a_hook_of_the_commit_does_not_wait_for_it(archive: Path) -> None:
    asks = (
        "from rete.journal import Journal as J; from pathlib import Path; "
        f"print(J(Path({str(archive)!r})).recover())"
    )
    hook(archive, "pre-commit", f'"{sys.executable}" -c "{asks}" > .git/detto')
    begun = time.monotonic()
    assert write(archive, {ENTE: CONTENT}).commit is not None
    assert (archive / ".git/detto").read_text() == "()\n"
    assert time.monotonic() - begun < 4


def test_interrupted_from_the_keyboard_the_files_are_as_before(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, real = snapshot(archive), os.replace

    def stopped(source: Path, target: Path) -> None:
        real(source, target)
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"})
    assert snapshot(archive) == kept
    assert Journal(archive).recover() == ()


def test_a_git_that_makes_no_commit_stops_nobody_who_reads(
    archive: Path, rete: Callable[..., Said]
) -> None:
    """What cannot be finished is told with what to do, and is finished once it can be."""
    interrupted(archive, {ENTE: CONTENT})
    git(archive, "config", "core.bare", "true")
    read = rete("stato", folder=archive)
    assert (read.code, read.out != "") == (0, True), read
    assert "non si può completare: secondo le impostazioni di questo archivio git" in read.err
    assert "rinomina la cartella" in read.err
    assert rete("ente", "chiudi", "il-ponte", "--si", folder=archive).code == 3
    git(archive, "config", "core.bare", "false")
    assert "ho completato" in rete("stato", folder=archive).err


def test_who_reads_is_told_that_it_was_taken_back_and_reads_on(
    archive: Path, rete: Callable[..., Said]
) -> None:
    interrupted(archive, {ENTE: CONTENT})
    hook(archive, "pre-commit", "exit 1")
    read = rete("ente", "elenca", folder=archive)
    assert (read.code, read.out != "") == (0, True), read
    assert "i file sono tornati com'erano" in read.err
    assert "rimasto a metà" not in read.err
    assert rete("ente", "elenca", folder=archive).err == ""
