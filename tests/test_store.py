"""The one door to a register: a folder, a commit, either with changes; the commit of a day."""

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rete import git
from rete.errors import ReteError
from rete.register_root import find_root
from rete.revision import Revision
from rete.source import MAX_BYTES
from rete.store import Folder, Overlay, TooLarge, Unreadable
from tests.aiuti import archivio
from tests.aiuti.archivio import begin, commit, contents
from tests.aiuti.porta import run

ENTE = "data/enti/il-ponte.yaml"


pytestmark = pytest.mark.usefixtures("no_settings_of_this_machine")


# --- a folder ---


def test_a_folder_has_the_files_below_data_with_their_content(register: Path) -> None:
    (register / "LEGGIMI.md").write_text("fuori da data\n", encoding="utf-8")
    store = Folder(register)
    wanted = {p.relative_to(register).as_posix() for p in (register / "data").rglob("*.yaml")}
    assert set(store.paths()) == wanted
    assert store.strays() == {}
    assert store.read(ENTE) == (register / ENTE).read_bytes()
    assert store.sha256(ENTE) == hashlib.sha256((register / ENTE).read_bytes()).hexdigest()


def test_the_digest_of_a_file_changes_with_its_content(register: Path) -> None:
    before = Folder(register).paths()
    (register / ENTE).write_text("denominazione: Altro\n", encoding="utf-8")
    after = Folder(register).paths()
    assert {path for path in before if before[path] != after[path]} == {ENTE}


def test_a_file_that_goes_away_meanwhile_is_unreadable(register: Path) -> None:
    store = Folder(register)
    (register / ENTE).unlink()
    for question in (store.read, store.sha256):
        with pytest.raises(Unreadable, match="non c'è più"):
            question(ENTE)


def test_a_large_file_is_not_read_but_its_hash_is(register: Path) -> None:
    content = b"x" * (MAX_BYTES + 1)
    (register / ENTE).write_bytes(content)
    store = Folder(register)
    with pytest.raises(TooLarge) as large:
        store.read(ENTE)
    assert large.value.size == MAX_BYTES + 1
    assert store.sha256(ENTE) == hashlib.sha256(content).hexdigest()


def test_folders_nested_too_deep_are_not_entered(register: Path) -> None:
    deep = register.joinpath("data/enti", *("x" * 3 for _ in range(60)))
    deep.mkdir(parents=True)
    (deep / "in-fondo.yaml").write_text("a: b\n", encoding="utf-8")
    store = Folder(register)
    assert list(store.strays().values()) == ["è una cartella annidata troppo in profondità"]
    assert not any(path.endswith("in-fondo.yaml") for path in store.paths())


def test_links_and_pipes_are_strays_and_are_not_followed(register: Path) -> None:
    (register / "data/enti/link.yaml").symlink_to(register / ENTE)
    (register / "data/tutto").symlink_to("/")
    (register / "data/giro").symlink_to(register / "data")
    (register / "data/rotto").symlink_to("non-c-e")
    os.mkfifo(register / "data/enti/tubo.yaml")
    store = Folder(register)
    assert set(store.strays()) == {
        "data/enti/link.yaml",
        "data/tutto",
        "data/giro",
        "data/rotto",
        "data/enti/tubo.yaml",
    }
    assert len(store.paths()) == 8


def test_a_name_of_any_bytes_is_a_path(register: Path) -> None:
    names = [b"caff\xe8.yaml", b"a\nb.yaml", b"\x1b[31m.yaml", "perché così.yaml".encode()]
    for name in names:
        Path(os.fsdecode(bytes(register / "data/enti") + b"/" + name)).write_bytes(b"a: b\n")
    found = [path for path in Folder(register).paths() if Folder(register).read(path) == b"a: b\n"]
    assert sorted(os.fsencode(path) for path in found) == sorted(b"data/enti/" + n for n in names)


# --- where a register is ---


def test_a_register_is_found_from_below(register: Path) -> None:
    assert find_root(register / "data" / "enti") == register.resolve()
    assert find_root(register) == register.resolve()


@pytest.mark.parametrize("name", ["vuota", "non-c-e", "file"])
def test_what_is_no_register_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "vuota").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ReteError, match=r"non è un registro|non esiste"):
        find_root(tmp_path / name)


@pytest.mark.parametrize(
    ("put", "what"),
    [
        (Path.mkdir, "è una cartella, non un file"),
        (os.mkfifo, "non è un file normale"),
        (lambda path: path.symlink_to("niente"), "è un collegamento simbolico che non porta a un"),
    ],
)
def test_what_is_in_the_place_of_the_pact_is_told(
    tmp_path: Path, put: Callable[[Path], None], what: str
) -> None:
    pact = tmp_path / "data" / "patto.yaml"
    pact.parent.mkdir()
    put(pact)
    said = run(["controlla"], cwd=pact.parent)  # a pipe that is opened never answers
    assert said.returncode == 3
    assert said.stderr.startswith(f"errore: «{pact.parent.resolve() / pact.name}» {what}")
    assert "rimetti il file" in said.stderr


def test_a_register_above_is_found_all_the_same(register: Path) -> None:
    (register / "data" / "enti" / "data" / "patto.yaml").mkdir(parents=True)
    assert find_root(register / "data" / "enti") == register.resolve()


def test_a_link_that_goes_in_circles_is_no_register(tmp_path: Path) -> None:
    (tmp_path / "giro").symlink_to(tmp_path / "giro")
    with pytest.raises(ReteError):
        find_root(tmp_path / "giro")


# --- a commit ---


