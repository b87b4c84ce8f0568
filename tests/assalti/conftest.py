"""A part of the attacks in `make test`, all of them in `make test-grande`."""

from collections import defaultdict
from pathlib import Path

import pytest

from tests.aiuti import misura

EDITOR = """\
#!/bin/sh
grep -v '^note:' "$1" > "$1.x"; echo "note: prova" >> "$1.x"; mv "$1.x" "$1"
"""
HERE = Path(__file__).parent
FEW = 4
"""A test with so many cases at the most is always tried in all of them."""
ONE_IN = 3


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test with many cases, one in three from the first; always the same ones."""
    if misura.EVERYTHING:
        return
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.path.is_relative_to(HERE):
            cases[item.nodeid.partition("[")[0]].append(item)
    left = [
        item
        for some in cases.values()
        if len(some) > FEW
        for place, item in enumerate(some)
        if place % ONE_IN and item.path.name != "test_mutazioni.py"
    ]
    if left:
        config.hook.pytest_deselected(items=left)
        gone = set(map(id, left))
        items[:] = [item for item in items if id(item) not in gone]


@pytest.fixture
def redattore(segreteria: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Somebody at work: known to git, with an editor that writes a note in what it is given."""
    editor = tmp_path / "redattore"
    editor.write_text(EDITOR, encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
