"""`rete verifica`: equal, signed, different and where, or made of what is not here."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.render.forms import FORMATI
from tests import archivio
from tests.conftest import Said

Rete = Callable[..., Said]

ENTE = "data/enti/il-ponte.yaml"
NAME = "elenco-aderenti"
EQUAL = "uguale: è il documento che dà il registro\n"


@pytest.fixture
def recorded(register: Path) -> Path:
    archivio.begin(register)
    (register / ".gitignore").write_text("documenti/\n", encoding="utf-8")
    archivio.commit(register, "inizio")
    (register / "documenti").mkdir()
    return register


def make(rete: Rete, register: Path, formato: str, *asked: str) -> Path:
    file = register / f"documenti/elenco.{formato}"
    file.parent.mkdir(exist_ok=True)
    said = rete("documento", *(asked or (NAME,)), "-o", str(file), folder=register)
    assert said.code == 0, said.out + said.err
    return file


def rename(register: Path, name: str) -> None:
    text = (register / ENTE).read_text(encoding="utf-8")
    (register / ENTE).write_text(text.replace("Associazione Il Ponte", name), encoding="utf-8")


@pytest.mark.parametrize("formato", FORMATI)
def test_a_document_as_it_was_made_is_equal_even_when_the_register_has_changed(
    rete: Rete, recorded: Path, formato: str
) -> None:
    file = make(rete, recorded, formato)
    rename(recorded, "Il Ponte Nuovo")
    archivio.commit(recorded, "cambio")

    said = rete("verifica", str(file), "--oggi", "2030-01-01", folder=recorded)

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(EQUAL)
    assert f"«rete documento {NAME} --al 2026-06-01», dati " in said.out


@pytest.mark.parametrize(
    "asked",
    [
        ("patto", "--vista", "originario"),
        ("patto", "--vista", "multivigente", "--al", "2025-01-01"),
        ("registro-decisioni", "--dal", "2025-01-01"),
        ("scheda-ente", "il-ponte"),
    ],
)
def test_what_was_asked_is_asked_again(rete: Rete, recorded: Path, asked: tuple[str, ...]) -> None:
    file = make(rete, recorded, "md", *asked)

    said = rete("verifica", str(file), "--oggi", "2030-01-01", folder=recorded)
    assert said.out.startswith(EQUAL)


def test_what_was_signed_once_is_the_same_document_on_every_day(rete: Rete, recorded: Path) -> None:
    asked = ("documento", "patto", "--vista", "originario", "--formato", "html")

    first = rete(*asked, "--oggi", "2025-01-01", folder=recorded).out

    assert rete(*asked, "--oggi", "2026-06-01", folder=recorded).out == first


def test_without_git_the_folder_is_enough_while_it_is_the_same(rete: Rete, register: Path) -> None:
    file = make(rete, register, "pdf")

    assert rete("verifica", str(file), folder=register).out.startswith(EQUAL)
    rename(register, "Il Ponte Nuovo")
    said = rete("verifica", str(file), folder=register)
    assert (said.code, said.out) == (3, "")
    assert "che qui non ci sono: né nella cartella né nella storia di git" in said.err


def test_a_draft_is_equal_and_said_to_be_a_draft(rete: Rete, recorded: Path) -> None:
    rename(recorded, "Il Ponte Nuovo")
    file = make(rete, recorded, "md")
    assert "bozza" in file.read_text(encoding="utf-8")
    archivio.commit(recorded, "registrato")

    said = rete("verifica", str(file), folder=recorded)

    assert said.out.startswith(EQUAL)
    assert said.out.endswith("; è una bozza\n")


def test_a_draft_with_errors_is_equal_too(rete: Rete, recorded: Path) -> None:
    (recorded / ENTE).write_text("natura: boh\n", encoding="utf-8")
    archivio.commit(recorded, "rotto")
    file = make(rete, recorded, "html", NAME, "--comunque")

    said = rete("verifica", str(file), folder=recorded)

    assert (said.code, said.out.splitlines()[0]) == (0, EQUAL.strip())
    assert said.out.endswith("; è una bozza\n")


# --- signed ----------------------------------------------------------------------------------

SIGNATURE = b"\n9 0 obj <</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>> endobj\n%%EOF\n"


def test_a_signature_added_at_the_end_leaves_it_equal(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "pdf")
    file.write_bytes(file.read_bytes() + SIGNATURE)

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 0
    assert said.out.startswith("uguale, a meno di una firma aggiunta: ")


@pytest.mark.parametrize("formato", ["pdf", "docx", "md"])
def test_an_envelope_with_the_document_inside_leaves_it_equal(
    rete: Rete, recorded: Path, formato: str
) -> None:
    file = make(rete, recorded, formato)
    signed = file.with_name(f"{file.name}.p7m")
    signed.write_bytes(b"0\x82\x01\x02\x06\x09busta" + file.read_bytes() + b"firma" * 40)

    said = rete("verifica", str(signed), folder=recorded)

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("uguale: la busta della firma contiene tutto il documento\n")


def test_an_envelope_that_holds_it_in_pieces_is_not_judged(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "pdf")
    content = file.read_bytes()
    file.write_bytes(b"0\x80busta" + content[:1000] + b"\x04\x82" + content[1000:])

    said = rete("verifica", str(file), folder=recorded)

    assert (said.code, said.out) == (3, "")
    assert "estrailo con il programma di firma" in said.err


def test_what_is_added_and_is_not_a_signature_is_a_difference(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "pdf")
    file.write_bytes(file.read_bytes() + b"altro")

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1
    assert said.out.startswith("diverso: dopo il documento c'è dell'altro, che non è una firma\n")


# --- different -------------------------------------------------------------------------------


@pytest.mark.parametrize("formato", ["md", "html"])
def test_a_changed_line_is_shown(rete: Rete, recorded: Path, formato: str) -> None:
    file = make(rete, recorded, formato)
    text = file.read_text(encoding="utf-8").replace("Associazione Il Ponte", "Associazione Truffa")
    file.write_text(text, encoding="utf-8")

    said = rete("verifica", str(file), folder=recorded)

    line = text[: text.index("Truffa")].count("\n") + 1
    assert (said.code, said.out.startswith(f"diverso: alla riga {line}: «")) == (1, True)
    assert "Associazione Truffa" in said.out.partition("invece di")[0]


@pytest.mark.parametrize(
    ("formato", "member"), [("odt", "content.xml"), ("docx", "word/document.xml")]
)
def test_a_changed_word_of_an_office_document_is_shown(
    rete: Rete, recorded: Path, formato: str, member: str
) -> None:
    file = make(rete, recorded, formato)
    into = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(into, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == member:
                content = content.replace(b"Il Ponte", b"La Truffa")
            new.writestr(name, content)
    file.write_bytes(into.getvalue())

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1
    assert said.out.startswith(
        "diverso: nel testo: «Associazione La Truffa» invece di «Associazione Il Ponte»\n"
    )


def test_an_office_document_saved_again_is_told_as_such(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "odt")
    into = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    file.write_bytes(into.getvalue())

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1
    assert "è stato salvato di nuovo" in said.out


def test_a_changed_pdf_is_different_from_a_byte_on(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "pdf")
    content = bytearray(file.read_bytes())
    content[5000] ^= 1
    file.write_bytes(content)

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1
    assert said.out.startswith(f"diverso: dal byte 5001 di {len(content)}\n")


def test_a_foot_that_names_other_data_does_not_help(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "md")
    then = archivio.git(recorded, "rev-parse", "HEAD:data")
    rename(recorded, "Il Ponte Nuovo")
    archivio.commit(recorded, "cambio")
    now = archivio.git(recorded, "rev-parse", "HEAD:data")
    file.write_text(file.read_text(encoding="utf-8").replace(then, now), encoding="utf-8")

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1
    assert "«| 1 | Associazione Il Ponte |" in said.out


# --- it cannot be said -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Fatto da rete ", "Fatto da rete 9", "fatto con altre versioni: rete 9"),
        ("modelli ", "modelli 0", None),
        (f"documento {NAME}", "documento boh", "non fa documenti «boh»"),
        (f"documento {NAME}", "documento verbale boh", "boh"),
        (" --al 2026-06-01", "", "non dice di che giorno è"),
        (" --al 2026-06-01", " --al 2026-06-01 --vista boh", "vista del patto che non c'è: «boh»"),
    ],
)
def test_a_document_of_other_makers_is_not_judged(
    rete: Rete, recorded: Path, old: str, new: str, words: str | None
) -> None:
    file = make(rete, recorded, "md")
    text = file.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new)
    if words is None:
        changed = re.sub(r"modelli [0-9a-f]{16}", "modelli " + "0" * 16, text)
        words = "fatto con altri modelli (0000000000000000)"
    file.write_text(changed, encoding="utf-8")

    said = rete("verifica", str(file), folder=recorded)

    assert (said.code, said.out) == (3, "")
    assert words in said.err


@pytest.mark.parametrize(
    "content",
    [b"", b"# Titolo\n", b"%PDF-1.7\nx", b"PK\x03\x04x", b"<!DOCTYPE html><p>", b"\x00\xff" * 99],
)
def test_any_other_file_is_not_a_document(rete: Rete, register: Path, content: bytes) -> None:
    (register / "altro").write_bytes(content)

    said = rete("verifica", "altro", folder=register)
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("errore: «altro» non è un documento fatto da rete")


def test_a_bomb_is_not_opened(rete: Rete, register: Path) -> None:
    with zipfile.ZipFile(register / "b.odt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("meta.xml", b"0" * 50_000_000)

    assert rete("verifica", "b.odt", folder=register).code == 3


def test_a_file_that_is_not_there_is_wrong_usage(rete: Rete, register: Path) -> None:
    said = rete("verifica", "manca.pdf", folder=register)
    assert said.code == 2
    assert "il file «manca.pdf» non c'è" in said.err
