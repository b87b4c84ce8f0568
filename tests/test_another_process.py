"""Work shared with other processes gives what it would give here, also when it fails there."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from rete import another_process
from rete.another_process import SHARED_FROM, shared_out

HERE = os.getpid()


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(another_process, "others", lambda: 1)


def done_by(work: Callable[[int], object], pieces: int = 40, files: int = SHARED_FROM) -> list[int]:
    """The processes that did some pieces, in the order in which what they made came."""

    def told(piece: int) -> tuple[int, int]:
        work(piece)
        return piece, os.getpid()

    found = list(shared_out(told, range(pieces), files=files))
    assert sorted(piece for piece, _ in found) == list(range(pieces))
    return [process for _, process in found]


def slowly(_piece: int) -> None:
    time.sleep(0.01)


def test_two_processes_share_the_pieces_and_each_is_made_once() -> None:
    assert len(set(done_by(slowly))) == 2


def test_what_is_large_comes_whole() -> None:
    def large(piece: int) -> str:
        time.sleep(0.01)
        return f"{piece}" * 3_000_000

    assert sorted(map(len, shared_out(large, range(9), files=SHARED_FROM))) == [3_000_000] * 9


def test_few_files_are_done_here_in_order() -> None:
    def told(piece: int) -> tuple[int, int]:
        return piece, os.getpid()

    found = list(shared_out(told, range(9), files=SHARED_FROM - 1))

    assert found == [(piece, HERE) for piece in range(9)]


def test_where_no_other_process_can_be_had_all_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(another_process, "others", lambda: 0)
    assert set(done_by(slowly)) == {HERE}


def test_where_a_process_cannot_be_begun_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError("no more of them")

    monkeypatch.setattr(os, "fork", refuse)
    assert set(done_by(slowly)) == {HERE}


def test_what_a_process_that_dies_had_taken_is_done_here() -> None:
    taken = []

    def die_elsewhere(piece: int) -> None:
        time.sleep(0.01)
        taken.append(piece)
        if os.getpid() != HERE and len(taken) == 3:
            os._exit(9)

    processes = done_by(die_elsewhere)

    assert len(processes) - processes.count(HERE) == 2


def test_a_failure_there_is_told_here_and_only_here(capfd: pytest.CaptureFixture[str]) -> None:
    def fail(_piece: int) -> None:
        time.sleep(0.01)
        if os.getpid() != HERE:
            raise ValueError("là")

    assert set(done_by(fail)) == {HERE}

    def fail_here_too(_piece: int) -> None:
        raise ValueError("qui")

    with pytest.raises(ValueError, match="qui"):
        done_by(fail_here_too)
    assert capfd.readouterr().err == ""


def test_half_a_thing_is_no_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(end: int, content: bytes) -> None:
        os.write(end, content[: len(content) - 1])
        os._exit(0)

    monkeypatch.setattr(another_process, "_write_all", half)
    assert set(done_by(slowly)) == {HERE}


def test_a_process_with_threads_is_not_copied() -> None:
    """In the copy they are not there, and whoever counts on them waits for ever."""
    program = (
        "import threading; from rete.another_process import others;"
        "alone = others(); stop = threading.Event();"
        "threading.Thread(target=stop.wait).start();"
        "print(alone >= others() == 0); stop.set()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout == "True\n"


def test_processes_that_were_left_do_not_stay() -> None:
    for _ in range(5):
        done_by(slowly, pieces=2)
    time.sleep(0.5)
    done_by(slowly, pieces=2)
    assert len(another_process._ending) == 1


def test_a_process_of_which_somebody_else_asked_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    number = os.fork()
    if number == 0:
        os._exit(0)
    os.waitpid(number, 0)
    monkeypatch.setattr(another_process, "_ending", [number])
    assert len(done_by(slowly)) == 40
