"""A file → its record or its faults: its bytes, its shape, what privacy asks, its record.

Many are read in this process or shared out among several.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from rete import privacy
from rete.another_process import shared_out
from rete.diagnostics import Fault, Finding
from rete.load.build import build
from rete.load.kinds import Known, date_of, table_of
from rete.model.impronta import frozen_digest
from rete.reading_faults import FIRST, ReadingFault, cannot_be_opened, too_large
from rete.records import frozen
from rete.schema import schema_of
from rete.source import compose
from rete.store import Store, TooLarge, Unreadable

_MOST_BATCHES: Final = 1000


@frozen
class Read:
    """What came of one file: ``record`` is None where it has a fault of reading or shape."""

    path: str
    record: Any
    findings: tuple[Finding, ...]


Job = tuple[str, Known]
"""A file to be read: where it is, and whose record is in it."""


def read_all(store: Store, jobs: Sequence[Job], tell: Callable[[int], None]) -> Iterator[Read]:
    """Every file of the list, each read once; in the order given only where they are few.

    ``tell`` hears how many have been read so far.
    """
    size = -(-len(jobs) // _MOST_BATCHES) or 1
    batches = [jobs[start : start + size] for start in range(0, len(jobs), size)]

    def read(batch: Sequence[Job]) -> list[Read]:
        return [read_one(store, job) for job in batch]

    done = 0
    for found in shared_out(read, batches, files=len(jobs)):
        yield from found
        done += len(found)
        tell(done)


def read_one(store: Store, job: Job) -> Read:
    """One file, read once: every fault of its bytes and shape, and its record if it has none."""
    try:
        return _read(job, store.read(job[0]))
    except TooLarge as large:
        fault = too_large.at(FIRST, large.size)
    except Unreadable as reason:
        fault = cannot_be_opened.at(FIRST, reason)
    return Read(path=job[0], record=None, findings=(_as_finding(job[0], fault),))


def _read(job: Job, content: bytes) -> Read:
    path, known = job
    schema = schema_of(known.kind.name)
    document = compose(content, schema.shape)
    findings = [_as_finding(path, fault) for fault in document.faults]
    value = document.value
    if value is not None:
        for fault in schema.faults(value):
            place = Fault(
                file=path,
                path=fault.path,
                on_key=fault.on_key,
                message=fault.message,
                remedy=fault.remedy,
            )
            findings.append(fault.check.finding(place))
            value = None
    findings.extend(privacy.findings(path, content))
    record = _record(known, path, value) if isinstance(value, dict) else None
    return Read(path=path, record=record, findings=tuple(findings))


def _record(known: Known, path: str, value: dict[str, Any]) -> Any:
    match known.kind.name:
        case "patto":
            named: dict[str, Any] = {}
        case "verbale" | "atto":
            named = {"id": known.id, "data": date_of(known.id)}
        case _:
            named = {"id": known.id}
    if known.kind.name == "verbale":
        named["tavolo"] = table_of(known.id)
        named["sigillo"] = frozen_digest(value) if "approvazione" in value else None
    return build(known.kind.record, value, file=path, **named)


def _as_finding(path: str, fault: ReadingFault) -> Finding:
    place = Fault(file=path, mark=fault.mark, message=fault.message, remedy=fault.remedy)
    return fault.check.finding(place)
