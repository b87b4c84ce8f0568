"""Options of a command that asks nothing, declared once in a class: `Opzioni`, `Opzione`.

    class Sedute(Opzioni):
        tavolo = opzione("Solo le sedute di questo tavolo.", metavar="ID")
        tutte = segno("Anche quelle deserte.")

Of them the signature is made that Typer reads, in the order in which they are declared; the command
is given an object of the class, on which each is its value. Of what asks: `writing.campi`.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import wraps
from itertools import chain
from typing import Annotated, Any, Generic, TypeVar, cast, get_args

import typer

from rete.commands.shared import contesto, tipi

T = TypeVar("T")
R = TypeVar("R")


class Opzione(Generic[T]):
    """One option, or one argument; ``read`` makes its value of the options and what was given.

    ``flags`` are its names, where they are not that of the attribute; ``about`` is what else Typer
    is told of it.
    """

    def __init__(
        self,
        what: str,
        *flags: str,
        read: Callable[[Any, Any], T] = lambda _, given: given,
        kind: Any = str | None,
        default: Any = None,
        about_it: Callable[..., Any] = typer.Option,
        **about: Any,
    ) -> None:
        self._read, self._kind, self._default = read, kind, default
        self._flags, self._about_it, self._about = flags, about_it, {"help": what, **about}

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, di: "Opzioni", owner: type) -> T:
        value = self._read(di, di.given.get(self.name, self._default))
        # Read once: there it is found from now on.
        di.__dict__[self.name] = value
        return value

    def parameter(self, name: str) -> inspect.Parameter:
        """As Typer reads it."""
        flags = self._flags
        if not flags and self._about_it is typer.Option:
            flags = (f"--{name.replace('_', '-')}",)
        return inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=self._default,
            annotation=Annotated[self._kind, self._about_it(*flags, **self._about)],
        )


class Opzioni:
    """What a command was given, each option by its name."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def into(self, record: type[R], **others: Any) -> R:
        """A record of the options that have the names of its fields, and of what else is said."""
        names = (field.name for field in fields(cast(Any, record)) if field.name in self.given)
        return record(**{name: getattr(self, name) for name in names} | others)

    @classmethod
    def parameters(cls) -> Iterator[inspect.Parameter]:
        """As Typer reads them: its own, then those of the class that it is below."""
        found: dict[str, Any] = {}
        for name, one in chain.from_iterable(vars(kind).items() for kind in cls.__mro__):
            found.setdefault(name, one)
        return (one.parameter(name) for name, one in found.items() if isinstance(one, Opzione))


def with_options(command: Callable[[Any], int | None]) -> Callable[..., int | None]:
    """A command whose one parameter is of a class of options."""
    options = options_of(command)
    return with_parameters(command, options.parameters(), lambda **given: command(options(given)))


def options_of(command: Callable[[Any], Any]) -> Any:
    """The class of what a command is given: the annotation of its last parameter."""
    return [*inspect.signature(command).parameters.values()][-1].annotation


def with_parameters(
    command: Callable[..., Any], parameters: Iterable[inspect.Parameter], asked: Callable[..., Any]
) -> Callable[..., Any]:
    """``asked`` with the name and the words of a command, and the signature that Typer reads."""
    seen, named = wraps(command)(asked), [*parameters]
    seen.__dict__["__signature__"] = inspect.Signature(named)
    seen.__annotations__ = {one.name: one.annotation for one in named}
    return seen


def opzione(what: str, *flags: str, **about: Any) -> Opzione[str | None]:
    """A text as it was typed."""
    return Opzione(what, *flags, **about)


def argomento(what: str, metavar: str, **about: Any) -> Opzione[Any]:
    """A word by itself; it must be given, unless a ``default`` is said."""
    about = {"kind": str, "default": inspect.Parameter.empty, "show_default": False, **about}
    return Opzione(what, about_it=typer.Argument, metavar=metavar, **about)


def segno(what: str, *flags: str) -> Opzione[bool]:
    """A flag."""
    return Opzione(what, *flags, kind=bool, default=False)


def giorno(what: str, *flags: str) -> Opzione[date | None]:
    """A day, where one was given."""
    return Opzione(what, *flags, click_type=contesto.DATA, metavar="DATA")


def una_di(literal: Any, what: str, metavar: str = "", **about: Any) -> Opzione[Any]:
    """One of the words of a Literal, or of a sequence; without a metavar they are its metavar."""
    words: Sequence[str] = get_args(literal) or literal
    about = {"click_type": tipi.Scelta(words), "metavar": metavar or "|".join(words), **about}
    return Opzione(what, **about)


def una_fra(literal: Any, what: str, metavar: str, **about: Any) -> Opzione[Any]:
    """The same of more words than a metavar can hold: its help tells them."""
    words = ", ".join(get_args(literal) or literal)
    return una_di(literal, f"{what}: {words}.", metavar, **about)


def in_forma(*formats: str) -> Opzione[str]:
    """`--formato`, one of these; the first where none is given."""
    return una_di(formats, "In quale forma.", default=formats[0])
