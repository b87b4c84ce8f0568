"""`rete scadenze`: what falls due, computed from the register; nothing of it is stored."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import click

from rete import italiano
from rete.commands.shared.lettura import Lettura, reading, un_ente, un_tavolo
from rete.commands.shared.mostrare import show_list, show_plain, terminal_width
from rete.commands.shared.opzioni import Opzione, segno, una_fra
from rete.model.verbale import Verbale
from rete.reckoning.deadlines import TIPI, Scadenza, deadlines, planned
from rete.render.terminal_text import printable, wants_colour
from rete.views.scadenze import dati_scadenze, elenco_scadenze, scadenzario

LAST_DAY: Final = 99_999
Trovate = tuple[Scadenza, ...]


def _last_day(a: Lettura, typed: str | None) -> date | None:
    if typed is None:
        return None
    if (day := italiano.parse_date(typed, a.giorno)) is not None:
        return day
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= len(str(LAST_DAY))):
        raise click.UsageError(
            f"--entro: «{printable(typed)}» non è un numero di giorni (da 0 a {LAST_DAY}), "
            "né una data"
        )
    return a.giorno + timedelta(days=int(typed))


class Scadenze(Lettura):
    """Which due dates, and which sittings beside them."""

    entro = Opzione(
        "Solo ciò che scade entro questi giorni, o entro questa data; con ciò che è già scaduto.",
        read=_last_day,
        metavar="GIORNI|DATA",
    )
    tipo = una_fra(TIPI, "Solo le scadenze di questo tipo", "TIPO")
    ente = un_ente("Solo ciò che tocca a questo ente.")
    tavolo = un_tavolo("Solo le scadenze di questo tavolo.")
    controllo = segno("Esce con 1 se qualcosa di ciò che mostra è scaduto.")

    def among(self, every: Iterable[Scadenza]) -> Trovate:
        last, ente = self.entro, self.ente
        return tuple(
            one
            for one in every
            if (last is None or one.scade <= last)
            and self.tipo in (None, one.tipo)
            and (ente is None or ente in one.enti)
            and self.tavolo in (None, one.tavolo)
        )

    def sittings(self) -> Iterator[Verbale]:
        """The planned sittings; of a kind of due date none, of a body those where it sits."""
        for verbale in planned(self.rete, self.giorno) if self.tipo is None else ():
            if (
                (self.entro is None or verbale.data <= self.entro)
                and (self.tavolo is None or self.tavolo in verbale.tavoli)
                and (self.ente is None or self._sits(verbale, self.ente))
            ):
                yield verbale

    def _sits(self, verbale: Verbale, ente: str) -> bool:
        return any(self.rete.siede(tavolo, ente, verbale.data) for tavolo in verbale.tavoli)


@reading("testo", "json", "csv", "ics")
def scadenze(a: Scadenze) -> int:
    """Che cosa scade: periodo del patto, sedute, verbali, azioni, incarichi, verifiche.

    Le date si ricavano ogni volta dal registro. Una scadenza resta, anche passata, finché il
    registro non dice che la cosa è fatta. Il formato ics, per un calendario, porta anche le
    sedute previste.
    """
    found = a.among(deadlines(a.rete, a.giorno))
    _say(a, found)
    return 1 if a.controllo and any(one.state_on(a.giorno) == "scaduta" for one in found) else 0


def _say(a: Scadenze, found: Trovate) -> None:
    rete, oggi = a.rete, a.giorno
    match a.formato:
        case "ics":
            from rete.render.ics import calendar_as_ics
            from rete.views.voci_di_calendario import calendario

            # Bytes: a line of a calendar ends in CR LF on every system.
            calendar = calendario(rete, found, tuple(a.sittings()), oggi)
            click.echo(calendar_as_ics(calendar), nl=False)
        case "json":
            show_plain(dati_scadenze(rete, found, oggi))
        case "csv":
            show_list(elenco_scadenze(rete, found, oggi), oggi, "csv")
        case _:
            from rete.render.due_dates import page_as_text

            page = scadenzario(rete, found, oggi)
            colour = wants_colour(sys.stdout)
            click.echo(page_as_text(page, width=terminal_width(), colour=colour), nl=False)
