"""`writing`: what makes a command of a function and its fields; asked, planned, written."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

import typer

from rete.ask import Missing
from rete.commands.writing.campi import Campi
from rete.commands.writing.modi import OPTIONS, Modi
from rete.commands.writing.parametri import parameter, parameters_of
from rete.commands.writing.scrivere import begin

Command = Callable[..., int]


def writing(command: Command) -> Command:
    """A command that writes: its options are those of its fields, and of every such command.

    In: a function of the register that it is to change (`Scrittura`) and of its answers, a class
    below `Campi`, whose annotation says what is asked; or of its ``modi`` and of options of its
    own. Out: what Typer reads, which opens the register, has the answers and calls the function.
    """
    return _with_options(command, tuple(OPTIONS))


def writing_here(command: Command) -> Command:
    """The same for a command that makes no sense as a proposal in a branch of its own."""
    return _with_options(command, tuple(name for name in OPTIONS if name != "proposta"))


def _with_options(command: Command, names: tuple[str, ...]) -> Command:
    declared = [*inspect.signature(command).parameters.values()]
    fields = declared[-1].annotation
    by_fields = isinstance(fields, type) and issubclass(fields, Campi)

    @wraps(command)
    def asked(**given: Any) -> int:
        modi = Modi(**{name: given.pop(name) for name in names})
        return _answered(command, fields, modi, given) if by_fields else command(modi=modi, **given)

    own = [p for p in declared if p.name != "modi"]
    parameters = [*parameters_of(fields)] if by_fields else own
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters]
    parameters += [_parameter(name) for name in names]
    asked.__dict__["__signature__"] = inspect.Signature(parameters)
    asked.__annotations__ = {p.name: p.annotation for p in parameters}
    return asked


def _answered(command: Command, fields: type[Campi], modi: Modi, values: dict[str, Any]) -> int:
    """The command called with its answers; again, if whoever is asked goes back to them."""
    given = fields.given(values)
    if (why := fields.refuse(given)) is not None:
        raise Missing(why)
    return begin(modi).answered(fields, given, command)


def _parameter(name: str) -> inspect.Parameter:
    flag, told = OPTIONS[name]
    return parameter(name, bool, typer.Option(flag, help=told), is_flag=True)
