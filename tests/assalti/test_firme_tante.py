"""Signed files with more of a thing than anybody signs: one for two, hundreds for one, and soon."""

import time
from typing import Final

import pytest
from asn1crypto import cms

from rete.firme.opened import opened
from rete.firme.pdf_signatures import added
from rete.firme.pdf_tail import revisions
from rete.firme.values import Alien, Unreadable
from rete.firme.words import place
from tests.aiuti import penna
from tests.aiuti.carte import document
from tests.assalti.incollare import body_of, pages_of, told_of, updated, with_key

FREE: Final = 5000
SOON: Final = 20
"""Seconds, on a machine that does other things too."""


def why(forged: bytes) -> str:
    with pytest.raises(Alien) as refused:
        added(document(), forged)
    return str(refused.value)


# --- in a PDF ------------------------------------------------------------------------------------


def places(many: int) -> bytes:
    """The document with so many places for a signature, all in one update."""
    page, root = pages_of(document())[0], told_of(document())["root"]
    shown = b"<</FT/Sig/T(C%d)/Type/Annot/Subtype/Widget/F 4/Rect[60 90 240 150]/P %d 0 R>>"
    numbers = range(FREE, FREE + many)
    refs = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = {
        page: with_key(body_of(document(), page), b"/Annots[%s]" % refs),
        root: with_key(body_of(document(), root), b"/AcroForm<</SigFlags 3/Fields[%s]>>" % refs),
        **{number: shown % (number, page) for number in numbers},
    }
    return updated(document(), objects)


def signed_in(pdf: bytes, numbers: list[int]) -> bytes:
    """One signature, of all the bytes that it can be of, in each of those fields."""
    room = b"0" * 8000
    value = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange [%s]" % (
        b" " * 40
    )
    fields = {one: with_key(body_of(pdf, one), b"/V %d 0 R" % (FREE - 1)) for one in numbers}
    whole = updated(pdf, {**fields, FREE - 1: value + b"/Contents <%s>>>" % room})
    start = whole.index(b"<" + room)
    end = start + len(room) + 2
    told = b"0 %d %d %d" % (start, end, len(whole) - end)
    whole = whole.replace(b" " * 40 + b"]", told.ljust(40) + b"]")
    made = penna.envelope(whole[:start] + whole[end:], apart=True).hex().encode()
    return whole[:start] + b"<" + made.ljust(len(room), b"0") + b">" + whole[end:]


def test_one_signature_is_not_told_as_two() -> None:
    pdf = places(2)

    (firma,) = added(document(), signed_in(pdf, [FREE])).signatures
    assert firma.matches is True
    assert why(signed_in(pdf, [FREE, FREE + 1])) == "mette più di una firma in una volta"


def test_places_beyond_number_are_refused_soon() -> None:
    assert len(added(document(), penna.signed_pdf(places(200), field="C5000")).empty) == 199

    assert why(penna.signed_pdf(places(201), field="C5000")) == "è troppo per essere delle firme"


def test_updates_beyond_number_are_refused() -> None:
    """Of each the signature would be reckoned over all that is before it."""
    pdf = document()
    for _ in range(200):
        pdf = updated(pdf, {})
    table = told_of(document())["table"]

    assert len(revisions(pdf, len(document()), table=table)) == 200
    with pytest.raises(Alien, match="è troppo per essere delle firme"):
        revisions(updated(pdf, {}), len(document()), table=table)


@pytest.mark.parametrize(
    ("box", "told"),
    [
        ((-500, -500, -300, -400), None),
        ((60, -90, 240, 0), None),
        ((-100, 90, 20, 150), "in basso a sinistra"),
        ((500, 90, 9000, 150), "in basso a destra"),
    ],
)
def test_what_is_off_the_page_is_not_said_to_be_seen(box: penna.Box, told: str | None) -> None:
    (firma,) = added(document(), penna.signed_pdf(document(), box=box)).signatures

    assert [one.where for one in firma.places] == [told]
    seen = f"si vede a pagina 1, {told}"
    assert [*map(place, firma.places)] == [
        seen if told else "il suo riquadro è fuori dalla pagina 1, e non si vede"
    ]


def test_boxes_one_over_another_are_told() -> None:
    first = penna.signed_pdf(document(), box=penna.BOX)

    for box, meets in (
        (penna.BOX, True),
        ((200, 140, 300, 200), True),
        ((240, 90, 300, 150), False),
    ):
        both = penna.signed_pdf(first, penna.BRUNO, box=box, field="Altra")
        found = [at for one in added(document(), both).signatures for at in one.places]
        assert [one.meets for one in found] == [meets, meets]
        assert ("dove c'è anche il riquadro di un'altra" in place(found[0])) is meets


# --- in an envelope ------------------------------------------------------------------------------


def der(tag: int, content: bytes) -> bytes:
    size = len(content).to_bytes((len(content).bit_length() + 7) // 8)
    head = size if len(content) < 128 else bytes([0x80 + len(size)]) + size
    return bytes([tag]) + head + content


def signed_by(signers: int, *, over_each: int, certificates: int) -> bytes:
    """An envelope of the same signature so many times, each signed over so many times."""
    data = cms.ContentInfo.load(penna.countersigned(b"x", penna.ANNA, penna.BRUNO))["content"]
    info = data["signer_infos"][0]
    over = info["unsigned_attrs"][0]["values"][0].dump() * over_each
    over = der(0x30, cms.CMSAttributeType("counter_signature").dump() + der(0x31, over))
    info["unsigned_attrs"] = None
    one = der(0x30, cms.SignerInfo.load(info.dump(force=True)).contents + der(0xA1, over))
    certs = [one.chosen.dump() for one in data["certificates"]]
    other = penna.signer(penna.STAMPER).signing_cert.dump()
    parts = [data[name].dump() for name in ("version", "digest_algorithms", "encap_content_info")]
    parts += [der(0xA0, other * (certificates - len(certs)) + b"".join(certs))]
    parts += [der(0x31, one * signers)]
    inside = der(0xA0, der(0x30, b"".join(parts)))
    return der(0x30, cms.ContentType("signed_data").dump() + inside)


def test_signatures_over_signatures_are_counted_together() -> None:
    found = opened(signed_by(10, over_each=19, certificates=200)).signatures
    assert len(found) == 200
    assert all(one.matches is True for one in found)

    began = time.process_time()
    with pytest.raises(Unreadable, match="le firme sono troppe"):
        opened(signed_by(200, over_each=200, certificates=200))
    assert time.process_time() - began < SOON
