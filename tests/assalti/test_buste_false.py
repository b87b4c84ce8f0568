"""Envelopes changed, cut, nested or blown up: read, or refused in words, and soon."""

import base64
import io
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete.firme.opened import opened
from rete.firme.pdf_signatures import added
from rete.firme.values import Alien, Unreadable
from rete.render.differences import _pieces
from rete.render.reread import found_in, why_not_ours
from tests.aiuti import misura, penna
from tests.aiuti.carte import document
from tests.conftest import Said

SOON: Final = 20
"""Seconds, on a machine that does other things too."""


@cache
def enveloped() -> bytes:
    """One envelope for all examples: no two signatures are the same bytes."""
    return penna.envelope(document("md"))


@given(st.data())
@misura.examples(every=4000, some=80)
def test_a_changed_envelope_is_never_of_these_bytes_unless_they_are_the_same(
    data: st.DataObject,
) -> None:
    content = document("md")
    written = bytearray(enveloped())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(written) - 1))
        written[at] = data.draw(st.integers(0, 255))
    try:
        found = opened(bytes(written))
        told = [one.matches for one in found.signatures]
    except Unreadable:
        return
    if found.envelopes and told and all(one is True for one in told):
        assert found.document == content


@given(st.data())
@misura.examples(every=2000, some=40)
def test_pieces_of_an_envelope_are_refused_in_words(data: st.DataObject) -> None:
    written = enveloped()
    low, high = sorted(data.draw(st.lists(st.integers(0, len(written)), min_size=2, max_size=2)))
    piece = data.draw(st.sampled_from([b"", written, b"\x30\x80" * 50]) | st.binary(max_size=60))
    try:
        found = opened(written[:low] + piece + written[high:])
    except Unreadable:
        return
    if found.envelopes and found.document is not None and not found.more:
        told = [one.matches for one in found.signatures]
        assert found.document == document("md") or not told or True not in told


@pytest.mark.parametrize(
    "content",
    [
        bytes.fromhex("308006092a864886f70d010702a080") + b"\x30\x80" * 2_000_000,
        bytes.fromhex("308006092a864886f70d010702a080") + b"\x24\x80" * 2_000_000,
        bytes.fromhex("3084ffffffff06092a864886f70d010702") + b"\0" * 2_000_000,
        b"MIIG" + b"A" * 3_000_000,
        b"-----BEGIN PKCS7-----\n" + b"A" * 3_000_000,
        b"-----BEGIN PKCS7-----\n" * 200_000,
        b"-----BEGIN PKCS7-----" + b"\n" * 2_000_000,
        b"0" * 3_000_000,
    ],
)
def test_an_envelope_that_never_ends_is_refused_soon(content: bytes) -> None:
    before = time.monotonic()
    with suppress(Unreadable):
        assert opened(content).envelopes == 0
    assert time.monotonic() - before < SOON


def test_envelopes_one_in_the_other_without_end_are_refused() -> None:
    content = document("md")
    for _ in range(7):
        content = penna.envelope(content)

    with pytest.raises(Unreadable, match="troppe buste"):
        opened(content)


def bomb(*parts: tuple[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return into.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        bomb(("mimetype", b"x"), ("meta.xml", b"0" * 40_000_000)),
        bomb(*((f"{n}.xml", b"") for n in range(3000))),
        bomb(("mimetype", b"x"), ("meta.xml", b'name="provenienza"' * 20_000)),
        b"Fatto da rete " * 400_000,
        b'<!DOCTYPE html><meta name="provenienza" content="' + b"x" * 5_000_000,
        b"%PDF-1.7\n" + b"<pdf:Keywords>" * 400_000,
    ],
)
def test_a_file_that_blows_up_is_left_soon(content: bytes) -> None:
    before = time.monotonic()

    assert found_in(content) is None
    assert why_not_ours(content)

    assert time.monotonic() - before < SOON


