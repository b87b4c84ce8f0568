"""Who is to be called to a sitting, and whether it votes; how soon a second call may be."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal

from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.model.vigenti import rules_of_day
from rete.reckoning.electorate import electorate
from rete.reckoning.moments import Momento, any_holds, first_and_last, holds_at
from rete.reckoning.seating import seated, seated_at_opening
from rete.records import dataclass

SenzaVoto = Literal["osservatore", "sospeso", "non-aderente", "appena-entrato", "da-verificare"]


@dataclass(frozen=True, kw_only=True)
class Convocato:
    """A body that sits there on the day; ``senza_voto`` says why it has no vote, if it has none."""

    ente: str
    senza_voto: SenzaVoto | None


def called(rete: Rete, tavoli: Iterable[str], day: date) -> tuple[Convocato, ...]:
    """Whoever sits at these tables on a day, by name."""
    tables = [table for name in tavoli if (table := rete.tavoli.get(name)) is not None]
    bodies = dict.fromkeys(ente for table in tables for ente in seated(rete, table, day))
    opening = Momento(verbale="", giorno=day, n=0)
    return _named(rete, tuple(table.id for table in tables), bodies, opening)


def called_to(rete: Rete, verbale: Verbale) -> tuple[Convocato, ...]:
    """Whoever sits at the tables of a sitting when it opens, by name."""
    tables = tuple(tavolo for tavolo in verbale.tavoli if tavolo in rete.tavoli)
    opening, _end = first_and_last(verbale)
    return _named(rete, tables, seated_at_opening(rete, verbale), opening)


def _named(
    rete: Rete, tavoli: tuple[str, ...], bodies: Iterable[str], opening: Momento
) -> tuple[Convocato, ...]:
    found = [
        Convocato(ente=ente, senza_voto=_without_vote(rete, tavoli, ente, opening))
        for ente in bodies
    ]
    return tuple(sorted(found, key=lambda one: (rete.nome_ente(one.ente).casefold(), one.ente)))


def _without_vote(
    rete: Rete, tavoli: tuple[str, ...], ente: str, opening: Momento
) -> SenzaVoto | None:
    day = opening.giorno
    rules = rules_of_day(rete, day, tavoli[0])
    waiting = rules.voto.dopo if rules and rules.voto else None
    votes = electorate(rete, waiting, False).vota(tavoli, ente, opening)
    if votes:
        return None
    record = rete.enti.get(ente)
    if votes is None or record is None:
        return "da-verificare"
    held = [period for period in record.adesioni if holds_at(rete, period, opening)]
    if not held:
        return "non-aderente"
    if all(period.qualita == "osservatore" for period in held):
        return "osservatore"
    return "sospeso" if any_holds(rete, record.sospensioni, opening) else "appena-entrato"


@dataclass(frozen=True, kw_only=True)
class Chiamata:
    """When a sitting is called: the day, and the hour where it is known."""

    giorno: date
    ora: str | None = None

    def at(self, otherwise: timedelta) -> datetime:
        """The moment; without its hour, so long after the midnight that begins the day."""
        start = datetime.combine(self.giorno, time.min)
        if self.ora is None:
            return start + otherwise
        hours, _, minutes = self.ora.partition(":")
        return start + timedelta(hours=int(hours), minutes=int(minutes))


def second_call_is_too_soon(rules: Regole | None, first: Chiamata, second: Chiamata) -> int | None:
    """The hours that must pass before a second call, where they surely do not.

    Where an hour is not known the first may be at dawn, the second at the last minute of its day.
    """
    after = rules.convocazione.seconda_dopo if rules and rules.convocazione else None
    if after is None:
        return None
    longest = second.at(timedelta(hours=23, minutes=59)) - first.at(timedelta())
    return after.ore if longest < timedelta(hours=after.ore) else None
