"""Many files read: each by `one_file`, in this process or shared out among several."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rete.another_process import shared_out
from rete.load.one_file import Job, Read, read_one
from rete.store import Store

_MOST_BATCHES: Final = 1000

Tell = Callable[[int], None]
"""Hears how many files have been read so far."""


def read_all(store: Store, jobs: Sequence[Job], tell: Tell) -> Iterator[Read]:
    """Every file of the list, each read once; in the order given only where they are few."""
    size = -(-len(jobs) // _MOST_BATCHES) or 1
    batches = [jobs[start : start + size] for start in range(0, len(jobs), size)]

    def read(batch: Sequence[Job]) -> list[Read]:
        return [read_one(store, job) for job in batch]

    done = 0
    for found in shared_out(read, batches, files=len(jobs)):
        yield from found
        done += len(found)
        tell(done)
