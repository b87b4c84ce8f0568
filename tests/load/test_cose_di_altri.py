"""What systems, editors and programs leave in the folder: passed over, told, never thrown away."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.litter import is_litter
from rete.load.loader import load
from tests.aiuti import archivio
from tests.aiuti.mano import Mano
from tests.aiuti.misura import part
from tests.aiuti.registro import Memory, network, store_of
from tests.conftest import Said

Rete = Callable[..., Said]
SOUND = "errori: 0, avvisi: 0\n"

LITTER = (
    *("Thumbs.db", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "Desktop.INI"),
    *(".DS_Store", "._la-soglia.yaml", "._.DS_Store", "Icon\r", "~$la-soglia.docx", "~WRD0001.tmp"),
    *("la-soglia.yaml~", ".la-soglia.yaml.swp", ".la-soglia.yaml.swo", "#la-soglia.yaml#"),
    *(".~lock.la-soglia.odt#", ".directory", ".nfs000000000001", ".fuse_hidden0001"),
)
FOLDERS = ("data", "data/enti", "data/verbali/2024", "data/allegati/2024-01-15-stipula")
COPIES = (
    *("la-soglia.yaml.orig", "la-soglia.yaml.bak", "la-soglia.yaml.rej", "la-soglia.yaml.old"),
    *("la-soglia.yaml.save", "la-soglia.yaml.txt", "la-soglia.yaml (1)", "la-soglia.yaml.yaml"),
    *("la-soglia.orig", "la-soglia.bak", "la-soglia.yml", "la-soglia.YAML", "La Soglia.yaml"),
    *("la_soglia.yaml", "la-soglia (1).yaml", "la-soglia(1).yaml", "la-soglia 2.yaml"),
    *("la-soglia - Copia.yaml", "la-soglia - Copia (2).yaml", "la-soglia copia.yaml"),
    *("Copia di la-soglia.yaml", "Copy of la-soglia.yaml", "la-soglia - Copy.yaml"),
    *("la-soglia-PC-MARIO.yaml", "la-soglia (copia in conflitto di MARIO 2024-01-01).yaml"),
    *("la-soglia (MARIO's conflicted copy 2024-01-01).yaml", "la-soglia_conflict-2024.yaml"),
    *("la-soglia.sync-conflict-20240101-101010-ABCDEFG.yaml", "la-soglia_BACKUP_1234.yaml"),
    *(".la-soglia.yaml", "La soglià.yaml", "LA-SOGLIA.yaml", "-la-soglia.yaml"),
)
RENAMES = re.compile(r"rinominalo in «([^»]+)»")


def put(register: Path, path: str, content: bytes = b"x") -> Path:
    file = register / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


# --- passed over -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", part(LITTER, 2))
def test_what_systems_leave_is_passed_over_wherever_it_is(mano: Mano, name: str) -> None:
    for folder in FOLDERS:
        put(mano.register, f"{folder}/{name}")
    before = mano.call("controlla", "--severo").out

    assert before.splitlines()[-1].startswith("errori: 0")
    assert name not in before
    document = mano.call("documento", "elenco-aderenti")
    assert document.code == 0
    assert "bozza" not in document.out.casefold()


def test_the_folders_that_programs_leave_are_passed_over_with_all_that_is_in_them(
    rete: Rete, register: Path
) -> None:
    for folder in ("@eaDir", ".Trash-1000", "__MACOSX", "$RECYCLE.BIN", ".AppleDouble"):
        put(register, f"data/enti/{folder}/la-soglia.yaml")
        put(register, f"data/{folder}/SYNO@.fileindexdb")
    said = rete("controlla", "--severo", folder=register)
    assert (said.code, said.out) == (0, SOUND)


def test_the_link_with_which_emacs_locks_a_file_is_passed_over(mano: Mano) -> None:
    (mano.register / "data/enti/.#la-soglia.yaml").symlink_to("nessuno@nowhere.1234")
    assert "REG003" not in mano.call("controlla").out
    assert "bozza" not in mano.call("documento", "elenco-aderenti").out.casefold()


@pytest.mark.parametrize("name", ["thumbs.yaml", "tmp.yaml", "aderenti.yaml", "swap.yaml"])
def test_a_record_is_never_taken_for_litter(name: str) -> None:
    assert not is_litter(f"data/enti/{name}")


def test_a_file_that_is_cited_is_an_attachment_whatever_its_name(
    rete: Rete, register: Path
) -> None:
    path = "data/allegati/2024-01-15-stipula/Thumbs.db"
    put(register, path)
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    with (register / "data/atti/2024/2024-01-15-stipula.yaml").open("a", encoding="utf-8") as act:
        act.write(f"allegati:\n  - {{file: Thumbs.db, titolo: Indice, sha256: {digest}}}\n")
    assert rete("controlla", "--severo", folder=register).out == SOUND
    (register / path).write_bytes(b"y")
    assert "[ATT006]" in rete("controlla", folder=register).out


def test_what_appears_while_somebody_is_asked_to_confirm_does_not_stop_the_writing(
    mano: Mano, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rete.commands.writing import scrivere

    monkeypatch.setattr(scrivere, "is_terminal", lambda: True)

    def confirmed(_question: str, **_ways: object) -> bool:
        put(mano.register, "data/enti/Thumbs.db")
        return True

    monkeypatch.setattr(scrivere, "confirm", confirmed)
    words = ("ente", "aggiungi", "--denominazione", "Nuovo", "--natura", "pubblico")
    assert mano.call(*words).code == 0


# --- where git follows them ------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Thumbs.db", "la-soglia.yaml~", ".DS_Store", "~$x.docx", "#soglia#", "._[a]*!"],
)
def test_reg008_what_git_follows_is_told_and_its_remedy_leaves_it_on_the_disk(
    mano: Mano, name: str
) -> None:
    file = put(mano.register, f"data/enti/{name}")
    archivio.git(mano.register, "add", "-f", f"data/enti/{name}")
    said = mano.call("controlla")
    assert (said.code, said.out.count("[REG008]")) == (0, 1)
    assert mano.call("controlla", "--severo").code == 1

    command = re.search(r"«git (rm --cached -- .*?)», e scrivi", said.out)
    assert command is not None
    archivio.git(mano.register, *shlex.split(command[1]))
    assert file.read_bytes() == b"x"
    assert "[REG008]" not in mano.call("controlla").out

    pattern = re.search(r"e scrivi «(.*?)» in \.gitignore", said.out)
    assert pattern is not None
    (mano.register / ".gitignore").write_text(f"{pattern[1]}\n", encoding="utf-8")
    archivio.git(mano.register, "add", "data")
    assert "[REG008]" not in mano.call("controlla").out


def test_reg008_in_a_revision_every_one_is_followed(mano: Mano) -> None:
    put(mano.register, "data/enti/Thumbs.db")
    archivio.commit(mano.register, "con Thumbs.db")
    (mano.register / "data/enti/Thumbs.db").unlink()
    from rete.revision import Revision

    revision = Revision(mano.register, archivio.git(mano.register, "rev-parse", "HEAD"))
    found = [f.file for f in load(revision).findings if f.code == "REG008"]
    revision.close()
    assert found == ["data/enti/Thumbs.db"]


def test_reg008_where_git_cannot_say_that_is_told_and_nothing_is_taken_for_no(
    mano: Mano, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(mano.register, "data/Thumbs.db")
    monkeypatch.setenv("PATH", "/nonexistent")
    said = mano.call("controlla")
    assert said.out.count("[REG008]") == 1
    assert "non si può dire se git segue questo file" in said.out
    assert "installalo" in said.out


def test_git_is_not_asked_where_there_is_no_such_file(
    mano: Mano, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert "[REG008]" not in mano.call("controlla").out


def test_the_id_of_the_data_does_not_count_them_with_git_or_without(
    mano: Mano, tmp_path: Path
) -> None:
    from rete.data_tree import DataTree, data_tree
    from rete.store import Folder

    known = archivio.git(mano.register, "rev-parse", "HEAD:data")
    put(mano.register, "data/enti/Thumbs.db")
    put(mano.register, "data/enti/._la-soglia.yaml")
    assert data_tree(Folder(mano.register), mano.register) == DataTree(id=known, recorded=True)
    shutil.copytree(mano.register / "data", tmp_path / "senza" / "data")
    assert data_tree(Folder(tmp_path / "senza"), tmp_path / "senza").id == known

    archivio.git(mano.register, "add", "-f", "data/enti/Thumbs.db")
    assert data_tree(Folder(mano.register), mano.register).recorded is False
    archivio.commit(mano.register, "tutti")
    now = archivio.git(mano.register, "rev-parse", "HEAD:data")
    put(mano.register, "data/enti/la-soglia.yaml~")
    with (mano.register / "data/patto.yaml").open("a", encoding="utf-8") as pact:
        pact.write("# x\n")
    found = data_tree(Folder(mano.register), mano.register)
    assert found.recorded is False
    archivio.git(mano.register, "add", "-u")
    archivio.git(mano.register, "commit", "-q", "-m", "x")
    assert found.id == archivio.git(mano.register, "rev-parse", "HEAD:data") != now


# --- copies of records -----------------------------------------------------------------------


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_a_record_is_to_be_compared_with_it_and_never_renamed_onto_it(
    rete: Rete, register: Path, name: str
) -> None:
    put(register, f"data/enti/{name}", (register / "data/enti/la-soglia.yaml").read_bytes())
    said = rete("controlla", folder=register)
    assert said.code == 1
    remedies = [line for line in said.out.splitlines() if "→" in line]
    assert "confrontalo con «data/enti/la-soglia.yaml»" in remedies[0]
    assert "poi cancella questa copia" in remedies[0]
    assert [line for line in remedies if RENAMES.search(line)] == []


@pytest.mark.parametrize("name", part([one for one in COPIES if ".yaml" in one.casefold()], 3))
def test_where_the_record_is_not_there_the_copy_may_take_its_name(
    rete: Rete, register: Path, name: str
) -> None:
    (register / "data/enti/la-soglia.yaml").rename(register / f"data/enti/{name}")
    said = rete("controlla", folder=register)
    wanted = RENAMES.search(said.out)
    assert wanted is not None
    assert not (register / f"data/enti/{wanted[1]}").exists()


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("data/verbali/2024/2024-01-15-plenaria (1).yaml", "data/verbali/2024/2024-01-15-plenaria"),
        ("data/patto.yaml.orig", "data/patto"),
        ("data/patto (1).yaml", "data/patto"),
        ("data/verbali/2023/2024-01-15-plenaria.yaml", "data/verbali/2024/2024-01-15-plenaria"),
    ],
)
def test_copies_of_every_kind_and_in_another_year(
    rete: Rete, register: Path, name: str, original: str
) -> None:
    put(register, "data/verbali/2024/2024-01-15-plenaria.yaml", b"odg: [{punto: 1, titolo: A}]\n")
    put(register, name)
    said = rete("controlla", folder=register)
    assert f"confrontalo con «{original}.yaml»" in said.out


def test_two_files_that_would_take_one_name_are_to_be_compared_with_each_other() -> None:
    store = store_of(network(["a"], {}))
    files = {"data/enti/La Bussola.yaml": b"x", "data/enti/la_bussola.yaml": b"y"}
    found = [f for f in load(Memory({**store.files, **files})).findings if f.code == "REG002"]
    assert len(found) == 2
    for one, other in zip(found, reversed(found), strict=True):
        assert f"confrontalo con «{other.file}»" in one.fault.remedy


@pytest.mark.parametrize("device", ["Aux", "CON", "Com1"])
def test_no_name_is_proposed_that_windows_could_not_have(device: str) -> None:
    store = store_of(network(["a"], {}))
    found = load(Memory({**store.files, f"data/enti/{device}.yaml": b"x"})).findings
    assert f"«ente-{device.lower()}.yaml»" in found[0].fault.remedy


def test_an_odd_name_of_any_length_takes_no_time() -> None:
    store = store_of(network(["a"], {}))
    names = ("-A" * 2000 + "a.yaml", "(" * 4000 + ".yaml", " " * 4000 + ".yaml")
    assert len(load(Memory({**store.files, **{f"data/enti/{n}": b"" for n in names}})).findings)
