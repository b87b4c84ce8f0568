"""Where a commit of the history has got to."""

from pathlib import Path

import pytest

from rete.git import is_published
from tests.aiuti.archivio import commit, git

pytestmark = pytest.mark.usefixtures("segreteria")


def test_what_the_remote_has_is_published(archive: Path, tmp_path: Path) -> None:
    made = commit(archive, "uno")
    assert not is_published(archive, made)
    git(tmp_path, "clone", "-q", str(archive), str(tmp_path / "copia"))
    assert is_published(tmp_path / "copia", made)
    assert not is_published(tmp_path / "copia", commit(tmp_path / "copia", "due"))


@pytest.mark.parametrize("branch", ["master", "principale"])
def test_a_main_branch_of_another_name_is_published_too(
    archive: Path, tmp_path: Path, branch: str
) -> None:
    git(archive, "branch", "-m", branch)
    made = commit(archive, "uno")
    git(tmp_path, "init", "-q", "--bare", "remoto.git")
    git(archive, "remote", "add", "origin", str(tmp_path / "remoto.git"))
    assert is_published(archive, made) is False
    git(archive, "push", "-q", "-u", "origin", branch)
    assert is_published(archive, made) is True
    assert is_published(archive, commit(archive, "due")) is False
    if branch != "master":
        git(archive, "update-ref", "-d", f"refs/remotes/origin/{branch}")
        assert is_published(archive, made) is False
        git(archive, "switch", "-q", "--detach")
        assert is_published(archive, made) is False
