"""Attachments: read in pieces and only if cited; what became of one that is another file now."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.altered import Altered, in_itself
from rete.commands.shared import registro
from rete.errors import CannotTell
from rete.load.loader import load
from rete.revision import Revision
from rete.store import Folder
from tests.aiuti import archivio, misura
from tests.aiuti.mano import Mano
from tests.aiuti.porta import environment
from tests.conftest import Said

Rete = Callable[..., Said]
STIPULA = "data/atti/2024/2024-01-15-stipula.yaml"
FOLDER = "data/allegati/2024-01-15-stipula"
NOTE = f"{FOLDER}/nota.txt"
TEXT = b"prima riga\nseconda riga\n"


def attach(register: Path, name: str, content: bytes, digest: str | None = None) -> Path:
    """An attachment of the first act, cited with its digest or with another one."""
    file = register / FOLDER / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    act = register / STIPULA
    text = act.read_text(encoding="utf-8")
    if "allegati:" not in text:
        text += "allegati:\n"
    sha256 = digest or hashlib.sha256(content).hexdigest()
    text += f"  - {{file: {name}, titolo: Nota, sha256: {sha256}}}\n"
    act.write_text(text, encoding="utf-8", newline="\n")
    return file


def told(said: Said) -> tuple[str, str]:
    """The one finding that there is, and its remedy."""
    lines = said.out.splitlines()
    assert said.out.count("[ATT006]") == 1, said.out
    at = next(number for number, line in enumerate(lines) if "[ATT006]" in line)
    return lines[at], lines[at + 1]


# --- what became of it -----------------------------------------------------------------------


def cloned(mano: Mano, tmp_path: Path, *settings: str) -> Path:
    clone = tmp_path / "clone"
    words = [word for setting in settings for word in ("--config", setting)]
    archivio.git(mano.register, "clone", "-q", *words, str(mano.register), str(clone))
    return clone


def follow(folder: Path, remedy: str) -> None:
    """The remedy, done by hand to the letter: a line of settings, a file put aside, git's own."""
    line = re.search(r"«(data/allegati/\S* [^»]*)»", remedy)
    assert line is not None
    with (folder / ".gitattributes").open("a", encoding="utf-8") as attributes:
        attributes.write(f"{line[1]}\n")
    path = re.search(r"«git restore -- ([^»]*)»", remedy)
    assert path is not None
    (folder / path[1]).rename(folder / "da-parte")
    archivio.git(folder, "restore", "--", path[1])


def test_line_ends_that_git_changed_are_recognised_and_the_remedy_mends_them(
    mano: Mano, tmp_path: Path
) -> None:
    attach(mano.register, "nota.txt", TEXT)
    archivio.commit(mano.register, "nota")
    clone = cloned(mano, tmp_path, "core.autocrlf=true")
    assert b"\r\n" in (clone / NOTE).read_bytes()

    fault, remedy = told(mano.rete("controlla", folder=clone))
    assert "ha altri a capo: git li ha cambiati quando lo ha scaricato" in fault
    assert hashlib.sha256((clone / NOTE).read_bytes()).hexdigest() not in fault + remedy
    follow(clone, remedy)
    assert mano.rete("controlla", folder=clone).code == 0
    assert (clone / NOTE).read_bytes() == TEXT
    assert (clone / "da-parte").read_bytes() == TEXT.replace(b"\n", b"\r\n")
    assert archivio.git(clone, "status", "--porcelain", "data") == ""


@pytest.mark.parametrize("windows", [True, False])
def test_line_ends_changed_by_whatever_else_are_recognised_without_git(
    rete: Rete, register: Path, windows: bool
) -> None:
    ends = TEXT.replace(b"\n", b"\r\n")
    meant, there = (ends, TEXT) if windows else (TEXT, ends)
    attach(register, "nota.txt", there, hashlib.sha256(meant).hexdigest())
    fault, remedy = told(rete("controlla", folder=register))
    assert f"stesso testo con a capo {'CR LF' if windows else 'LF'}" in fault
    assert "l'impronta è giusta" in remedy
    assert hashlib.sha256(there).hexdigest() not in remedy


def test_line_ends_that_git_changed_when_it_saved_the_file_are_recognised(
    mano: Mano, tmp_path: Path
) -> None:
    archivio.git(mano.register, "config", "core.autocrlf", "true")
    attach(mano.register, "nota.txt", TEXT.replace(b"\n", b"\r\n"))
    archivio.commit(mano.register, "da Windows")
    clone = cloned(mano, tmp_path)
    fault, remedy = told(mano.rete("controlla", folder=clone))
    assert "con a capo CR LF" in fault
    assert "l'impronta è giusta" in remedy


