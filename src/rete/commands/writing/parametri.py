"""Fields → the parameters of a command line, in the signature that Typer reads."""

import inspect
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from rete.commands.writing.campi import SEGNO, Campi, Campo


def parameters_of(fields: type[Campi]) -> Iterator[inspect.Parameter]:
    """One parameter for each field, in the order in which they are declared."""
    for name, campo in fields.CAMPI.items():
        if not campo.riga:
            continue
        is_flag = campo.tipo is SEGNO
        kind: Any = bool if is_flag else str if campo.ripetibile is None else list[str]
        about = _argument(campo) if campo.argomento else _option(campo)
        yield parameter(name, kind if is_flag else kind | None, about, is_flag=is_flag)


def parameter(name: str, kind: Any, about: Any, *, is_flag: bool) -> inspect.Parameter:
    """One parameter as Typer reads it: a name, a type, and what says of option or argument."""
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=False if is_flag else None,
        annotation=Annotated[kind, about],
    )


def _argument(campo: Campo[Any]) -> Any:
    return typer.Argument(
        metavar=campo.metavar, click_type=campo.completa, help=campo.help, show_default=False
    )


def _option(campo: Campo[Any]) -> Any:
    return typer.Option(
        f"--{campo.opzione}", click_type=campo.completa, metavar=campo.metavar, help=campo.help
    )
