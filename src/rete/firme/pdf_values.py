"""Objects of a PDF as plain values, whose references lead nowhere by themselves."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from rete.firme.values import Alien
from rete.records import frozen

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import PdfObject, StreamObject


class Ref(NamedTuple):
    """A reference to an object; of generation 0, as there is no other in what rete writes."""

    num: int


class Name(str):
    """A name of PDF with its slash: no text is equal to it."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Name) and str.__eq__(self, other)

    __hash__ = str.__hash__


@frozen
class Stream:
    """A stream: its dictionary and its bytes as they are in the file."""

    entries: "Dictionary"
    encoded: bytes
    source: "StreamObject"

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Stream)
            and self.encoded == other.encoded
            and self.entries == other.entries
        )

    __hash__ = None  # type: ignore[assignment]


LARGEST_NUMBER: Final = 2**31 - 1
"""Beyond it (ISO 32000-1, annex C) some readers see another number, or 0."""
LARGEST_REFERENCE: Final = 8_388_607
"""How many objects a file can have, of the same annex."""

Box = tuple[float, float, float, float]
"""A rectangle: left, bottom, right, top."""

Object = (
    None | bool | int | Decimal | Name | bytes | Ref | Stream | list["Object"] | dict[str, "Object"]
)
Dictionary = dict[str, Object]
"""A dictionary of PDF: its keys have their slashes."""


def plain(found: "PdfObject") -> Object:
    """A value of pyHanko's as one of ours; Alien for what no ordinary PDF holds."""
    from pyhanko.pdf_utils import generic

    match found:
        case generic.IndirectObject() if found.generation == 0 and found.idnum <= LARGEST_REFERENCE:
            return Ref(found.idnum)
        case generic.StreamObject():
            entries = _entries(found)
            return Stream(entries=entries, encoded=found.encoded_data, source=found)
        case generic.DictionaryObject():
            return _entries(found)
        case generic.ArrayObject():
            return [plain(one) for one in list.__iter__(found)]
        case _:
            return _simple(found)


def _simple(found: "PdfObject") -> Object:
    from pyhanko.pdf_utils import generic

    match found:
        case generic.NameObject():
            return Name(found)
        case generic.TextStringObject() | generic.ByteStringObject():
            return bytes(found.original_bytes)
        case generic.BooleanObject():
            return bool(found)
        case generic.NumberObject() if abs(found) <= LARGEST_NUMBER:
            return int(found)
        case generic.FloatObject() if abs(found) <= LARGEST_NUMBER:
            return Decimal(found)
        case generic.NullObject():
            return None
        case _:
            raise Alien("ha oggetti di una specie che non si conosce")


def keys(names: str) -> frozenset[str]:
    """The keys of a dictionary by their names, without the slashes."""
    return frozenset(f"/{name}" for name in names.split())


def listed(value: Object) -> list[Object]:
    """What is in a list; nothing where the value is none."""
    return value if isinstance(value, list) else []


def _entries(found: dict[str, "PdfObject"]) -> Dictionary:
    return {str(key): plain(value) for key, value in dict.items(found)}