@pytest.mark.parametrize(
    ("content", "command"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n", "git lfs pull"),
        (b"/annex/objects/SHA256E-s9--1.pdf\n", "git annex get"),
        (b"\0GITCRYPT\0abc", "git-crypt unlock"),
    ],
)
def test_a_file_that_only_stands_for_another_is_recognised(
    rete: Rete, register: Path, content: bytes, command: str
) -> None:
    attach(register, "nota.txt", content, "0" * 64)
    fault, remedy = told(rete("controlla", folder=register))
    assert "segnaposto" in fault
    assert f"«{command}»" in remedy


@pytest.mark.parametrize(
    ("attribute", "content"),
    [("ident", b"x $Id$ y\n"), ("working-tree-encoding=UTF-16LE", "perché\n".encode())],
)
def test_what_git_is_told_to_change_on_the_way_to_the_disk_is_recognised_and_mended(
    mano: Mano, tmp_path: Path, attribute: str, content: bytes
) -> None:
    attach(mano.register, "nota.txt", content)
    archivio.commit(mano.register, "nota")
    (mano.register / ".gitattributes").write_text(f"*.txt {attribute}\n", encoding="utf-8")
    archivio.git(mano.register, "add", ".gitattributes")
    archivio.git(mano.register, "commit", "-q", "-m", "attributi")
    clone = cloned(mano, tmp_path)
    assert (clone / NOTE).read_bytes() != content

    fault, remedy = told(mano.rete("controlla", folder=clone))
    assert f"attributo «{attribute.partition('=')[0]}»" in fault
    follow(clone, remedy)
    assert mano.rete("controlla", folder=clone).code == 0
    assert (clone / NOTE).read_bytes() == content


def test_one_that_was_changed_may_be_had_back_from_git_and_is_kept_aside(mano: Mano) -> None:
    file = attach(mano.register, "nota.txt", TEXT)
    archivio.commit(mano.register, "nota")
    file.write_bytes(b"altro\n")
    fault, remedy = told(mano.call("controlla"))
    assert "è cambiato: quello di cui è scritta l'impronta è in git" in fault
    assert remedy.index("metti da parte questo file") < remedy.index("git restore")
    assert hashlib.sha256(b"altro\n").hexdigest() not in remedy


