"""A document's own digest, carried in it: whether a file is still, to the bit, as rete wrote it.

The digest is of all the rest of the file, and stands where each format has room for it without
showing it: a comment as the last line of Markdown and HTML, one between the trailer and `startxref`
of a PDF (PDF/A allows nothing after the end), the comment of the archive that ODT and DOCX are. It
needs no register, and it is no signature: whoever wants to can write another.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from rete.render import document_foot
from rete.render.file_formats import Formato
from rete.render.markdown import escaped

SCHEME: Final = b"rete-impronta sha256 "
"""How the seal begins in every format; what another rete would do otherwise begins otherwise."""

_HEX: Final = 64
_SEAL: Final = len(SCHEME) + _HEX
_TEXT_LINE: Final = re.compile(rb"<!-- (" + SCHEME + rb"[0-9a-f]{64}) -->\n\Z")
_PDF_LINE: Final = re.compile(
    rb"%(" + SCHEME + rb"[0-9a-f]{64})\n(?=startxref\n[0-9]{1,10}\n%%EOF)"
)
_PDF_END: Final = re.compile(rb"startxref\n[0-9]{1,10}\n%%EOF\n?\Z")
_PDF_TAIL: Final = _SEAL + 64
_PDF_HEAD: Final = re.compile(rb"%PDF-[12]\.[0-9]\n")
_FOOT: Final = b"\n---\n\n"
_ARCHIVE_END: Final = b"PK\x05\x06"
_ARCHIVE_END_LENGTH: Final = 22
_FIRST_PART: Final[Mapping[Formato, bytes]] = {
    "odt": b"mimetypeapplication/vnd.oasis.opendocument.text",
    "docx": b"[Content_Types].xml",
}
_NAME_OF_FIRST_PART: Final = 30  # where it stands in the archive


def sealed(content: bytes, formato: Formato) -> bytes:
    """A document as it comes out of its making, with its digest in it.

    One that ends in a way not known here stays as it is, and cannot be recognised later.
    """
    mark = _seal_of(content)
    match formato:
        case "md" | "html":
            return content + b"<!-- " + mark + b" -->\n"
        case "pdf":
            end = _PDF_END.search(content, max(0, len(content) - _PDF_TAIL))
            if end is None:
                return content
            return content[: end.start()] + b"%" + mark + b"\n" + content[end.start() :]
        case "odt" | "docx":
            return _with_comment(content, mark)


def is_untouched(content: bytes) -> bool:
    """Whether this is a whole document of rete's, to the last bit as it was written.

    What is no document, was altered, is longer (a signature) or was made before there were such
    digests is not; of the last it cannot be known.
    """
    return untouched_format(content) is not None


def untouched_format(content: bytes) -> Formato | None:
    """In which format rete wrote this very content; None where it did not, or not all of it."""
    for formato, taken_apart in _TAKEN_APART.items():
        found = taken_apart(content)
        if found is not None:
            rest, mark = found
            return formato if mark == _seal_of(rest) else None
    return None


def has_seal(content: bytes) -> bool:
    """Whether it carries such a digest anywhere: altered or not, it comes from rete."""
    return SCHEME in content


def _seal_of(rest: bytes) -> bytes:
    return SCHEME + hashlib.sha256(rest).hexdigest().encode("ascii")


# --- each format taken apart: all the rest, and its seal -------------------------------------


def _markdown(content: bytes) -> tuple[bytes, bytes] | None:
    found = _text(content)
    return found if found is not None and _ends_with_its_foot(found[0]) else None


def _ends_with_its_foot(rest: bytes) -> bool:
    """Any text can end with a comment: a document ends with the line that says where it is from."""
    line = rest[rest.rfind(_FOOT) + len(_FOOT) :] if _FOOT in rest else b""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    told = document_foot.read(text.replace("\\", ""))
    return told is not None and text == f"{escaped(told.line())}\n\n"


def _html(content: bytes) -> tuple[bytes, bytes] | None:
    found = _text(content) if content.startswith(b"<!DOCTYPE html>\n") else None
    return found if found is not None and found[0].endswith(b"\n</html>\n") else None


def _text(content: bytes) -> tuple[bytes, bytes] | None:
    found = _TEXT_LINE.search(content, max(0, len(content) - _SEAL - len(b"<!--  -->\n")))
    return None if found is None else (content[: found.start()], found.group(1))


def _pdf(content: bytes) -> tuple[bytes, bytes] | None:
    if not _PDF_HEAD.match(content):
        return None
    at = max(0, len(content) - _PDF_TAIL - len(b"%\n"))
    found, end = _PDF_LINE.search(content, at), _PDF_END.search(content, at)
    if found is None or end is None or found.end() != end.start():
        return None
    return content[: found.start()] + content[found.end() :], found.group(1)


def _archive(content: bytes, formato: Formato) -> tuple[bytes, bytes] | None:
    if not content.startswith(b"PK\x03\x04"):
        return None
    if not content.startswith(_FIRST_PART[formato], _NAME_OF_FIRST_PART):
        return None
    rest, mark = content[:-_SEAL], content[-_SEAL:]
    if not mark.startswith(SCHEME) or rest[-2:] != _length(mark):
        return None
    return (rest[:-2] + _length(b""), mark) if _ends_an_archive(rest) else None


def _with_comment(archive: bytes, comment: bytes) -> bytes:
    if not _ends_an_archive(archive) or archive[-2:] != _length(b""):
        return archive
    return archive[:-2] + _length(comment) + comment


def _ends_an_archive(content: bytes) -> bool:
    return content[-_ARCHIVE_END_LENGTH:].startswith(_ARCHIVE_END)


def _length(comment: bytes) -> bytes:
    return len(comment).to_bytes(2, "little")


_TAKEN_APART: Final[Mapping[Formato, Callable[[bytes], tuple[bytes, bytes] | None]]] = {
    "pdf": _pdf,
    "odt": partial(_archive, formato="odt"),
    "docx": partial(_archive, formato="docx"),
    "html": _html,
    "md": _markdown,
}
