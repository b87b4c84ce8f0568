"""Opening a register for a command: which one, of which day, and the line about its errors."""

import os
import subprocess
from datetime import date
from pathlib import Path

import click
import pytest

from rete.commands.shared.registro import open_register, root, warn_of_errors
from rete.errors import ReteError
from rete.load.loader import load
from rete.revision import Revision
from rete.store import Folder


def commit(folder: Path, day: str) -> None:
    stamp = f"{day}T12:00:00+00:00"
    dates = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    for words in (["init", "-b", "main"], ["add", "."], ["commit", "-m", day]):
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
            cwd=folder, check=True, capture_output=True, env={**os.environ, **dates},
        )  # fmt: skip


def break_a_seat(register: Path) -> None:
    file = register / "data/tavoli/abitare.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("ente: il-ponte", "ente: nessuno"), encoding="utf-8")


def test_the_register_is_found_from_any_folder_inside_it(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(register / "data/enti")

    assert root() == register
    assert set(open_register().rete.enti) == {"comune-di-roccaverde", "il-ponte", "la-soglia"}


def test_the_register_of_a_day_closes_its_git_when_the_command_ends(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(register, "2026-01-10")
    break_a_seat(register)
    monkeypatch.chdir(register)

    with click.Context(click.Command("prova")):
        loaded = open_register(date(2026, 1, 10))
        store = loaded.store
        assert isinstance(store, Revision)
        assert store._blobs is not None
        assert loaded.rete.tavoli["abitare"].coordinamento[0].ente == "il-ponte"

    assert store._blobs is None


def test_a_branch_is_asked_for_only_of_the_past(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(register, "2026-01-10")
    monkeypatch.chdir(register)

    with pytest.raises(click.UsageError, match="--ramo serve solo insieme"):
        open_register(None, "main")
    with pytest.raises(ReteError, match="il ramo «altro» non esiste"):
        open_register(date(2026, 1, 10), "altro")


def test_a_sound_register_is_not_spoken_of(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warn_of_errors(load(Folder(register)))

    assert capsys.readouterr() == ("", "")


def test_errors_are_told_in_one_line_on_standard_error(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_a_seat(register)
    loaded = load(Folder(register))

    warn_of_errors(loaded)

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("il registro ha ")
    assert err.endswith(": vedi «rete controlla»\n")
    assert err.count("\n") == 1


def test_errors_of_another_day_are_told_as_such(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_a_seat(register)
    commit(register, "2026-01-10")
    store = Revision(register, "HEAD")

    warn_of_errors(load(store))
    store.close()

    assert capsys.readouterr().err.startswith("il registro di quel giorno aveva ")
