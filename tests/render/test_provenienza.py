"""What a document is made of: the id of its data, with and without git, and its foot."""

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rete.data_tree import DataTree, data_tree, tree_id
from rete.render.conversion import styles_digest
from rete.render.document_foot import Provenance, read
from rete.render.file_formats import FORMATI
from rete.store import Folder
from tests.aiuti import archivio
from tests.aiuti.documenti import EVERY_DOCUMENT, of_the_example
from tests.aiuti.luoghi import EXPECTED
from tests.conftest import Said

Rete = Callable[..., Said]

ENTE = "data/enti/il-ponte.yaml"
TEMPLATES = EXPECTED / "modelli.txt"


@pytest.fixture
def recorded(register: Path) -> Path:
    """The register in git, in a folder of a repository that holds other things too."""
    top = register.parent / "archivio"
    top.mkdir()
    shutil.move(register, top / "registro")
    archivio.begin(top)
    archivio.commit(top, "inizio")
    return top / "registro"


def of(register: Path) -> DataTree:
    return data_tree(Folder(register), register)


def in_git(register: Path) -> str:
    return archivio.git(register, "rev-parse", "HEAD:./data")


@pytest.fixture(autouse=True)
def out_of_any_other_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.resolve().parent))


# --- the id of the data ----------------------------------------------------------------------


def test_the_id_of_the_data_is_that_of_git_and_needs_no_git(recorded: Path, tmp_path: Path) -> None:
    assert of(recorded) == DataTree(id=in_git(recorded), recorded=True)

    copy = tmp_path / "copia"
    shutil.copytree(recorded / "data", copy / "data")
    assert of(copy) == DataTree(id=in_git(recorded), recorded=True)


def test_odd_names_links_programs_and_empty_folders_are_counted_as_git_does(
    recorded: Path,
) -> None:
    data = recorded / "data"
    for name in (b"a", b"a.b/c", b"a-b", b"a0", b"perch\xc3\xa9 no", b"caff\xe8", b'x"y\tz'):
        file = Path(os.fsdecode(bytes(data) + b"/altro/" + name))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name * 3)
    (data / "altro/programma").write_text("x", encoding="utf-8")
    (data / "altro/programma").chmod(0o755)
    (data / "altro/link").symlink_to("../niente")
    (data / "vuota/anche").mkdir(parents=True)
    archivio.commit(recorded.parent, "strani")

    assert tree_id(data) == in_git(recorded)


def test_a_repository_with_longer_ids_has_longer_ids(register: Path) -> None:
    archivio.git(register, "init", "-q", "--object-format=sha256")
    archivio.commit(register, "inizio")

    assert len(in_git(register)) == 64
    assert tree_id(register / "data", like=in_git(register)) == in_git(register)


def test_the_same_files_have_the_same_id_whatever_the_history(recorded: Path) -> None:
    first = of(recorded)
    text = (recorded / ENTE).read_text(encoding="utf-8")
    (recorded / ENTE).write_text(text + "note: x\n", encoding="utf-8")
    archivio.commit(recorded.parent, "cambio")
    second = of(recorded)
    (recorded / ENTE).write_text(text, encoding="utf-8")
    archivio.commit(recorded.parent, "indietro")

    assert second != first
    assert of(recorded) == first


@pytest.mark.parametrize("path", [ENTE, "data/enti/nuovo.yaml", "data/enti/ignorato.yaml"])
def test_what_is_not_committed_is_said(recorded: Path, path: str) -> None:
    (recorded.parent / ".gitignore").write_text("ignorato.yaml\n", encoding="utf-8")
    archivio.commit(recorded.parent, "da ignorare")
    with (recorded / path).open("a", encoding="utf-8") as file:
        file.write("note: x\n")

    found = of(recorded)

    assert not found.recorded
    assert found.id == tree_id(recorded / "data") != in_git(recorded)


def test_what_is_changed_elsewhere_or_only_touched_does_not_count(recorded: Path) -> None:
    (recorded / "appunti.txt").write_text("x", encoding="utf-8")
    (recorded / ENTE).touch()
    (recorded / "data/.DS_Store").write_text("x", encoding="utf-8")
    (recorded.parent / ".gitignore").write_text(".DS_Store\n", encoding="utf-8")

    assert of(recorded) == DataTree(id=in_git(recorded), recorded=True)


def test_line_ends_that_git_changes_do_not_change_the_id(recorded: Path) -> None:
    clone = recorded.parents[1] / "clone"
    archivio.git(
        recorded, "clone", "-q", "--config=core.autocrlf=true", str(recorded.parent), str(clone)
    )
    assert b"\r\n" in (clone / "registro" / ENTE).read_bytes()

    assert of(clone / "registro") == of(recorded)


def test_before_the_first_commit_nothing_is_recorded(register: Path) -> None:
    archivio.begin(register)

    assert of(register) == DataTree(id=tree_id(register / "data"), recorded=False)


