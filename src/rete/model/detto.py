"""What a key of a record is called on cards: said once, where the record has it."""

from dataclasses import MISSING, field, fields
from typing import Any

_LABEL = "detto"


def detto(label: str, default: object = None) -> Any:
    """A field of a record that cards show under this label, in the order of the record."""
    return field(default=default, metadata={_LABEL: label})


def detto_sempre(label: str) -> Any:
    """The same, of a key that is always there."""
    return detto(label, MISSING)


def labels_of(record: type) -> dict[str, str]:
    """The keys that cards show as they are, each with its label."""
    found: Any = fields(record)  # a record is seen by type checkers only as its class
    return {one.name: one.metadata[_LABEL] for one in found if _LABEL in one.metadata}
