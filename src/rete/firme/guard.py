"""The wall around the libraries that read signed files: whatever they raise is one refusal."""

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib.util import find_spec
from typing import Final, ParamSpec, TypeVar

from rete.errors import CannotTell, ReteError
from rete.firme.values import Alien, Unreadable

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_LIBRARIES: Final = ("pyhanko", "pyhanko_certvalidator", "asn1crypto", "cryptography")
INSTALL: Final = (
    "installa la parte facoltativa di rete, «firme», come dice la guida («Verificare un documento "
    "firmato»)"
)


def installed() -> bool:
    """Whether the extra ``firme`` is."""
    return all(find_spec(name) is not None for name in _LIBRARIES)


def require() -> None:
    """ReteError where the extra ``firme`` is not installed, with what to do."""
    if not installed():
        raise ReteError(f"il file è firmato, e per leggere le firme serve altro: {INSTALL}")


@contextmanager
def walled(refusal: Alien | Unreadable) -> Iterator[None]:
    """Whatever a library raises becomes ``refusal``; what it would log or warn is not told."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (Alien, Unreadable, ReteError):
        raise
    except Exception as error:  # whatever it is, the file could not be read
        raise refusal from error
    finally:
        logging.disable(before)


def or_cannot_tell(
    why: str,
) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer | CannotTell]]:
    """A question to the libraries, answered «cannot tell» where they cannot read, and ``why``."""

    def asked_safely(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer | CannotTell]:
        @wraps(ask)
        def answer(*given: Asked.args, **named: Asked.kwargs) -> Answer | CannotTell:
            try:
                with walled(Unreadable(why)):
                    return ask(*given, **named)
            except Unreadable as error:
                return CannotTell(str(error))

        return answer

    return asked_safely
