"""How documents lie on their pages: turned or not, room after tables, nothing alone at the end."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from rete.render.conversion import Page, rendered
from tests.aiuti.documenti import Wanted, of_the_example
from tests.aiuti.lettori import part
from tests.aiuti.luoghi import ROOT

DOSSIER = Wanted("dossier", "2026-07-02-plenaria")
PLENARY = Wanted("scheda-tavolo", "plenaria")
UPRIGHT = (
    Wanted("scheda-ente", "comune-di-roccaverde"),  # eight columns, of figures
    PLENARY,
    Wanted("foglio-firme", "2026-07-02-plenaria"),
    Wanted("convocazione", "2026-07-02-plenaria"),  # four columns, of text
    DOSSIER,
    Wanted("elenco-aderenti"),
)
LYING = (Wanted("registro-decisioni"), Wanted("firmatari"))


def pages(asked: Wanted) -> list[str]:
    reader = PdfReader(io.BytesIO(of_the_example("pdf", *asked)))
    return [page.extract_text() for page in reader.pages]


@pytest.mark.parametrize("asked", [*UPRIGHT, *LYING], ids=lambda asked: asked.name)
def test_a_page_lies_on_its_side_where_many_columns_have_much_to_say(asked: Wanted) -> None:
    box = PdfReader(io.BytesIO(of_the_example("pdf", *asked))).pages[0].mediabox
    styles = part(of_the_example("odt", *asked), "styles.xml").decode("utf-8")
    document = part(of_the_example("docx", *asked), "word/document.xml").decode("utf-8")
    lying = asked in LYING

    assert (box.width > box.height) == lying
    assert ('style:print-orientation="landscape"' in styles) == lying
    assert ('w:orient="landscape"' in document) == lying


def test_every_table_of_odt_has_room_below() -> None:
    content = part(of_the_example("odt", *DOSSIER), "content.xml").decode("utf-8")
    tables = re.findall(r"<style:table-properties [^>]*>", content)

    assert len(tables) == content.count("<table:table ") > 2
    assert [one for one in tables if 'fo:margin-bottom="0.35cm"' not in one] == []


@pytest.mark.parametrize(
    ("asked", "style"),
    [(DOSSIER, "DopoUnaTabella"), (PLENARY, "ElencoDopoUnaTabella")],
    ids=["paragraph", "list"],
)
def test_what_follows_a_table_of_docx_brings_room_above(asked: Wanted, style: str) -> None:
    content = of_the_example("docx", *asked)
    document = part(content, "word/document.xml").decode("utf-8")
    after = re.findall(r'</w:tbl>\s*<w:p>\s*<w:pPr>\s*<w:pStyle w:val="(\w+)"', document)
    spaced = part(content, "word/styles.xml").decode("utf-8")

    assert len(after) == document.count("<w:tbl>") > 1
    assert style in after
    assert {one for one in after if not one.startswith("Heading")} <= {style, "Provenienza"}
    for used in set(after):
        written = re.search(rf'w:styleId="{used}".*?</w:style>', spaced, re.DOTALL)
        before = re.search(r'w:before="(\d+)"', written.group() if written else "")
        assert before is not None
        assert int(before.group(1)) >= 200


@pytest.mark.parametrize(
    ("asked", "with_it"),
    [
        (Wanted("scheda-ente", "la-bussola"), "Azioni aperte"),
        (Wanted("scheda-tavolo", "gruppo-monitoraggio"), "Presenze"),
        (Wanted("foglio-firme", "2024-10-11-plenaria"), "La carica basta"),
        (Wanted("verbale", "2024-10-10-plenaria"), "Letto, approvato e sottoscritto."),
        (Wanted("estratto", "2024-05-16-plenaria/2"), "luogo e data"),
    ],
    ids=lambda given: given.name if isinstance(given, Wanted) else "",
)
def test_the_foot_and_the_signatures_are_never_alone_on_a_page(asked: Wanted, with_it: str) -> None:
    found = pages(asked)

    assert len(found) > 1
    assert with_it in found[-1].partition("Fatto da rete")[0]


def test_a_long_table_at_the_end_begins_where_it_can() -> None:
    first, *_, last = pages(Wanted("firmatari"))

    assert "Banca del Tempo" in first
    assert "Fatto da rete" in last


def test_an_address_in_a_table_of_the_web_may_go_on_another_line() -> None:
    page = of_the_example("html", "convocazione", "2026-07-02-plenaria").decode("utf-8")
    assert "<td>protocollo@<wbr>pec.<wbr>comune.<wbr>roccaverde.<wbr>example</td>" in page
    assert "<td>info@ilponte.example</td>" in page  # short enough as it is
    assert "<wbr>" not in page.partition("<table")[0]


def test_the_page_on_notes_is_one_sheet_on_both_sides() -> None:
    text = (ROOT / "docs" / "appunti.md").read_text(encoding="utf-8")
    page = Page(markdown=text, name="Appunti", foot="", day=date(2026, 6, 1), when=None)
    sheets = PdfReader(io.BytesIO(rendered(page, "pdf").content)).pages

    assert len(sheets) <= 2
    sides = {(round(float(s.mediabox.width)), round(float(s.mediabox.height))) for s in sheets}
    assert sides == {(595, 842)}
    last_line = next(reversed(text.splitlines())).strip().rstrip(".").replace("`", "")
    assert last_line in " ".join(sheets[-1].extract_text().split())
