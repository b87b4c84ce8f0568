"""The program run as a user runs it, in its own process, also with commands made for a test."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.aiuti.luoghi import SRC

_WITH_OTHER_COMMANDS = """\
import sys
import rete.commands
rete.commands.__path__.insert(0, {folder!r})
from rete.cli import main
sys.exit(main())
"""


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what would change the program's answers.

    Nothing is kept for the next command in the home of whoever runs the tests.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RETE_", "_RETE_", "COMP_"))}
    ours = {"PYTHONPATH": str(SRC), "COLUMNS": "80", "RETE_MEMORIA": "no"}
    return {**kept, **ours, **(changes or {})}


def run(
    args: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    program: Sequence[str] = (sys.executable, "-m", "rete"),
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*program, *args],
        cwd=cwd,
        env=environment(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def program_with(folder: Path, commands: Mapping[str, str]) -> tuple[str, ...]:
    """A program whose commands at those places are these sources: the rest is the real one."""
    modules = folder / "comandi"
    modules.mkdir(parents=True)
    for name, source in commands.items():
        module = modules / f"{name}.py"
        module.parent.mkdir(exist_ok=True)
        module.write_text(source, encoding="utf-8")
    start = folder / "avvio.py"
    start.write_text(_WITH_OTHER_COMMANDS.format(folder=str(modules)), encoding="utf-8")
    return (sys.executable, str(start))
