"""Work shared with another process gives what it would give here, also when it fails there."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from rete import another_process
from rete.another_process import (
    in_another_process,
    one_after_the_other,
    piece_by_piece,
    ready_for,
)


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(another_process, "others", lambda: 1)


def test_the_answer_is_the_same() -> None:
    wait = in_another_process(lambda: [number * 2 for number in range(5)])
    assert wait() == [0, 2, 4, 6, 8]


def test_a_failure_there_is_told_here_and_only_here(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> int:
        raise ValueError("qui")

    wait = in_another_process(fail)
    with pytest.raises(ValueError, match="qui"):
        wait()
    assert capfd.readouterr().err == ""


def test_another_process_that_dies_costs_nothing_but_time() -> None:
    parent = os.getpid()

    def work() -> str:
        if os.getpid() != parent:
            os._exit(9)
        return "fatto"

    assert in_another_process(work)() == "fatto"


def test_pieces_come_in_order_some_of_them_before_the_end() -> None:
    arriving = piece_by_piece(lambda: iter([1, "due", b"3" * 3_000_000]))
    assert arriving is not None
    first: list[object] = []
    while len(first) < 2:
        first.extend(arriving.so_far())
    assert [*first, *arriving.rest()] == [1, "due", b"3" * 3_000_000]


def test_of_a_process_that_dies_only_whole_pieces_are_taken() -> None:
    def work() -> Iterator[int]:
        yield 1
        yield 2
        os._exit(9)

    arriving = piece_by_piece(work)
    assert arriving is not None
    assert list(arriving.rest()) == [1, 2]


def test_half_a_piece_is_no_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(end: int, content: bytes) -> None:
        os.write(end, content[: len(content) - 1])

    monkeypatch.setattr(another_process, "_write_all", half)
    arriving = piece_by_piece(lambda: ["intero"])
    assert arriving is not None
    assert list(arriving.rest()) == []


def test_where_no_other_process_can_be_had_there_are_no_pieces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(another_process, "others", lambda: 0)
    assert piece_by_piece(lambda: [1]) is None


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


def test_a_process_that_was_ready_works_on_what_it_is_told() -> None:
    with ready_for(lambda text: (os.getpid(), text.upper()), after=lambda: None) as work:
        process, text = work("fatto" * 100_000)
    assert process != os.getpid()
    assert text == "FATTO" * 100_000


def test_a_process_that_was_ready_and_failed_is_done_without() -> None:
    parent = os.getpid()

    def fail() -> None:
        if os.getpid() != parent:
            os._exit(9)

    with ready_for(str.upper, after=fail) as work:
        assert work("fatto" * 100_000) == "FATTO" * 100_000

    def upper(text: str) -> str:
        fail()
        return text.upper()

    with ready_for(upper, after=lambda: None) as work:
        assert work("fatto") == "FATTO"


def test_an_error_of_a_process_that_was_ready_is_told_here() -> None:
    def fail(text: str) -> str:
        raise ValueError(text)

    with ready_for(fail, after=lambda: None) as work, pytest.raises(ValueError, match="qui"):
        work("qui")


def test_nobody_has_to_ask_a_process_that_was_ready() -> None:
    with ready_for(str.upper, after=lambda: None):
        pass
    with pytest.raises(ValueError, match="qui"), ready_for(str.upper, after=lambda: None):
        raise ValueError("qui")


def test_each_of_several_works_has_its_own_answer_in_any_order() -> None:
    parent = os.getpid()

    def second() -> str:
        if os.getpid() != parent:
            os._exit(9)
        return "due"

    one, two = one_after_the_other(lambda: "uno", second)
    assert (two(), one(), two()) == ("due", "uno", "due")
    first, last = one_after_the_other(lambda: 1, os.getpid)
    assert last() != parent
    assert first() == 1


def test_processes_that_were_left_do_not_stay() -> None:
    for _ in range(5):
        in_another_process(lambda: 1)()
    time.sleep(0.5)
    in_another_process(lambda: 1)()
    assert len(another_process._ending) == 1


def test_a_process_of_which_somebody_else_asked_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    number = os.fork()
    if number == 0:
        os._exit(0)
    os.waitpid(number, 0)
    monkeypatch.setattr(another_process, "_ending", [number])
    begun = another_process.piece_by_piece(lambda: iter([1, 2]))
    assert begun is not None
    assert list(begun.rest()) == [1, 2]