def test_a_commit_gives_what_the_folder_had(repository: Path) -> None:
    register = repository / "rete"
    was = contents(Folder(register))
    first = archivio.git(repository, "rev-parse", "HEAD")
    (register / ENTE).write_text("denominazione: Altro\n", encoding="utf-8")
    (register / "data/enti/la-soglia.yaml").unlink()
    commit(repository, "cambio")
    with closing(Revision(register, first)) as store:
        assert contents(store) == was
        assert store.sha256(ENTE) == hashlib.sha256(was[ENTE]).hexdigest()
        with pytest.raises(Unreadable):
            store.read("data/enti/mai.yaml")


def test_a_register_may_be_the_top_of_its_repository(register: Path) -> None:
    begin(register)
    head = commit(register, "inizio")
    with closing(Revision(register, head)) as store:
        assert contents(store) == contents(Folder(register))


def test_names_with_accents_spaces_line_feeds_and_any_bytes_come_back(repository: Path) -> None:
    register = repository / "rete"
    for name in (
        b"perch\xc3\xa9 no.yaml",
        b"a\nb.yaml",
        b'x"y\tz.yaml',
        b"caff\xe8.yaml",
        b":(x).yaml",
    ):
        Path(os.fsdecode(bytes(register / "data/enti") + b"/" + name)).write_bytes(name)
    head = commit(repository, "nomi")
    with closing(Revision(register, head)) as store:
        assert contents(store) == contents(Folder(register))


def test_a_register_in_a_folder_with_an_odd_name(tmp_path: Path, register: Path) -> None:
    top = begin(tmp_path / "con spazio è*")
    inside = top / "[a] :(glob) ù"
    shutil.copytree(register, inside)
    head = commit(top, "inizio")
    with closing(Revision(inside, head)) as store:
        assert contents(store) == contents(Folder(inside))


def test_links_and_repositories_inside_are_strays_of_a_commit(repository: Path) -> None:
    register = repository / "rete"
    (register / "data/enti/link.yaml").symlink_to("/etc/hostname")
    inner = begin(register / "data/altro")
    commit(inner, "dentro")
    head = commit(repository, "strani")
    with closing(Revision(register, head)) as store:
        assert store.strays() == {
            "data/altro": "è un altro archivio git",
            "data/enti/link.yaml": "è un collegamento simbolico",
        }
        assert len(store.paths()) == 8


def test_a_large_file_of_a_commit_is_not_read(repository: Path) -> None:
    (repository / "rete" / ENTE).write_bytes(b"#" * (MAX_BYTES + 1))
    head = commit(repository, "grande")
    with closing(Revision(repository / "rete", head)) as store:
        with pytest.raises(TooLarge):
            store.read(ENTE)
        assert store.sha256(ENTE) == hashlib.sha256(b"#" * (MAX_BYTES + 1)).hexdigest()


def test_a_commit_without_the_register_is_told(repository: Path, register: Path) -> None:
    later = repository / "nuovo"
    shutil.copytree(register, later)
    with pytest.raises(ReteError, match=r"il registro non c'è \(manca data/patto.yaml\)"):
        Revision(later, archivio.git(repository, "rev-parse", "HEAD"))


@pytest.mark.parametrize("reference", ["0" * 40, "non-c-e", "--help", ""])
def test_a_commit_that_is_not_there_is_told(repository: Path, reference: str) -> None:
    assert git.resolve(repository, reference) is None
    with pytest.raises(ReteError, match="git non riesce a leggere il commit"):
        Revision(repository / "rete", reference)


def test_a_worktree_is_a_repository_as_any_other(repository: Path, tmp_path: Path) -> None:
    archivio.git(repository, "worktree", "add", "-q", str(tmp_path / "altra"), "-b", "prova")
    register = tmp_path / "altra" / "rete"
    head = archivio.git(repository, "rev-parse", "prova")
    with closing(Revision(register, head)) as store:
        assert contents(store) == contents(Folder(register))


def test_a_folder_outside_git_is_told(register: Path) -> None:
    with pytest.raises(ReteError, match="non è in un archivio git"):
        Revision(register, "HEAD")


def test_a_folder_of_somebody_else_is_told_how_to_trust(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # git's own way to make the test of ownership fail.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(ReteError, match=r"git config --global --add safe\.directory"):
        Revision(repository / "rete", "HEAD")


# --- changes in memory ---


def test_an_overlay_changes_adds_and_takes_away(register: Path) -> None:
    below = Folder(register)
    new, gone = "data/bisogni/nuovo.yaml", "data/enti/la-soglia.yaml"
    store = Overlay(below, {ENTE: b"altro", new: b"nuovo", gone: None})
    assert set(store.paths()) == (set(below.paths()) | {new}) - {gone}
    assert list(store.paths()) == sorted(store.paths())
    changed = {p for p in store.paths() if store.paths()[p] != below.paths().get(p)}
    assert changed == {ENTE, new}
    assert store.read(ENTE) == b"altro"
    assert store.sha256(new) == hashlib.sha256(b"nuovo").hexdigest()
    assert store.read("data/patto.yaml") == below.read("data/patto.yaml")
    for question in (store.read, store.sha256):
        with pytest.raises(Unreadable):
            question(gone)
    with pytest.raises(TooLarge):
        Overlay(below, {ENTE: b"x" * (MAX_BYTES + 1)}).read(ENTE)


def test_what_an_overlay_puts_in_the_place_of_a_link_is_a_file(register: Path) -> None:
    (register / "data/enti/link.yaml").symlink_to(register / ENTE)
    below = Folder(register)
    assert Overlay(below, {}).strays() == below.strays() != {}
    store = Overlay(below, {"data/enti/link.yaml": b"a: b"})
    assert (store.strays(), store.read("data/enti/link.yaml")) == ({}, b"a: b")
