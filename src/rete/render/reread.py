"""A document's file read again: its format, the line at its foot, what it is a copy of."""

import html
import io
import re
import zlib
from collections.abc import Callable, Mapping
from typing import Final
from unicodedata import normalize
from zipfile import BadZipFile, LargeZipFile, ZipFile

from rete.records import frozen
from rete.render.document_foot import Provenance, read
from rete.render.file_formats import Formato

_HEAD: Final = 4096
"""How far on a PDF or a page of the web may begin, after what another program put before it."""
_LARGEST: Final = 8 * 1024 * 1024
_MOST_PARTS: Final = 500
_FOOT: Final = "Fatto da rete "
_LONGEST_FOOT: Final = 2000
_FEET: Final = 20
_HTML = re.compile(r'<meta name="provenienza" content="([^"]{0,4000})"')
_PAGE = re.compile(rb"\s*(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype )?html", re.IGNORECASE)
_PAGE_OF_OURS: Final = b'<meta name="provenienza" content="'
_PDF = re.compile(r"<pdf:Keywords>([^<]{0,4000})</pdf:Keywords>")
_PROPERTY = re.compile(r'name="provenienza"[^>]{0,400}>(?:<vt:lpwstr>)?([^<]{0,4000})<')
_SIGNED_INSIDE: Final = ("documentsignatures.xml", "_xmlsignatures/")


@frozen
class Found:
    """What a file says of itself.

    ``content`` is the file without what other programs do to a text when they save it, ``copied``
    what that was, in words: nothing where the bytes are as they were.
    """

    format: Formato
    provenance: Provenance
    content: bytes
    copied: tuple[str, ...] = ()


def found_in(content: bytes) -> Found | None:
    """None where it is not a document of rete's, or its foot was changed."""
    formato = format_of_bytes(content)
    copied: tuple[str, ...] = ()
    if formato in {"md", "html"}:
        content, copied = _as_written(content)
        formato = format_of_bytes(content)
    match formato:
        case "odt":
            told = _first(_PROPERTY, _member(content, "meta.xml"))
        case "docx":
            told = _first(_PROPERTY, _member(content, "docProps/custom.xml"))
        case "html":
            told = _first(_HTML, text_of(content))
        case "pdf":
            told = _first(_PDF, text_of(content))
        case "md":
            told = text_of(content)
    # Only in Markdown is the line as it was written: with what that needs before some signs.
    provenance = _foot(told, str if formato != "md" else _unescaped)
    if provenance is None:
        return None
    return Found(format=formato, provenance=provenance, content=content, copied=copied)


def _foot(text: str, cleaned: Callable[[str], str]) -> Provenance | None:
    """The last line in a text that rete can have written at a document's foot."""
    at = len(text)
    for _ in range(_FEET):
        at = text.rfind(_FOOT, 0, at)
        if at < 0:
            return None
        if provenance := read(cleaned(text[at : at + _LONGEST_FOOT])):
            return provenance
    return None


def _unescaped(text: str) -> str:
    return text.replace("\\", "")


def why_not_ours(content: bytes) -> str:
    """Of a file that `found_in` did not recognise, what can be said of it, in words."""
    formato = format_of_bytes(content)
    if not content:
        return "è vuoto"
    if formato == "pdf":
        if b"/Encrypt" in content:
            return "è un PDF protetto da una password o da limiti: togli la protezione e riprova"
        if b"%%EOF" not in content[-2048:]:
            return "è un PDF tagliato o rovinato: manca la fine"
    if formato in {"odt", "docx"}:
        names = members(content)
        if names is None:
            return "è un archivio tagliato, rovinato o troppo grande: non si può aprire"
        if any(name.startswith("META-INF/") and "signature" in name for name in names):
            return "è un contenitore di firme (ASiC): estrai il documento e verifica quello"
    if _FOOT in text_of(content):
        return (
            "non si può rifare con questa versione di rete: la riga in fondo è di una forma che "
            "non conosce, o è stata cambiata"
        )
    return (
        "non è un documento fatto da rete, o la riga in fondo che dice da dove viene è stata "
        "cambiata o tolta"
    )


def format_of_bytes(content: bytes) -> Formato:
    """In which of our formats a file is, by how it begins; Markdown where it is none of others."""
    head = content[:_HEAD]
    if head.startswith(b"%PDF-") or (b"%PDF-" in head and b"startxref" in content[-_HEAD:]):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "odt" if _member(content, "mimetype") else "docx"
    # Something may have been put before a page; our Markdown has no such mark, not even as text.
    return "html" if _PAGE.match(head) or _PAGE_OF_OURS in head else "md"


def text_of(content: bytes) -> str:
    """A file as text; what is not UTF-8 in it is replaced."""
    return content.decode("utf-8", "replace")


def _as_written(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """A text as rete writes it, and what is not so in the file."""
    told: list[str] = []
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        told.append("è in UTF-16 invece che in UTF-8")
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    elif content.startswith(b"\xef\xbb\xbf"):
        told.append("ha all'inizio un segno di codifica (BOM)")
        content = content[3:]
    elif not _is_utf8(content):
        told.append("è in un'altra codifica (Windows-1252) invece che in UTF-8")
        content = content.decode("cp1252", "replace").encode("utf-8")
    if b"\r" in content:
        told.append("ha gli a capo di un altro sistema")
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if (whole := normalize("NFC", text_of(content)).encode("utf-8")) != content:
        told.append("ha le lettere accentate scritte in due pezzi")
        content = whole
    return content, tuple(told)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return html.unescape(found.group(1)) if found else ""


def _member(content: bytes, name: str) -> str:
    return text_of((members(content, only=name) or {}).get(name, b""))


def members(content: bytes, only: str | None = None) -> Mapping[str, bytes] | None:
    """The parts of an archive; None where it is not one, or is larger than a document can be."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            every = archive.infolist()
            if len(every) > _MOST_PARTS or sum(info.file_size for info in every) > _LARGEST:
                return None
            return {
                info.filename: archive.read(info)
                for info in every
                if only is None or info.filename == only
            }
    except (
        *(BadZipFile, LargeZipFile, zlib.error, OSError, EOFError),
        *(ValueError, NotImplementedError, RuntimeError, KeyError, OverflowError),
    ):
        return None


def is_signed_inside(name: str) -> bool:
    """Whether a part of an office document is a signature that an office program put there."""
    return any(word in name for word in _SIGNED_INSIDE)