# --- the foot --------------------------------------------------------------------------------


def foot(said: Said) -> str:
    """The last line that is read: after it there is only the digest of all that, as a comment."""
    shown, comment, _ = said.out.rpartition("\n\n<!-- rete-impronta ")
    assert comment
    return shown.rpartition("\n")[2]


def test_every_document_ends_with_where_it_comes_from(rete: Rete, recorded: Path) -> None:
    said = rete("documento", "firmatari", folder=recorded)

    assert "\n\n---\n\nFatto da rete " in said.out
    assert "«rete documento firmatari --al 2026-06-01»" in foot(said)
    assert f"dati {in_git(recorded)};" in foot(said)
    assert "bozza" not in said.out


def test_data_that_are_not_committed_make_a_draft(rete: Rete, recorded: Path) -> None:
    with (recorded / ENTE).open("a", encoding="utf-8") as file:
        file.write("note: x\n")

    said = rete("documento", "firmatari", folder=recorded)

    assert said.out.startswith("# Firmatari e aderenti (bozza)\n")
    assert "> **Bozza.** I dati non sono ancora registrati in git.\n" in said.out
    assert " (non ancora registrati in git); modelli " in foot(said)


def test_a_document_of_the_past_comes_from_the_data_of_then(rete: Rete, recorded: Path) -> None:
    then = in_git(recorded)
    with (recorded / ENTE).open("a", encoding="utf-8") as file:
        file.write("note: x\n")

    said = rete("documento", "firmatari", "--registro-del", "2024-02-01", folder=recorded)

    assert f"dati {then};" in foot(said)
    assert "bozza" not in said.out


def test_another_template_has_another_digest(rete: Rete, register: Path) -> None:
    def digest(name: str) -> str:
        found = re.search(
            r"modelli ([0-9a-f]{16})\.$", foot(rete("documento", name, folder=register))
        )
        assert found
        return found.group(1)

    ours = (digest("elenco-aderenti"), digest("firmatari"))
    (register / "templates").mkdir()
    (register / "templates/elenco-aderenti.md.j2").write_text("# Nostro\n", encoding="utf-8")

    assert digest("elenco-aderenti") != ours[0]
    assert digest("firmatari") == ours[1]


def test_documents_that_were_sent_are_still_made_of_the_templates_they_name() -> None:
    """One word of a template, a comment too: whoever has a document of before cannot verify it."""
    texts = {wanted.name: of_the_example("md", *wanted).decode() for wanted in EVERY_DOCUMENT}
    feet = {name: read(text) for name, text in texts.items()}
    documents = {name: foot.templates for name, foot in feet.items() if foot}
    looks = {formato: styles_digest(formato, ()) for formato in FORMATI}
    told = "".join(f"{name} {digest}\n" for name, digest in (documents | looks).items())
    if os.environ.get("RETE_ACCETTA") == "1":
        TEMPLATES.write_text(told, encoding="utf-8")

    assert told == TEMPLATES.read_text(encoding="utf-8")


@pytest.mark.parametrize("formato", ["md", "html", "pdf"])
def test_each_format_names_the_programs_that_make_it(
    rete: Rete, register: Path, formato: str
) -> None:
    from rete.render.conversion import programs
    from rete.render.reread import found_in

    rete("documento", "firmatari", "-o", f"f.{formato}", folder=register)

    found = found_in((register / f"f.{formato}").read_bytes())
    assert found is not None
    names = {"md": ["rete"], "html": ["rete", "pandoc"], "pdf": ["rete", "pandoc", "typst"]}
    assert [name for name, _ in found.provenance.programs] == names[formato]
    assert found.provenance.programs == programs(found.format)


EXAMPLES = (
    Provenance(
        document="verbale", reference="2025-01-02-plenaria", day=date(2025, 3, 1), since=None,
        view=None, anyway=True, data="a" * 40, recorded=False, templates="0" * 16,
        programs=(("rete", "1.0"), ("pandoc", "3.9"), ("typst", "0.15.2")),
    ),
    Provenance(
        document="patto", reference=None, day=None, since=date(2024, 1, 1), view="originario",
        anyway=False, data="b" * 64, recorded=True, templates="1" * 16,
        programs=(("rete", "1.0"),),
    ),
)  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_line_is_read_as_it_was_written(example: Provenance) -> None:
    assert read(f"# Testo\n\n---\n\n{example.line()}\n") == example


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("--al 2025-03-01", "--al 2025-02-30"),
        ("--al 2025-03-01", "--altro x"),
        ("2025-01-02-plenaria", "a b c"),
        ("dati a", "dati g"),
        ("rete documento verbale", "rete documento"),
        ("Fatto da rete", "Fatto con rete"),
    ],
)
def test_a_line_that_rete_cannot_have_written_is_not_read(old: str, new: str) -> None:
    line = EXAMPLES[0].line()
    assert old in line
    found = read(line.replace(old, new))
    assert found is None or found.document == "2025-01-02-plenaria"
