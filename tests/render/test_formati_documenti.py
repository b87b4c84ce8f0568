"""Every document in every format: by pandoc and Typst, then read by other programs."""

import io
import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from rete.render.markdown import escaped
from tests.aiuti.documenti import EVERY_DOCUMENT, HELD, Wanted, of_the_example
from tests.aiuti.lettori import Page, part, pdf_text, words
from tests.aiuti.luoghi import ROOT
from tests.aiuti.struttura import of_markdown, of_pdf

DOCUMENTS = {
    "verbale": HELD,
    "firmatari": ("firmatari",),
    "foglio-firme": ("foglio-firme", "2026-07-02-plenaria"),
}

Make = Callable[..., bytes]


@pytest.fixture(scope="module")
def make() -> Make:
    """A document of the example: ``make("pdf", "patto")``."""
    return of_the_example


def without_foot(found: list[str]) -> list[str]:
    """The foot names the programs that made a document: not the same in each format."""
    return found[: max(at for at, word in enumerate(found) if word == "Fatto")]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("formato", ["html", "odt", "docx"])
def test_each_format_says_what_the_markdown_says(make: Make, name: str, formato: str) -> None:
    wanted = words("md", make("md", *DOCUMENTS[name]))

    found = words(formato, make(formato, *DOCUMENTS[name]))

    assert len(wanted) > 100
    assert without_foot(found) == without_foot(wanted)


@pytest.mark.parametrize("name", ["verbale", "foglio-firme"])
def test_the_pdf_has_every_word_of_the_markdown_in_order(make: Make, name: str) -> None:
    wanted = without_foot(words("md", make("md", *DOCUMENTS[name])))

    found = iter("".join(pdf_text(make("pdf", *DOCUMENTS[name])).split()))

    # The head of a page may come between two words, never inside one.
    assert [word for word in wanted if not all(char in found for char in word)] == []


@pytest.mark.parametrize("asked", EVERY_DOCUMENT, ids=lambda asked: asked.name)
def test_every_document_there_is_comes_out_in_pdf_with_its_tags(asked: Wanted) -> None:
    text = of_the_example("md", *asked)
    read = of_pdf(of_the_example("pdf", *asked))

    assert read.faults == ()
    assert read.language == "it-IT"
    assert text.decode("utf-8").startswith(f"# {escaped(read.title)}\n")
    # Places for signatures are no table for whoever hears it read: they stand side by side.
    assert read.structure == of_markdown(text, signatures=False)
    assert read.scopes <= {"/Column"}


# --- what each format promises ---------------------------------------------------------------


def test_a_pdf_is_archival_tagged_italian_and_its_fonts_are_inside(make: Make) -> None:
    content = make("pdf", *DOCUMENTS["verbale"])
    reader = PdfReader(io.BytesIO(content))
    catalogue = reader.root_object
    xmp = catalogue["/Metadata"].get_object().get_data().decode("utf-8")

    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert catalogue["/MarkInfo"]["/Marked"] is not None
    assert catalogue["/Lang"] == "it-IT"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] is not None
    assert reader.metadata is not None
    assert reader.metadata.title == "Verbale n. 2 del 16 maggio 2024"
    assert str(reader.metadata.creation_date) == "2026-06-01 00:00:00+00:00"
    assert not reader.is_encrypted
    assert fonts_outside(reader) == []


def fonts_outside(reader: PdfReader) -> list[str]:
    """The fonts of a PDF that are not embedded in it."""
    found = []
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            for inner in font.get_object().get("/DescendantFonts", []):
                descriptor = inner.get_object()["/FontDescriptor"].get_object()
                if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
                    found.append(str(descriptor["/FontName"]))
    return found


def test_a_pdf_numbers_its_pages_and_has_places_for_protocol_and_signatures(make: Make) -> None:
    reader = PdfReader(io.BytesIO(make("pdf", *DOCUMENTS["verbale"])))
    texts = [page.extract_text() for page in reader.pages]

    assert len(texts) > 1
    for number, text in enumerate(texts, start=1):
        assert f"pagina {number} di {len(texts)}" in text
        assert "situazione al 1º giugno 2026" in text
    assert "Protocollo n." in texts[0]
    assert "Protocollo n." not in texts[1]
    assert "chi presiede" in texts[-1]


def test_a_long_table_begins_under_its_title(make: Make) -> None:
    reader = PdfReader(io.BytesIO(make("pdf", "convocazione", "2026-07-02-plenaria")))

    first, second = (page.extract_text() for page in reader.pages)
    assert "Destinatari" in first
    assert "info@ilponte.example" in first
    assert "ente" in second  # the head of the table comes again


