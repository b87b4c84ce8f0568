"""One process at a time writes a register; whoever died while writing is not waited for."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rete.errors import ReteError
from rete.journal import Journal
from rete.journal.lock import is_alive
from tests.aiuti.archivio import git
from tests.aiuti.scrittura import CONTENT, ENTE, operation, python, write


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


def test_a_lock_with_our_own_number_is_of_another_that_had_it_before_a_restart(
    archive: Path,
) -> None:
    lock_of(archive, os.uname().nodename, os.getpid(), timedelta(minutes=5))
    written = write(archive, {ENTE: CONTENT})
    assert f"lo teneva il processo {os.getpid()} su" in written.avvisi[0]
    assert written.commit is not None


def test_a_process_that_ended_and_nobody_asked_about_is_not_alive() -> None:
    """Where the system tells it: on Linux."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    end = time.monotonic() + 10
    while is_alive(ended.pid) and time.monotonic() < end:
        time.sleep(0.01)
    assert not is_alive(ended.pid) or not Path("/proc/self/stat").exists()
    assert ended.wait() == 0
    assert is_alive(os.getpid())


@pytest.mark.parametrize("pid", [0, -1, 2**31, 10**30])
def test_a_lock_with_a_number_that_is_nobodys_does_not_hold_for_long(
    archive: Path, pid: int
) -> None:
    lock = lock_of(archive, os.uname().nodename, pid, timedelta())
    os.utime(lock, (1, 1))
    assert write(archive, {ENTE: CONTENT}).commit is not None


def test_a_lock_of_a_living_process_of_this_machine_holds(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rete.journal.journal.WAIT", 0.2)
    lock_of(archive, os.uname().nodename, os.getppid(), timedelta(hours=23))
    with pytest.raises(ReteError, match=f"lo tiene il processo {os.getppid()}"):
        write(archive, {ENTE: CONTENT})


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
        "from tests.aiuti.scrittura import write\n"
        "write(Path(sys.argv[1]), {f'data/enti/{sys.argv[2]}.yaml': b'x'})\n"
    )
    at_once = [python(script, archive, str(number)) for number in range(4)]
    assert [process.wait(60) for process in at_once] == [0, 0, 0, 0]
    assert git(archive, "rev-list", "--count", "HEAD") == "5"
    assert git(archive, "status", "--porcelain") == ""
