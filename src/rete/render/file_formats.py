"""The formats of documents, by name and by the end of a file's; `conversion` makes them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, get_args

from rete.records import frozen

Formato = Literal["md", "html", "odt", "docx", "pdf"]
FORMATI: Final[tuple[Formato, ...]] = get_args(Formato)
BINARI: Final[frozenset[Formato]] = frozenset({"odt", "docx", "pdf"})
_SUFFIXES: Final[Mapping[str, Formato]] = {
    "": "md",
    ".md": "md",
    ".markdown": "md",
    ".txt": "md",
    ".html": "html",
    ".htm": "html",
    ".odt": "odt",
    ".docx": "docx",
    ".pdf": "pdf",
}


@frozen
class Rendered:
    """The bytes of a document; ``missing`` are the characters that it could not show."""

    content: bytes
    missing: tuple[str, ...] = ()


def format_of(path: Path) -> Formato | None:
    """The format that a file's name asks for; None where it is not one of ours."""
    return _SUFFIXES.get(path.suffix.casefold())
