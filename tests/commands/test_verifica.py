"""`rete verifica`: equal, signed, different and where, or made of what is not here."""

import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from rete.render.differences import line
from rete.render.file_formats import FORMATI
from tests.aiuti import archivio
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


def final_of_a_draft(rete: Rete, register: Path, folder: Path) -> Path:
    """Data that are not recorded, and the document as it would be if they were."""
    rename(register, "Il Ponte Nuovo")
    shutil.copytree(register, folder)
    archivio.commit(folder, "altrove")
    return make(rete, folder, "md")


NOWHERE = "i suoi dati non stanno in nessun commit: o non sono mai stati registrati"


def test_a_draft_made_to_look_final_cannot_be_told(
    rete: Rete, recorded: Path, tmp_path: Path
) -> None:
    file = final_of_a_draft(rete, recorded, tmp_path / "altro")

    said = rete("verifica", str(file), folder=recorded)
    archivio.git(recorded, "stash")
    aside = rete("verifica", str(file), folder=recorded)
    archivio.git(recorded, "stash", "apply")
    archivio.commit(recorded, "registrati")
    then = rete("verifica", str(file), folder=recorded)

    assert [said.code, aside.code, then.code] == [3, 3, 0]
    assert NOWHERE in said.out
    assert NOWHERE in aside.out
    assert then.out.startswith(EQUAL)


def test_one_of_a_branch_or_of_a_folder_in_the_repository_is_recorded(
    rete: Rete, register: Path, tmp_path: Path
) -> None:
    shutil.copytree(register, tmp_path / "archivio" / "patto")
    archivio.begin(tmp_path / "archivio")
    nowhere = rete("verifica", str(make(rete, register, "md")), folder=tmp_path / "archivio/patto")
    there = tmp_path / "archivio" / "patto"
    (there / ".gitignore").write_text("documenti/\n", encoding="utf-8")
    archivio.commit(tmp_path / "archivio", "inizio")
    file = make(rete, there, "md")
    archivio.git(tmp_path / "archivio", "checkout", "-q", "-b", "ramo")
    rename(there, "Il Ponte Nuovo")
    archivio.commit(tmp_path / "archivio", "nel ramo")
    other = make(rete, there, "html")
    archivio.git(tmp_path / "archivio", "checkout", "-q", "-")

    assert (nowhere.code, NOWHERE in nowhere.out) == (3, True)
    for one in (file, other):
        said = rete("verifica", str(one), folder=there)
        assert (said.code, said.out[: len(EQUAL)]) == (0, EQUAL)


def test_in_a_copy_without_all_the_history_it_cannot_be_told(
    rete: Rete, recorded: Path, tmp_path: Path
) -> None:
    file = final_of_a_draft(rete, recorded, tmp_path / "altro")
    head = archivio.git(recorded, "rev-parse", "HEAD")
    (recorded / ".git" / "shallow").write_text(f"{head}\n", encoding="utf-8")

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 3
    assert said.out.startswith("non si può dire: è il documento che darebbe il registro, ma se i ")
    assert EQUAL not in said.out
    assert "git fetch --unshallow" in said.out


def test_without_git_one_that_says_it_is_no_draft_cannot_be_told(
    rete: Rete, recorded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = final_of_a_draft(rete, recorded, tmp_path / "altro")
    monkeypatch.setenv("PATH", str(tmp_path / "nessun programma"))

    said = rete("verifica", str(file), folder=recorded)

    assert (said.code, EQUAL in said.out) == (3, False)
    assert "git non è installato" in said.out + said.err


def test_a_draft_with_errors_is_equal_too(rete: Rete, recorded: Path) -> None:
    (recorded / ENTE).write_text("natura: boh\n", encoding="utf-8")
    archivio.commit(recorded, "rotto")
    file = make(rete, recorded, "html", NAME, "--comunque")

    said = rete("verifica", str(file), folder=recorded)

    assert (said.code, said.out.splitlines()[0]) == (0, EQUAL.strip())
    assert said.out.endswith("; è una bozza\n")


# --- signed: the rest is in tests/firme/test_verifica_firme.py ------------------------------------


def test_what_only_looks_like_a_signature_is_none(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "pdf")
    stand_in = b"\n9 0 obj\n<< /Type /Sig /ByteRange [0 10 20 30] >>\nendobj\n%%EOF\n"
    file.write_bytes(file.read_bytes() + stand_in)

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1
    assert said.out.startswith("diverso: dopo il documento c'è dell'altro, e non solo firme: ")
    assert "firma di" not in said.out


@pytest.mark.parametrize("formato", FORMATI)
def test_what_is_added_and_is_not_a_signature_is_a_difference(
    rete: Rete, recorded: Path, formato: str
) -> None:
    file = make(rete, recorded, formato)
    file.write_bytes(file.read_bytes() + b"altro")

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1
    assert said.out.startswith("diverso: dopo il documento c'è dell'altro")


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


# --- copies: the same words, not the same bytes ----------------------------------------------


@pytest.mark.parametrize("formato", ["md", "html"])
@pytest.mark.parametrize(
    ("copied", "words"),
    [
        (lambda text: text.replace("\n", "\r\n").encode(), "ha gli a capo di un altro sistema"),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "ha all'inizio un segno di codifica (BOM)"),
        (lambda text: text.encode("utf-16"), "è in UTF-16 invece che in UTF-8"),
        (
            lambda text: text.replace("\n", "\r\n").encode("utf-16"),
            "è in UTF-16 invece che in UTF-8 e ha gli a capo di un altro sistema",
        ),
        (
            lambda text: text.encode("cp1252", "replace"),
            "è in un'altra codifica (Windows-1252) invece che in UTF-8",
        ),
    ],
)
def test_a_copy_says_what_another_program_did_to_it(
    rete: Rete, recorded: Path, formato: str, copied: Callable[[str], bytes], words: str
) -> None:
    file = make(rete, recorded, formato)
    file.write_bytes(copied(file.read_text(encoding="utf-8")))

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1, said.err
    assert said.out.startswith(
        f"diverso: è lo stesso testo salvato da un altro programma: il file {words}\n"
    )


