"""The documents, one pure function each: a register and a day → the names of its template."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from rete.errors import ReteError

if TYPE_CHECKING:
    from rete.model.rete import Rete
    from rete.model.verbale import Verbale

_Record = TypeVar("_Record")


def asked_for(records: Mapping[str, _Record], what: str, reference: str | None) -> _Record:
    """The record that a document is about, ``what`` in words; ReteError where it is not there."""
    found = records.get(reference or "")
    if found is None:
        raise ReteError(f"{what} «{reference}» non c'è, o il suo file non si legge")
    return found


def the_sitting(rete: "Rete", reference: str | None) -> "Verbale":
    """The sitting that a document is about; ReteError where it is not there."""
    return asked_for(rete.verbali, "il verbale", reference)
