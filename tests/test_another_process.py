"""Work shared with another process gives what it would give here, also when it fails there."""

import os
from collections.abc import Iterator

import pytest

from rete import another_process
from rete.another_process import in_another_process, piece_by_piece


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
