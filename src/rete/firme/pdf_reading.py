"""Single objects read from the bytes of a PDF by pyHanko; `pdf_tail` says which ones there are."""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeGuard

from rete.firme.pdf_values import Name, Object, Stream, plain
from rete.firme.values import Alien

if TYPE_CHECKING:
    from pyhanko.pdf_utils.rw_common import PdfHandler

SPACE: Final = rb"[\0\t\n\x0c\r ]"
OBJ: Final = re.compile(rb"([1-9][0-9]{0,8})" + SPACE + rb"+0" + SPACE + rb"+obj(?![A-Za-z0-9])")
IRREGULAR: Final = "non è un aggiornamento regolare di un PDF"
_LENGTH: Final = re.compile(
    OBJ.pattern + SPACE + rb"+([0-9]{1,9})" + SPACE + rb"+endobj(?![A-Za-z0-9])"
)
_PAIR: Final = re.compile(SPACE + rb"*([0-9]{1,9})" + SPACE + rb"+([0-9]{1,9})")


Entry = tuple[int, int | tuple[int, int] | None]
"""What a table says of an object, after its number: where it is, or in which object stream and how
far on; None: it is free."""


class Reading:
    """The bytes of a file from a place on, ready to be read object by object."""

    def __init__(self, given: bytes, start: int) -> None:
        # What nothing ends, such as a comment, pyHanko would go on reading for ever.
        self._stream = io.BytesIO(given + b"\n")
        self._handler = _handler(given, start)

    def value(self, at: int) -> tuple[Object, int]:
        """The value that stands there, and where it ends."""
        self._stream.seek(at)
        return self._next(self._stream), self._stream.tell()

    def inside(self, stream: Stream) -> list[tuple[int, Object]]:
        """Numbers and values of the objects that an object stream holds, in their order."""
        from pyhanko.pdf_utils.decode_limits import DecodePurpose

        content = stream.source.read_data(DecodePurpose.OBJECT_STREAM)
        count, first = stream.entries.get("/N"), stream.entries.get("/First")
        if not isinstance(count, int) or not isinstance(first, int) or "/Extends" in stream.entries:
            raise Alien(IRREGULAR)
        into = io.BytesIO(content + b"\n")
        found: list[tuple[int, Object]] = []
        at = 0
        for _ in range(count):
            pair = needed(_PAIR.match(content, at))
            at = pair.end()
            into.seek(first + int(pair[2]))
            found.append((int(pair[1]), self._next(into)))
        return found

    def _next(self, stream: io.BytesIO) -> Object:
        from pyhanko.pdf_utils import generic, misc

        misc.read_non_whitespace(stream, seek_back=True)
        return plain(generic.read_object(stream, generic.Reference(1, 0, self._handler)))


def needed(found: re.Match[bytes] | None) -> re.Match[bytes]:
    """What a regular update has there; Alien where it has not."""
    if found is None:
        raise Alien(IRREGULAR)
    return found


def entries_of(stream: Stream) -> Iterator[Entry]:
    """What a table written as a stream says."""
    from pyhanko.pdf_utils.xref import ObjStreamRef, XRefType, parse_xref_stream

    for entry in parse_xref_stream(stream.source, strict=True):
        match entry.xref_type, entry.location:
            case XRefType.FREE, _:
                yield entry.idnum, None
            case XRefType.STANDARD, int(at) if entry.generation == 0:
                yield entry.idnum, at
            case XRefType.IN_OBJ_STREAM, ObjStreamRef() as place:
                yield entry.idnum, (place.obj_stream_id, place.ix_in_stream)
            case _:
                raise Alien(IRREGULAR)


def _handler(given: bytes, start: int) -> "PdfHandler":
    """What pyHanko asks for the length of a stream that is written apart, and for nothing else."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.decode_limits import DecodeContext, DecodeLimits
    from pyhanko.pdf_utils.rw_common import PdfHandler

    lengths: dict[int, set[int]] = {}
    for found in _LENGTH.finditer(given, start):
        lengths.setdefault(int(found[1]), set()).add(int(found[2]))

    class Lengths(PdfHandler):
        strict = True
        decode_context = DecodeContext(DecodeLimits(), input_size=len(given))

        def get_object(
            self, ref: generic.Reference, as_metadata_stream: bool = False
        ) -> generic.PdfObject:
            (length,) = lengths[ref.idnum]
            return generic.NumberObject(length)

    return Lengths()


def is_of_type(value: Object, name: str) -> TypeGuard[Stream]:
    """Whether it is a stream that says that it is of that type."""
    return isinstance(value, Stream) and value.entries.get("/Type") == Name(name)