def test_a_table_of_many_columns_turns_the_page_on_its_side(make: Make) -> None:
    def width(asked: tuple[str, ...]) -> float:
        page = PdfReader(io.BytesIO(make("pdf", *asked))).pages[0]
        return float(page.mediabox.width)

    assert round(width(DOCUMENTS["verbale"])) == 595
    assert round(width(DOCUMENTS["firmatari"])) == 842
    styles = part(make("odt", "firmatari"), "styles.xml").decode("utf-8")
    assert attribute(styles, "style:page-layout-properties", "fo:page-width") == "29.7cm"
    document = part(make("docx", "firmatari"), "word/document.xml").decode("utf-8")
    assert attribute(document, "w:pgSz", "w:orient") == "landscape"


def attribute(text: str, tag: str, name: str) -> str | None:
    """The first value of an attribute of a tag, wherever it stands in it."""
    found = re.search(rf'<{tag}\b[^>]*\b{name}="([^"]*)"', text)
    return found.group(1) if found else None


def test_a_page_for_the_web_can_be_read_by_everybody(make: Make) -> None:
    text = make("html", *DOCUMENTS["verbale"]).decode("utf-8")
    page = Page()
    page.feed(text)
    names = [tag for tag, _ in page.tags]
    attributes = dict(reversed(page.tags))

    assert attributes["html"]["lang"] == "it"
    assert "<title>Verbale n. 2 del 16 maggio 2024</title>" in text
    assert names.count("h1") == 1
    levels = [int(tag[1]) for tag in names if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert names.count("table") == names.count("caption") == 2
    assert [given.get("scope") for tag, given in page.tags if tag == "th"] == ["col"] * 6
    assert (attributes["a"]["href"], attributes["main"]["id"]) == ("#testo", "testo")
    assert names.index("a") < names.index("main")


def test_a_page_for_the_web_needs_nothing_else(make: Make) -> None:
    page = Page()
    page.feed(make("html", *DOCUMENTS["firmatari"]).decode("utf-8"))

    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object"} == set()
    assert [given["href"] for tag, given in page.tags if "href" in given] == ["#testo"]


def test_what_is_written_in_grey_is_dark_enough() -> None:
    page = (ROOT / "templates/pagina.html").read_text(encoding="utf-8")
    inks = set(re.findall(r"(?<!-)\bcolor: (#[0-9a-f]{6})", page))
    papers = {"#ffffff", *re.findall(r"background: (#[0-9a-f]{6})", page)}

    assert len(inks) >= 3
    assert [(a, b) for a in inks for b in papers if contrast(a, b) < 4.5] == []


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1."""

    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("formato", ["odt", "docx"])
def test_an_office_document_is_sound_italian_and_on_numbered_a4_pages(
    make: Make, formato: str
) -> None:
    content = make(formato, *DOCUMENTS["verbale"])
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        parts = {name: archive.read(name).decode("utf-8") for name in names}
    for name, text in parts.items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(text)

    if formato == "odt":
        assert (names[0], parts["mimetype"]) == (
            "mimetype",
            "application/vnd.oasis.opendocument.text",
        )
        layout = "style:page-layout-properties"
        assert attribute(parts["styles.xml"], "style:text-properties", "fo:language") == "it"
        assert attribute(parts["styles.xml"], layout, "fo:page-width") == "21cm"
        assert attribute(parts["styles.xml"], layout, "fo:page-height") == "29.7cm"
        assert "<text:page-number" in parts["styles.xml"]
        assert "<dc:title>Verbale n. 2 del 16 maggio 2024</dc:title>" in parts["meta.xml"]
        assert styles_missing(parts) == set()
    else:
        assert attribute(parts["word/styles.xml"], "w:lang", "w:val") == "it-IT"
        assert attribute(parts["word/document.xml"], "w:pgSz", "w:w") == "11906"
        assert attribute(parts["word/document.xml"], "w:pgSz", "w:h") == "16838"
        assert "NUMPAGES" in parts["word/footer1.xml"]
        assert '<w:tblHeader w:val="on" />' in parts["word/document.xml"]
        assert "<dc:title>Verbale n. 2 del 16 maggio 2024</dc:title>" in parts["docProps/core.xml"]
        used = set(re.findall(r'<w:[pr]Style w:val="(\w+)"', parts["word/document.xml"]))
        assert used - set(re.findall(r'w:styleId="(\w+)"', parts["word/styles.xml"])) == set()


def styles_missing(parts: dict[str, str]) -> set[str]:
    """The styles that an ODT uses and nobody defines."""
    used = set(re.findall(r'text:style-name="([^"]+)"', parts["content.xml"]))
    defined = set(re.findall(r'style:name="([^"]+)"', parts["content.xml"] + parts["styles.xml"]))
    return used - defined
