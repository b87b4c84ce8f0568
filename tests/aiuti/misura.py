"""How much of what is endless is tried: a part by `make test`, all of it by `make test-grande`.

RETE_PROVE=tutte before a test's command asks for all. The part is always the same: of a list, one
in so many from the first; of the examples of a property, those that hypothesis derives from it.
"""

import os
from collections.abc import Sequence
from typing import Any, TypeVar

from hypothesis import settings

T = TypeVar("T")

EVERYTHING = os.environ.get("RETE_PROVE") == "tutte"

settings.register_profile("parte", derandomize=True, deadline=None, database=None)
settings.register_profile("tutte", deadline=None)


def load_profile() -> None:
    """How properties that ask for nothing else are tried."""
    settings.load_profile("tutte" if EVERYTHING else "parte")


def examples(every: int, some: int, **more: Any) -> settings:
    """So many examples when everything is tried, else so few."""
    assert 0 < some <= every
    return settings(max_examples=every if EVERYTHING else some, **more)


def number(every: int, some: int) -> int:
    """How many times something is done, or how many steps are made at a time."""
    return every if EVERYTHING else some


def part(of: Sequence[T], one_in: int) -> Sequence[T]:
    """All of a list when everything is tried, else its first item and then one in so many."""
    return of if EVERYTHING else of[::one_in]
