"""A journal of which a bit has changed is recognised, or does exactly what it did before."""

from pathlib import Path

import pytest

from rete.journal import Journal, Stuck
from tests.aiuti import misura
from tests.aiuti.archivio import git
from tests.aiuti.scrittura import (
    CONTENT,
    ENTE,
    FILES,
    promised,
    snapshot,
    status,
)

ONE_IN = 97


pytestmark = pytest.mark.usefixtures("segreteria")


def flips(ready: Path) -> list[tuple[str, int]]:
    """Every bit of every file of a journal: its file, its number."""
    sizes = {file.name: file.stat().st_size for file in sorted(ready.iterdir())}
    return [(name, bit) for name, size in sizes.items() for bit in range(8 * size)]


def flip(file: Path, bit: int) -> None:
    content = bytearray(file.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    file.write_bytes(content)


def put(root: Path, files: dict[str, tuple[bytes, int]]) -> None:
    """Every file as it was; those that were not there go away."""
    for path in snapshot(root):
        if path not in files:
            (root / path).unlink()
    for path, (content, _) in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def contents(root: Path) -> dict[str, bytes]:
    return {path: content for path, (content, _) in snapshot(root).items()}


def recovered(root: Path) -> str | None:
    """Why what was left cannot be finished; None: it was."""
    try:
        Journal(root).recover(reading=False)
    except Stuck as stuck:
        return str(stuck)
    return None


def test_of_any_flipped_bit_nothing_is_written_or_all_that_was_to_be(register: Path) -> None:
    before = snapshot(register)
    promised(register, FILES)
    ready = register / ".rete/giornale/pronta"
    kept = {file.name: file.read_bytes() for file in ready.iterdir()}
    wanted = {**{path: content for path, (content, _) in before.items()}, **FILES}
    wanted = {path: content for path, content in wanted.items() if content is not None}
    outcomes = set()
    for name, bit in misura.part(flips(ready), ONE_IN):
        flip(ready / name, bit)
        told = recovered(register)
        outcomes.add(told is None)
        if told is None:
            assert contents(register) == wanted, (name, bit)
            put(register, before)
            ready.mkdir()
        else:
            assert "rinomina la cartella" in told
            assert snapshot(register) == before, (name, bit)
        for file, content in kept.items():
            (ready / file).write_bytes(content)
    assert False in outcomes
    Journal(register).recover(reading=False)
    assert contents(register) == wanted


def test_in_git_too_and_nothing_is_committed(archive: Path) -> None:
    promised(archive, FILES)
    before = snapshot(archive)
    ready = archive / ".git/rete/pronta"
    for name, bit in misura.part(flips(ready), 8 * ONE_IN):
        flip(ready / name, bit)
        with pytest.raises(Stuck):
            Journal(archive).recover(reading=False)
        flip(ready / name, bit)
        assert (snapshot(archive), git(archive, "rev-list", "--count", "HEAD")) == (before, "1")
    assert Journal(archive).recover(reading=False) != ()
    assert (contents(archive)[ENTE], status(archive)) == (CONTENT, [])
