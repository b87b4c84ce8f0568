"""What stops a command (`ReteError`), and `CannotTell`; faults in data are in `diagnostics`."""

from collections.abc import Callable
from functools import wraps
from pathlib import PurePath
from typing import NoReturn, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class ReteError(Exception):
    """The command cannot go on (not a register, git failed, refused to write).

    The text of the exception is what the user reads: a plain Italian sentence.
    """

    exit_code = 3


class CannotTell:
    """The third answer, beside yes and no: git, a file or the data cannot say.

    A function that may not know returns ``bool | CannotTell`` (or ``X | None | CannotTell``): who
    asks has to look, as it is neither true nor false. ``why`` is a plain Italian sentence with
    what to do about it, ready for the user.
    """

    def __init__(self, why: str) -> None:
        self.why = why

    def __bool__(self) -> NoReturn:
        raise TypeError(f"neither yes nor no: {self.why}")

    def __repr__(self) -> str:
        return f"CannotTell({self.why!r})"


def as_typed(name: str | PurePath) -> str:
    """A file as a shell wants it, in a command that a sentence tells to run."""
    import shlex  # only a remedy needs it

    return shlex.quote(str(name))


class Unanswered(ReteError):
    """The third answer on its way to whoever can decide on it: see ``answers``."""

    def __init__(self, answer: CannotTell) -> None:
        super().__init__(answer.why)
        self.answer = answer


def known(answer: T | CannotTell) -> T:
    """The answer of who has to know before going on; Unanswered, with the reason, otherwise."""
    if isinstance(answer, CannotTell):
        raise Unanswered(answer)
    return answer


def answers(ask: Callable[P, T]) -> Callable[P, T | CannotTell]:
    """A decorator: a question that cannot be told where one that it rests on cannot be.

    What is in it asks with ``known``; whoever asks it is given the CannotTell itself.
    """

    @wraps(ask)
    def answer(*given: P.args, **named: P.kwargs) -> T | CannotTell:
        try:
            return ask(*given, **named)
        except Unanswered as unanswered:
            return unanswered.answer

    return answer