@pytest.mark.parametrize("formato", ["html", "odt", "docx"])
def test_a_changed_document_of_tags_that_do_not_end_is_compared_soon(formato: str) -> None:
    given = document(formato).replace(b"Associazione", b"Altra", 1) + b"<" * 400_000
    before = time.monotonic()

    assert _pieces(given.decode("latin-1"))

    assert time.monotonic() - before < SOON


@pytest.mark.parametrize(
    "tail",
    [
        b"\n5000 0 obj\n" + b"[" * 300_000,
        b"\n5000 0 obj\n" + b"<</A" * 300_000,
        b"\n5000 0 obj\n" + b"1" * 3_000_000,
        b"\n5000 0 obj\n" + b"1." + b"1" * 3_000_000,
        b"\n5000 0 obj\n(" + b"(" * 2_000_000,
        b"\n5000 0 obj\n/" + b"A" * 2_000_000,
        b"\n5000 0 obj\n%" + b"x" * 2_000_000,
        b"\n5000 0 obj\n<" + b"0" * 2_000_000,
        b"\n%" * 1_000_000,
        b"\n" * 3_000_000,
        b"".join(b"\n%d 0 obj\nnull\nendobj" % n for n in range(5000, 40_000)),
        b"\n5000 0 obj\n<</Length 1 0 R>>\nstream\nx\nendstream\nendobj\n" * 20_000,
        b"\nxref\n0 9999999999\n" + b"0000000000 65535 f \n" * 100_000,
        b"\nstartxref\n1\n%%EOF" * 100_000,
    ],
)
def test_an_update_that_never_ends_is_refused_soon(tail: bytes) -> None:
    before = time.monotonic()

    with pytest.raises(Alien):
        added(document(), document() + tail)

    assert time.monotonic() - before < SOON


def packed(objects: bytes, count: int, first: int) -> bytes:
    """An object stream that says of itself more than it holds."""
    import zlib

    content = zlib.compress(objects)
    return b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (
        *(count, first, len(content)),
        content,
    )


@pytest.mark.parametrize(
    "body",
    [packed(b"0" * 90_000_000, 1, 0), packed(b"5001 0 ", 10**9, 9), packed(b"", 1, 0)],
)
def test_a_packed_update_that_blows_up_is_refused_soon(body: bytes) -> None:
    start = len(document()) + 1
    table = b"<</Type/XRef/Size 5003/W[1 4 2]/Index[5001 2]/Root 1 0 R/Prev %d/Length 14>>" % (
        int(document().rpartition(b"startxref\n")[2].split()[0])
    )
    packed_at = b"\n5002 0 obj\n%s\nendobj\n" % body
    where = start + len(packed_at) - 1
    rows = b"\2" + (5002).to_bytes(4) + b"\0\0" + b"\1" + start.to_bytes(4) + b"\0\0"
    xref = b"5003 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        *(table, rows, where),
    )
    before = time.monotonic()

    with pytest.raises(Alien):
        added(document(), document() + packed_at + xref)

    assert time.monotonic() - before < SOON


@pytest.mark.parametrize("formato", ["md", "html", "odt", "docx", "pdf"])
@misura.examples(every=300, some=6)
@given(data=st.data())
def test_whatever_is_done_to_a_document_it_is_read_or_it_is_not_ours(
    formato: str, data: st.DataObject
) -> None:
    content = bytearray(document(formato))
    for _ in range(data.draw(st.integers(1, 20))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    changed = bytes(content)

    found = found_in(changed)

    assert found is not None or why_not_ours(changed)


def test_an_envelope_of_nothing_is_told(
    rete: Callable[..., Said], register: Path, tmp_path: Path
) -> None:
    (tmp_path / "e.pdf.p7m").write_bytes(base64.encodebytes(penna.envelope(b"")))

    said = rete("verifica", str(tmp_path / "e.pdf.p7m"), folder=register)

    assert (said.code, said.out) == (3, "")
    assert "difetto" not in said.err
