"""One work on many things, shared with copies of this process (for `load` and `check`)."""

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Generic, NoReturn, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

SHARED_FROM = 1000
"""Below so many files, starting other processes costs more than it saves (measured)."""

_MAX_PROCESSES: Final = 8
_ONE_THREAD: Final = 3
"""The links of the folder that has one folder for each thread."""
_NUMBER: Final = 4
_PIPE: Final = 1 << 20
"""So much can wait to be read, and whoever writes goes on; the most that the system allows."""


def shared_out(
    work: Callable[[Piece], Result], pieces: Sequence[Piece], *, files: int
) -> Iterator[Result]:
    """What some work makes of each piece: here, in order, where it is about few ``files``.

    Where they are many, here and in other processes, in no order: each takes the next piece when it
    is free, so that all end at the same time. What the work gives must be picklable then. What a
    process that fails or is stopped had taken is done here. Pieces are few: their numbers fit in a
    pipe.
    """
    helpers = others() if files >= SHARED_FROM else 0
    if helpers == 0:
        yield from map(work, pieces)
        return
    turns = _turns(len(pieces))

    def elsewhere() -> Iterator[tuple[int, Result]]:
        for number in _taken(turns):
            yield number, work(pieces[number])

    begun = [process for _ in range(helpers) if (process := _begun(elsewhere))]
    missing = dict(enumerate(pieces))
    for number in _taken(turns):
        yield work(missing.pop(number))
        for process in begun:
            yield from _got(process.so_far(), missing)
    for process in begun:
        yield from _got(process.rest(), missing)
    os.close(turns)
    yield from map(work, missing.values())


def others() -> int:
    """How many processes beside this one can work at the same time: none where they cannot be had.

    Only Linux copies a process soundly whatever is loaded in it, and only one without threads: in
    the copy they are not there, and whoever counts on them waits for ever. Elsewhere the same work
    is done in one. (Importing `multiprocessing` would cost more than a small work.)
    """
    if sys.platform != "linux" or _has_threads():
        return 0
    return min(len(os.sched_getaffinity(0)), _MAX_PROCESSES) - 1


def _has_threads() -> bool:
    try:
        return Path("/proc/self/task").stat().st_nlink > _ONE_THREAD
    except OSError:
        return True  # nobody knows


def _got(arrived: Iterator[tuple[int, Result]], missing: dict[int, Piece]) -> Iterator[Result]:
    for number, result in arrived:
        del missing[number]
        yield result


def _turns(pieces: int) -> int:
    """A pipe with all their numbers: whoever reads one takes it from the others."""
    turns, end = os.pipe()
    os.write(end, b"".join(number.to_bytes(_NUMBER, "big") for number in range(pieces)))
    os.close(end)
    return turns


def _taken(turns: int) -> Iterator[int]:
    while number := os.read(turns, _NUMBER):
        yield int.from_bytes(number, "big")


class _Process(Generic[Result]):
    """A copy of this process that writes to a pipe, thing by thing; here is the other end."""

    def __init__(self, number: int, answer: int) -> None:
        self._number = number
        self._answer = answer
        self._content = bytearray()

    def so_far(self) -> Iterator[Result]:
        """The things that are whole by now, without waiting for any."""
        while select.select([self._answer], [], [], 0)[0] and self._grows():
            yield from self._whole()

    def rest(self) -> Iterator[Result]:
        """All that are still to come; of a process that dies, those that it had given whole."""
        while self._grows():
            yield from self._whole()
        os.close(self._answer)
        _ending.append(self._number)

    def _grows(self) -> bool:
        piece = os.read(self._answer, _PIPE)
        self._content += piece
        return bool(piece)

    def _whole(self) -> Iterator[Result]:
        import pickle  # of a small register nothing goes from one process to another

        content = self._content
        while len(content) >= _NUMBER:
            end = _NUMBER + int.from_bytes(content[:_NUMBER], "big")
            if len(content) < end:
                return
            yield pickle.loads(content[_NUMBER:end])  # noqa: S301 - written by us just now
            del content[:end]


_ending: Final[list[int]] = []
"""Processes that were left: giving back what memory they had, they take some time to end."""


def _has_ended(number: int) -> bool:
    try:
        return os.waitpid(number, os.WNOHANG)[0] != 0
    except ChildProcessError:  # somebody else in this process has asked how it ended
        return True


def _begun(work: Callable[[], Iterator[Result]]) -> _Process[Result] | None:
    """A copy of this process that gives what some work makes; None where it cannot be had."""
    _ending[:] = [number for number in _ending if not _has_ended(number)]
    answer, end = os.pipe()
    try:
        number = os.fork()
    except OSError:
        os.close(answer)
        os.close(end)
        return None
    if number == 0:
        os.close(answer)
        _do(work, end)
    os.close(end)
    return _Process(number, answer)


def _do(work: Callable[[], Iterator[object]], end: int) -> NoReturn:
    """What the copy does; a failure is silent here: the work is done again where it is waited for.

    Nothing of what the first process had begun is to be ended twice, so it stops at once.
    """
    try:
        import pickle

        # Ctrl-C stops this process without a word: the first one has them.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        _widen(end)
        for result in work():
            content = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
            _write_all(end, len(content).to_bytes(_NUMBER, "big") + content)
    finally:
        os._exit(0)


def _widen(end: int) -> None:
    import fcntl

    try:
        fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, _PIPE)
    except OSError:
        return  # too many such pipes: with a narrow one they only wait for each other more often


def _write_all(end: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(end, left) :]
