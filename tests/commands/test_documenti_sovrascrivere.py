"""What is written over: a document as rete wrote it, and nothing else that anybody may miss."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.commands.documento.posto import standing
from rete.commands.documento.uscita import write_whole
from rete.errors import ReteError
from rete.render import seal
from rete.render.file_formats import FORMATI
from tests.aiuti import archivio
from tests.aiuti.tastiera import typed
from tests.conftest import Said

Rete = Callable[..., Said]

NAME = "elenco-aderenti"
SIGNATURE = b"\n9 0 obj\n<< /Type /Sig /ByteRange [0 10 20 30] >>\nendobj\n%%EOF\n"
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links and devices of POSIX")


def make(rete: Rete, register: Path, *asked: str) -> Said:
    return rete("documento", NAME, *asked, folder=register)


def refused(said: Said, *words: str) -> None:
    assert (said.code, said.out) == (3, "")
    for word in (*words, "scegli un altro nome", "--sovrascrivi"):
        assert word in said.err


def leftovers(register: Path) -> list[str]:
    return [path.name for path in register.rglob(".rete-*")]


# --- as rete wrote it, or not ----------------------------------------------------------------


@pytest.mark.parametrize("formato", FORMATI)
def test_a_document_is_replaced_while_it_is_as_rete_wrote_it(
    rete: Rete, register: Path, formato: str
) -> None:
    file = register / f"e.{formato}"
    make(rete, register, "-o", file.name, "--al", "2025-03-01")
    before = file.read_bytes()

    said = make(rete, register, "-o", file.name)
    assert (said.code, said.err) == (0, f"scritto «e.{formato}»\n")
    after = file.read_bytes()
    assert after != before

    for altered in (after + SIGNATURE, after[:-1], before + after, after.replace(b"e", b"o", 1)):
        file.write_bytes(altered)
        refused(make(rete, register, "-o", file.name), f"«e.{formato}»")
        assert file.read_bytes() == altered
    assert leftovers(register) == []


def test_a_draft_is_replaced_too_until_somebody_writes_in_it(rete: Rete, register: Path) -> None:
    with (register / "data/enti/il-ponte.yaml").open("a", encoding="utf-8") as file:
        file.write("colore: verde\n")
    for _ in range(2):
        assert make(rete, register, "--comunque", "-o", "e.md").code == 0
    draft = register / "e.md"
    draft.write_text(draft.read_text(encoding="utf-8") + "nota\n", encoding="utf-8")

    refused(make(rete, register, "--comunque", "-o", "e.md"), "non è più come rete l'ha scritto")


def test_a_signed_document_stays_and_what_to_do_is_told(rete: Rete, register: Path) -> None:
    make(rete, register, "-o", "el.pdf")
    file = register / "el.pdf"
    signed = file.read_bytes() + SIGNATURE
    file.write_bytes(signed)

    refused(
        make(rete, register, "-o", "el.pdf"),
        "«el.pdf» non è più come rete l'ha scritto (forse è firmato): scegli un altro nome",
    )
    assert file.read_bytes() == signed
    assert make(rete, register, "-o", "el.pdf", "--sovrascrivi").code == 0
    assert seal.is_untouched(file.read_bytes())


_BESIDE = ("e.md.p7s", "e.md.P7S", "e.md.tsr", "e.md.asc", "e.md.sig", "e.md.p7m", "e.p7s", "e.SIG")


@pytest.mark.parametrize("beside", _BESIDE)
def test_a_document_whose_signature_is_in_a_file_beside_it_stays(
    rete: Rete, register: Path, beside: str
) -> None:
    make(rete, register, "-o", "e.md", "--al", "2025-03-01")
    file, signature = register / "e.md", register / beside
    signed = file.read_bytes()
    signature.write_bytes(b"una firma")

    refused(make(rete, register, "-o", "e.md"), f"è firmato a parte: la firma è in «{beside}»")
    assert file.read_bytes() == signed
    assert make(rete, register, "-o", "e.md", "--sovrascrivi").code == 0


def test_a_document_that_its_signed_envelope_holds_too_is_replaced(
    rete: Rete, register: Path
) -> None:
    make(rete, register, "-o", "e.md")
    (register / "e.md.p7m").write_bytes(b"busta" + (register / "e.md").read_bytes())

    assert make(rete, register, "-o", "e.md", "--al", "2025-03-01").code == 0


def test_with_all_what_is_signed_is_passed_over_and_the_others_are_written(
    rete: Rete, register: Path
) -> None:
    every = ("documento", "--tutti", "--formato", "pdf", "-o", "t")
    rete(*every, folder=register)
    signed = register / "t" / f"{NAME}.pdf"
    kept = signed.read_bytes() + SIGNATURE
    signed.write_bytes(kept)
    (register / "t/patto.pdf").unlink()

    said = rete(*every, folder=register)
    assert (said.code, said.out) == (3, "")
    assert f"lasciato com'è: «t/{NAME}.pdf» non è più come rete l'ha scritto" in said.err
    assert "3 documenti in «t»: firmatari, patto e registro-decisioni\n" in said.err
    assert "--sovrascrivi" in said.err
    assert signed.read_bytes() == kept
    assert seal.is_untouched((register / "t/patto.pdf").read_bytes())

    assert rete(*every, "--sovrascrivi", folder=register).code == 0
    assert seal.is_untouched(signed.read_bytes())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vuoto"),
        (b"appunti miei\n", "non è un documento così come rete l'ha scritto"),
        (b"# Elenco\n\n---\n\nFatto da rete 0.1.0: boh\n", "non so se è ancora come rete"),
    ],
)
def test_a_file_of_anybody_stays(rete: Rete, register: Path, content: bytes, words: str) -> None:
    (register / "e.md").write_bytes(content)

    refused(make(rete, register, "-o", "e.md"), words)
    assert (register / "e.md").read_bytes() == content


def test_a_document_made_before_there_were_digests_is_not_taken_for_untouched(
    rete: Rete, register: Path
) -> None:
    make(rete, register, "-o", "e.md")
    old = (register / "e.md").read_text(encoding="utf-8").rpartition("\n<!--")[0]
    (register / "e.md").write_text(old, encoding="utf-8")

    refused(make(rete, register, "-o", "e.md"), "non so se è ancora come rete l'ha scritto")


def test_what_is_too_large_to_be_a_document_is_not_read(rete: Rete, register: Path) -> None:
    with (register / "e.md").open("wb") as file:
        file.truncate(20 * 1024**3)

    refused(make(rete, register, "-o", "e.md"), "non si può leggere tutto")


# --- links, permissions, races ---------------------------------------------------------------


@ON_POSIX
def test_a_link_is_asked_about_whatever_it_leads_to(rete: Rete, register: Path) -> None:
    make(rete, register, "-o", "vero.md")
    (register / "link.md").symlink_to("vero.md")
    (register / "altrove.md").symlink_to(register.parent / "nuovo.md")

    refused(make(rete, register, "-o", "link.md"), "è un collegamento a «vero.md»")
    refused(make(rete, register, "-o", "altrove.md"), "è un collegamento a")
    assert not (register.parent / "nuovo.md").exists()
    # A link stays one.
    assert make(rete, register, "-o", "link.md", "--al", "2025-03-01", "--sovrascrivi").code == 0
    assert (register / "link.md").is_symlink()
    assert "--al 2025-03-01" in (register / "vero.md").read_text(encoding="utf-8")


@ON_POSIX
def test_a_link_that_goes_round_is_told(rete: Rete, register: Path) -> None:
    (register / "giro.md").symlink_to("giro.md")

    said = make(rete, register, "-o", "giro.md", "--sovrascrivi")
    assert (said.code, said.out) == (3, "")
    assert "«giro.md» è un collegamento che non porta da nessuna parte" in said.err


@ON_POSIX
def test_another_name_of_the_same_file_keeps_the_old_document(rete: Rete, register: Path) -> None:
    make(rete, register, "-o", "e.md")
    (register / "copia.md").hardlink_to(register / "e.md")
    before = (register / "e.md").read_bytes()

    assert make(rete, register, "-o", "e.md", "--al", "2025-03-01").code == 0
    assert (register / "copia.md").read_bytes() == before
    assert (register / "e.md").read_bytes() != before


@ON_POSIX
def test_permissions_are_kept_and_one_that_forbids_is_heeded(rete: Rete, register: Path) -> None:
    file = register / "e.md"
    make(rete, register, "-o", "e.md")
    file.chmod(0o640)
    assert make(rete, register, "-o", "e.md").code == 0
    assert file.stat().st_mode & 0o777 == 0o640

    file.chmod(0o444)
    refused(make(rete, register, "-o", "e.md"), "«e.md» è protetto dalla scrittura")
    assert make(rete, register, "-o", "e.md", "--sovrascrivi").code == 0
    assert file.stat().st_mode & 0o777 == 0o444


@pytest.mark.parametrize("before", [None, b"miei appunti\n"])
def test_what_comes_there_while_the_document_is_made_stays(
    tmp_path: Path, before: bytes | None
) -> None:
    file = tmp_path / "e.md"
    if before is not None:
        file.write_bytes(before)
    looked_at = standing(file)
    file.write_bytes(b"qualcosa di nuovo, e di altri\n")

    with pytest.raises(ReteError, match="è cambiato mentre il documento si faceva"):
        write_whole(looked_at, b"documento\n")

    assert file.read_bytes() == b"qualcosa di nuovo, e di altri\n"
    assert [path.name for path in tmp_path.iterdir()] == ["e.md"]


@ON_POSIX
def test_on_a_disk_that_gives_no_file_two_names_what_comes_there_stays_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    write_whole(standing(tmp_path / "e.md"), b"documento\n")

    assert (tmp_path / "e.md").read_bytes() == b"documento\n"
    assert [path.name for path in tmp_path.iterdir()] == ["e.md"]


# --- a terminal ------------------------------------------------------------------------------


@ON_POSIX
@pytest.mark.parametrize(("answer", "code"), [("", 3), ("n", 3), ("s", 0)])
def test_at_a_terminal_it_is_asked_and_enter_alone_is_no(
    rete: Rete, register: Path, answer: str, code: int
) -> None:
    (register / "e.md").write_text("miei appunti\n", encoding="utf-8")

    ended, screen = typed(["documento", NAME, "-o", "e.md"], [answer], cwd=register)

    assert ended == code
    assert "«e.md» c'è già, e non è un documento così come rete l'ha scritto." in screen
    assert "Lo sostituisco?" in screen
    assert ((register / "e.md").read_text(encoding="utf-8") == "miei appunti\n") is (code != 0)
    assert ("non ho scritto niente" in screen) is (code != 0)


# --- standard output, and where no document belongs ------------------------------------------


def test_a_dash_is_standard_output_and_a_file_of_that_name_has_a_longer_one(
    rete: Rete, register: Path
) -> None:
    assert make(rete, register, "-o", "-") == make(rete, register)
    assert not (register / "-").exists()

    assert make(rete, register, "-o", "./-").code == 0
    assert (register / "-").read_text(encoding="utf-8") == make(rete, register).out


def test_a_terminal_is_spared_binary_documents_with_a_dash_too(
    rete: Rete, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    said = make(rete, register, "--formato", "pdf", "-o", "-")
    assert (said.code, said.out) == (2, "")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (".git/config", "è un file di git"),
        (".git/hooks/post-commit", "è un file di git"),
        (".GIT/config", "è un file di git"),
        ("git~1/config", "è un file di git"),
        (".gitattributes", "è un file di git"),
        (".gitmodules", "è un file di git"),
        ("templates/elenco-aderenti.md.j2", "che rete legge"),
        ("schemas/ente.md", "che rete legge"),
        (".rete/schemas/x.md", "che rete legge"),
        ("templates", "che rete legge"),
    ],
)
@pytest.mark.parametrize("anyway", [(), ("--sovrascrivi",)])
def test_what_only_a_mistake_can_mean_is_refused_whoever_says_so(
    rete: Rete, register: Path, place: str, words: str, anyway: tuple[str, ...]
) -> None:
    archivio.begin(register)
    file = register / place
    file.parent.mkdir(parents=True, exist_ok=True)
    there = file.read_bytes() if file.exists() else None

    said = make(rete, register, "-o", place, "--formato", "md", *anyway)

    assert (said.code, said.out) == (3, "")
    assert words in said.err
    assert (file.read_bytes() if file.exists() else None) == there
    assert rete("documento", "--tutti", "-o", place, *anyway, folder=register).code != 0


def test_the_folder_of_a_repository_is_known_by_what_is_in_it(rete: Rete, register: Path) -> None:
    apart = register.parent / "altrove"
    archivio.git(register, "init", "-q", f"--separate-git-dir={apart}")

    said = make(rete, register, "-o", str(apart / "elenco.md"))
    assert (said.code, said.out) == (3, "")
    assert "è in una cartella di git" in said.err
    assert make(rete, register, "-o", "elenco.md").code == 0


def test_a_register_that_looks_like_a_repository_can_hold_documents(
    rete: Rete, register: Path
) -> None:
    (register / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (register / "objects").mkdir()

    assert make(rete, register, "-o", "elenco.md").code == 0


@ON_POSIX
def test_the_data_are_refused_by_any_road(rete: Rete, register: Path) -> None:
    (register.parent / "strada").symlink_to(register / "data")
    other = register.parent / "altro"
    (other / "data").mkdir(parents=True)
    (other / "data/patto.yaml").write_text("titolo: x\n", encoding="utf-8")

    for place in ("data/x.md", "../strada/x.md", "../altro/data/x.md", "data/patto.yaml"):
        said = make(rete, register, "-o", place, "--formato", "md", "--sovrascrivi")
        assert said.code == 2
        assert "è fra i dati del registro" in said.err


@ON_POSIX
@pytest.mark.parametrize("anyway", [(), ("--sovrascrivi",)])
@pytest.mark.parametrize("where", [".git/config", ".gitattributes", "data/patto.yaml"])
def test_with_all_no_link_in_the_folder_leads_where_none_may_be_written(
    rete: Rete, register: Path, where: str, anyway: tuple[str, ...]
) -> None:
    archivio.begin(register)
    (register / ".gitattributes").write_text("* text\n", encoding="ascii")
    before = (register / where).read_bytes()
    (register / "t").mkdir()
    (register / "t/patto.md").symlink_to(register / where)

    said = rete("documento", "--tutti", "-o", "t", *anyway, folder=register)

    assert said.code != 0
    assert "scrivi i documenti in un'altra cartella" in said.err
    assert (register / where).read_bytes() == before
    assert [path.name for path in (register / "t").iterdir()] == ["patto.md"]


@ON_POSIX
@pytest.mark.parametrize("anyway", [(), ("--sovrascrivi",)])
def test_what_is_no_file_is_never_written_in(
    rete: Rete, register: Path, anyway: tuple[str, ...]
) -> None:
    os.mkfifo(register / "fila.md")
    (register / "cartella.md").mkdir()

    for place, words in (
        ("fila.md", "non è un file normale"),
        ("/dev/null", "non è un file normale"),
        ("cartella.md", "è una cartella"),
    ):
        said = make(rete, register, "-o", place, *anyway)
        assert (said.code, said.out) == (2, "")
        assert words in said.err


@pytest.mark.parametrize("arguments", [(NAME,), (NAME, "-o", "-"), ("--tutti",)])
def test_to_replace_is_said_of_a_file(
    rete: Rete, register: Path, arguments: tuple[str, ...]
) -> None:
    said = rete("documento", *arguments, "--sovrascrivi", folder=register)
    assert said.code == 2
    assert "--sovrascrivi vale solo per il file indicato con -o" in said.err
