"""Work shared with another process gives what it would give here, also when it fails there."""

import os

import pytest

from rete.another_process import in_another_process


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
