"""A journal that came with a folder of somebody else: who reads does not finish it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.journal import Journal, Stuck
from tests.aiuti.archivio import begin, git, unpack
from tests.aiuti.scrittura import hook, snapshot, status
from tests.conftest import Said


def test_a_journal_that_came_with_its_folder_runs_no_hook_for_who_reads(
    halfway: Path, tmp_path: Path, rete: Callable[..., Said]
) -> None:
    hook(halfway, "pre-commit", f"touch '{tmp_path}/eseguito'")
    brought = Path(shutil.copytree(halfway, tmp_path / "ricevuta"))
    before = snapshot(brought)
    read = rete("stato", folder=brought)
    assert read.code == 0, read
    assert "non è cominciata in questa cartella" in read.err
    assert not (tmp_path / "eseguito").exists()
    assert snapshot(brought) == before
    # Where it began, the same command finishes it.
    assert "ho completato" in rete("stato", folder=halfway).err
    assert (tmp_path / "eseguito").exists()


def test_nor_does_one_that_a_link_leads_to(
    halfway: Path, tmp_path: Path, rete: Callable[..., Said]
) -> None:
    """What began elsewhere on this disk is no less of elsewhere for being reached from here."""
    brought = Path(shutil.copytree(halfway, tmp_path / "ricevuta"))
    hook(brought, "pre-commit", f"touch '{tmp_path}/eseguito'")
    shutil.rmtree(brought / ".git/rete")
    (brought / ".git/rete").symlink_to(halfway / ".git/rete")
    read = rete("stato", folder=brought)
    assert read.code == 0, read
    assert "«.git/rete» è un collegamento" in read.err.replace(f"{brought}/", "")
    assert rete("ente", "chiudi", "il-ponte", "--si", folder=brought).code == 3
    assert not (tmp_path / "eseguito").exists()
    assert (halfway / ".git/rete/pronta").is_dir()


def test_nor_is_it_finished_where_it_would_run_nothing_that_can_be_seen(
    halfway: Path, tmp_path: Path, rete: Callable[..., Said]
) -> None:
    brought = Path(shutil.copytree(halfway, tmp_path / "ricevuta"))
    with pytest.raises(Stuck, match="non è cominciata in questa cartella"):
        Journal(brought).recover()
    assert git(brought, "rev-list", "--count", "HEAD") == "1"
    # Who writes there trusts it, and finishes it first.
    assert rete("azione", "elenca", folder=brought).code == 0
    assert Journal(brought).recover(reading=False)[-1].startswith("ho completato")
    assert status(brought) == []


def test_nor_is_a_missing_object_asked_of_a_remote_that_names_its_program(
    halfway: Path, tmp_path: Path, rete: Callable[..., Said]
) -> None:
    """Settings under «remote» run a program too, where a clone says that objects were left."""
    brought = Path(shutil.copytree(halfway, tmp_path / "ricevuta"))
    for key, value in (
        ("url", str(begin(tmp_path / "altrove"))),
        ("promisor", "true"),
        ("uploadpack", f"touch '{tmp_path}/eseguito'; git-upload-pack"),
    ):
        git(brought, "config", f"remote.origin.{key}", value)
    unpack(brought)
    lost = git(brought, "rev-parse", "HEAD:data/patto.yaml")
    (brought / ".git/objects" / lost[:2] / lost[2:]).unlink()
    assert rete("stato", folder=brought).code == 0
    assert not (tmp_path / "eseguito").exists()
    rete("ente", "chiudi", "il-ponte", "--si", folder=brought)  # the trap is a real one
    assert (tmp_path / "eseguito").exists()
