"""Texts that pandoc or typst would work on without end: they are told, and nobody waits."""

import time

import pytest

from rete.errors import ReteError
from rete.render import conversion, limited_process, pandoc, pdf
from tests.aiuti.documenti import DAY
from tests.aiuti.misura import part


def test_pandoc_is_stopped_when_it_takes_too_long() -> None:
    began = time.monotonic()
    with pytest.raises(ReteError, match="pandoc ci mette troppo tempo"):
        pandoc.converted(">" * 200_000, ("--to", "html5"), seconds=0, patience=1)
    assert time.monotonic() - began < 30


def typst_source(text: str) -> str:
    page = conversion.Page(
        markdown=f"# Titolo\n\n{text}\n\n---\n\nFatto da rete 0: «x».\n",
        name="x", foot="Fatto da rete 0", day=DAY, when=None,
    )  # fmt: skip
    return conversion._converted(page, "pdf").decode("utf-8")


@pytest.mark.parametrize(
    "text", part(["日" * 20_000, "".join(map(chr, range(0x4E00, 0x4E00 + 6000)))], 2)
)
def test_typst_is_stopped_when_it_takes_too_long(text: str) -> None:
    limits = limited_process.Limits(seconds=2, patience=60, memory=4 << 30)
    began = time.monotonic()
    with pytest.raises(ReteError, match="typst ci mette troppo tempo"):
        pdf.compiled(typst_source(text), seconds=0, limits=limits)
    assert time.monotonic() - began < limits.patience


@pytest.mark.parametrize("text", part(["日 " * 501, "parola", "parola " * 15_000], 3))
def test_in_another_process_the_same_pdf_is_made(text: str) -> None:
    source = typst_source(text)

    assert pdf._may_take_long(source) is (text != "parola")
    assert pdf.compiled(source, seconds=0) == pdf.compiled_here(source, 0)


def test_a_title_that_no_pdf_can_hold_is_told() -> None:
    with pytest.raises(ReteError, match="un titolo troppo lungo per un PDF"):
        pdf.compiled(typst_source("## " + "parola " * 6000), seconds=0)
