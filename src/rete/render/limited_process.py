"""Work done in a process of its own, which is stopped when it takes too much time or memory.

Jinja and C itself cannot be interrupted from inside: one step may take hours, or all the memory.
A process can be, on every system; where there are limits of POSIX it has those too.
"""

import subprocess
import sys
from tempfile import TemporaryFile
from typing import Final

from rete.records import dataclass

_START: Final = (
    "import sys; told = sys.argv[1:4]; sys.path[:] = sys.argv[4:]; "
    "from importlib import import_module; import_module(told[0]).main(*map(int, told[1:]))"
)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a work may take: seconds of processor, seconds to wait for it, bytes of memory, bytes
    of its answer."""

    seconds: int = 10
    patience: int = 60
    memory: int = 1 << 30
    answer: int = 64 << 20


def answer_of(module: str, order: bytes, limits: Limits) -> bytes | None:
    """What ``main`` of a module of ours answers to an order; None where it had to be stopped.

    It reads the order on its standard input, writes the answer on its output, and puts itself under
    the limits first (`keep_within`). Its answer may have been made up by whatever it worked on:
    it is to be read as data only. OSError where no process can be had.
    """
    with TemporaryFile(prefix="rete-") as told, TemporaryFile(prefix="rete-") as said:
        told.write(order)
        told.seek(0)
        process = subprocess.Popen(
            # -I: nothing of the environment or of the current folder is run; where the modules
            # are, this process knows.
            [sys.executable, "-I", "-c", _START, module, str(limits.seconds), str(limits.memory)]
            + [folder for folder in sys.path if folder],
            stdin=told,
            stdout=said,
            stderr=subprocess.DEVNULL,
        )
        try:
            code = process.wait(limits.patience)
        except subprocess.TimeoutExpired:
            code = -1
        finally:
            process.kill()
            process.wait()
        said.seek(0)
        content = said.read(limits.answer + 1)
    return content if code == 0 and len(content) <= limits.answer else None


def keep_within(seconds: int, memory: int) -> None:
    """Put this process under limits, where the system knows any; it cannot leave them again."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):
            continue  # a system that has not this one, or a lower one already
