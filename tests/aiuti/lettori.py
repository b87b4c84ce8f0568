"""What a reader of each format finds in a document: its text, in order, and nothing of its look."""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PdfReader

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_UNSEEN = {"style", "title", "caption"}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FURNITURE = re.compile(r"^(situazione .*)?pagina \d+ di \d+$", re.MULTILINE)


def words(formato: str, content: bytes) -> list[str]:
    """The words of the document in reading order; of a PDF, with those of its heads and feet."""
    match formato:
        case "md":
            return " ".join(_of_tokens(_MARKDOWN.parse(content.decode("utf-8")))).split()
        case "html":
            page = Page()
            page.feed(content.decode("utf-8"))
            return " ".join(page.text).split()
        case "odt":
            return _of_xml(part(content, "content.xml"), {f"{_TEXT}p", f"{_TEXT}h"})
        case "docx":
            return _of_xml(part(content, "word/document.xml"), {f"{_WORD}p"})
        case _:
            return pdf_text(content).split()


def _of_tokens(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            inside = token.children or []
            yield "".join(
                " " if one.type in {"softbreak", "hardbreak"} else one.content for one in inside
            )


def part(content: bytes, name: str) -> bytes:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def _of_xml(content: bytes, paragraphs: set[str]) -> list[str]:
    found = ET.fromstring(content).iter()
    return " ".join("".join(one.itertext()) for one in found if one.tag in paragraphs).split()


class Page(HTMLParser):
    """The text of a page's body, and every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside.append(tag)
        if tag in {"meta", "hr", "br"}:
            self._inside.pop()
        if tag in {"p", "li", "td", "th", "h1", "h2", "h3", "h4"}:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        skipped = _UNSEEN & set(self._inside) or self._inside[-1:] == ["a"]
        if "body" in self._inside and not skipped:
            self.text[-1:] = [*self.text[-1:], data] if not self.text else [self.text[-1] + data]


def pdf_text(content: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return "\n".join(_FURNITURE.sub("", text) for text in pages)
