"""Work done in a process of its own, stopped when it takes too much time or memory.

Jinja and C itself cannot be interrupted from inside: one step may take hours, or all the memory.
A process can be, on every system; where there are limits of POSIX it has those too.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import Final

from rete.errors import ReteError
from rete.records import frozen

_START: Final = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from rete.render.limited_process import _answer; _answer()"
)
_MADE, _REFUSED = b"fatto", b"guasto"


@frozen
class Limits:
    """What a work may take: seconds of processor, seconds to wait for it, bytes of memory, bytes
    of its answer."""

    seconds: int = 10
    patience: int = 60
    memory: int = 1 << 30
    answer: int = 64 << 20


def answer_of(
    work: Callable[..., tuple[str, bytes]], order: tuple[object, ...], limits: Limits
) -> tuple[str, bytes] | None:
    """What a function of a module of ours makes of an order, a line and the rest.

    None where it had to be stopped; ReteError with what it says where it refuses. Its answer may
    have been made up by whatever it worked on: it is data only. OSError where no process can be
    had.
    """
    with TemporaryFile(prefix="rete-") as told, TemporaryFile(prefix="rete-") as said:
        pickle.dump((work, limits), told)
        pickle.dump(order, told)
        told.seek(0)
        process = subprocess.Popen(
            # -I: nothing of the environment or of the current folder is run; where the modules
            # are, this process knows.
            [sys.executable, "-I", "-c", _START, *filter(None, sys.path)],
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
    return _understood(content) if code == 0 and len(content) <= limits.answer else None


def _understood(content: bytes) -> tuple[str, bytes] | None:
    try:
        kind, line, rest = content.split(b"\n", 2)
        if kind == _REFUSED:
            raise ReteError(rest.decode("utf-8"))
        return (line.decode("utf-8"), rest) if kind == _MADE else None
    except ValueError:  # not so many lines, or no text
        return None


def _answer() -> None:
    """What that process does: read the order, put itself under the limits, write the answer."""
    told = sys.stdin.buffer
    # Both were written by the process that waits for the answer.
    work, limits = pickle.load(told)  # noqa: S301
    _keep_within(limits)
    try:
        line, content = work(*pickle.load(told))  # noqa: S301
        answer = (_MADE, line.encode("utf-8"), content)
    except ReteError as refusal:
        answer = (_REFUSED, b"", str(refusal).encode("utf-8"))
    sys.stdout.buffer.write(b"\n".join(answer))


def _keep_within(limits: Limits) -> None:
    """Put this process under limits, where the system knows any; it cannot leave them again."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):
            continue  # a system that has not this one, or a lower one already
