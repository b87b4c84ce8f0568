"""Typst's text → PDF (the only typst): PDF/A-2a and PDF/UA-1, its own fonts, no clock."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from rete import resources
from rete.errors import ReteError
from rete.render.file_formats import Rendered
from rete.render.limited_process import Limits, answer_of

if TYPE_CHECKING:
    import typst

STANDARDS: Final = ("a-2a", "ua-1")
_REFUSED = re.compile(
    r'the text `"(.+?)"` could not be displayed|the PDF contains the codepoint `"(.+?)"`'
)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_ROUNDS: Final = 8


LIMITS: Final = Limits(seconds=90, patience=180, memory=4 << 30, answer=256 << 20)
_LONG_TEXT: Final = 1_000_000
_LONG_LINE: Final = 100_000
_MANY: Final = 500
_RARE: Final = re.compile(r"[^\x00-\u024f\u2000-\u20cf]")


def version() -> str | None:
    """The version of the compiler's package, or None where there is none."""
    try:
        import typst
    except ImportError:
        return None
    return getattr(typst, "__version__", None)


@cache
def _compiler() -> "typst.Compiler":
    """Typst with its fonts, ready to compile; it could read no other folder than the templates'."""
    import typst

    ours = resources.templates_dir()
    return typst.Compiler(root=ours, font_paths=[], ignore_system_fonts=True, sys_inputs={})


def compiled(source: str, *, seconds: int, limits: Limits = LIMITS) -> Rendered:
    """The PDF of a document; ReteError where it cannot be, or typst had to be stopped.

    The characters that none of its fonts has are named in it as `⟨U+1F600⟩`. Typst works here, and
    cannot be interrupted: what could keep it long goes to another process.
    """
    if not _may_take_long(source):
        return compiled_here(source, seconds)
    said = answer_of(_compiled_there, (source, seconds), limits)
    if said is None:
        raise ReteError(_SLOW)
    missing, content = said
    return Rendered(content=content, missing=tuple(missing))


def _compiled_there(source: str, seconds: int) -> tuple[str, bytes]:
    made = compiled_here(source, seconds)
    return "".join(made.missing), made.content


def _may_take_long(source: str) -> bool:
    """A long text, a long paragraph, or many signs that its fonts may lack, each an error to it."""
    if len(source) > _LONG_TEXT or len(_RARE.findall(source)) > _MANY:
        return True
    return any(len(line) > _LONG_LINE for line in source.split("\n"))


def compiled_here(source: str, seconds: int) -> Rendered:
    """The PDF of a document, made by this very process."""
    import typst

    missing: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            content = _compiler().compile(
                input=source.encode("utf-8"),
                format="pdf",
                pdf_standards=[*STANDARDS],
                timestamp=seconds,
                pdf_tags=True,
            )
        except typst.TypstError as error:
            if _TOO_LONG in error.diagnostic:
                raise ReteError(LONG) from error
            new = _without_glyph(error.diagnostic) - missing
            if not new:
                raise ReteError(_REFUSAL) from error
            missing |= new
            # The text of a document stands in strings of Typst's, where any of these is itself.
            source = source.translate({ord(char): f"⟨U+{ord(char):04X}⟩" for char in new})
            continue
        if isinstance(content, bytes):
            return Rendered(content=content, missing=tuple(sorted(missing)))
    raise ReteError(_REFUSAL)


_TOO_LONG: Final = "a PDF string is longer than"
LONG: Final = (
    "nel documento c'è un titolo troppo lungo per un PDF (più di 32.000 caratteri): accorcialo, o "
    "provalo con --formato html"
)
_SLOW: Final = (
    "typst ci mette troppo tempo, o vuole troppa memoria, a fare il PDF, e l'ho fermato: provalo "
    "con --formato html, che poi si stampa in PDF con il browser"
)
_REFUSAL: Final = (
    "typst non è riuscito a fare il PDF: se usi un modello tuo, provalo con --formato html"
)


def _without_glyph(diagnostic: str) -> set[str]:
    """The characters that Typst refused: it names them one by one, or with those around them."""
    found: set[str] = set()
    for pair in _REFUSED.findall(diagnostic):
        text = _ESCAPE.sub(lambda code: chr(int(code.group(1), 16)), "".join(pair))
        found.update(char for char in text if ord(char) > _PLAIN)
    return found


_PLAIN: Final = 0x24F
"""Latin letters are in every font: where they are refused, what follows them is the reason."""
