"""The documents for the office, opened by LibreOffice: what it reads in them, and its own PDF."""

import io
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.aiuti.documenti import EVERY_DOCUMENT, Wanted, of_the_example
from tests.aiuti.lettori import words
from tests.aiuti.struttura import of_flat_odf, of_markdown

FORMATS = ("odt", "docx")
# LibreOffice's own names of what it writes: text, PDF, and ODF in one file, to look inside.
CONVERSIONS = {"txt": "txt:Text (encoded):UTF8", "pdf": "pdf", "fodt": "fodt"}
NUMBER = re.compile(r"pagina (\d+) di (\d+)")

Read = Callable[[str, Wanted, str], bytes]

pytestmark = pytest.mark.grande


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """A document as LibreOffice gives it back: ``read("docx", Wanted("patto"), "txt")``."""
    folder = tmp_path_factory.mktemp("ufficio")
    names: Mapping[Wanted, str] = {
        asked: f"{number:02}-{asked.name}" for number, asked in enumerate(EVERY_DOCUMENT)
    }
    for formato in FORMATS:
        given = folder / formato
        given.mkdir()
        for asked, name in names.items():
            (given / f"{name}.{formato}").write_bytes(of_the_example(formato, *asked))
        for suffix, converter in CONVERSIONS.items():
            _convert(sorted(given.iterdir()), converter, folder / f"{formato}-{suffix}", folder)

    def converted(formato: str, asked: Wanted, suffix: str) -> bytes:
        return (folder / f"{formato}-{suffix}" / f"{names[asked]}.{suffix}").read_bytes()

    return converted


def _convert(files: list[Path], converter: str, into: Path, folder: Path) -> None:
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(folder / 'profilo').as_uri()}", "--headless"),
            *("--convert-to", converter, "--outdir", into, *files),
        ],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip


def signs(text: str) -> str:
    """The text without blanks, nor what a list puts before its items."""
    return "".join(re.sub(r"^\s*(?:[•◦\-–]|\d+\.)\s+", "", text, flags=re.MULTILINE).split())


def before_the_foot(text: str) -> str:
    """The foot names the programs that made a document: not the same in each format."""
    return text.rpartition("Fattodarete")[0]


@pytest.mark.parametrize("formato", FORMATS)
@pytest.mark.parametrize("asked", EVERY_DOCUMENT, ids=lambda asked: asked.name)
def test_libreoffice_finds_real_headings_tables_and_all_the_text(
    read: Read, asked: Wanted, formato: str
) -> None:
    source = of_the_example("md", *asked)
    flat = read(formato, asked, "fodt")
    text = before_the_foot(signs(read(formato, asked, "txt").decode("utf-8-sig")))

    assert len(text) > 200
    assert text == before_the_foot("".join(words("md", source)))
    assert of_flat_odf(flat) == of_markdown(source, signatures=True)


@pytest.mark.parametrize("formato", FORMATS)
@pytest.mark.parametrize("asked", EVERY_DOCUMENT, ids=lambda asked: asked.name)
def test_libreoffice_numbers_every_page(read: Read, asked: Wanted, formato: str) -> None:
    pages = PdfReader(io.BytesIO(read(formato, asked, "pdf"))).pages

    numbers = [NUMBER.findall(page.extract_text())[-1:] for page in pages]

    assert numbers == [[(str(at + 1), str(len(pages)))] for at in range(len(pages))]
