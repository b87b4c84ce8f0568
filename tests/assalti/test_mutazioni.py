"""Each change of ``mutazioni.toml`` is noticed: made in a copy of the program, some test fails."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.aiuti.luoghi import ROOT

NOTHING_COLLECTED = {2, 3, 4, 5}
"""Exit codes of pytest that say nothing of the tests: interrupted, broken, misused, none found."""
PATIENCE = 300.0


@dataclass(frozen=True, kw_only=True)
class Mutazione:
    """A text of a file of the program, another in its place, and the tests that must notice."""

    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}: {' '.join(self.old.split())[:40]}"


def _listed() -> Iterator[Mutazione]:
    text = (ROOT / "tests" / "assalti" / "mutazioni.toml").read_text(encoding="utf-8")
    for row in tomllib.loads(text)["mutazione"]:
        yield Mutazione(**{**row, "tests": tuple(row["tests"])})


MUTAZIONI = tuple(_listed())


@pytest.mark.parametrize("mutazione", MUTAZIONI, ids=str)
def test_what_is_to_be_changed_is_still_there_once(mutazione: Mutazione) -> None:
    text = (ROOT / "src" / "rete" / mutazione.file).read_text(encoding="utf-8")
    assert text.count(mutazione.old) == 1, "the program has changed: write this row anew"
    assert mutazione.old != mutazione.new
    for test in mutazione.tests:
        file, _, name = test.partition("::")
        assert f"def {name.partition('[')[0]}" in (ROOT / file).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout: what the tests read, and the program to be changed."""
    folder = tmp_path_factory.mktemp("mutato") / "rete"
    left_out = shutil.ignore_patterns(
        ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "node_modules", "documenti"
    )
    shutil.copytree(ROOT, folder, ignore=left_out)
    return folder


def _ends(copy: Path, tests: Sequence[str]) -> subprocess.CompletedProcess[str]:
    kept: Mapping[str, str] = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        cwd=copy,
        env={**kept, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.grande
def test_the_tests_pass_on_a_copy_that_is_not_changed(copy: Path) -> None:
    done = _ends(copy, sorted({test for one in MUTAZIONI for test in one.tests}))
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.grande
@pytest.mark.parametrize("mutazione", MUTAZIONI, ids=str)
def test_a_change_is_noticed_by_its_tests(copy: Path, mutazione: Mutazione) -> None:
    file = copy / "src" / "rete" / mutazione.file
    as_it_is = file.read_text(encoding="utf-8")
    file.write_text(as_it_is.replace(mutazione.old, mutazione.new), encoding="utf-8")
    try:
        done = _ends(copy, mutazione.tests)
    finally:
        file.write_text(as_it_is, encoding="utf-8")
    assert done.returncode not in NOTHING_COLLECTED, done.stdout[-4000:] + done.stderr[-2000:]
    assert done.returncode != 0, f"no test notices that {mutazione.old!r} became {mutazione.new!r}"
