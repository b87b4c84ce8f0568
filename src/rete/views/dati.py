"""A record → plain data with the keys of its file, for JSON."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date

from rete.model.tempo import DataParziale

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
Record = dict[str, Plain]

_NOT_OF_THE_FILE = ("sigillo",)


def as_plain(value: object) -> Plain:
    """Dates in the precision that they have; what the file does not say is left out."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case DataParziale():
            return str(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [as_plain(item) for item in value]
        case Mapping():
            return {str(key): as_plain(inner) for key, inner in value.items()}
        case _:
            return record_as_plain(value)


def record_as_plain(record: object, **more: object) -> Record:
    """What the file of a record has, then what else is known of it."""
    if not is_dataclass(record):
        raise TypeError(record)
    found: Record = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _NOT_OF_THE_FILE or (
            field.default is not MISSING and _absent(value, field.default)
        ):
            continue
        found[field.name] = as_plain(value)
    return found | known(**more)


def known(**values: object) -> Record:
    """Values by key; those that are not known, None, are left out."""
    return {key: as_plain(value) for key, value in values.items() if value is not None}


def _absent(value: object, default: object) -> bool:
    """Whether a value is what stands for a key that is not there (a number that is 0 is not)."""
    return value is default and (default is None or default is False or default == ())
