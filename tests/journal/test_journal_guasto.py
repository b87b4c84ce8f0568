"""A journal that is damaged or forged: recognised, told, and nothing is lost."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rete.journal import Journal, Stuck
from rete.journal.files import digest
from tests.aiuti.archivio import git
from tests.aiuti.scrittura import (
    ENTE,
    FILES,
    promised,
    snapshot,
    write,
)
from tests.conftest import Said


def forge(ready: Path, change: Callable[[dict[str, Any]], object], version: int = 2) -> None:
    """Another manifest, with the digest that is right for it."""
    kept = json.loads((ready / "manifesto.json").read_bytes())
    change(kept["operazione"])
    text = json.dumps(kept["operazione"], sort_keys=True, separators=(",", ":"))
    kept = {**kept, "versione": version, "impronta": digest(text.encode("ascii"))}
    (ready / "manifesto.json").write_text(json.dumps(kept), encoding="ascii")


def refused(root: Path, words: str) -> str:
    """Nothing is finished, nothing can be written, and the remedy keeps all there is."""
    before = snapshot(root)
    for attempt in (
        lambda: Journal(root).recover(reading=False),
        lambda: write(root, {"data/enti/altro.yaml": b"x\n"}),
    ):
        with pytest.raises(Stuck, match=words) as stuck:
            attempt()
        assert "togli" not in str(stuck.value)
    assert snapshot(root) == before
    assert git(root, "rev-list", "--count", "HEAD") == "1"
    return str(stuck.value)


def test_the_remedy_keeps_both_contents_and_lets_one_write_again(
    halfway: Path, ready: Path
) -> None:
    (ready / "dopo-1").write_bytes(b"guasto")
    said = refused(halfway, "è guasto")
    assert f"rinomina la cartella «{ready}» in «pronta-da-parte»" in said
    aside = ready.rename(ready.with_name("pronta-da-parte"))
    assert write(halfway, {ENTE: b"mio\n"}).commit is not None
    assert (aside / "dopo-1").exists()
    assert (aside / "prima-1").exists()


def test_the_remedy_names_no_place_where_something_was_put_another_time(
    halfway: Path, ready: Path
) -> None:
    (ready / "dopo-1").write_bytes(b"guasto")
    (ready.parent / "pronta-da-parte").mkdir()
    (ready.parent / "pronta-da-parte-2").symlink_to("altrove")
    assert "in «pronta-da-parte-3»:" in refused(halfway, "è guasto")


@pytest.mark.parametrize(
    ("name", "words"),
    [("manifesto.json", "le sue note sono guaste"), ("dopo-1", "manca"), ("prima-0", "manca")],
)
@pytest.mark.parametrize("how", ["missing", "folder", "link", "cut"])
def test_a_file_of_it_that_is_not_the_one_it_was_is_recognised(
    halfway: Path, ready: Path, name: str, words: str, how: str
) -> None:
    content = (ready / name).read_bytes()
    if how == "cut":
        (ready / name).write_bytes(content[:-1])
        words = words.replace("manca", "è guasto")
    else:
        (ready / name).unlink()
    if how == "folder":
        (ready / name).mkdir()
    if how == "link":
        # To the very same content: it is no longer ours to say what it is.
        (halfway.parent / "altrove").write_bytes(content)
        (ready / name).symlink_to(halfway.parent / "altrove")
    refused(halfway, words)


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{}", b"[" * 100_000, b"\xff", b"\0"])
def test_notes_that_are_no_notes_are_recognised(halfway: Path, ready: Path, content: bytes) -> None:
    (ready / "manifesto.json").write_bytes(content)
    refused(halfway, "le sue note sono guaste")


@pytest.mark.parametrize("version", [1, 3, "2"])
def test_notes_of_another_version_are_told_so(halfway: Path, ready: Path, version: Any) -> None:
    forge(ready, dict, version)
    refused(halfway, f"un'altra versione di rete .*«{version}»")


@pytest.mark.parametrize(
    "path",
    [
        *("../fuori.yaml", "/tmp/fuori.yaml", "data/../../fuori.yaml", "LEGGIMI.md", "data"),
        *("data/./x", "data//x", "data\\x", "data/C:x", "data/x\n", ".git/config"),
    ],
)
@pytest.mark.parametrize("step", [0, 1])
def test_a_path_that_leads_elsewhere_is_recognised(
    halfway: Path, ready: Path, path: str, step: int
) -> None:
    forge(ready, lambda data: data["file"][step].update(percorso=path))
    refused(halfway, "le sue note sono guaste")
    assert not (halfway.parent / "fuori.yaml").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"registro": "../altrove"},
        {"registro": "/altrove"},
        {"registro": ".git"},
        {"registro": "a/.GIT/b"},
        {"testa": "--output=fuori"},
        {"testa": "HEAD"},
        {"ramo": "../../HEAD"},
        {"cartelle": ["../altrove"]},
        {"cartelle": ["enti"]},
        {"file": {}},
        {"file": [{"percorso": ENTE, "prima": 1, "dopo": None, "permessi": None}]},
        {"file": [{"percorso": ENTE, "prima": None, "dopo": "x", "permessi": True}]},
        {"file": [{"percorso": ENTE, "prima": None, "dopo": "x", "permessi": 1 << 20}]},
        {"id": 3},
        {"messaggio": ["x"]},
    ],
)
def test_notes_that_say_what_ours_never_do_are_recognised(
    halfway: Path, ready: Path, change: dict[str, Any]
) -> None:
    forge(ready, lambda data: data.update(change))
    refused(halfway, "le sue note sono guaste")


@pytest.mark.parametrize("register_named", ["altro", "data/enti", "collegato"])
def test_a_register_that_is_not_there_is_told_by_name(
    halfway: Path, ready: Path, tmp_path: Path, register_named: str
) -> None:
    (tmp_path / "lontano/data/enti").mkdir(parents=True)
    (halfway / "collegato").symlink_to(tmp_path / "lontano")
    forge(ready, lambda data: data.update(registro=register_named))
    refused(halfway, f"riguarda il registro «{register_named}»")
    assert list((tmp_path / "lontano/data/enti").iterdir()) == []


def test_without_git_there_is_no_other_register(register: Path) -> None:
    promised(register, FILES)
    (register / "sotto/data/enti").mkdir(parents=True)
    ready = register / ".rete/giornale/pronta"
    forge(ready, lambda data: data.update(registro="sotto"))
    with pytest.raises(Stuck, match="riguarda un altro registro"):
        Journal(register).recover()
    assert list((register / "sotto/data/enti").iterdir()) == []


def test_without_git_there_is_no_commit_to_be_made(
    register: Path, rete: Callable[..., Said]
) -> None:
    promised(register, FILES)
    forge(register / ".rete/giornale/pronta", lambda data: data.update(messaggio="Prova\n"))
    with pytest.raises(Stuck, match="voleva un commit, e questo registro non è in un archivio git"):
        Journal(register).recover()
    assert rete("stato", folder=register).code == 0


def test_a_link_in_the_way_stops_it(halfway: Path, tmp_path: Path) -> None:
    (halfway / "data/enti").rename(tmp_path / "enti")
    (halfway / "data/enti").symlink_to(tmp_path / "enti")
    before = (tmp_path / "enti/il-ponte.yaml").read_bytes()
    with pytest.raises(Stuck, match="collegamento simbolico"):
        Journal(halfway).recover()
    assert (tmp_path / "enti/il-ponte.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["pronta", "preparazione", "conclusa"])
@pytest.mark.parametrize("how", ["file", "link"])
def test_what_is_no_folder_is_neither_followed_nor_removed(
    halfway: Path, ready: Path, tmp_path: Path, name: str, how: str
) -> None:
    (tmp_path / "mie").mkdir()
    (tmp_path / "mie/cose").write_bytes(b"mie\n")
    shutil.rmtree(ready)
    found = ready.with_name(name)
    if how == "file":
        found.write_bytes(b"mio\n")
    else:
        found.symlink_to(tmp_path / "mie")
    refused(halfway, f"«{found}» doveva essere una cartella")
    assert (tmp_path / "mie/cose").read_bytes() == b"mie\n"
    assert found.is_symlink() or found.read_bytes() == b"mio\n"


@pytest.mark.parametrize(
    "name", ["rete/blocco", "rete/pronta/git", "rete/pronta/manifesto.json", "rete/pronta/dopo-1"]
)
def test_what_never_answers_is_not_waited_for(
    halfway: Path, rete: Callable[..., Said], name: str
) -> None:
    """Whoever hands over a folder can put a pipe in it that nobody writes in."""
    file = halfway / ".git" / name
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    said = rete("stato", folder=halfway)
    # Of a lock that says nothing, who holds it may still be at work.
    assert said.code == (3 if name.endswith("blocco") else 0), said


# --- commands ---


def test_who_reads_is_warned_and_who_writes_is_stopped(
    halfway: Path, ready: Path, rete: Callable[..., Said]
) -> None:
    (ready / "dopo-1").write_bytes(b"guasto")
    read = rete("stato", folder=halfway)
    assert read.code == 0, read
    assert read.out != ""
    assert "attenzione: l'operazione interrotta «ente ammetti» non si può completare" in read.err
    wrote = rete("ente", "chiudi", "il-ponte", "--si", folder=halfway)
    assert wrote.code == 3, wrote
    assert "errore: l'operazione interrotta «ente ammetti»" in wrote.err


# --- the order of what is removed ---


def test_the_journal_goes_last_when_all_the_rest_is_on_the_disk(
    halfway: Path, ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    real_rename, real_sync = Path.rename, os.fsync

    def rename(source: Path, target: Path) -> Path:
        done.append(f"rename {source.name}")
        return real_rename(source, target)

    def sync(descriptor: int) -> None:
        done.append("sync")
        real_sync(descriptor)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(os, "fsync", sync)
    Journal(halfway).recover()
    assert done[-1] == "rename pronta"
    assert "sync" in done
    assert not ready.exists()
