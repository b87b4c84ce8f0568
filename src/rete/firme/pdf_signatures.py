"""The signatures inside a PDF: each covers all of the file up to its own end, or it is none."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from rete.errors import CannotTell
from rete.firme.cms import UNREADABLE, Pieces, is_time_stamp, signatures, signed_data, time_stamp
from rete.firme.guard import or_cannot_tell, walled
from rete.firme.pdf_base import Base
from rete.firme.pdf_changes import Changes, changes
from rete.firme.pdf_covered import place_of
from rete.firme.pdf_state import State
from rete.firme.pdf_tail import Revision, revisions
from rete.firme.pdf_values import Dictionary, Name, Object
from rete.firme.values import TOO_MUCH, Alien, Firma, Place, Unreadable
from rete.records import frozen

_HEX: Final = re.compile(rb"<[0-9A-Fa-f\0\t\n\x0c\r ]*>\Z")
_WAYS: Final = {"/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/ETSI.RFC3161"}
_MOST_SHOWN: Final = 200
_NOT_ALL: Final = "ha una firma che non copre tutto quello che viene prima"


@frozen
class Added:
    """What was added to a PDF; ``empty`` are the places left for signatures to come."""

    signatures: tuple[Firma, ...]
    empty: tuple[Place, ...]


def added(document: bytes, given: bytes) -> Added:
    """What ``given`` adds to the document with which it begins; Alien where it is anything else."""
    base = Base(document)
    found: list[tuple[Dictionary, Firma]] = []
    before: dict[int, Object] = {}
    last: Changes | None = None
    for revision in revisions(given, len(document), table=base.table):
        with walled(Alien("non si riesce a leggere")):
            state = State(base, before, revision)
            last = changes(state)
        found += [(one, _firma(one, given, revision)) for one in last.signed]
        before = state.objects
    if last is None or not found:
        raise Alien("non è una firma")
    if sum(len(at) for _, at in last.shown) > _MOST_SHOWN:
        raise Alien(TOO_MUCH)
    placed = (replace(firma, places=_places(base, last, entries)) for entries, firma in found)
    return Added(signatures=tuple(placed), empty=_places(base, last, None))


def _places(base: Base, last: Changes, signature: Dictionary | None) -> tuple[Place, ...]:
    """Where the field of a signature shows as the file is now, or those left empty (None)."""
    found: list[Place] = []
    for field, shown in last.shown:
        if field.signature == signature:
            others = [box for _, boxes in last.shown if boxes is not shown for box in boxes]
            for one in shown:
                beside = [box.box for box in others if box.page == one.page]
                found.append(place_of(base, one.page, one.box, beside))
    return tuple(found)


def _firma(entries: Dictionary, given: bytes, revision: Revision) -> Firma:
    with walled(Alien(_NOT_ALL)):
        start, end, signed = _covered(entries, given, revision)
    contents = entries.get("/Contents")
    way = entries.get("/SubFilter")
    if not isinstance(contents, bytes) or not isinstance(way, Name) or str(way) not in _WAYS:
        why = "è fatta in un modo che rete non sa leggere"
        return Firma(kind="firma", matches=CannotTell(why))
    pieces = [memoryview(given)[:start], memoryview(given)[end:signed]]
    found = _read(contents, pieces)
    if isinstance(found, CannotTell):
        return Firma(kind="firma", matches=found)
    if found.claimed or found.kind == "marca":
        return found
    claimed = _claimed(entries.get("/M"))
    return found if isinstance(claimed, CannotTell) else replace(found, claimed=claimed)


@or_cannot_tell(UNREADABLE)
def _read(contents: bytes, pieces: Pieces) -> Firma:
    data = _signed_data(contents)
    if is_time_stamp(data):
        return time_stamp(data, pieces)
    found = signatures(data, pieces)
    if len(found) != 1:
        raise Unreadable("non è una firma sola")
    return found[0]


@or_cannot_tell(UNREADABLE)
def _claimed(value: Object) -> datetime:
    """The hour that the PDF says of a signature, as whoever signed wrote it there."""
    from pyhanko.pdf_utils.generic import parse_pdf_date

    found = parse_pdf_date(value.decode("ascii") if isinstance(value, bytes) else "")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _covered(entries: Dictionary, given: bytes, revision: Revision) -> tuple[int, int, int]:
    """Where the signature itself begins and ends, and how far what it signs goes."""
    told = entries.get("/ByteRange")
    if not isinstance(told, list) or len(told) != 4 or not all(isinstance(n, int) for n in told):
        raise Alien(_NOT_ALL)
    zero, start, end, length = (n for n in told if isinstance(n, int))
    signed = end + length
    in_place = zero == 0 < start < end <= signed and revision.start <= start
    goes_to_the_end = revision.end <= signed <= revision.limit
    if not in_place or not goes_to_the_end or not _HEX.match(given[start:end]):
        raise Alien(_NOT_ALL)
    digits = given[start + 1 : end - 1].translate(None, b"\0\t\n\x0c\r ").decode()
    if bytes.fromhex(digits + "0" * (len(digits) % 2)) != entries.get("/Contents"):
        raise Alien(_NOT_ALL)
    return start, end, signed


def _signed_data(contents: bytes) -> Any:
    from asn1crypto import parser

    if contents[parser.peek(contents) :].strip(b"\0"):
        raise Alien("ha una firma con qualcosa di più dentro")
    data = signed_data(contents)
    if data["encap_content_info"]["content"] and not is_time_stamp(data):
        raise Unreadable(UNREADABLE)
    return data
