"""How a command may be asked to write: the options that all writing commands have, as one value."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Final

import typer

from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class Modi:
    """How a command was asked to write."""

    prova: bool = False
    si: bool = False
    differenze: bool = False
    senza_commit: bool = False
    proposta: bool = False


_OPTIONS: Final = {
    "prova": ("--prova", "Mostra che cosa cambierebbe, e non scrive niente."),
    "si": ("--si", "Scrive senza chiedere nulla."),
    "differenze": ("--differenze", "Mostra anche le righe dei file che cambiano."),
    "senza_commit": ("--senza-commit", "Scrive i file e basta: in git li salvi tu."),
    "proposta": (
        "--proposta",
        "Non tocca i file: mette la modifica in un ramo di git suo, da far approvare.",
    ),
}


Command = Callable[..., int]


def writing(command: Command) -> Command:
    """A command that writes: it is given its ``modi`` in place of the options that make them.

    Typer reads the signature, where those options stand after the command's own.
    """
    return _with_options(command, tuple(_OPTIONS))


def writing_here(command: Command) -> Command:
    """The same for a command that makes no sense as a proposal in a branch of its own."""
    return _with_options(command, tuple(name for name in _OPTIONS if name != "proposta"))


def _with_options(command: Command, names: tuple[str, ...]) -> Command:
    @wraps(command)
    def asked(**given: Any) -> int:
        return command(modi=Modi(**{name: given.pop(name) for name in names}), **given)

    own = [p for p in inspect.signature(command).parameters.values() if p.name != "modi"]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    parameters += [_parameter(name) for name in names]
    asked.__dict__["__signature__"] = inspect.Signature(parameters)
    asked.__annotations__ = {p.name: p.annotation for p in parameters}
    return asked


def _parameter(name: str) -> inspect.Parameter:
    flag, told = _OPTIONS[name]
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=False,
        annotation=Annotated[bool, typer.Option(flag, help=told)],
    )
