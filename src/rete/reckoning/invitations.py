"""Who is to be called to a sitting of a day and whether it votes; how soon a second call may be."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal

from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.model.tempo import any_covers
from rete.model.vigenti import rules_of_day
from rete.reckoning.electorate import electorate
from rete.reckoning.moments import Momento
from rete.reckoning.seating import seated
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
    names = tuple(table.id for table in tables)
    found = [
        Convocato(ente=ente, senza_voto=_without_vote(rete, names, ente, day)) for ente in bodies
    ]
    return tuple(sorted(found, key=lambda one: (rete.nome_ente(one.ente).casefold(), one.ente)))


def _without_vote(rete: Rete, tavoli: tuple[str, ...], ente: str, day: date) -> SenzaVoto | None:
    rules = rules_of_day(rete, day, tavoli[0])
    waiting = rules.voto.dopo if rules and rules.voto else None
    opening = Momento(verbale="", giorno=day, n=0)
    votes = electorate(rete, waiting, False).vota(tavoli, ente, opening)
    if votes:
        return None
    record = rete.enti.get(ente)
    if votes is None or record is None:
        return "da-verificare"
    period = rete.adesione(record, day)
    if period is None:
        return "non-aderente"
    if period.qualita == "osservatore":
        return "osservatore"
    return "sospeso" if any_covers(record.sospensioni, day) else "appena-entrato"


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