def test_where_git_cannot_say_no_digest_is_proposed(
    mano: Mano, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = attach(mano.register, "nota.txt", TEXT)
    archivio.commit(mano.register, "nota")
    file.write_bytes(b"altro\n")
    monkeypatch.setenv("PATH", "/nonexistent")
    _, remedy = told(mano.call("controlla"))
    assert hashlib.sha256(b"altro\n").hexdigest() not in remedy
    assert "metti da parte questo file" in remedy
    assert "git non è installato" in remedy


def test_a_digest_written_by_mistake_may_be_mended_once_somebody_has_looked(
    mano: Mano,
) -> None:
    attach(mano.register, "nota.txt", TEXT, "0" * 64)
    archivio.commit(mano.register, "nota")
    _, remedy = told(mano.call("controlla"))
    assert remedy.index("rimetti quello") < remedy.index(hashlib.sha256(TEXT).hexdigest())
    assert "prima di scriverla chiedi" in remedy


def test_git_is_not_asked_where_every_digest_is_right(
    mano: Mano, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(mano.register, "nota.txt", TEXT)
    monkeypatch.setattr("rete.git_changes.digests_kept", None)
    assert mano.is_sound()


@pytest.mark.parametrize("cut", range(1, 12))
def test_line_ends_are_the_same_wherever_the_pieces_are_cut(cut: int) -> None:
    content = b"a\r\nb\r\r\nc\rd\n\r\n"
    pieces = [content[at : at + cut] for at in range(0, len(content), cut)]
    meant = content.replace(b"\r\n", b"\n")
    digest = hashlib.sha256(meant).hexdigest()
    assert in_itself(lambda: pieces, digest) == Altered(line_ends="LF")
    digest = hashlib.sha256(meant.replace(b"\n", b"\r\n")).hexdigest()
    assert in_itself(lambda: pieces, digest) == Altered(line_ends="CR LF")
    assert in_itself(lambda: pieces, "0" * 64) == Altered()


def test_an_answer_that_is_none_is_not_taken_for_no() -> None:
    with pytest.raises(TypeError):
        bool(Altered(kept=CannotTell("x")).kept)


# --- large ones ------------------------------------------------------------------------------

GIGABYTE = 1 << 30
LARGE = misura.number(every=600, some=450) << 20


def sparse(register: Path, name: str, size: int) -> Path:
    file = register / FOLDER / name
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        opened.truncate(size)
    return file


def within(megabytes: int, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The program in a process of its own that may not have more memory than so much."""
    limited = (
        "import resource, runpy, sys; "
        f"resource.setrlimit(resource.RLIMIT_DATA, ({megabytes} << 20,) * 2); "
        "sys.argv[0] = 'rete'; runpy.run_module('rete', run_name='__main__')"
    )
    return subprocess.run(
        [sys.executable, "-c", limited, *arguments],
        cwd=folder,
        env=environment({"RETE_OGGI": "2026-06-01"}),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="sparse files and limits of POSIX")
def test_one_that_nobody_cites_is_only_looked_at_by_name_however_large(mano: Mano) -> None:
    sparse(mano.register, "video.mkv", 20 * GIGABYTE)
    checked = within(400, mano.register, "controlla")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "video.mkv" in checked.stdout
    made = within(400, mano.register, "documento", "elenco-aderenti")
    assert (made.returncode, made.stderr) == (0, "")
    assert "bozza" not in made.stdout.casefold()


@pytest.mark.skipif(sys.platform == "win32", reason="sparse files and limits of POSIX")
@pytest.mark.parametrize("in_git", misura.part([True, False], 2))
def test_a_large_one_that_is_cited_never_is_whole_in_memory(mano: Mano, in_git: bool) -> None:
    folder = mano.register
    if not in_git:
        shutil.rmtree(folder / ".git")
    file = sparse(folder, "video.mkv", LARGE)
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    attach(folder, "nota.txt", TEXT)
    with (folder / STIPULA).open("a", encoding="utf-8") as act:
        act.write(f"  - {{file: video.mkv, titolo: Video, sha256: {digest}}}\n")
    for words in (("controlla",), ("documento", "elenco-aderenti")):
        done = within(400, folder, *words)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_who_waits_hears_how_many_bytes_have_been_read(register: Path) -> None:
    attach(register, "nota.txt", TEXT)
    file = sparse(register, "video.mkv", 5 << 20)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    with (register / STIPULA).open("a", encoding="utf-8") as act:
        act.write(f"  - {{file: video.mkv, titolo: Video, sha256: {digest}}}\n")
    heard: list[tuple[int, int]] = []
    load(Folder(register), tell=lambda done, total: heard.append((done, total)))
    records = len(load(Folder(register)).files)
    assert heard[-1] == (records + 5, records + 5)
    assert heard == sorted(heard)
    assert registro  # what opens a register shows it as a bar


def test_a_blob_of_git_is_hashed_in_pieces_and_two_in_a_row_are_not_mixed_up(mano: Mano) -> None:
    attach(mano.register, "uno.bin", os.urandom(3 << 20))
    attach(mano.register, "due.bin", b"")
    attach(mano.register, "tre.txt", TEXT)
    head = archivio.commit(mano.register, "tre")
    revision = Revision(mano.register, head)
    loaded = load(revision)
    assert [f for f in loaded.findings if f.code in ("ATT006", "REG003")] == []
    assert all(loaded.rete.allegati.values())
    assert loaded.rete.alterati == {}
    assert revision.read(STIPULA) == (mano.register / STIPULA).read_bytes()
    revision.close()


def test_one_that_cannot_be_read_is_told_and_no_digest_is_made_up(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rete.store import Unreadable

    attach(register, "nota.txt", TEXT)

    def broken(*_: object) -> str:
        raise Unreadable("non si può leggere: il disco ha dato un errore")

    monkeypatch.setattr(Folder, "sha256", broken)
    found = load(Folder(register))
    assert [(f.code, f.file) for f in found.findings] == [("REG003", NOTE)]
    assert "controlla il disco" in found.findings[0].fault.remedy
    assert found.rete.allegati[NOTE] is None


def test_a_file_that_nobody_cites_and_git_does_not_follow_makes_no_document_a_draft(
    mano: Mano,
) -> None:
    before = mano.call("documento", "elenco-aderenti").out
    (mano.register / FOLDER).mkdir(parents=True)
    (mano.register / FOLDER / "nota.txt").write_bytes(TEXT)
    assert mano.call("documento", "elenco-aderenti").out == before
    attach(mano.register, "nota.txt", TEXT)
    assert "bozza" in mano.call("documento", "elenco-aderenti").out.casefold()


def test_the_id_of_the_data_counts_what_is_cited_with_git_or_without(
    mano: Mano, tmp_path: Path
) -> None:
    from rete.data_tree import data_tree, tree_id

    attach(mano.register, "nota.txt", TEXT)
    (mano.register / FOLDER / "altro.txt").write_bytes(TEXT)
    now = data_tree(Folder(mano.register), mano.register)
    assert now.recorded is False
    shutil.copytree(mano.register / "data", tmp_path / "senza" / "data")
    archivio.git(mano.register, "add", STIPULA, NOTE)
    archivio.git(mano.register, "commit", "-q", "-m", "nota")
    known = archivio.git(mano.register, "rev-parse", "HEAD:data")
    assert now.id == known == tree_id(mano.register / "data")
    (tmp_path / "senza" / FOLDER / "altro.txt").unlink()
    assert tree_id(tmp_path / "senza" / "data") == known
