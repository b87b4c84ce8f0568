"""Where a document goes and in which format: files, standard output, and the same bytes always."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.render.file_formats import BINARI, FORMATI
from tests.aiuti.documenti import out_of_git
from tests.aiuti.lettori import pdf_text
from tests.aiuti.luoghi import ROOT
from tests.conftest import Said

Rete = Callable[..., Said]

EXAMPLE = ROOT / "esempi" / "roccaverde"
MINUTES = ("verbale", "2024-05-16-plenaria")


def written(rete: Rete, register: Path, file: str, *asked: str) -> bytes:
    """A document as the command writes it."""
    said = rete("documento", *asked, "-o", file, folder=register)
    assert (said.code, said.out) == (0, ""), said.err
    return (register / file).read_bytes()


# --- the same bytes --------------------------------------------------------------------------


@pytest.mark.parametrize("formato", FORMATI)
def test_the_same_data_give_the_same_bytes_wherever_they_are(
    rete: Rete, tmp_path: Path, formato: str
) -> None:
    first = out_of_git(EXAMPLE, tmp_path / "qui")
    here = written(rete, first, f"v.{formato}", *MINUTES)
    elsewhere = out_of_git(EXAMPLE, tmp_path / "altrove e più giù")
    file = tmp_path / f"altro.{formato}"
    other_world = {
        **{name: value for name, value in os.environ.items() if name != "RETE_OGGI"},
        "TZ": "Pacific/Auckland",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "PYTHONHASHSEED": "4242",
        "SOURCE_DATE_EPOCH": "1234567890",
        "PYTHONPATH": str(ROOT / "src"),
    }

    options = ["--al", "2026-06-01", "-o", str(file)]
    mask = os.umask(0o077)
    try:
        subprocess.run(
            [sys.executable, "-m", "rete", "documento", *MINUTES, *options],
            cwd=elsewhere, env=other_world, check=True, capture_output=True,
        )  # fmt: skip
    finally:
        os.umask(mask)

    assert file.read_bytes() == here


# --- where it goes ---------------------------------------------------------------------------


def test_without_a_file_the_bytes_go_to_standard_output(rete: Rete, register: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rete", "documento", "elenco-aderenti", "--formato", "pdf"],
        cwd=register, check=True, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip

    assert done.stdout == written(rete, register, "e.pdf", "elenco-aderenti")


@pytest.mark.parametrize("formato", sorted(BINARI))
def test_a_terminal_is_spared_what_cannot_be_read(
    rete: Rete, register: Path, monkeypatch: pytest.MonkeyPatch, formato: str
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    said = rete("documento", "elenco-aderenti", "--formato", formato, folder=register)

    assert (said.code, said.out) == (2, "")
    assert "scrivilo in un file con -o" in said.err


def test_a_format_that_is_named_wins_over_the_name_of_the_file(rete: Rete, register: Path) -> None:
    rete("documento", "elenco-aderenti", "-o", "a.txt", "--formato", "html", folder=register)
    rete("documento", "elenco-aderenti", "-o", "b.HTM", folder=register)
    rete("documento", "elenco-aderenti", "-o", "elenco", folder=register)

    assert (register / "a.txt").read_bytes() == (register / "b.HTM").read_bytes()
    assert (register / "elenco").read_text(encoding="utf-8").startswith("# Elenco")


@pytest.mark.parametrize("typed", ["fuori/", "fuori/.", "./fuori//"])
def test_the_name_of_a_folder_makes_no_file_of_that_name(
    rete: Rete, register: Path, typed: str
) -> None:
    one = rete("documento", "elenco-aderenti", "-o", typed, folder=register)
    made = (register / "fuori").exists()
    every = rete("documento", "--tutti", "-o", typed, folder=register)
    again = rete("documento", "elenco-aderenti", "-o", typed, "--sovrascrivi", folder=register)

    assert (one.code, made, again.code) == (2, False, 2)
    assert f"«{typed}» è il nome di una cartella: indica il file" in one.err
    assert (every.code, (register / "fuori").is_dir()) == (0, True)


def test_without_the_optional_part_only_markdown_is_made(register: Path, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "sys.modules['typst'] = None\n"
        "sys.meta_path.insert(0, type('Gone', (), {'find_spec': staticmethod("
        "lambda name, *_: (_ for _ in ()).throw(ModuleNotFoundError(name)) "
        "if name == 'pypandoc' else None)}))\n"
        "import importlib.util\n"
        "found = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name: None if name == 'pypandoc' else found(name)\n"
        "from rete.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )

    def run(formato: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, "documento", "elenco-aderenti", "--formato", formato],
            cwd=register, check=False, capture_output=True, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip

    assert run("md").returncode == 0
    for formato, words_ in (("html", "serve pandoc"), ("pdf", "servono pandoc e typst")):
        done = run(formato)
        assert (done.returncode, done.stdout) == (3, "")
        assert f"per il formato {formato} {words_}: installa" in done.stderr


def test_a_protocol_that_was_given_leaves_no_place_for_another(rete: Rete, register: Path) -> None:
    file = register / "data/verbali/2025/2025-01-20-plenaria.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("protocollo: 77/2025\nodg:\n  - {punto: 1, titolo: Varie}\n", encoding="utf-8")

    text = pdf_text(written(rete, register, "v.pdf", "verbale", "2025-01-20-plenaria"))

    assert "Protocollo: 77/2025" in text
    assert "Protocollo n." not in text


# --- a register that is refused --------------------------------------------------------------


def test_errors_are_the_reason_whatever_the_making_of_a_document_stumbles_on(
    rete: Rete, register: Path
) -> None:
    body = register / "data/enti/il-ponte.yaml"
    body.write_text("denominazione: Il Ponte\nnatura: boh\nadesioni: []\n", encoding="utf-8")

    said = rete("documento", "scheda-ente", "il-ponte", "-o", "x.md", folder=register)

    assert said.code == 1
    assert "data/enti/il-ponte.yaml:2:9: errore" in said.out
    assert said.err == "il registro ha 1 errore: correggi, o usa --comunque per avere una bozza\n"
    assert not (register / "x.md").exists()
