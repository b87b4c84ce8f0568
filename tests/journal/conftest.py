"""Who writes here is known to git."""

import pytest


@pytest.fixture(autouse=True)
def _git(segreteria: None) -> None:
    pass
