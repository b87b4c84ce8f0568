"""What a document is made of, whatever its format: headings and tables, as other programs see."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pikepdf
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@dataclass(frozen=True, kw_only=True)
class Structure:
    """The levels of the headings, in order; for each table how many cells head its columns."""

    headings: tuple[int, ...]
    tables: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Tagged:
    """What the tags of a PDF say, what it says of itself, and the faults of its syntax."""

    structure: Structure
    scopes: frozenset[str]
    title: str
    language: str
    faults: tuple[str, ...]


def of_markdown(content: bytes, *, signatures: bool) -> Structure:
    """With or without the tables of one empty row, which are the places where somebody signs."""
    headings: list[int] = []
    tables: list[int] = []
    heads = texts = rows = 0
    for token in _MARKDOWN.parse(content.decode("utf-8")):
        match token.type:
            case "heading_open":
                headings.append(int(token.tag[1:]))
            case "table_open":
                heads = texts = rows = 0
            case "tr_open":
                rows += 1
            case "th_open":
                heads += 1
            case "inline" if rows > 1 and token.content:
                texts += 1
            case "table_close":
                if signatures or rows != 2 or texts:
                    tables.append(heads)
                rows = 0
    return Structure(headings=tuple(headings), tables=tuple(tables))


def of_pdf(content: bytes) -> Tagged:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tags = list(_tags(pdf.Root.StructTreeRoot.K))
        kinds = [str(tag.S) for tag in tags]
        heads = [tag for tag in tags if tag.S == "/TH"]
        tables = [tag for tag in tags if tag.S == "/Table"]
        return Tagged(
            structure=Structure(
                headings=tuple(int(kind[2:]) for kind in kinds if kind[:2] == "/H"),
                tables=tuple(sum(tag.S == "/TH" for tag in _tags(table.K)) for table in tables),
            ),
            scopes=frozenset(_scope(head) for head in heads),
            title=str(pdf.docinfo["/Title"]),
            language=str(pdf.Root.Lang),
            faults=tuple(pdf.check_pdf_syntax()),
        )


def _tags(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The tags under one, in the order in which they are read."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _tags(node.K)


def _scope(head: pikepdf.Object) -> str:
    attributes = head.get("/A", pikepdf.Array())
    sets = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((str(one.Scope) for one in sets if "/Scope" in one), "")


def of_flat_odf(content: bytes) -> Structure:
    """Of a document as LibreOffice has read it; only a row that is a head counts as one."""
    root = ET.fromstring(content)
    headings = root.iter(f"{_TEXT}h")
    tables = root.iter(f"{_TABLE}table")
    return Structure(
        headings=tuple(int(one.get(f"{_TEXT}outline-level", "0")) for one in headings),
        tables=tuple(
            len(table.findall(f"./{_TABLE}table-header-rows//{_TABLE}table-cell"))
            for table in tables
        ),
    )
