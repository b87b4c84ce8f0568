"""Typst's text → PDF (the only typst): PDF/A-2a and PDF/UA-1, its own fonts, no clock."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rete.errors import ReteError
from rete.records import dataclass

if TYPE_CHECKING:
    import typst

STANDARDS: Final = ("a-2a", "ua-1")
_REFUSED = re.compile(
    r'the text `"(.+?)"` could not be displayed|the PDF contains the codepoint `"(.+?)"`'
)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_ROUNDS: Final = 8


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A PDF, and the characters that none of its fonts has: it names them as `⟨U+1F600⟩`."""

    content: bytes
    missing: tuple[str, ...]


def version() -> str | None:
    """The version of the compiler's package, or None where there is none."""
    try:
        import typst
    except ImportError:
        return None
    return getattr(typst, "__version__", None)


@cache
def compiler(files: Path) -> "typst.Compiler":
    """Typst with its fonts, ready to compile; ``files`` is the only folder that it could read."""
    import typst

    return typst.Compiler(root=files, font_paths=[], ignore_system_fonts=True, sys_inputs={})


def compiled(source: str, *, files: Path, seconds: int) -> Compiled:
    """The PDF of a document."""
    import typst

    missing: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            content = compiler(files).compile(
                input=source.encode("utf-8"),
                format="pdf",
                pdf_standards=[*STANDARDS],
                timestamp=seconds,
                pdf_tags=True,
            )
        except typst.TypstError as error:
            new = _without_glyph(error.diagnostic) - missing
            if not new:
                raise ReteError(_REFUSAL) from error
            missing |= new
            # The text of a document stands in strings of Typst's, where any of these is itself.
            source = source.translate({ord(char): _named(char) for char in new})
            continue
        if isinstance(content, bytes):
            return Compiled(content=content, missing=tuple(sorted(missing)))
    raise ReteError(_REFUSAL)


_REFUSAL: Final = (
    "typst non è riuscito a fare il PDF: se usi un modello tuo, provalo con --formato html"
)


def _named(char: str) -> str:
    return f"⟨U+{ord(char):04X}⟩"


def _without_glyph(diagnostic: str) -> set[str]:
    """The characters that Typst refused: it names them one by one, or with those around them."""
    found: set[str] = set()
    for pair in _REFUSED.findall(diagnostic):
        text = _ESCAPE.sub(lambda code: chr(int(code.group(1), 16)), "".join(pair))
        found.update(char for char in text if ord(char) > _PLAIN)
    return found


_PLAIN: Final = 0x24F
"""Latin letters are in every font: where they are refused, what follows them is the reason."""
