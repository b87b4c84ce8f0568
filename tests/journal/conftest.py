"""Who writes here is known to git; an operation may have been left halfway."""

from pathlib import Path

import pytest

from tests.aiuti.scrittura import FILES, promised


@pytest.fixture(autouse=True)
def _git(segreteria: None) -> None:
    pass


@pytest.fixture
def halfway(archive: Path) -> Path:
    """The register in git, with an operation that was interrupted before it changed a file."""
    promised(archive, FILES)
    return archive


@pytest.fixture
def ready(halfway: Path) -> Path:
    """The journal of that operation."""
    return halfway / ".git/rete/pronta"
