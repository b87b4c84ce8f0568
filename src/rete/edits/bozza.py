"""`Bozza`: a plan while it is being made; changes by file, and the words that tell them."""

from collections import defaultdict
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Final

from rete.changes import Add, Append, Change, Create, Plain, Plan, Record, Set
from rete.diagnostics import DocPath
from rete.model.comuni import NO, SI
from rete.model.tempo import DataParziale
from rete.model.verbale import Verbale

_NOT_IN_MINUTES: Final = ("id", "file", "data", "tavolo", "sigillo")

Giorno = date | DataParziale


class Bozza:
    """Collects the changes of one operation; each file's in the order in which they were asked."""

    def __init__(self) -> None:
        self._edits: dict[str, list[Change]] = defaultdict(list)
        self._creates: dict[str, Create] = {}
        self._told: list[str] = []
        self._warned: list[str] = []

    def put(self, file: str, path: DocPath, key: str, value: Plain, *, written: bool) -> None:
        """Give a key its value, whether it is already written or not."""
        if written:
            self._edits[file].append(Set(path=(*path, key), value=value))
        else:
            self._edits[file].append(Add(path=path, key=key, value=value))

    def replace(self, file: str, path: DocPath, value: Plain) -> None:
        """Give what is written at a place another value, whole."""
        self._edits[file].append(Set(path=path, value=value))

    def append(self, file: str, path: DocPath, item: Plain) -> None:
        self._edits[file].append(Append(path=path, item=item))

    def create(self, path: str, kind: str, record: Record) -> None:
        self._creates[path] = Create(kind=kind, record=record)

    def tell(self, sentence: str) -> None:
        """A sentence for the plan in words; the same is told once."""
        if sentence not in self._told:
            self._told.append(sentence)

    def warn(self, sentence: str) -> None:
        if sentence not in self._warned:
            self._warned.append(sentence)

    def plan(
        self,
        operazione: str,
        titolo: str,
        *,
        atti: tuple[str, ...] = (),
        riferimenti: tuple[str, ...] = (),
    ) -> Plan:
        return Plan(
            operazione=operazione,
            titolo=titolo,
            racconto=tuple(self._told),
            edits={file: tuple(changes) for file, changes in sorted(self._edits.items())},
            creates=dict(sorted(self._creates.items())),
            avvertenze=tuple(self._warned),
            atti=atti,
            riferimenti=riferimenti,
        )


def written(day: Giorno) -> str:
    """A day as a file holds it."""
    return str(day) if isinstance(day, DataParziale) else day.isoformat()


def as_plain(value: object) -> Plain:
    """A value as a file holds it: a record without the keys that are not known."""
    match value:
        case bool():
            return SI if value else NO
        case str() | int() | float() | dict():
            return value
        case date() | DataParziale():
            return written(value)
        case tuple():
            return [as_plain(one) for one in value]
        case _:
            return record_as_plain(value)


def record_as_plain(record: object) -> Record:
    """A record as a file holds it, its keys in the order of the format.

    What is not known is left out; an empty list is, too, unless it says more than no list at all.
    """
    if not is_dataclass(record):
        raise TypeError(f"a file holds no {type(record).__name__}")
    elsewhere = _NOT_IN_MINUTES if isinstance(record, Verbale) else ()
    found: Record = {}
    for field in fields(record):
        value = getattr(record, field.name)
        unsaid = value is None or value is False or (value == () and field.default is not None)
        if not unsaid and field.name not in elsewhere:
            found[field.name] = as_plain(value)
    return found


def without_empty(record: dict[str, Plain | None]) -> Record:
    """A record without the keys that are not known."""
    return {key: value for key, value in record.items() if value is not None and value != []}
