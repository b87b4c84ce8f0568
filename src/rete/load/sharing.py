"""Many files → what came of each: read in this process, or shared out among several."""

import os
import pickle
from collections.abc import Callable, Iterator, Sequence

from rete.another_process import in_another_process, others
from rete.load.reader import Job, Read, read_one
from rete.store import Store

SHARED_FROM = 1000
"""Below so many files, starting other processes costs more than it saves (measured)."""

_BATCH = 50
_MOST_BATCHES = 1000
_NUMBER = 4
_PROTOCOL = pickle.HIGHEST_PROTOCOL

Tell = Callable[[int], None]
"""Hears how many files have been read so far."""


def read_all(store: Store, jobs: Sequence[Job], tell: Tell) -> Iterator[Read]:
    """Every file of the list, each read once; in the order given only where they are few."""
    if len(jobs) >= SHARED_FROM and others() > 0:
        yield from _shared_out(store, jobs, tell)
    else:
        for done, job in enumerate(jobs, start=1):
            yield read_one(store, job)
            tell(done)


def _shared_out(store: Store, jobs: Sequence[Job], tell: Tell) -> Iterator[Read]:
    """Each process takes the next batch when it is free, so that all end at the same time."""
    size = max(_BATCH, -(-len(jobs) // _MOST_BATCHES))
    turns = _turns(range(0, len(jobs), size))

    def elsewhere() -> list[bytes]:
        # Made into bytes at once: there, while this process reads, and not all at the end.
        return [
            pickle.dumps([read_one(store, job) for job in jobs[start : start + size]], _PROTOCOL)
            for start in _taken(turns)
        ]

    waiting = [in_another_process(elsewhere) for _ in range(others())]
    missing = dict(jobs)
    for start in _taken(turns):
        for job in jobs[start : start + size]:
            del missing[job[0]]
            yield read_one(store, job)
        tell(start)
    for wait in waiting:
        for content in wait():
            for read in pickle.loads(content):  # noqa: S301 - written by this program just now
                del missing[read.path]
                yield read
    os.close(turns)
    # What a process that was stopped had taken for itself.
    for job in missing.items():
        yield read_one(store, job)
    tell(len(jobs))


def _turns(numbers: Sequence[int]) -> int:
    """A pipe with all the numbers: whoever reads one takes it from the others. Few, so they fit."""
    turns, end = os.pipe()
    os.write(end, b"".join(number.to_bytes(_NUMBER, "big") for number in numbers))
    os.close(end)
    return turns


def _taken(turns: int) -> Iterator[int]:
    while number := os.read(turns, _NUMBER):
        yield int.from_bytes(number, "big")
