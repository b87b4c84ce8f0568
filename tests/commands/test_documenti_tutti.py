"""`rete documento --tutti`: every document in one folder, the same as one at a time, or none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rete.documents.catalogue import DOCUMENTS
from rete.render.file_formats import FORMATI
from tests.conftest import Said

Rete = Callable[..., Said]

NAMES = [document.nome for document in DOCUMENTS if document.di is None]


def test_every_document_comes_out_in_every_format_as_one_at_a_time(
    rete: Rete, register: Path
) -> None:
    said = rete("documento", "--tutti", "--formato", "tutti", "-o", "fuori", folder=register)

    assert (said.code, said.out) == (0, "")
    assert said.err == (
        "20 documenti in «fuori»: elenco-aderenti, firmatari, patto e registro-decisioni\n"
    )
    files = {path.name for path in (register / "fuori").iterdir()}
    assert files == {f"{name}.{formato}" for name in NAMES for formato in FORMATI}
    for file in ("patto.pdf", "elenco-aderenti.odt"):
        rete("documento", file.partition(".")[0], "-o", file, folder=register)
        assert (register / "fuori" / file).read_bytes() == (register / file).read_bytes()


def test_without_a_format_they_are_markdown_of_the_day_asked(rete: Rete, register: Path) -> None:
    rete("documento", "--tutti", "-o", "fuori", folder=register)

    said = rete("documento", "--tutti", "--al", "2025-03-01", "-o", "fuori", folder=register)

    assert said.code == 0
    assert {path.name for path in (register / "fuori").iterdir()} == {f"{n}.md" for n in NAMES}
    assert "--al 2025-03-01" in (register / "fuori/patto.md").read_text(encoding="utf-8")


def test_a_register_with_errors_gives_none_of_them_or_drafts(rete: Rete, register: Path) -> None:
    with (register / "data/enti/il-ponte.yaml").open("a", encoding="utf-8") as file:
        file.write("colore: verde\n")

    refused = rete("documento", "--tutti", "-o", "fuori", folder=register)
    assert refused.code == 1
    assert not (register / "fuori").exists()

    drafts = rete("documento", "--tutti", "--comunque", "-o", "fuori", folder=register)
    assert drafts.code == 0
    for name in NAMES:
        text = (register / f"fuori/{name}.md").read_text(encoding="utf-8")
        assert "(bozza)" in text.splitlines()[0]


def test_a_template_that_fails_leaves_no_document_at_all(rete: Rete, register: Path) -> None:
    (register / "templates").mkdir()
    (register / "templates/registro-decisioni.md.j2").write_text("{{ x }}", encoding="utf-8")

    said = rete("documento", "--tutti", "-o", "fuori", folder=register)

    assert said.code == 3
    assert "registro-decisioni.md.j2" in said.err
    assert not (register / "fuori").exists()


def test_what_a_pdf_cannot_show_is_told_with_its_file(rete: Rete, register: Path) -> None:
    body = register / "data/enti/il-ponte.yaml"
    text = body.read_text(encoding="utf-8").replace("Associazione Il Ponte", '"Il Ponte 日"')
    body.write_text(text, encoding="utf-8")

    said = rete("documento", "--tutti", "--formato", "pdf", "-o", "fuori", folder=register)

    assert said.code == 0
    assert "avviso: il carattere del PDF di «elenco-aderenti.pdf» non ha U+65E5:" in said.err


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["patto", "--tutti", "-o", "fuori"], "con --tutti non si indica NOME"),
        (["--tutti", "--vista", "originario", "-o", "fuori"], "con --tutti non si indica --vista"),
        (["--tutti", "--dal", "2025-01-01", "-o", "fuori"], "con --tutti non si indica --dal"),
        (["--tutti"], "in quale cartella?"),
        (["--tutti", "-o", "data/fuori"], "è fra i dati del registro"),
        (["--tutti", "-o", "data/patto.yaml"], "è un file: con --tutti indica una cartella"),
        (["--tutti", "-o", "manca/fuori"], "la cartella «manca» non esiste"),
        (["patto", "--formato", "tutti"], "«--formato tutti» vale solo con --tutti"),
    ],
)
def test_what_makes_no_sense_with_all_is_refused(
    rete: Rete, register: Path, arguments: list[str], wrong: str
) -> None:
    said = rete("documento", *arguments, folder=register)

    assert said.code == 2
    assert wrong in said.err
    assert not (register / "fuori").exists()
