"""What a sentence tells to run does what it says when it is copied into a shell, as it stands."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti import archivio
from tests.aiuti.mano import in_git
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.conftest import Said

Rete = Callable[..., Said]
AWKWARD = "l'ente (copia) & $HOME"


@pytest.fixture(autouse=True)
def _the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_the_hands_of_git(monkeypatch)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "impostazioni"))


def followed(root: Path, sentence: str, *beginnings: str) -> None:
    for line in re.findall(r"«(git [^»]*)»", sentence):
        if line.startswith(beginnings):
            subprocess.run(["/bin/sh", "-c", line], cwd=root, check=True)


def test_to_trust_a_folder_with_an_awkward_name(
    rete: Rete, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = in_git(tmp_path / AWKWARD)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    before = rete("annulla", folder=root)
    assert (before.code, "git non si fida" in before.err) == (3, True)
    followed(root, before.err, "git config")
    assert rete("annulla", folder=root).code == 0


@pytest.mark.parametrize("mark", ["skip-worktree", "assume-unchanged"])
@pytest.mark.parametrize("gone", [True, False])
def test_to_have_back_an_attachment_with_an_awkward_name(
    rete: Rete, tmp_path: Path, mark: str, gone: bool
) -> None:
    root = in_git(tmp_path / "registro")
    path = f"data/allegati/{AWKWARD}.pdf"
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_bytes(b"%PDF")
    archivio.commit(root, "allegato")
    archivio.git(root, "update-index", f"--{mark}", path)
    if not gone:
        (root / path).write_bytes(b"altro")
        said = rete("documento", "firmatari", folder=root).err
        assert "ha l'ordine di non guardare" in said
        followed(root, said, "git update-index")
        assert archivio.git(root, "ls-files", "-v", "data/allegati").startswith("H ")
        return
    (root / path).unlink()
    before = rete("controlla", folder=root)
    assert (before.code, "non è tutto" in before.err) == (3, True)
    followed(root, before.err, "git update-index", "git restore")
    assert (root / path).read_bytes() == b"%PDF"
    assert "non è tutto" not in rete("controlla", folder=root).err
