"""One Markdown text → the format that it is wanted in (pandoc, then typst for PDF)."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from rete import __version__, italiano, resources
from rete.errors import ReteError
from rete.records import frozen
from rete.render import pandoc, pdf, seal
from rete.render.file_formats import Formato, Rendered

_FILTERS: Final = ("testo.lua", "tabelle.lua", "pagina.lua")
_PAGES: Final[Mapping[Formato, str]] = {
    "html": "pagina.html",
    "odt": "pagina.odt.xml",
    "docx": "pagina.docx.xml",
    "pdf": "pagina.typ",
}
_WRITERS: Final[Mapping[Formato, str]] = {"html": "html5", "pdf": "typst-smart"}
_TABLE: Final = re.compile(r"^\|.*\|\n\|(?: *:?-+:? *\|)+(?:\n\|.*\|)*$", re.MULTILINE)
_BETWEEN_CELLS: Final = re.compile(r"(?<!\\)\|")
_MANY_COLUMNS: Final = 6
_TWO_LINES: Final = 184  # characters, twice the line of `filtri/tabelle.lua`
_LONG_CELL: Final = 60  # as there: what is longer goes on several lines anyway
_PADDING: Final = 3
_EARLIEST: Final = date(1980, 1, 1)  # what a zip archive can say
_LATEST: Final = date(2107, 12, 31)


@frozen
class Page:
    """A document ready to be put on a page: its text with the foot, and what is told beside it."""

    markdown: str
    name: str
    foot: str
    day: date
    when: str | None


def programs(formato: Formato) -> tuple[tuple[str, str], ...]:
    """What makes a document in that format, with its version; ReteError where it is missing."""
    made_by = [("rete", __version__)]
    if formato != "md":
        made_by.append(("pandoc", pandoc.version() or ""))
    if formato == "pdf":
        made_by.append(("typst", pdf.version() or ""))
    missing = [name for name, version in made_by if not version]
    if missing:
        verb = "serve" if len(missing) == 1 else "servono"
        raise ReteError(
            f"per il formato {formato} {verb} {italiano.join_words(missing)}: installa la parte "
            "facoltativa di rete, «documenti», come dice la guida («I documenti»); in md il "
            "documento si fa anche senza"
        )
    return tuple(made_by)


def styles_digest(formato: Formato, texts: Sequence[bytes]) -> str:
    """One digest of the texts' own templates and of all that gives this format its look."""
    digest = hashlib.sha256(seal.SCHEME)
    for content in (*texts, *(path.read_bytes() for path in _style_files(formato))):
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def _style_files(formato: Formato) -> tuple[Path, ...]:
    if formato == "md":
        return ()
    folder = resources.templates_dir()
    reference = folder / f"pagina.{formato}"
    inside = reference.rglob("*") if formato in {"odt", "docx"} else ()
    return (
        folder / _PAGES[formato],
        *sorted((folder / "filtri").glob("*.lua")),
        *sorted(path for path in inside if path.is_file()),
    )


def rendered(page: Page, formato: Formato) -> Rendered:
    """The document in that format, with its digest; the same page gives the same bytes."""
    made = _made(page, formato)
    return Rendered(content=seal.sealed(made.content, formato), missing=made.missing)


def _made(page: Page, formato: Formato) -> Rendered:
    match formato:
        case "md":
            # A line of its own for the digest: what follows the foot is no part of it.
            return Rendered(content=f"{page.markdown}\n".encode())
        case "html":
            return Rendered(content=_converted(page, formato))
        case "pdf":
            return pdf.compiled(_converted(page, formato).decode("utf-8"), seconds=_seconds(page))
        case "docx":
            return Rendered(content=_with_reference(page, formato))
        case "odt":
            from rete.render.zipped import bordered

            return Rendered(content=bordered(_with_reference(page, formato)))


def _with_reference(page: Page, formato: Formato) -> bytes:
    """Office formats take their styles from a document, which must be a file."""
    from tempfile import TemporaryDirectory

    from rete.render.zipped import zipped

    with TemporaryDirectory(prefix="rete-") as folder:
        reference = Path(folder) / f"riferimento.{formato}"
        ours = resources.templates_dir() / f"pagina.{formato}"
        reference.write_bytes(zipped(ours, on_its_side=_is_wide(page)))
        return _converted(page, formato, f"--reference-doc={reference}")


def _converted(page: Page, formato: Formato, *options: str) -> bytes:
    asked = (*pandoc_options(page, formato), *options)
    return pandoc.converted(page.markdown, asked, seconds=_seconds(page))


def pandoc_options(page: Page, formato: Formato) -> tuple[str, ...]:
    """What pandoc is told: format, template, our filters, what is said beside a text."""
    folder = resources.templates_dir()
    told = {"lang": "it-IT", "nome": page.name, "provenienza": page.foot}
    if page.when is not None:
        told["giorno"] = page.when
    if _is_wide(page):
        told["orizzontale"] = "true"
    return (
        *("--to", _WRITERS.get(formato, formato)),
        f"--template={folder / _PAGES[formato]}",
        *(f"--lua-filter={folder / 'filtri' / name}" for name in _FILTERS),
        *(f"--metadata={key}={value}" for key, value in told.items()),
    )


def _is_wide(page: Page) -> bool:
    """Whether a table asks so much of a line that the page is better turned on its side.

    Many columns of figures fit as they are, a few of text go on several lines: it takes many
    columns that all together would like more than two lines.
    """
    return any(_line_wanted(found.group()) > _TWO_LINES for found in _TABLE.finditer(page.markdown))


def _line_wanted(table: str) -> int:
    """The characters of a line on which every cell of a table would do with one; 0 if few."""
    head, _, *body = table.splitlines()
    rows = [_BETWEEN_CELLS.split(row)[1:-1] for row in (head, *body)]
    if len(rows[0]) < _MANY_COLUMNS:
        return 0
    columns = zip(*rows, strict=False)
    longest = (max(len(cell.strip()) for cell in column) for column in columns)
    return sum(min(length, _LONG_CELL) + _PADDING for length in longest)


def _seconds(page: Page) -> int:
    day = min(max(page.day, _EARLIEST), _LATEST)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
