"""A bar for whoever waits at a terminal; quick work shows none, and does not pay for it."""

import sys
import time
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.progress import Progress

SECONDS_OF_SILENCE: Final = 1.0
_SECONDS_BETWEEN: Final = 0.1


class Bar:
    """How far some work has come, on standard error, once it has lasted a while."""

    def __init__(self, what: str, *, after: float = SECONDS_OF_SILENCE) -> None:
        self._what = what
        self._next = time.monotonic() + after
        self._shown: Progress | None = None
        self._quiet = not sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._shown is not None:
            self._shown.stop()

    def tell(self, done: int, total: int) -> None:
        """Called as often as one likes."""
        if self._quiet or time.monotonic() < self._next:
            return
        if self._shown is None:
            self._shown = _started(self._what, total)
        self._shown.update(self._shown.task_ids[0], completed=done, total=total, refresh=True)
        self._next = time.monotonic() + _SECONDS_BETWEEN


def _started(what: str, total: int) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    # No thread of Rich's own: files may be read in other processes, made by forking this one.
    progress = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    progress.add_task(what, total=total)
    progress.start()
    return progress
