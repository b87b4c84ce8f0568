"""The digest that a document carries of itself: told from any file that is not as rete wrote it."""

import io
import zipfile

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader

from rete.render import seal
from rete.render.file_formats import FORMATI, Formato
from tests.aiuti.documenti import HELD, of_the_example
from tests.aiuti.misura import examples

NAME = "elenco-aderenti"


def document(formato: Formato) -> bytes:
    return of_the_example(formato, NAME)


@pytest.mark.parametrize("formato", FORMATI)
def test_a_document_is_known_for_untouched_whatever_it_is_about(formato: Formato) -> None:
    for asked in ((NAME,), HELD):
        content = of_the_example(formato, *asked)
        assert seal.untouched_format(content) == formato
        assert seal.is_untouched(content)


@pytest.mark.parametrize("formato", FORMATI)
@examples(2000, 200)
@given(data=st.data())
def test_one_bit_is_enough_to_tell(formato: Formato, data: st.DataObject) -> None:
    content = bytearray(document(formato))
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    content[bit // 8] ^= 1 << bit % 8
    assert not seal.is_untouched(bytes(content))


@pytest.mark.parametrize("formato", FORMATI)
def test_every_bit_of_the_end_where_the_digest_stands_counts(formato: Formato) -> None:
    content = document(formato)
    for at in range(len(content) - 200, len(content)):
        for bit in range(8):
            altered = bytearray(content)
            altered[at] ^= 1 << bit
            assert not seal.is_untouched(bytes(altered)), (at, bit)


@pytest.mark.parametrize("formato", FORMATI)
@examples(600, 60)
@given(added=st.binary(min_size=1, max_size=80), ahead=st.booleans())
@example(added=b"\n", ahead=False)
@example(added=b"\n9 0 obj\n<< /Type /Sig /ByteRange [0 10 20 30] >>\nendobj\n%%EOF\n", ahead=False)
@example(added=b"\xef\xbb\xbf", ahead=True)
def test_what_is_added_before_or_after_is_told(formato: Formato, added: bytes, ahead: bool) -> None:
    content = document(formato)
    assert not seal.is_untouched(added + content if ahead else content + added)


@pytest.mark.parametrize("formato", FORMATI)
def test_a_document_cut_short_copied_twice_or_with_other_line_ends_is_told(
    formato: Formato,
) -> None:
    content = document(formato)
    for altered in (
        content[:-1],
        content[: len(content) // 2],
        content[1:],
        content + content,
        content.replace(b"\n", b"\r\n"),
        content.decode("latin-1").encode("utf-16"),
        b"",
    ):
        assert not seal.is_untouched(altered)


@pytest.mark.parametrize("formato", FORMATI)
def test_a_document_without_its_digest_is_not_known_to_be_untouched(formato: Formato) -> None:
    content = document(formato)
    at = content.rindex(seal.SCHEME)
    assert not seal.is_untouched(content[:at] + content[at + len(seal.SCHEME) + 64 :])
    assert seal.has_seal(content)


@pytest.mark.parametrize(
    "text",
    [
        b"[core]\n\tbare = false\n",
        b"#!/bin/sh\nexit 0\n",
        b"# Elenco\n\n---\n\nFatto da rete 0.1.0: boh.\n\n",
        b"<html>\n</html>\n",
        b"",
    ],
)
def test_a_file_of_another_kind_that_ends_as_a_document_does_is_none(text: bytes) -> None:
    for formato in FORMATI:
        assert not seal.is_untouched(seal.sealed(text, formato))


def test_an_archive_that_is_no_document_is_none() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("a.txt", "a")
    for formato in ("odt", "docx"):
        sealed = seal.sealed(into.getvalue(), formato)
        assert seal.has_seal(sealed)
        assert not seal.is_untouched(sealed)


# --- and each format stays what it is --------------------------------------------------------


def test_a_pdf_ends_as_pdf_a_wants_and_two_readers_find_no_fault_in_it() -> None:
    content = document("pdf")
    lines = content.split(b"\n")

    assert (lines[-1], lines[-3]) == (b"%%EOF", b"startxref")
    assert lines[-4].startswith(b"%rete-impronta sha256 ")
    table = int(lines[-2])
    assert content[table:].startswith(b"xref\n")
    assert len(PdfReader(io.BytesIO(content), strict=True).pages) > 0
    with pikepdf.open(io.BytesIO(content)) as read:
        assert read.check_pdf_syntax() == []


@pytest.mark.parametrize("formato", ["odt", "docx"])
def test_an_office_document_is_a_sound_archive(formato: Formato) -> None:
    with zipfile.ZipFile(io.BytesIO(document(formato))) as archive:
        assert archive.testzip() is None
        assert archive.comment.startswith(seal.SCHEME)


def test_in_text_the_digest_is_a_comment_after_everything_else() -> None:
    for formato in ("md", "html"):
        *_, last, end = document(formato).split(b"\n")
        assert last.startswith(b"<!-- rete-impronta sha256 ")
        assert last.endswith(b" -->")
        assert end == b""


def test_what_ends_in_another_way_is_not_marked() -> None:
    for formato in ("pdf", "odt", "docx"):
        assert seal.sealed(b"other", formato) == b"other"
