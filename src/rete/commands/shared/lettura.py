"""`reading`: what makes a command that reads; its options, its register, its answers."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial, wraps
from typing import TYPE_CHECKING, Annotated, Any, Final, ParamSpec

import typer
from typer.models import ArgumentInfo, OptionInfo

from rete.commands.shared import contesto, tipi
from rete.commands.shared.mostrare import show_card, show_list
from rete.commands.shared.registro import (
    AlOption,
    RamoOption,
    RegistroDelOption,
    formato_option,
    open_register,
    warn_of_errors,
)
from rete.records import dataclass
from rete.views.dati import Plain
from rete.views.lists_and_cards import Elenco, Scheda

if TYPE_CHECKING:
    from rete.load.loader import Loaded
    from rete.model.rete import Rete

P = ParamSpec("P")

ELENCO: Final = ("testo", "json", "csv")
SCHEDA: Final = ("testo", "json")
"""In which forms a list can be had, and a card."""


@dataclass(frozen=True, kw_only=True)
class Carta:
    """One record as an answer: its name and its data with JSON, else its card; made when shown."""

    nome: str
    dati: Callable[[], Mapping[str, Plain]]
    scheda: Callable[[], Scheda]
    giorno: date | None = None


def carta(
    nome: str,
    dati: Callable[P, Mapping[str, Plain]],
    scheda: Callable[P, Scheda],
    *about: P.args,
    **named: P.kwargs,
) -> Carta:
    """A card whose data and whose lines are worked out from the same things."""
    return Carta(
        nome=nome, dati=partial(dati, *about, **named), scheda=partial(scheda, *about, **named)
    )


class Lettura:
    """What a command was asked to read: the register of a day, as it was on a day, in a form."""

    def __init__(
        self, *, al: date | None, registro_del: date | None, ramo: str | None, formato: str
    ) -> None:
        self._al, self._registro_del, self._ramo = al, registro_del, ramo
        self.formato = formato

    @cached_property
    def loaded(self) -> "Loaded":
        """The register, read when it is first asked for: wrong options are told before."""
        return open_register(self._registro_del, self._ramo)

    @property
    def rete(self) -> "Rete":
        return self.loaded.rete

    @cached_property
    def giorno(self) -> date:
        """The day of --al, else today."""
        return self._al or contesto.today()

    def ente(self, typed: str | None) -> str | None:
        """The id of the body of an option; None where it was not given. UsageError."""
        from rete.commands.shared.scelta import chosen_ente

        return None if typed is None else chosen_ente(self.loaded, typed).id

    def tavolo(self, typed: str | None) -> str | None:
        """The id of the table of an option; None where it was not given. UsageError."""
        from rete.commands.shared.scelta import chosen_tavolo

        return None if typed is None else chosen_tavolo(self.loaded, typed).id


def record_argument(kind: contesto.IdType, what: str) -> ArgumentInfo:
    """A record that a command is about: `Annotated[str, record_argument(contesto.ENTE, "…")]`."""
    argument: ArgumentInfo = typer.Argument(
        metavar=kind.name, click_type=kind, help=what, show_default=False
    )
    return argument


def ente_option(what: str) -> OptionInfo:
    """`--ente`: `Annotated[str | None, ente_option("Solo…")] = None`, then `lettura.ente`."""
    return _id_option("--ente", contesto.ENTE, what)


def tavolo_option(what: str) -> OptionInfo:
    """`--tavolo`, then `lettura.tavolo`."""
    return _id_option("--tavolo", contesto.TAVOLO, what)


def cerca_option(what: str) -> OptionInfo:
    """`--cerca`: a text that is looked for."""
    option: OptionInfo = typer.Option("--cerca", metavar="TESTO", help=what)
    return option


def scelta_option(flag: str, words: Sequence[str], what: str, metavar: str = "") -> OptionInfo:
    """One of a few fixed words; without a metavar they are its metavar."""
    option: OptionInfo = typer.Option(
        flag, click_type=tipi.Scelta(words), metavar=metavar or "|".join(words), help=what
    )
    return option


def _id_option(flag: str, kind: contesto.IdType, what: str) -> OptionInfo:
    option: OptionInfo = typer.Option(flag, click_type=kind, metavar="ID", help=what)
    return option


Answer = Elenco | Carta | int | None
"""What a reading command gives: what is to be shown, or its exit code where it has shown it."""


def reading(
    *formats: str, al: bool = True
) -> Callable[[Callable[..., Answer]], Callable[..., int]]:
    """A command that is given its ``lettura``, in place of the options that make it.

    Typer reads the signature, where --al, --registro-del, --ramo and --formato stand after the
    command's own; an ``al`` among its own is where --al stands, and without ``al`` there is none.
    What is read is followed by a line on how many errors the register has.
    """
    asking = (
        _parameter("registro_del", RegistroDelOption, None),
        _parameter("ramo", RamoOption, None),
        _parameter("formato", Annotated[str, formato_option(*formats)], formats[0]),
    )

    def made(command: Callable[..., Answer]) -> Callable[..., int]:
        own = dict(inspect.signature(command).parameters)
        own.pop("lettura")
        day = (_parameter("al", AlOption, None),) if al and "al" not in own else ()
        more = (*day, *asking)

        @wraps(command)
        def asked(**given: Any) -> int:
            taken = {"al": given.get("al")} | {one.name: given.pop(one.name) for one in more}
            lettura = Lettura(**taken)
            answer = command(lettura, **given)
            _show(answer, lettura)
            warn_of_errors(lettura.loaded)
            return answer if isinstance(answer, int) else 0

        named = (one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own.values())
        parameters = [*named, *more]
        asked.__dict__["__signature__"] = inspect.Signature(parameters)
        asked.__annotations__ = {p.name: p.annotation for p in parameters}
        return asked

    return made


def _parameter(name: str, annotation: object, default: object) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, annotation=annotation, default=default)


def _show(answer: Answer, lettura: Lettura) -> None:
    if isinstance(answer, Elenco):
        show_list(answer, lettura.giorno, lettura.formato)
    elif isinstance(answer, Carta):
        day = answer.giorno or lettura.giorno
        show_card(answer.nome, day, lettura.formato, dati=answer.dati, scheda=answer.scheda)
