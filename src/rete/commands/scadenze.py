"""`rete scadenze`: what falls due, computed from the register; nothing of it is stored."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated, Final

import click
import typer

from rete import italiano
from rete.commands.shared.lettura import (
    Lettura,
    ente_option,
    reading,
    scelta_option,
    tavolo_option,
)
from rete.commands.shared.mostrare import show_list, terminal_width
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.reckoning.deadlines import TIPI, Scadenza, deadlines, planned
from rete.render.json_out import as_json
from rete.render.terminal_text import printable, wants_colour
from rete.views.scadenze import dati_scadenze, elenco_scadenze, scadenzario

LAST_DAY: Final = 99_999


@reading("testo", "json", "csv", "ics")
def scadenze(  # noqa: PLR0913, PLR0917 - each option is a parameter
    lettura: Lettura,
    entro: Annotated[
        str | None,
        typer.Option(
            "--entro",
            metavar="GIORNI|DATA",
            help="Solo ciò che scade entro questi giorni, o entro questa data; con ciò che è già "
            "scaduto.",
        ),
    ] = None,
    tipo: Annotated[
        str | None,
        scelta_option(
            "--tipo", TIPI, f"Solo le scadenze di questo tipo: {', '.join(TIPI)}.", "TIPO"
        ),
    ] = None,
    ente: Annotated[str | None, ente_option("Solo ciò che tocca a questo ente.")] = None,
    tavolo: Annotated[str | None, tavolo_option("Solo le scadenze di questo tavolo.")] = None,
    controllo: Annotated[
        bool,
        typer.Option("--controllo", help="Esce con 1 se qualcosa di ciò che mostra è scaduto."),
    ] = False,
) -> int:
    """Che cosa scade: periodo del patto, sedute, verbali, azioni, incarichi, verifiche.

    Le date si ricavano ogni volta dal registro. Una scadenza resta, anche passata, finché il
    registro non dice che la cosa è fatta. Il formato ics, per un calendario, porta anche le
    sedute previste.
    """
    rete, oggi = lettura.rete, lettura.giorno
    wanted = _Wanted(
        last=_last_day(entro, oggi),
        tipo=tipo,
        ente=lettura.ente(ente),
        tavolo=lettura.tavolo(tavolo),
    )
    found = tuple(one for one in deadlines(rete, oggi) if wanted.takes(one))
    if lettura.formato == "ics":
        _write_calendar(rete, found, tuple(wanted.sittings(rete, oggi)), oggi)
    else:
        _say(rete, found, oggi, lettura.formato)
    return 1 if controllo and any(one.state_on(oggi) == "scaduta" for one in found) else 0


class _Wanted:
    """What the options let through."""

    def __init__(
        self, *, last: date | None, tipo: str | None, ente: str | None, tavolo: str | None
    ) -> None:
        self._last, self._tipo, self._ente, self._tavolo = last, tipo, ente, tavolo

    def takes(self, one: Scadenza) -> bool:
        return (
            (self._last is None or one.scade <= self._last)
            and self._tipo in (None, one.tipo)
            and (self._ente is None or self._ente in one.enti)
            and self._tavolo in (None, one.tavolo)
        )

    def sittings(self, rete: Rete, oggi: date) -> Iterator[Verbale]:
        """The planned sittings; of a kind of due date none, of a body those where it sits."""
        for verbale in planned(rete, oggi):
            if (
                self._tipo is None
                and (self._last is None or verbale.data <= self._last)
                and (self._tavolo is None or self._tavolo in verbale.tavoli)
                and (self._ente is None or _sits(rete, verbale, self._ente))
            ):
                yield verbale


def _sits(rete: Rete, verbale: Verbale, ente: str) -> bool:
    return any(rete.siede(tavolo, ente, verbale.data) for tavolo in verbale.tavoli)


def _last_day(typed: str | None, oggi: date) -> date | None:
    if typed is None:
        return None
    if (day := italiano.parse_date(typed, oggi)) is not None:
        return day
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= len(str(LAST_DAY))):
        raise click.UsageError(
            f"--entro: «{printable(typed)}» non è un numero di giorni (da 0 a {LAST_DAY}), "
            "né una data"
        )
    return oggi + timedelta(days=int(typed))


def _say(rete: Rete, found: Sequence[Scadenza], oggi: date, formato: str) -> None:
    match formato:
        case "json":
            click.echo(as_json(dati_scadenze(rete, found, oggi)), nl=False)
        case "csv":
            show_list(elenco_scadenze(rete, found, oggi), oggi, "csv")
        case _:
            from rete.render.due_dates import page_as_text

            page = scadenzario(rete, found, oggi)
            colour = wants_colour(sys.stdout)
            click.echo(page_as_text(page, width=terminal_width(), colour=colour), nl=False)


def _write_calendar(
    rete: Rete, found: Sequence[Scadenza], sittings: Sequence[Verbale], oggi: date
) -> None:
    from rete.render.ics import calendar_as_ics
    from rete.views.voci_di_calendario import calendario

    # Bytes: a line of a calendar ends in CR LF on every system.
    click.echo(calendar_as_ics(calendario(rete, found, sittings, oggi)), nl=False)
