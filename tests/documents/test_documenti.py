"""`rete documento`: documents word for word, when there is none, and where they are written.

`RETE_ACCETTA=1 pytest tests/documents/test_documenti.py` accepts the new words.
"""

import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rete.documents.catalogue import DOCUMENTS
from rete.documents.ente_di_un_giorno import entry, name_on
from rete.load.loader import load
from rete.resources import templates_dir
from rete.store import Folder
from tests.aiuti import luoghi
from tests.aiuti.documenti import out_of_git, steady
from tests.aiuti.luoghi import ROOT
from tests.conftest import Said

Rete = Callable[..., Said]

EXPECTED = luoghi.EXPECTED / "documenti"
NAME = "elenco-aderenti"

OBSERVER = """\
denominazione: Comitato Vicinato
natura: privato-sociale
denominazioni_precedenti:
  - {denominazione: Gruppo Vicini, al: "2025-12-31"}
adesioni:
  - {dal: "2025-02-01", atto: 2025-02-01-adesione, qualita: osservatore}
"""
OBSERVER_ACT = """\
tipo: adesione
numero: "7"
oggetto: Adesione del Comitato Vicinato
di: comitato-vicinato
effetti:
  - {tipo: ammissione, ente: comitato-vicinato, dal: "2025-02-01", qualita: osservatore}
"""
SUSPENDED = """
sospensioni:
  - {dal: "2026-01-01", atto: 2026-01-01-sospensione}
"""
SUSPENDED_ACT = """\
tipo: provvedimento
oggetto: Sospensione di Il Ponte
effetti:
  - {tipo: sospensione, ente: il-ponte, dal: "2026-01-01"}
"""
UNKNOWN = """\
denominazione: Banda di Roccaverde
natura: privato-sociale
adesioni:
  - {atto: fonte}
"""


def write(register: Path, path: str, text: str) -> Path:
    file = register / "data" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def add(register: Path, path: str, text: str) -> None:
    file = register / "data" / path
    write(register, path, file.read_text(encoding="utf-8") + text)


def change(register: Path, path: str, old: str, new: str) -> None:
    text = (register / "data" / path).read_text(encoding="utf-8")
    assert old in text
    write(register, path, text.replace(old, new))


def with_observer_and_suspended(register: Path) -> None:
    write(register, "enti/comitato-vicinato.yaml", OBSERVER)
    write(register, "atti/2025/2025-02-01-adesione.yaml", OBSERVER_ACT)
    add(register, "enti/il-ponte.yaml", SUSPENDED.lstrip())
    write(register, "atti/2026/2026-01-01-sospensione.yaml", SUSPENDED_ACT)


def with_a_partial_list(register: Path) -> None:
    change(register, "patto.yaml", "elenco: completo", "elenco: parziale")
    add(register, "patto.yaml", "conteggi_pubblicati:\n"
        '  - {data: "2025-04", totale: 12, fonti: [{titolo: "Gazzetta di Roccaverde"}]}\n'
        '  - {data: "2026-07-01", totale: 20, fonti: [{titolo: "Più tardi"}]}\n')  # fmt: skip
    write(register, "enti/banda.yaml", UNKNOWN)


REGISTERS: dict[str, Callable[[Path], None]] = {
    "semplice": lambda _: None,
    "osservatori-e-sospesi": with_observer_and_suspended,
    "parziale": with_a_partial_list,
}


def is_expected(name: str, text: str) -> bool:
    golden = EXPECTED / f"{NAME}-{name}.md"
    if os.environ.get("RETE_ACCETTA") == "1":
        golden.write_text(steady(text), encoding="utf-8", newline="\n")
    return steady(text) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", REGISTERS)
def test_the_list_of_members_word_for_word(rete: Rete, register: Path, kind: str) -> None:
    REGISTERS[kind](register)

    said = rete("documento", NAME, folder=register)

    assert is_expected(kind, said.out)
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize("day", ["2024-11-01", "2026-06-01"])
def test_the_list_of_members_of_this_register_word_for_word(
    rete: Rete, tmp_path: Path, day: str
) -> None:
    said = rete("documento", NAME, "--al", day, folder=out_of_git(ROOT, tmp_path / "registro"))

    assert is_expected(f"registro-{day}", said.out)
    assert said.code == 0


def test_every_accepted_document_is_still_made() -> None:
    made = {*REGISTERS, "registro-2024-11-01", "registro-2026-06-01"}

    assert {path.stem for path in EXPECTED.glob(f"{NAME}-*")} == {f"{NAME}-{name}" for name in made}


def test_every_document_has_its_template_and_every_template_its_document() -> None:
    templates = {path.name.removesuffix(".md.j2") for path in templates_dir().glob("*.md.j2")}

    assert templates == {document.nome for document in DOCUMENTS}