@pytest.mark.parametrize("formato", ["md", "html"])
def test_a_copy_with_its_accents_apart_is_told(rete: Rete, recorded: Path, formato: str) -> None:
    ente = recorded / ENTE
    ente.write_text(ente.read_text(encoding="utf-8").replace("Il Ponte", "Il Pontè"), "utf-8")
    archivio.commit(recorded, "un accento")
    file = make(rete, recorded, formato)
    file.write_text(normalize("NFD", file.read_text(encoding="utf-8")), encoding="utf-8")

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1, said.err
    assert "il file ha le lettere accentate scritte in due pezzi\n" in said.out


def test_a_copy_with_other_words_shows_them(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "md")
    text = file.read_text(encoding="utf-8").replace("Il Ponte", "La Truffa")
    file.write_bytes(text.replace("\n", "\r\n").encode())

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1
    assert said.out.startswith("diverso: alla riga ")
    assert "La Truffa" in said.out
    assert "(e il file ha gli a capo di un altro sistema)\n" in said.out


@pytest.mark.parametrize("formato", ["md", "html"])
def test_an_empty_line_at_the_end_is_told(rete: Rete, recorded: Path, formato: str) -> None:
    file = make(rete, recorded, formato)
    text = file.read_text(encoding="utf-8")
    for changed in (text + "\n", text.rstrip("\n")):
        file.write_text(changed, encoding="utf-8")
        said = rete("verifica", str(file), folder=recorded)
        assert said.code == 1
        assert "è lo stesso testo, ma in fondo le righe vuote non sono quelle" in said.out


def test_a_page_that_a_browser_saved_has_the_same_words(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "html")
    text = file.read_text(encoding="utf-8")
    saved = "<!-- saved from url=(0014)about:internet -->\n" + text.replace("<p>", "<p >")
    assert saved != text
    file.write_text(saved, encoding="utf-8")

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1
    assert said.out.startswith(
        "diverso: le parole sono le stesse, il resto no: un altro programma l'ha salvato di nuovo, "
        "o qualcuno ha cambiato come si vede\n"
    )


@pytest.mark.parametrize("formato", ["md", "html"])
@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("Il P\u03bfnte", ", che sembra uguale: c'è U+03BF invece di U+006F"),
        ("Il Po\u200bnte", ", che sembra uguale: c'è U+200B invece di U+006E"),
        ("Il\u00a0Ponte", ", che sembra uguale: c'è U+00A0 invece di U+0020"),
    ],
)
def test_what_looks_the_same_is_told_by_its_sign(
    rete: Rete, recorded: Path, formato: str, other: str, why: str
) -> None:
    file = make(rete, recorded, formato)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Il Ponte", other, 1), encoding="utf-8")

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 1
    assert why in said.out.split("\n")[0]


def test_a_page_with_something_before_it_is_still_a_page(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "html")
    text = file.read_text(encoding="utf-8")
    for changed in ("\ufeff\ufeff" + text, "x" + text, text.replace("<!DOCTYPE", "<!OCTYPE")):
        file.write_text(changed, encoding="utf-8")
        said = rete("verifica", str(file), folder=recorded)
        assert (said.code, said.out[:9]) == (1, "diverso: "), said.err


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("a" * 200 + "1", "a" * 200 + "2"), ("a" * 90 + "1" + "a" * 90, "a" * 90 + "2" + "a" * 90)],
)
def test_a_difference_in_a_long_line_is_shown(wanted: str, given: str) -> None:
    wrong, right = line(wanted, given).removeprefix("alla riga 1: ").split(" invece di ")
    assert "2" in wrong
    assert "1" in right
    assert max(len(wrong), len(right)) <= 84


