"""Work shared with other processes, where the system can copy this one cheaply (fork)."""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from typing import NoReturn, TypeVar

Result = TypeVar("Result")

_MAX_PROCESSES = 8
_WHOLE, _FAILED = 0, 1


def others() -> int:
    """How many processes beside this one can work at the same time: none where they cannot be had.

    Only Linux copies a process soundly whatever is loaded in it; elsewhere the same work is done
    in one.
    """
    if sys.platform != "linux":
        return 0
    return min(len(os.sched_getaffinity(0)), _MAX_PROCESSES) - 1


def in_another_process(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin some work elsewhere; the answer is waited for by calling what is returned.

    What the work gives must be picklable. Where no other process can be had, or it fails, the work
    is done here when waited for. Importing `multiprocessing` would cost more than a small work.
    """
    if others() == 0:
        return work
    answer, end = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(answer)
        os.close(end)
        return work
    if process == 0:
        _do(work, end)
    os.close(end)

    def wait() -> Result:
        with os.fdopen(answer, "rb") as pipe:
            content = pipe.read()
        _, status = os.waitpid(process, 0)
        if status != _WHOLE:
            return work()
        result: Result = pickle.loads(content)  # noqa: S301 - written by this program just now
        return result

    return wait


def _do(work: Callable[[], object], end: int) -> NoReturn:
    """What the copy does; a failure is silent here: the work is done again where it is waited for.

    Nothing of what the first process had begun is to be ended twice, so it stops at once.
    """
    status = _FAILED
    try:
        # Ctrl-C stops this process without a word: the first one has them.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with os.fdopen(end, "wb") as pipe:
            pipe.write(pickle.dumps(work(), protocol=pickle.HIGHEST_PROTOCOL))
        status = _WHOLE
    finally:
        os._exit(status)
