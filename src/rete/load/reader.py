"""One file → its value or its faults: reading and shape together, in this process or in several."""

import gc
import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rete import privacy
from rete.diagnostics import Fault, Finding
from rete.reading import ReadingFault, too_large, unreadable
from rete.schema import schema_of
from rete.source import MAX_BYTES, compose
from rete.store import Store, TooLarge, Unreadable

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

PARALLEL_FROM = 1000
"""Below so many files, starting other processes costs more than it saves (measured)."""

_BATCH = 100
_MAX_PROCESSES = 8

_Content = bytes | ReadingFault


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
    """Every file of the list, each read once; in the order given only where they are few."""
    others = min(os.cpu_count() or 1, _MAX_PROCESSES) - 1
    if len(jobs) >= PARALLEL_FROM and others > 0 and (pool := _processes(others)):
        with pool:
            yield from _shared_out(pool, others, store, jobs)
    else:
        for job in jobs:
            yield _read_one(job, _content(store, job.path))


def _processes(number: int) -> "Executor | None":
    """Other processes that read; None where the system does not allow them."""
    from concurrent.futures import ProcessPoolExecutor

    try:
        return ProcessPoolExecutor(max_workers=number, initializer=_begin_process)
    except (OSError, ImportError, NotImplementedError):
        return None


def _begin_process() -> None:
    import signal

    # Ctrl-C is for the process that the user started: it ends these too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _shared_out(pool: "Executor", others: int, store: Store, jobs: Sequence[Job]) -> Iterator[Read]:
    """Batches to the other processes, two ahead of each, and in the meantime one to this."""
    waiting = deque(jobs[start : start + _BATCH] for start in range(0, len(jobs), _BATCH))
    running: deque[Future[list[Read]]] = deque()
    while waiting or running:
        while waiting and len(running) < 2 * others:
            running.append(pool.submit(_read_batch, _with_content(store, waiting.popleft())))
        if waiting:
            yield from _read_batch(_with_content(store, waiting.popleft()))
        while running and (not waiting or running[0].done()):
            yield from running.popleft().result()


def _with_content(store: Store, jobs: Sequence[Job]) -> list[tuple[Job, _Content]]:
    return [(job, _content(store, job.path)) for job in jobs]


def _content(store: Store, path: str) -> _Content:
    try:
        return store.read(path)
    except TooLarge as large:
        return too_large(large.size, MAX_BYTES)
    except Unreadable as reason:
        return unreadable(str(reason))


def _read_batch(batch: Sequence[tuple[Job, _Content]]) -> list[Read]:
    return [_read_one(job, content) for job, content in batch]


def _read_one(job: Job, content: _Content) -> Read:
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
    findings.extend(privacy.findings(job.path, content))
    return Read(
        path=job.path,
        value=value if isinstance(value, dict) else None,
        findings=tuple(findings),
    )


def _as_finding(path: str, fault: ReadingFault) -> Finding:
    place = Fault(file=path, mark=fault.mark, message=fault.message, remedy=fault.remedy)
    return fault.check.finding(place)
