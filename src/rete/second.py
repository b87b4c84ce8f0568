"""Work shared with a second process, where the system can copy this one cheaply (fork)."""

import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Result = TypeVar("Result")


def in_second_process(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin some work elsewhere; the answer is waited for by calling what is returned.

    What the work gives must be picklable. Where no second process can be had (one processor,
    Windows, macOS, a limit of the system), or it fails, the work is done here when waited for.
    """
    if sys.platform != "linux" or (os.cpu_count() or 1) < 2:
        return work
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def send() -> None:
        # A failure is silent here: the work is done again, and told, where it is waited for.
        with suppress(Exception):
            sender.send(work())

    process = context.Process(target=send, daemon=True)
    try:
        process.start()
    except OSError:
        return work
    sender.close()

    def wait() -> Result:
        try:
            result: Result = receiver.recv()
        except (EOFError, OSError):
            return work()
        finally:
            process.join()
        return result

    return wait
