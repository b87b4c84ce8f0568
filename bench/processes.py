"""Whole processes, timed from outside: seconds, peak memory, and that they end well."""

import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rete.commands.shared.memoria import NONE, VARIABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What is run, and where; ``undo`` puts things back after every run, and is not timed."""

    name: str
    command: Sequence[str]
    folder: Path
    undo: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The median of some runs of one program; ``megabytes`` is the largest of its processes."""

    seconds: float
    megabytes: float


def medians_of(
    programs: Sequence[Program], runs: int, environment: Mapping[str, str]
) -> list[Measure]:
    """Programs that take turns, so that whatever else the machine does weighs on all of them.

    One run more comes first, to warm the caches; not where a single long one is asked for.
    """
    for program in programs if runs > 1 else ():
        _run(program, environment)
    found: list[list[Measure]] = [[] for _ in programs]
    for _ in range(runs):
        for program, measures in zip(programs, found, strict=True):
            measures.append(_run(program, environment))
    return [
        Measure(
            seconds=statistics.median(measure.seconds for measure in measures),
            megabytes=max(measure.megabytes for measure in measures),
        )
        for measures in found
    ]


def clean_environment(folder: Path) -> dict[str, str]:
    """The environment of every program: compiled modules are kept, as where one is installed.

    What was read of a register is not: every run reads it all, but where a measure says otherwise.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "RETE_", "_RETE"))
    }
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "compilati"), VARIABLE: NONE}


def _run(program: Program, environment: Mapping[str, str]) -> Measure:
    started = time.perf_counter()
    process = subprocess.Popen(
        program.command,
        cwd=program.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with process.stdout or io.BytesIO() as output:
        said = output.read()
    code, megabytes = _ended(process)
    seconds = time.perf_counter() - started
    if code != 0:
        words = said.decode("utf-8", errors="replace")[-2000:]
        raise SystemExit(f"{program.name} è uscito con {code}:\n{words}")
    if program.undo is not None:
        program.undo()
    return Measure(seconds=seconds, megabytes=megabytes)


def _ended(process: "subprocess.Popen[bytes]") -> tuple[int, float]:
    """How a process ended, and its peak of memory where the system tells it."""
    if not hasattr(os, "wait4"):
        return process.wait(), 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return process.returncode, usage.ru_maxrss * unit / 1024**2
