"""Work shared with other processes, where the system can copy this one cheaply (fork)."""

import os
import pickle
import select
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, Generic, NoReturn, TypeVar

Order = TypeVar("Order")
Result = TypeVar("Result")

_MAX_PROCESSES = 8
_ONE_THREAD: Final = 3
"""The links of the folder that has one folder for each thread."""

_NONE: Final = object()
_PROTOCOL: Final = pickle.HIGHEST_PROTOCOL
_LENGTH: Final = 4
_PIPE: Final = 1 << 20
"""So much can wait to be read, and whoever writes goes on; the most that the system allows."""


def others() -> int:
    """How many processes beside this one can work at the same time: none where they cannot be had.

    Only Linux copies a process soundly whatever is loaded in it, and only one without threads: in
    the copy they are not there, and whoever counts on them waits for ever. Elsewhere the same work
    is done in one.
    """
    if sys.platform != "linux" or _has_threads():
        return 0
    return min(len(os.sched_getaffinity(0)), _MAX_PROCESSES) - 1


def _has_threads() -> bool:
    try:
        return Path("/proc/self/task").stat().st_nlink > _ONE_THREAD
    except OSError:
        return True  # nobody knows


def in_another_process(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin some work elsewhere; the answer is waited for by calling what is returned.

    What the work gives must be picklable. Where no other process can be had, or it fails, the work
    is done here when waited for. Importing `multiprocessing` would cost more than a small work.
    """
    (wait,) = one_after_the_other(work)
    return wait


def one_after_the_other(*works: Callable[[], Any]) -> tuple[Callable[[], Any], ...]:
    """As `in_another_process`, for several works of one process: each answer has its own wait."""
    arriving = piece_by_piece(lambda: (work() for work in works))
    if arriving is None:
        return works
    answers: list[Any] = []
    rest = arriving.rest()

    def wait_for(index: int) -> Any:
        while len(answers) <= index:
            answer = next(rest, _NONE)
            if answer is _NONE:
                return works[index]()
            answers.append(answer)
            if len(answers) == len(works):
                next(rest, None)  # nothing more comes: the process is let go
        return answers[index]

    return tuple(partial(wait_for, index) for index in range(len(works)))


@contextmanager
def ready_for(
    work: Callable[[Order], Result], *, after: Callable[[], object]
) -> Iterator[Callable[[Order], Result]]:
    """A process that gets ready now, by doing ``after``, and works once it is told on what.

    What it is told and what it gives must be picklable. Where no other process can be had, or it
    fails, the work is done here.
    """
    told, end = os.pipe()

    def answer() -> Iterator[Result]:
        os.close(end)
        after()
        with os.fdopen(told, "rb") as pipe:
            length = int.from_bytes(pipe.read(_LENGTH), "big")
            yield work(pickle.loads(pipe.read(length)))  # noqa: S301 - written by us just now

    def ask(order: Order) -> Result:
        if arriving is not None:
            # Of a process that died there is nobody who reads.
            with suppress(BrokenPipeError):
                _write_all(end, _piece(order))
            for given in arriving.rest():
                return given
        return work(order)

    arriving = piece_by_piece(answer)
    os.close(told)
    try:
        yield ask
    finally:
        os.close(end)
        if arriving is not None:
            arriving.end()


class Arrivals(Generic[Result]):
    """What another process gives piece by piece; pieces are taken as they come, or waited for."""

    def __init__(self, process: "_Process") -> None:
        self._process = process
        self._content = bytearray()

    def so_far(self) -> Iterator[Result]:
        """The pieces that are whole by now, without waiting for any."""
        while self._process.has_more() and self._grows():
            yield from self._whole()

    def rest(self) -> Iterator[Result]:
        """All that are still to come; of a process that dies, those that it had given whole."""
        while self._grows():
            yield from self._whole()
        self.end()

    def end(self) -> None:
        """Leave a process that has nothing more to give: it ends by itself."""
        self._process.end()

    def _grows(self) -> bool:
        piece = self._process.some()
        self._content += piece
        return bool(piece)

    def _whole(self) -> Iterator[Result]:
        content = self._content
        while len(content) >= _LENGTH:
            end = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
            if len(content) < end:
                return
            yield pickle.loads(content[_LENGTH:end])  # noqa: S301 - as above
            del content[:end]


def piece_by_piece(work: Callable[[], Iterable[Result]]) -> Arrivals[Result] | None:
    """Begin elsewhere some work that gives many things; None where no other process can be had."""

    def give(end: int) -> None:
        for piece in work():
            _write_all(end, _piece(piece))

    begun = _begun(give)
    return None if begun is None else Arrivals(begun)


class _Process:
    """A copy of this process that writes to a pipe; here is the other end."""

    def __init__(self, number: int, answer: int) -> None:
        self._number = number
        self._answer = answer
        self._ended = False

    def has_more(self) -> bool:
        """Whether something can be read, or the end was reached, without waiting."""
        return bool(select.select([self._answer], [], [], 0)[0])

    def some(self) -> bytes:
        return os.read(self._answer, _PIPE)

    def end(self) -> None:
        if self._ended:
            return
        self._ended = True
        os.close(self._answer)
        _ending.append(self._number)


_ending: Final[list[int]] = []
"""Processes that were left: giving back what memory they had, they take some time to end."""


def _has_ended(number: int) -> bool:
    try:
        return os.waitpid(number, os.WNOHANG)[0] != 0
    except ChildProcessError:  # somebody else in this process has asked how it ended
        return True


def _begun(work: Callable[[int], None]) -> _Process | None:
    """A copy of this process at work, which is told where to write what it gives."""
    if others() == 0:
        return None
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


def _widened(end: int) -> None:
    import fcntl

    try:
        fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, _PIPE)
    except OSError:
        return  # too many such pipes: with a narrow one they only wait for each other more often


def _do(work: Callable[[int], None], end: int) -> NoReturn:
    """What the copy does; a failure is silent here: the work is done again where it is waited for.

    Nothing of what the first process had begun is to be ended twice, so it stops at once.
    """
    try:
        # Ctrl-C stops this process without a word: the first one has them.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        _widened(end)
        work(end)
    finally:
        os._exit(0)


def _piece(value: object) -> bytes:
    content = pickle.dumps(value, protocol=_PROTOCOL)
    return len(content).to_bytes(_LENGTH, "big") + content


def _write_all(end: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(end, left) :]
