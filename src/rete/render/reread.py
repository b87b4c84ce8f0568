"""A document's file read again: its format, the line at its foot, and where two of them differ."""

import html
import io
import re
from typing import Final
from zipfile import BadZipFile, ZipFile

from rete.records import dataclass
from rete.render.forms import Formato
from rete.render.provenance import Provenance, read

_HEAD: Final = 4096
"""How far the beginning of a document may be from that of its file: a `.p7m` wraps it."""
_LARGEST: Final = 8 * 1024 * 1024
_HTML = re.compile(r'<meta name="provenienza" content="([^"]*)">')
_PDF = re.compile(r"<pdf:Keywords>([^<]*)</pdf:Keywords>")
_PROPERTY = re.compile(r'name="provenienza"[^>]*>(?:<vt:lpwstr>)?([^<]*)<')
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a file says of itself."""

    format: Formato
    provenance: Provenance


def found_in(content: bytes) -> Found | None:
    """None where it is not a document of rete's, or its foot was changed."""
    formato = _format_of(content)
    match formato:
        case "odt":
            told = _first(_PROPERTY, _member(content, "meta.xml"))
        case "docx":
            told = _first(_PROPERTY, _member(content, "docProps/custom.xml"))
        case "html":
            told = _first(_HTML, _text(content))
        case "pdf":
            told = _first(_PDF, _text(content))
        case "md":
            # Only here is the line as it was written: with what Markdown needs before some signs.
            told = _text(content).replace("\\", "")
    provenance = read(told)
    return None if provenance is None else Found(format=formato, provenance=provenance)


def _format_of(content: bytes) -> Formato:
    head = content[:_HEAD]
    if b"%PDF-" in head:
        return "pdf"
    if b"PK\x03\x04" in head:
        return "odt" if _member(content, "mimetype") else "docx"
    return "html" if b"<!DOCTYPE html>" in head else "md"


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return html.unescape(found.group(1)) if found else ""


def _member(content: bytes, name: str) -> str:
    return _text(_members(content).get(name, b""))


def _members(content: bytes) -> dict[str, bytes]:
    """The parts of an archive; none where it is not one, or is larger than a document can be."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                return {}
            return {name: archive.read(name) for name in archive.namelist()}
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return {}


def where_they_differ(formato: Formato, wanted: bytes, given: bytes) -> str:
    """The first place where a document is not what it should be, in words."""
    match formato:
        case "md" | "html":
            return _line(_text(wanted).split("\n"), _text(given).split("\n"))
        case "odt" | "docx":
            return _part(_members(wanted), _members(given))
        case "pdf":
            first = _first_difference(wanted, given)
            return f"dal byte {first + 1} di {len(given)}"


def _line(wanted: list[str], given: list[str]) -> str:
    for number, (right, wrong) in enumerate(zip(wanted, given, strict=False), start=1):
        if right != wrong:
            return f"alla riga {number}: {_against(right, wrong)}"
    if len(given) > len(wanted):
        return f"dalla riga {len(wanted) + 1}, che è in più"
    return f"dopo la riga {len(given)}, dove ne manca una parte"


def _part(wanted: dict[str, bytes], given: dict[str, bytes]) -> str:
    for name in sorted(wanted.keys() | given.keys(), key=_text_first):
        if wanted.get(name) == given.get(name):
            continue
        if name not in given:
            return f"nella parte «{name}», che manca"
        if name not in wanted:
            return f"nella parte «{name}», che è in più"
        pieces = zip(_pieces(wanted[name]), _pieces(given[name]), strict=False)
        for right, wrong in pieces:
            if right != wrong:
                return f"nel testo: {_against(right, wrong)}"
        return f"nella parte «{name}»"
    return "nel modo in cui le parti sono raccolte: è stato salvato di nuovo"


def _text_first(name: str) -> tuple[bool, str]:
    return name not in {"content.xml", "word/document.xml"}, name


def _pieces(content: bytes) -> list[str]:
    """The text of a part of an office document, piece by piece."""
    return [text for piece in _TAGS.split(_text(content)) if (text := html.unescape(piece).strip())]


def _against(right: str, wrong: str) -> str:
    return f"«{_short(wrong)}» invece di «{_short(right)}»"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _first_difference(wanted: bytes, given: bytes) -> int:
    shortest = min(len(wanted), len(given))
    return next((at for at in range(shortest) if wanted[at] != given[at]), shortest)
