"""Python's search for cycles of values: seldom, and never while many are made without any."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_ENOUGH_TO_SEARCH: Final = 100_000


def seldom() -> None:
    """Search once for so many new values: forty searches at each start find only what stays."""
    gc.set_threshold(_ENOUGH_TO_SEARCH)


@contextmanager
def at_rest() -> Iterator[None]:
    """No search while records, findings, indexes are made by the hundred thousand.

    They hold no cycles, and each search would go through all of them: a tenth of a large check.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What is there by now stays until the end: no later search has to go through it.
        gc.freeze()
        if enabled:
            gc.enable()