@pytest.mark.parametrize("formato", FORMATI)
def test_a_document_cut_short_is_never_equal(rete: Rete, recorded: Path, formato: str) -> None:
    file = make(rete, recorded, formato)
    content = file.read_bytes()
    for length in (len(content) - 1, len(content) - 300, len(content) // 2, 10):
        file.write_bytes(content[:length])
        said = rete("verifica", str(file), folder=recorded)
        assert said.code in {1, 3}
        assert "difetto" not in said.err


# --- the register goes on --------------------------------------------------------------------


def test_what_the_register_says_today_is_told_where_it_differs(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "pdf")
    rename(recorded, "Associazione Il Pontile")
    archivio.commit(recorded, "cambio")

    said = rete("verifica", str(file), folder=recorded)

    assert said.code == 0
    assert said.out.startswith(EQUAL)
    last = said.out.splitlines()[-1]
    assert last.startswith("oggi il registro dà un documento diverso: alla riga ")
    assert "Il Pontile" in last.partition(" invece di ")[0]


def test_nothing_is_said_where_the_change_is_of_something_else(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "md", "scheda-ente", "il-ponte")
    with (recorded / "data/patto.yaml").open("a", encoding="utf-8") as pact:
        pact.write("# niente\n")
    archivio.commit(recorded, "cambio")

    said = rete("verifica", str(file), folder=recorded)

    assert said.out.startswith(EQUAL)
    assert len(said.out.splitlines()) == 2


def test_nor_where_today_cannot_be_told(rete: Rete, recorded: Path) -> None:
    file = make(rete, recorded, "md", "scheda-ente", "il-ponte")
    (recorded / ENTE).unlink()
    archivio.commit(recorded, "cambio")

    said = rete("verifica", str(file), folder=recorded)

    assert (said.code, said.err) == (0, "")
    assert len(said.out.splitlines()) == 2


# --- it cannot be said -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Fatto da rete ", "Fatto da rete 9", "con questa versione di rete: è fatto con rete 9"),
        ("modelli ", "modelli 0", None),
        (f"documento {NAME}", "documento boh", "non fa documenti «boh»"),
        (f"documento {NAME}", "documento verbale boh", "boh"),
        (" --al 2026-06-01", "", "non dice di che giorno è"),
        (" --al 2026-06-01", " --al 2026-06-01 --vista boh", "la vista del patto «boh»"),
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
    ("content", "words"),
    [
        (b"", "è vuoto"),
        (b"# Titolo\n", "non è un documento fatto da rete, o la riga in fondo"),
        (b"\x00\xff" * 99, "non è un documento fatto da rete"),
        (b"<!DOCTYPE html><p>", "non è un documento fatto da rete"),
        (b"%PDF-1.7\nx", "è un PDF tagliato o rovinato: manca la fine"),
        (b"%PDF-1.7\n<</Encrypt 3 0 R>>\n%%EOF", "è un PDF protetto da una password"),
        (b"PK\x03\x04x", "è un archivio tagliato, rovinato o troppo grande"),
        (b"Fatto da rete 9.0 e altro: dati\n", "non si può rifare con questa versione"),
    ],
)
def test_any_other_file_is_told_for_what_it_is(
    rete: Rete, register: Path, content: bytes, words: str
) -> None:
    (register / "altro").write_bytes(content)

    said = rete("verifica", "altro", folder=register)
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith(f"errore: «altro» {words}")


def test_a_folder_a_pipe_or_a_device_is_no_file(rete: Rete, register: Path) -> None:
    os.mkfifo(register / "tubo")
    for name, words in (("data", "è una cartella"), ("tubo", "non è un file")):
        said = rete("verifica", name, folder=register)
        assert (said.code, said.out) == (2, "")
        assert f"«{name}» {words}: indica il file del documento" in said.err


def test_a_file_too_large_is_not_read(rete: Rete, register: Path) -> None:
    with (register / "grande.pdf").open("wb") as file:
        file.truncate(65 * 1024 * 1024)

    said = rete("verifica", "grande.pdf", folder=register)
    assert said.code == 3
    assert "«grande.pdf» è troppo grande per essere un documento di rete" in said.err


def test_a_bomb_is_not_opened(rete: Rete, register: Path) -> None:
    with zipfile.ZipFile(register / "b.odt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("meta.xml", b"0" * 50_000_000)

    assert rete("verifica", "b.odt", folder=register).code == 3


def test_a_file_that_is_not_there_is_wrong_usage(rete: Rete, register: Path) -> None:
    said = rete("verifica", "manca.pdf", folder=register)
    assert said.code == 2
    assert "il file «manca.pdf» non c'è" in said.err
