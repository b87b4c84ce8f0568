"""Many files → what came of each: read in this process, or shared out among several."""

import os
from collections.abc import Callable, Iterator, Sequence

from rete.another_process import others, piece_by_piece
from rete.load.kinds import Known
from rete.load.one_file import Job, Read, read_one
from rete.store import Store

SHARED_FROM = 1000
"""Below so many files, starting other processes costs more than it saves (measured)."""

_BATCH = 50
_MOST_BATCHES = 1000
_NUMBER = 4

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

    def elsewhere() -> Iterator[list[Read]]:
        for start in _taken(turns):
            yield [read_one(store, job) for job in jobs[start : start + size]]

    arriving = [begun for _ in range(others()) if (begun := piece_by_piece(elsewhere))]
    missing = dict(jobs)
    for start in _taken(turns):
        for job in jobs[start : start + size]:
            del missing[job[0]]
            yield read_one(store, job)
        for pieces in arriving:
            yield from _got(pieces.so_far(), missing)
        tell(len(jobs) - len(missing))
    for pieces in arriving:
        yield from _got(pieces.rest(), missing)
    os.close(turns)
    # What a process that was stopped had taken for itself.
    for job in missing.items():
        yield read_one(store, job)
    tell(len(jobs))


def _got(pieces: Iterator[list[Read]], missing: dict[str, Known]) -> Iterator[Read]:
    for piece in pieces:
        for read in piece:
            del missing[read.path]
            yield read


def _turns(numbers: Sequence[int]) -> int:
    """A pipe with all the numbers: whoever reads one takes it from the others. Few, so they fit."""
    turns, end = os.pipe()
    os.write(end, b"".join(number.to_bytes(_NUMBER, "big") for number in numbers))
    os.close(end)
    return turns


def _taken(turns: int) -> Iterator[int]:
    while number := os.read(turns, _NUMBER):
        yield int.from_bytes(number, "big")
