"""`--proposta`: a change on a branch of its own, with the files left as they are."""

import os
import shutil
from pathlib import Path

import pytest

from tests.aiuti.archivio import git
from tests.aiuti.luoghi import CASES
from tests.aiuti.mano import GUEST, MINUTES, Mano, contents

ADMIT = ("ente", "ammetti", "faro", "--atto", f"{MINUTES}/1", "--dal", "2026-05-21")


def test_a_proposal_is_a_commit_on_a_branch_of_its_own(mano: Mano) -> None:
    before, head = contents(mano.register), git(mano.register, "rev-parse", "HEAD")

    said = mano.call(*ADMIT, "--si", "--proposta")

    branch = "proposta/ente-ammetti-il-faro"
    assert said.code == 0, said.err
    assert f"(ramo «{branch}», commit " in said.out
    assert f"solo su questo computer: per accettarla, «git merge {branch}»" in said.out
    assert contents(mano.register) == before
    assert git(mano.register, "rev-parse", "HEAD", f"{branch}^").splitlines() == [head, head]
    assert "il-faro aderisce" not in git(mano.register, "log", "-1", "--format=%s", branch)
    assert "atto: 2026-05-20-plenaria/1" in git(mano.register, "show", f"{branch}:{GUEST}")


def test_a_proposal_starts_from_the_main_branch_whatever_is_on_disk(mano: Mano) -> None:
    mano.writes(*ADMIT)
    git(mano.register, "checkout", "-q", "-b", "altro", "HEAD~1")
    (mano.register / "data/enti/la-soglia.yaml").write_text("boh", encoding="utf-8")

    said = mano.call(*ADMIT, "--si", "--proposta")

    assert said.out == "non c'è niente da cambiare: il registro lo dice già\n"


def test_a_proposal_is_sent_and_its_page_told(mano: Mano, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "remoto.git")
    git(mano.register, "remote", "add", "origin", str(tmp_path / "remoto.git"))

    said = mano.call(*ADMIT, "--si", "--proposta")

    assert said.code == 0, said.err
    assert "una richiesta di unione del ramo «proposta/ente-ammetti-il-faro» in «main»" in said.out
    assert "proposta/ente-ammetti-il-faro" in git(tmp_path / "remoto.git", "branch", "--list")


def test_a_proposal_that_cannot_be_sent_is_made_all_the_same(mano: Mano) -> None:
    git(mano.register, "remote", "add", "origin", "https://github.example/rete/registro.git")
    git(mano.register, "config", "url./nessuna/cartella.insteadOf", "https://")

    said = mano.call(*ADMIT, "--si", "--proposta")

    assert said.code == 0
    assert "il ramo «proposta/ente-ammetti-il-faro» non è stato inviato" in said.err


def test_where_git_does_not_say_of_the_remote_no_branch_is_left_to_be_made_again(
    mano: Mano, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    false = tmp_path / "bin/git"
    false.parent.mkdir()
    stops = 'case "$*" in *get-url*) kill -9 $$;; esac'
    false.write_text(f'#!/bin/sh\n{stops}\nexec {shutil.which("git")} "$@"\n', encoding="ascii")
    false.chmod(0o755)
    monkeypatch.setenv("PATH", f"{false.parent}{os.pathsep}{os.environ['PATH']}")

    said = mano.call(*ADMIT, "--si", "--proposta")

    assert (said.code, "git è stato interrotto" in said.err) == (3, True)
    assert git(mano.register, "branch", "--list", "proposta/*") == ""


def test_a_second_proposal_of_the_same_thing_is_told_from_the_first(mano: Mano) -> None:
    assert "c'era già" not in mano.call(*ADMIT, "--si", "--proposta").err
    branch = "proposta/ente-ammetti-il-faro"
    first = git(mano.register, "rev-parse", branch)

    said = mano.call(*ADMIT, "--si", "--proposta")

    assert said.code == 0
    assert said.err == (
        f"attenzione: una proposta «{branch}» c'era già, e resta com'è: questa è un'altra, nel "
        f"ramo «{branch}-2»\n"
    )
    assert f"(ramo «{branch}-2», commit " in said.out
    assert git(mano.register, "rev-parse", branch) == first


def test_a_proposal_wants_git_and_a_commit(mano: Mano, tmp_path: Path) -> None:
    assert mano.refuses(*ADMIT, "--proposta", "--senza-commit", code=2)
    shutil.copytree(CASES / "_base", tmp_path / "senza")
    said = mano.rete("ente", "sospendi", "ponte", "--proposta", "--si", folder=tmp_path / "senza")
    assert said.code == 3
    assert "--proposta vuole un registro in git" in said.err
