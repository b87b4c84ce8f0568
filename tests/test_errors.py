"""The answer that is neither yes nor no."""

import pytest

from rete.errors import CannotTell, ReteError, known


def test_what_cannot_be_told_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="neither yes nor no"):
        bool(CannotTell("git non risponde"))


def test_who_has_to_know_stops_with_the_reason() -> None:
    with pytest.raises(ReteError, match="git non risponde"):
        known(CannotTell("git non risponde"))


@pytest.mark.parametrize("answer", [False, True, None, "x"])
def test_an_answer_that_is_known_is_given_as_it_is(answer: object) -> None:
    assert known(answer) is answer
