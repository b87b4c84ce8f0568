"""A store → the register in memory and the faults of its files; nothing here prints or judges."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

from rete import collector, privacy
from rete.diagnostics import Finding
from rete.load import folder
from rete.load.kinds import (
    Attachment,
    Kind,
    Known,
    Misplaced,
    classify,
    hidden_behind,
)
from rete.model.atto import Atto
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.records import dataclass
from rete.store import Store, Unreadable

if TYPE_CHECKING:
    from rete.load.reader import Job, Read


@dataclass(frozen=True, kw_only=True)
class LoadedFile:
    """One file as it was read: its digest tells whether it must be read again."""

    digest: str
    kind: Kind
    id: str
    record: Any
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A register in memory, the faults of its files, and the store it came from."""

    rete: Rete
    findings: tuple[Finding, ...]
    store: Store
    files: Mapping[str, LoadedFile]

    @property
    def unread_files(self) -> tuple[str, ...]:
        """The files that are there but could not be read, in order."""
        return tuple(sorted(path for path, file in self.files.items() if file.record is None))


@dataclass(frozen=True, kw_only=True)
class Before:
    """The files of a register as they were read at another time."""

    files: Mapping[str, LoadedFile]


@dataclasses.dataclass(slots=True)
class _Sorted:
    """The paths of a store by what they are."""

    records: dict[str, Known] = field(default_factory=dict)
    attachments: list[str] = field(default_factory=list)
    meant: list[Known] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def load(
    store: Store,
    before: Loaded | Before | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Loaded:
    """Read a whole register; what has the same digest as in ``before`` is not read again.

    ``tell`` hears, now and then, how many have been read and how many there are.
    """
    with collector.at_rest():
        return _load(store, before, tell)


def _load(
    store: Store,
    before: Loaded | Before | None,
    tell: Callable[[int, int], None] | None,
) -> Loaded:
    paths = store.paths()
    found = _sort(store)
    files = dict(_kept(found, paths, before))
    jobs = [job for job in found.records.items() if job[0] not in files]
    kept = len(files)

    def tell_of_all(read: int) -> None:
        if tell is not None:
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
    findings = [*found.findings, *(f for file in files.values() for f in file.findings)]
    return Loaded(
        rete=_rete(store, found, files), findings=tuple(findings), store=store, files=files
    )


def _read(store: Store, jobs: "list[Job]", tell: Callable[[int], None]) -> "Iterable[Read]":
    if not jobs:
        return ()
    # YAML and the schemas, which take a while, are needed only where there is something to read.
    from rete.load.sharing import read_all

    return read_all(store, jobs, tell)


def _sort(store: Store) -> _Sorted:
    found = _Sorted()
    for path, reason in store.strays().items():
        found.findings.append(folder.not_a_file(path, reason))
        found.meant.extend(hidden_behind(path))
    found.findings.extend(folder.same_but_for_case(store.paths()))
    found.findings.extend(privacy.findings_in_names(sorted(store.paths())))
    for path in sorted(store.paths()):
        match classify(path):
            case Known() as known:
                found.records[path] = known
            case Attachment():
                found.attachments.append(path)
            case Misplaced() as fault:
                found.findings.append(folder.misplaced(path, fault))
                if fault.meant:
                    found.meant.append(fault.meant)
            case None:
                pass
    return found


def _kept(
    found: _Sorted, paths: Mapping[str, str], before: Loaded | Before | None
) -> Iterator[tuple[str, LoadedFile]]:
    for path in found.records if before else ():
        old = before.files.get(path) if before else None
        if old is not None and old.digest == paths[path]:
            yield path, old


def _rete(store: Store, found: _Sorted, files: Mapping[str, LoadedFile]) -> Rete:
    records: dict[str, dict[str, Any]] = defaultdict(dict)
    unread: dict[str, set[str]] = defaultdict(set)
    for file in files.values():
        if file.record is None:
            unread[file.kind.name].add(file.id)
        else:
            records[file.kind.name][file.id] = file.record
    for known in found.meant:
        if known.id not in records[known.kind.name]:
            unread[known.kind.name].add(known.id)
    return Rete(
        patto=records["patto"].get("patto"),
        enti=records["ente"],
        tavoli=records["tavolo"],
        verbali=records["verbale"],
        atti=records["atto"],
        seguiti=records["seguito"],
        bisogni=records["bisogno"],
        progetti=records["progetto"],
        monitoraggi=records["monitoraggio"],
        unread={kind: frozenset(ids) for kind, ids in unread.items()},
        allegati=_attachments(store, found.attachments, records),
    )


def _attachments(
    store: Store, paths: list[str], records: Mapping[str, dict[str, Any]]
) -> dict[str, str | None]:
    """Every attachment; the SHA-256 only of those that a record cites (they may be large)."""
    digests: dict[str, str | None] = dict.fromkeys(paths)
    for path in _cited(records):
        if path in digests:
            try:
                digests[path] = store.sha256(path)
            except Unreadable:
                continue
    return digests


def _cited(records: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    citing: list[Verbale | Atto] = [*records["verbale"].values(), *records["atto"].values()]
    for record in citing:
        for allegato in record.allegati:
            yield f"data/allegati/{record.id}/{allegato.file}"