# --- who is in, on a day ---------------------------------------------------------------------


def rows(text: str) -> list[list[str]]:
    """The cells of the table, header and rule left out."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


def test_the_day_decides_who_is_in(rete: Rete, register: Path) -> None:
    with_observer_and_suspended(register)

    before = rete("documento", NAME, "--al", "2025-01-31", folder=register).out
    after = rete("documento", NAME, "--al", "2025-02-01", folder=register).out

    assert len(rows(before)) == 3
    assert [row for row in rows(after) if row not in rows(before)] != []
    assert "Gruppo Vicini" in after  # its name on that day
    assert "sospeso" not in after
    assert "osservatore" not in before


def test_before_the_pact_nobody_is_in_and_it_says_so(rete: Rete, register: Path) -> None:
    said = rete("documento", NAME, "--al", "2020-01-01", folder=register)

    assert "- aderenti: 0 (0 pubblici, 0 del privato sociale)\n" in said.out
    assert "non risulta in corso nessun periodo del patto" in said.out
    assert "|" not in said.out


def test_a_change_of_quality_does_not_make_a_body_new(register: Path) -> None:
    change(register, "enti/il-ponte.yaml", '- {dal: "2024-01-15", atto: 2024-01-15-stipula}',
        '- {dal: "2024-01-15", atto: 2024-01-15-stipula, qualita: osservatore, al: "2024-12-31"}\n'
        '  - {dal: "2025-01-01", atto: fonte}')  # fmt: skip
    change(register, "enti/la-soglia.yaml", '- {dal: "2024-01-15", atto: 2024-01-15-stipula}',
        '- {dal: "2024-01-15", atto: 2024-01-15-stipula, al: "2024-12-30"}\n'
        '  - {dal: "2025-01-01", atto: fonte}')  # fmt: skip
    rete = load(Folder(register)).rete

    def since(name: str) -> str:
        ente = rete.enti[name]
        adesione = rete.adesione(ente, date(2026, 6, 1))
        assert adesione is not None
        return str(entry(ente, adesione).dal)

    assert since("il-ponte") == "2024-01-15"
    assert since("la-soglia") == "2025-01-01"


def test_a_body_is_named_as_it_was_called_on_that_day(register: Path) -> None:
    add(register, "enti/il-ponte.yaml", "denominazioni_precedenti:\n"
        '  - {denominazione: Ponte Nuovo, al: "2025-06"}\n'
        '  - {denominazione: Ponte Vecchio, al: "2024-06-30"}\n')  # fmt: skip
    ente = load(Folder(register)).rete.enti["il-ponte"]

    assert name_on(ente, date(2024, 6, 30)) == "Ponte Vecchio"
    assert name_on(ente, date(2024, 7, 1)) == "Ponte Nuovo"
    assert name_on(ente, date(2025, 6, 30)) == "Ponte Nuovo"
    assert name_on(ente, date(2025, 7, 1)) == "Associazione Il Ponte"


def test_the_register_of_a_day_is_the_one_in_git(rete: Rete, register: Path) -> None:
    def git(*words: str, day: str) -> None:
        stamp = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
            cwd=register, check=True, capture_output=True, env={**os.environ, **stamp},
        )  # fmt: skip

    git("init", "-b", "main", day="2026-01-10")
    git("add", ".", day="2026-01-10")
    git("commit", "-m", "primo", day="2026-01-10")
    change(register, "enti/il-ponte.yaml", "Associazione Il Ponte", "Il Ponte Nuovo")
    git("commit", "-am", "secondo", day="2026-02-10")

    old = rete("documento", NAME, "--registro-del", "2026-02-09", folder=register)
    new = rete("documento", NAME, "--registro-del", "2026-02-10", folder=register)
    never = rete("documento", NAME, "--registro-del", "2026-01-09", folder=register)

    assert "Associazione Il Ponte" in old.out
    assert "Il Ponte Nuovo" in new.out
    assert (never.code, never.out) == (3, "")


# --- a register with errors ------------------------------------------------------------------


def break_a_body(register: Path) -> None:
    write(register, "enti/il-ponte.yaml", "natura: boh\n")


def test_with_errors_there_is_no_document_but_the_findings(rete: Rete, register: Path) -> None:
    break_a_body(register)

    said = rete("documento", NAME, "-o", "x.md", folder=register)

    checked = rete("controlla", folder=register).out.splitlines()
    assert said.code == 1
    # Only `rete controlla` tells how many checks wait for the file.
    assert said.out.splitlines() == [line for line in checked if "finché" not in line]
    assert "--comunque" in said.err
    assert not (register / "x.md").exists()


def test_with_errors_a_draft_says_that_it_is_one(rete: Rete, register: Path) -> None:
    break_a_body(register)

    said = rete("documento", NAME, "--comunque", folder=register)

    assert said.code == 0
    assert said.out.startswith("# Elenco degli aderenti (bozza)\n")
    assert "> **Bozza.** Il registro ha " in said.out
    assert "la cui scheda non si legge:\n\n- il-ponte\n" in said.out
    assert len(rows(said.out)) == 2


def test_a_draft_comes_out_even_where_the_pact_cannot_be_read(rete: Rete, register: Path) -> None:
    write(register, "patto.yaml", "titolo: [\n")

    said = rete("documento", NAME, "--comunque", folder=register)

    assert said.code == 0
    assert said.out.startswith("# Elenco degli aderenti (bozza)\n\n> **Bozza.** ")
    assert len(rows(said.out)) == 3


def test_without_errors_nothing_is_a_draft_anyway(rete: Rete, register: Path) -> None:
    plain = rete("documento", NAME, folder=register).out

    assert rete("documento", NAME, "--comunque", folder=register).out == plain


# --- where it goes ---------------------------------------------------------------------------


def test_without_a_name_the_documents_are_listed(rete: Rete, tmp_path: Path) -> None:
    said = rete("documento", folder=tmp_path)

    assert [line.split()[0] for line in said.out.splitlines()] == [d.nome for d in DOCUMENTS]
    assert max(map(len, said.out.splitlines())) <= 80


def test_a_file_holds_what_would_be_printed(rete: Rete, register: Path) -> None:
    said = rete("documento", NAME, "-o", "elenco.md", folder=register)

    assert (said.code, said.out, said.err) == (0, "", "scritto «elenco.md»\n")
    written = (register / "elenco.md").read_bytes()
    assert written.decode("utf-8") == rete("documento", NAME, folder=register).out
    assert b"\r" not in written
    assert {path.name for path in register.iterdir()} == {"data", "elenco.md"}


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(
    rete: Rete, register: Path
) -> None:
    file = register / "elenco.md"
    file.write_text("vecchio", encoding="utf-8")
    file.chmod(0o640)
    (register / "link.md").symlink_to("elenco.md")

    rete("documento", NAME, "-o", "link.md", "--sovrascrivi", folder=register)

    assert file.read_text(encoding="utf-8").startswith("# Elenco")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert (register / "link.md").is_symlink()


@pytest.mark.parametrize(
    ("given_words", "words"),
    [
        (["-o", "data"], "«data» è una cartella"),
        (["-o", "data/patto.yaml"], "«data/patto.yaml» è fra i dati del registro"),
        (["-o", "data/allegati.md"], "«data/allegati.md» è fra i dati del registro"),
        (["-o", "/dev/null"], "«/dev/null» non è un file normale"),
        (["-o", "non/c-e.md"], "la cartella «non» non esiste"),
        (["rif"], "«elenco-aderenti» non vuole un riferimento"),
        (["--formato", "rtf"], "«rtf» non è ammesso"),
        (["-o", "elenco.rtf"], "«.rtf» non è fra i formati dei documenti"),
        (["--al", "boh"], "«boh» non è una data"),
        (["--ramo", "main"], "--ramo serve solo insieme a --registro-del"),
    ],
)
def test_wrong_usage_is_told(
    rete: Rete, register: Path, given_words: list[str], words: str
) -> None:
    said = rete("documento", NAME, *given_words, folder=register)

    assert (said.code, said.out) == (2, "")
    assert words in said.err


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("verballe", "nessun documento si chiama «verballe»: forse volevi «verbale»?"),
        ("scheda", "«scheda» può essere «scheda-ente» o «scheda-tavolo»: scrivi di più"),
        ("zzz", "nessun documento si chiama «zzz»: vedi «rete documento»"),
    ],
)
def test_a_name_that_is_no_document_is_told_with_those_like_it(
    rete: Rete, register: Path, typed: str, why: str
) -> None:
    said = rete("documento", typed, folder=register)

    assert (said.code, said.out) == (2, "")
    assert why in said.err


def test_a_document_may_be_named_in_few_letters(rete: Rete, register: Path) -> None:
    assert rete("documento", "elenco", folder=register).out == (
        rete("documento", "elenco-aderenti", folder=register).out
    )


def test_a_document_ends_with_one_line_end_and_no_line_with_a_blank(
    rete: Rete, register: Path
) -> None:
    for kind, made in REGISTERS.items():
        folder = register.parent / kind
        shutil.copytree(register, folder)
        made(folder)
        text = rete("documento", NAME, folder=folder).out

        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\n\n\n" not in text
        assert [line for line in text.splitlines() if line != line.rstrip()] == []
