"""Python's search for cycles of values, kept still while many values without any are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
