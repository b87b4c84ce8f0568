"""A store → the register in memory (`Loaded`) and the faults of its files."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rete import garbage_collector, privacy
from rete.diagnostics import Finding
from rete.litter import is_litter
from rete.load import folder_faults
from rete.load.allegati import Allegati, Tell, attachments, cited
from rete.load.kinds import (
    Attachment,
    Kind,
    Known,
    Litter,
    Misplaced,
    classify,
    hidden_behind,
)
from rete.model.nomi_di_file import may_be_new
from rete.model.rete import PLURALI, Rete
from rete.records import frozen
from rete.store import Store

if TYPE_CHECKING:
    from rete.load.one_file import Job, Read


_Records = dict[str, dict[str, Any]]
"""Records by kind and id."""


@frozen
class LoadedFile:
    """One file as it was read: its digest tells whether it must be read again."""

    digest: str
    kind: Kind
    id: str
    record: Any
    findings: tuple[Finding, ...]


Files = Mapping[str, LoadedFile]
"""What was read of the files of a register, by their paths."""


@frozen
class Loaded:
    """A register in memory, the faults of its files, and the store it came from."""

    rete: Rete
    findings: tuple[Finding, ...]
    store: Store
    files: Files

    @property
    def unread_files(self) -> tuple[str, ...]:
        """The files that are there but could not be read, in order."""
        return tuple(sorted(path for path, file in self.files.items() if file.record is None))


@dataclasses.dataclass(slots=True)
class _Sorted:
    """The paths of a store by what they are."""

    records: dict[str, Known] = field(default_factory=dict)
    attachments: list[str] = field(default_factory=list)
    litter: list[str] = field(default_factory=list)
    misplaced: dict[str, Misplaced] = field(default_factory=dict)
    meant: list[Known] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@garbage_collector.at_rest()
def load(
    store: Store, before: Files = MappingProxyType({}), tell: Tell = lambda _read, _all: None
) -> Loaded:
    """Read a whole register; what has the same digest as in ``before`` is not read again.

    ``tell`` hears, now and then, how many have been read and how many there are.
    """
    paths = store.paths()
    found = _sort(store)
    files = {
        path: old
        for path in found.records
        if (old := before.get(path)) is not None and old.digest == paths[path]
    }
    jobs = [job for job in found.records.items() if job[0] not in files]
    kept = len(files)

    def tell_of_all(read: int) -> None:
        tell(kept + read, len(found.records))

    for read in _read(store, jobs, tell_of_all):
        known = found.records[read.path]
        files[read.path] = LoadedFile(
            digest=paths[read.path],
            kind=known.kind,
            id=known.id,
            record=read.record,
            findings=read.findings,
        )
    files = {path: files[path] for path in sorted(files)}
    records = _records(files)
    there = _attachments(store, found, records, tell)
    findings = [*found.findings, *there.findings]
    findings += (f for file in files.values() for f in file.findings)
    rete = _rete(found, files, records, there)
    return Loaded(rete=rete, findings=tuple(findings), store=store, files=files)


def _attachments(store: Store, found: _Sorted, records: _Records, tell: Tell) -> Allegati:
    wanted = cited(records)
    # Whoever cites a file of a name that systems use has put it there.
    paths = [*found.attachments, *(path for path in found.litter if path in wanted)]
    read = len(found.records)

    def tell_more(done: int, total: int) -> None:
        tell(read + done, read + total)

    return attachments(store, paths, wanted, tell_more)


def _read(store: Store, jobs: "list[Job]", tell: Callable[[int], None]) -> "Iterable[Read]":
    if not jobs:
        return ()
    # YAML and the schemas, which take a while, are needed only where there is something to read.
    from rete.load.one_file import read_all

    return read_all(store, jobs, tell)


def _sort(store: Store) -> _Sorted:
    found = _Sorted()
    paths = store.paths()
    for path, reason in store.strays().items():
        if is_litter(path):  # emacs locks a file with a link that leads nowhere
            found.litter.append(path)
            continue
        found.findings.append(folder_faults.not_a_file(path, reason))
        found.meant.extend(hidden_behind(path))
    in_order = sorted(paths)
    unfit = [path for path in in_order if _is_at_home(path, found)]
    found.findings += (
        *folder_faults.same_but_for_case(paths),
        *privacy.findings_in_names(in_order),
        *folder_faults.misplaced(found.misplaced, paths),
        *folder_faults.names(unfit, paths),
    )
    if found.litter:
        found.findings.extend(folder_faults.litter(store.tracked(found.litter), found.litter))
    return found


def _is_at_home(path: str, found: _Sorted) -> bool:
    """Put a path where it belongs; whether its name has still to be looked at."""
    match classify(path):
        case Known() as known:
            found.records[path] = known
            return not may_be_new(known.id)
        case Attachment():
            found.attachments.append(path)
            return True
        case Litter():
            found.litter.append(path)
        case Misplaced() as fault:
            found.misplaced[path] = fault
            if fault.meant:
                found.meant.append(fault.meant)
        case None:
            return True
    return False


def _records(files: Files) -> _Records:
    records: _Records = defaultdict(dict)
    for file in files.values():
        if file.record is not None:
            records[file.kind.name][file.id] = file.record
    return records


def _rete(found: _Sorted, files: Files, records: _Records, there: Allegati) -> Rete:
    unread: dict[str, set[str]] = defaultdict(set)
    named: list[LoadedFile | Known] = [*files.values(), *found.meant]
    for known in named:
        if known.id not in records[known.kind.name]:
            unread[known.kind.name].add(known.id)
    return Rete(
        patto=records["patto"].get("patto"),
        **{plural: records[kind] for kind, plural in PLURALI.items()},
        unread={kind: frozenset(ids) for kind, ids in unread.items()},
        allegati=there.impronte,
        alterati=there.alterati,
    )
