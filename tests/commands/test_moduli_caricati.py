"""What commands that only read load: nothing of what writes, and not more of the rest than today.

A start is mostly imports. Where something was read before (a warm memory) neither YAML nor the
rules are there: what a command needs of them was kept.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.aiuti.luoghi import EXAMPLE

TODAY = "2026-06-01"
WRITES = (
    *("edits", "ask", "splice", "notes", "git_write", "operation", "emit", "scalar", "outline"),
    *("past", "editor", "commands.writing"),
)
NOT_NEEDED = {"pickle", "zoneinfo"}
"""Of Python itself: for registers shared out among processes, for days counted from today."""
READS_FILES = ("rules", "check", "source", "schema", "load.one_file")
FIVE_PER_CENT_MORE = 1.05

# What is typed → how many modules, beside Python's own, it loads where nothing is kept, and where
# all is. Lists are shown by rich, cards are not.
MODULES = {
    "controlla": (208, 119),
    "ente elenca": (267, 194),
    "ente mostra comune-di-roccaverde": (220, 157),
    "tavolo elenca": (267, 194),
    "tavolo mostra abitare": (220, 157),
    "verbale elenca": (274, 224),
    "verbale mostra 2024-05-16-plenaria": (225, 178),
    "verbale presenze": (257, 195),
    "atto elenca": (263, 215),
    "atto mostra 2024-01-15-stipula": (227, 178),
    "azione elenca": (227, 165),
    "patto mostra": (228, 157),
    "patto articolo 1": (225, 142),
    "patto confronta 2024-06-01 2025-06-01": (232, 154),
    "scadenze": (225, 163),
    "stato": (221, 159),
    "spiega ENT001": (165, 165),
}
NEEDS_RULES = "spiega ENT001"
"""Its page is the docstring of a rule."""

AT_ANY_AGE = "from rete.load import memory; memory.SECONDS = -1"
"""A memory keeps nothing of files as young as those of a test."""
CALL = """
import sys
from rete.cli import main
code = main(sys.argv[1:])
print("\\n", code, *sys.modules, file=sys.stderr)
"""


def loaded(typed: str, folder: Path, memory: str, before: str = "") -> set[str]:
    """The modules that a command has loaded when it ends, in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-c", before + CALL, "-C", str(folder), "--oggi", TODAY, *typed.split()],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "RETE_MEMORIA": memory},
    )
    code, *modules = run.stderr.splitlines()[-1].split()
    assert code == "0", run.stderr
    return set(modules)


def within(modules: set[str], parts: tuple[str, ...]) -> list[str]:
    """The modules of the program that are among some of its parts."""
    names = [f"rete.{part}" for part in parts]
    return sorted(m for m in modules if any(m == n or m.startswith(f"{n}.") for n in names))


def not_of_python(modules: set[str]) -> int:
    return sum(m.partition(".")[0] not in sys.stdlib_module_names for m in modules)


@pytest.fixture(scope="module", name="example")
def a_copy_of_the_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("esempio") / "registro")


@pytest.fixture(scope="module", name="warm")
def a_memory_of_all_that_was_read_and_checked(
    example: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    memory = str(tmp_path_factory.mktemp("memoria"))
    assert "rete.load.one_file" in loaded("controlla", example, memory, AT_ANY_AGE)
    return memory


@pytest.mark.parametrize("typed", MODULES)
def test_who_reads_where_nothing_is_kept_loads_nothing_that_writes(
    example: Path, typed: str
) -> None:
    modules = loaded(typed, example, "no")
    assert within(modules, WRITES) == []
    assert not_of_python(modules) <= MODULES[typed][0] * FIVE_PER_CENT_MORE


@pytest.mark.parametrize("typed", MODULES)
def test_who_reads_what_was_read_before_loads_neither_what_writes_nor_what_reads_files(
    example: Path, warm: str, typed: str
) -> None:
    modules = loaded(typed, example, warm)
    assert within(modules, WRITES) == []
    if typed != NEEDS_RULES:
        assert within(modules, READS_FILES) == []
    assert "yaml" not in modules
    assert not_of_python(modules) <= MODULES[typed][1] * FIVE_PER_CENT_MORE


def test_what_writes_is_seen_where_it_is_loaded(example: Path) -> None:
    seen = within(loaded("ente ammetti --help", example, "no"), WRITES)
    assert {"rete.edits", "rete.ask", "rete.commands.writing"} <= set(seen)


@pytest.mark.parametrize("typed", ["controlla", "stato", "ente mostra comune-di-roccaverde"])
def test_a_small_register_and_a_whole_day_need_neither_processes_nor_a_clock(
    example: Path, warm: str, typed: str
) -> None:
    assert loaded(typed, example, "no") & NOT_NEEDED == set()
    assert loaded(typed, example, warm) & {*NOT_NEEDED, "json", "string"} == set()
