"""One file → its value or its faults: reading and shape together, in this process or in several."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from rete.diagnostics import Fault, Finding
from rete.reading import ReadingFault, too_large, unreadable
from rete.schema import schema_of
from rete.source import MAX_BYTES, compose
from rete.store import Store, TooLarge, Unreadable

PARALLEL_FROM = 2000
"""Below so many files, starting other processes costs more than it saves (measured)."""

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A file to be read: where it is and the kind whose schema it follows."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What came of one file: ``value`` is None where it has a fault of reading or shape."""

    path: str
    value: dict[str, Any] | None
    findings: tuple[Finding, ...]


def read_all(store: Store, jobs: Sequence[Job]) -> Iterator[Read]:
    """Every file of the list, each read once, in the order given."""
    workers = os.cpu_count() or 1
    if len(jobs) < PARALLEL_FROM or workers < 2:
        for job in jobs:
            yield _read_one(job, _content(store, job.path))
        return
    batches = [jobs[start : start + _BATCH] for start in range(0, len(jobs), _BATCH)]
    with ProcessPoolExecutor(max_workers=workers) as pool:
        contents = ([(job, _content(store, job.path)) for job in batch] for batch in batches)
        for done in pool.map(_read_batch, contents):
            yield from done


def _content(store: Store, path: str) -> bytes | ReadingFault:
    try:
        return store.read(path)
    except TooLarge as large:
        return too_large(large.size, MAX_BYTES)
    except Unreadable as reason:
        return unreadable(str(reason))


def _read_batch(batch: Iterable[tuple[Job, bytes | ReadingFault]]) -> list[Read]:
    return [_read_one(job, content) for job, content in batch]


def _read_one(job: Job, content: bytes | ReadingFault) -> Read:
    if isinstance(content, ReadingFault):
        return Read(path=job.path, value=None, findings=(_as_finding(job.path, content),))
    schema = schema_of(job.kind)
    document = compose(content, schema.shape)
    findings = [_as_finding(job.path, fault) for fault in document.faults]
    value = document.value
    if value is not None:
        for fault in schema.faults(value):
            place = Fault(
                file=job.path,
                path=fault.path,
                on_key=fault.on_key,
                message=fault.message,
                remedy=fault.remedy,
            )
            findings.append(fault.check.finding(place))
            value = None
    return Read(
        path=job.path,
        value=value if isinstance(value, dict) else None,
        findings=tuple(findings),
    )


def _as_finding(path: str, fault: ReadingFault) -> Finding:
    place = Fault(file=path, mark=fault.mark, message=fault.message, remedy=fault.remedy)
    return fault.check.finding(place)
