"""`reading`: what makes a command that reads; its days, its register, its answers."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import click

from rete.commands.shared import contesto
from rete.commands.shared.opzioni import (
    Opzione,
    Opzioni,
    argomento,
    giorno,
    in_forma,
    options_of,
    opzione,
    with_parameters,
)
from rete.commands.shared.registro import open_register, warn_of_errors
from rete.italiano import short_date
from rete.render.terminal_text import printable

if TYPE_CHECKING:
    from rete.commands.shared.mostrare import Carta
    from rete.load.loader import Loaded
    from rete.model.rete import Rete
    from rete.views.lists_and_cards import Elenco

T = TypeVar("T")

ELENCO: Final = ("testo", "json", "csv")
SCHEDA: Final = ("testo", "json")
"""In which forms a list can be had, and a card."""

AL: Final = giorno("Com'era in quel giorno (se manca, oggi).")
REGISTRO_DEL: Final = giorno("Che cosa diceva il registro in quel giorno, secondo git.")
RAMO: Final = opzione(
    "Il ramo di git a cui guarda --registro-del (se manca, quello principale).", metavar="RAMO"
)


def _a_year(_: Opzioni, typed: str | None) -> int | None:
    """The year of `--anno`, as a number; UsageError where it is none."""
    if typed is None:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) == 4 and int(typed)):
        raise click.UsageError(f"--anno: «{printable(typed)}» non è un anno: quattro cifre (2025)")
    return int(typed)


DAL: Final = giorno("Solo da questo giorno in poi.")
FINO: Final = giorno("Solo fino a questo giorno.")
ANNO: Final = Opzione("Solo le sedute di questo anno.", read=_a_year, metavar="ANNO")


def refuse_reversed(dal: date | None, last: date | None, *, named: str) -> None:
    """UsageError where a stretch would end, on the day so named, before it begins."""
    if dal is not None and last is not None and last < dal:
        raise click.UsageError(
            f"--dal ({short_date(dal)}) viene dopo {named} ({short_date(last)}): "
            "correggi una delle due date"
        )


class Rilettura(Opzioni):
    """What is asked of the register as it is, or as it stood in git on a day."""

    registro_del = REGISTRO_DEL
    ramo = RAMO

    @cached_property
    def loaded(self) -> "Loaded":
        """The register, read when it is first asked for: wrong options are told before."""
        return open_register(self.registro_del, self.ramo)

    @property
    def rete(self) -> "Rete":
        return self.loaded.rete

    @property
    def formato(self) -> str:
        return str(self.given["formato"])

    @cached_property
    def giorno(self) -> date:
        """The day of --al, else today."""
        return self.given.get("al") or contesto.today()


class Lettura(Rilettura):
    """The same, of a day; a command that has its ``al`` among its own has it there."""

    al = AL


def un_record(kind: contesto.IdType, what: str, choose: "Callable[[Loaded, str], T]") -> Opzione[T]:
    """The record that a command is about, read by one of `scelta`."""

    def read(di: Rilettura, typed: str) -> T:
        return choose(di.loaded, typed)

    return argomento(what, kind.name, read=read, click_type=kind)


def un_ente(what: str) -> Opzione[str | None]:
    """`--ente`: the id of the body that was named; UsageError."""
    return _id_of("ente", contesto.ENTE, what)


def un_tavolo(what: str) -> Opzione[str | None]:
    """`--tavolo`: the id of the table that was named; UsageError."""
    return _id_of("tavolo", contesto.TAVOLO, what)


def _id_of(noun: str, kind: contesto.IdType, what: str) -> Opzione[str | None]:
    def read(di: Rilettura, typed: str | None) -> str | None:
        # Only whoever names one needs it.
        from rete.commands.shared.scelta import CHOSEN

        return None if typed is None else CHOSEN[noun](di.loaded, typed).id

    return opzione(what, read=read, click_type=kind, metavar="ID")


Answer: TypeAlias = "Elenco | Carta | int | None"
"""What a reading command gives: what is to be shown, or its exit code where it has shown it."""


def reading(*formats: str) -> Callable[[Callable[[Any], Answer]], Callable[..., int]]:
    """A command that is given its options, of a class below `Rilettura`; the last is --formato.

    What is read is followed by a line on how many errors the register has.
    """

    def made(command: Callable[[Any], Answer]) -> Callable[..., int]:
        options: type[Rilettura] = options_of(command)

        def asked(**given: Any) -> int:
            lettura = options(given)
            answer = command(lettura)
            _show(answer, lettura)
            warn_of_errors(lettura.loaded)
            return answer if isinstance(answer, int) else 0

        parameters = [*options.parameters(), in_forma(*formats).parameter("formato")]
        return with_parameters(command, parameters, asked)

    return made


def _show(answer: Answer, lettura: Rilettura) -> None:
    from rete.commands.shared.mostrare import Carta, show_card, show_list
    from rete.views.lists_and_cards import Elenco

    if isinstance(answer, Elenco):
        show_list(answer, lettura.giorno, lettura.formato)
    elif isinstance(answer, Carta):
        show_card(answer, lettura.giorno, lettura.formato)
