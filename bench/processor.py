"""Processor time of whole commands, of a process and of all that it starts (POSIX)."""

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Mapping

from bench.processes import Program

_PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """Processes whose parent ended first become ours (Linux), so that their time is counted too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def processor_seconds(program: Program, environment: Mapping[str, str]) -> float:
    """User and system seconds of one run of a program; SystemExit where it does not end well."""
    before = _of_the_children()
    done = subprocess.run(
        program.command, cwd=program.folder, env=environment, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    _wait_for_orphans()
    seconds = _of_the_children() - before
    if done.returncode != 0:
        said = done.stdout.decode("utf-8", errors="replace")[-2000:]
        raise SystemExit(f"{program.name} è uscito con {done.returncode}:\n{said}")
    if program.undo is not None:
        program.undo()
    return seconds


def _of_the_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _wait_for_orphans() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return
