"""Where a commit of the history has got to."""

from pathlib import Path

import pytest

from rete.git_history import is_published
from tests.aiuti.archivio import commit, git

pytestmark = pytest.mark.usefixtures("segreteria")


def test_what_the_remote_has_is_published(archive: Path, tmp_path: Path) -> None:
    made = commit(archive, "uno")
    assert not is_published(archive, made)
    git(tmp_path, "clone", "-q", str(archive), str(tmp_path / "copia"))
    assert is_published(tmp_path / "copia", made)
    assert not is_published(tmp_path / "copia", commit(tmp_path / "copia", "due"))
