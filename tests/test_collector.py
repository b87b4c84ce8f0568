"""The search for cycles is still only while asked, and as it was before when that ends."""

import gc

import pytest

from rete import garbage_collector


def test_no_search_while_it_rests_and_then_again_also_after_a_failure() -> None:
    searching = []

    def fail() -> None:
        with garbage_collector.at_rest():
            searching.append(gc.isenabled())
            raise ValueError("qui")

    assert gc.isenabled()
    with pytest.raises(ValueError, match="qui"):
        fail()
    assert searching == [False]
    assert gc.isenabled()


def test_one_rest_inside_another_does_not_end_it() -> None:
    with garbage_collector.at_rest():
        with garbage_collector.at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
