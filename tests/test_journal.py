"""Writing a register: all or nothing, whoever else is at work and whatever stops it."""

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rete.errors import ReteError
from rete.git_write import CommitRefused
from rete.journal import Journal, Operation, Written
from rete.journal.files import digest
from tests.archivio import begin, commit, git
from tests.scrittura import hook, in_the_hands_of_git, snapshot

TESTS = Path(__file__).parent
ENTE = "data/enti/il-ponte.yaml"
STIPULA = "data/atti/2024/2024-01-15-stipula.yaml"
NUOVO = "data/verbali/2027/2027-01-10-plenaria.yaml"
CONTENT = b"denominazione: Associazione Il Ponte\n"


@pytest.fixture(autouse=True)
def _git(monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_hands_of_git(monkeypatch)


@pytest.fixture
def archive(register: Path) -> Path:
    """The register as the top of a repository, committed once."""
    begin(register)
    commit(register, "inizio")
    return register


def operation(
    root: Path, files: Mapping[str, bytes | None], message: str | None = "Prova\n\nOperazione: p1\n"
) -> Operation:
    """An operation on the files as they are now."""
    now = {p: digest((root / p).read_bytes()) if (root / p).exists() else None for p in files}
    return Operation(
        id="p1",
        titolo="ente ammetti",
        files={path: (now[path], content) for path, content in files.items()},
        messaggio=message,
    )


def write(root: Path, files: Mapping[str, bytes | None]) -> Written:
    return Journal(root).write(operation(root, files))


def interrupted(root: Path, files: Mapping[str, bytes | None]) -> None:
    """An operation whose process dies just before it changes the first file."""
    asked = repr(dict(files))
    script = (
        "import os, sys; from pathlib import Path\n"
        "from test_journal import operation; from rete.journal import Journal, carry\n"
        "carry.put_forward = lambda *_: os._exit(9)\n"
        f"root = Path(sys.argv[1]); Journal(root).write(operation(root, {asked}))\n"
    )
    path = os.pathsep.join([str(TESTS), str(TESTS.parent), str(TESTS.parent / "src")])
    done = subprocess.run(
        [sys.executable, "-c", script, root], env={**os.environ, "PYTHONPATH": path}, check=False
    )
    assert done.returncode == 9


# --- what is written ---


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


def test_a_merge_in_progress_stops_everything(archive: Path) -> None:
    (archive / ".git/MERGE_HEAD").write_text(git(archive, "rev-parse", "HEAD"), encoding="ascii")
    with pytest.raises(ReteError, match="è in corso un'unione"):
        write(archive, {ENTE: CONTENT})
    assert (archive / ENTE).read_bytes() != CONTENT


# --- what was interrupted ---


@pytest.mark.parametrize("how", ["git", "senza-git", "rifiuta"])
def test_killed_at_any_step_the_register_is_the_old_one_or_the_new_one(
    tmp_path: Path, how: str
) -> None:
    path = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    done = subprocess.run(
        [sys.executable, TESTS / "uccisioni.py", tmp_path, how],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    wanted = {"prima"} if how == "rifiuta" else {"prima", "dopo"}
    assert set(found["once"]) == wanted
    assert set(found["again"]) == wanted
    assert sum(found["once"].values()) > 20


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
        with pytest.raises(ReteError, match=f"«{ENTE}»; per tenere i file come sono ora togli"):
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


@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, '{"versione": 1, "file": 3}'])
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
    script = (
        "import os, sys; from pathlib import Path\n"
        "from test_journal import write\n"
        "root = Path(sys.argv[1]); (root / '.git/chi').write_text(str(os.getpid()))\n"
        f"write(root, {{{ENTE!r}: {CONTENT!r}}})\n"
    )
    path = os.pathsep.join([str(TESTS), str(TESTS.parent), str(TESTS.parent / "src")])
    subprocess.run(
        [sys.executable, "-c", script, archive],
        env={**os.environ, "PYTHONPATH": path},
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert Journal(archive).recover()[-1].startswith("ho completato")
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


# --- who else is at work ---


def lock_of(root: Path, host: str, pid: int, ago: timedelta) -> Path:
    (root / ".git/rete").mkdir(exist_ok=True)
    since = (datetime.now(UTC) - ago).isoformat()
    lock = root / ".git/rete/blocco"
    lock.write_text(json.dumps({"host": host, "pid": pid, "dal": since}), encoding="ascii")
    return lock


def test_whoever_holds_the_lock_is_named_and_nothing_is_written(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rete.journal.journal.WAIT", 0.2)
    lock = lock_of(archive, "segreteria-2", 41, timedelta(hours=3))
    with pytest.raises(ReteError, match=r"lo tiene il processo 41 su «segreteria-2», dal \d\d/"):
        write(archive, {ENTE: CONTENT})
    assert lock.exists()
    assert (archive / ENTE).read_bytes() != CONTENT


@pytest.mark.parametrize(("host", "hours"), [("segreteria-2", 25), (os.uname().nodename, 0)])
def test_a_lock_left_behind_is_taken_over_and_told(archive: Path, host: str, hours: int) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    lock_of(archive, host, ended.pid, timedelta(hours=hours))
    written = write(archive, {ENTE: CONTENT})
    assert f"lo teneva il processo {ended.pid} su «{host}»" in written.avvisi[0]
    assert list((archive / ".git/rete").iterdir()) == []


@pytest.mark.parametrize("content", ["", "{", "null", '{"host": "x", "pid": "y", "dal": 3}'])
def test_a_lock_that_says_nothing_does_not_hold_for_long(archive: Path, content: str) -> None:
    lock = lock_of(archive, "x", 1, timedelta())
    lock.write_text(content, encoding="ascii")
    assert write(archive, {ENTE: CONTENT}).commit is not None


def test_the_lock_can_be_held_around_a_writing(archive: Path) -> None:
    journal = Journal(archive)
    with journal.lock() as notices:
        assert notices == ()
        assert journal.write(operation(archive, {ENTE: CONTENT})).commit is not None
        assert (archive / ".git/rete/blocco").exists()
    assert not (archive / ".git/rete/blocco").exists()


def test_processes_at_once_write_one_after_the_other(archive: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from test_journal import write\n"
        "write(Path(sys.argv[1]), {f'data/enti/{sys.argv[2]}.yaml': b'x'})\n"
    )
    path = os.pathsep.join([str(TESTS), str(TESTS.parent), str(TESTS.parent / "src")])
    at_once = [
        subprocess.Popen(
            [sys.executable, "-c", script, archive, str(number)],
            env={**os.environ, "PYTHONPATH": path},
        )
        for number in range(4)
    ]
    assert [process.wait() for process in at_once] == [0, 0, 0, 0]
    assert git(archive, "rev-list", "--count", "HEAD") == "5"
    assert git(archive, "status", "--porcelain") == ""
