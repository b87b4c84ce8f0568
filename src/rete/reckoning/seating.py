"""Who sits where on a day, who is to be called to a sitting and whether it votes."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Literal

from rete.model.comuni import Durata, Incarico
from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.verbale import Verbale
from rete.model.vigenti import rules_of_day, rules_of_sitting
from rete.reckoning.electorate import electorate
from rete.reckoning.moments import Momento, any_holds, changed_by, first_and_last, holds_at, sits_at
from rete.reckoning.selection import by_kind
from rete.records import frozen


def tavoli_dell_ente(rete: Rete, ente: str, day: date) -> Iterator[tuple[Tavolo, Incarico | None]]:
    """The tables where a body sits on a day, with its own seat where it has one, by kind."""
    for tavolo in sorted(rete.tavoli.values(), key=by_kind):
        if rete.tavolo_attivo(tavolo, day) is False or not rete.siede(tavolo.id, ente, day):
            continue
        seats = rete.incarichi_del_giorno(tavolo.componenti, day)
        yield tavolo, next((seat for seat in seats if seat.ente == ente), None)


def coordina(rete: Rete, tavolo: Tavolo, ente: str, day: date) -> bool:
    """Whether a body coordinates a table on a day."""
    return any(item.ente == ente for item in rete.incarichi_del_giorno(tavolo.coordinamento, day))


def seated(rete: Rete, tavolo: Tavolo, day: date) -> tuple[str, ...]:
    """The bodies known to sit at a table on a day: nobody where it is closed or not set up yet."""
    if rete.tavolo_attivo(tavolo, day) is False:
        return ()
    own = [seat.ente for seat in rete.incarichi_del_giorno(tavolo.componenti, day)]
    members = [ente.id for ente in rete.membri(day)] if tavolo.sits_all_members else []
    return tuple(dict.fromkeys([*own, *members]))


def seated_at_opening(rete: Rete, verbale: Verbale) -> tuple[str, ...]:
    """The bodies known to sit at the tables of a sitting when it opens.

    Whoever the sitting itself lets in, or sends out, is so only after that decision.
    """
    tables = [table for name in verbale.tavoli if (table := rete.tavoli.get(name)) is not None]
    found = dict.fromkeys(ente for table in tables for ente in seated(rete, table, verbale.data))
    opening, _end = first_and_last(verbale)
    for ente in sorted(changed_by(rete, verbale.id)):
        answers = [sits_at(rete, table.id, ente, opening) for table in tables]
        if True in answers:
            found[ente] = None
        elif None not in answers:
            found.pop(ente, None)
    return tuple(found)


def sittings_of_last_year(rete: Rete, tavolo: Tavolo, day: date) -> tuple[Verbale, ...]:
    """The sittings of the twelve months that end with a day, the newest first."""
    before = a_year_before(day)
    return _newest_first(v for v in _sittings(rete, tavolo) if before < v.data <= day)


def sittings_to_come(rete: Rete, tavolo: Tavolo, day: date) -> tuple[Verbale, ...]:
    """The sittings of a table after a day, the nearest first."""
    return _newest_first(v for v in _sittings(rete, tavolo) if v.data > day and not v.is_off)[::-1]


def _sittings(rete: Rete, tavolo: Tavolo) -> Iterator[Verbale]:
    return (verbale for verbale in rete.verbali.values() if tavolo.id in verbale.tavoli)


def _newest_first(sittings: Iterator[Verbale]) -> tuple[Verbale, ...]:
    return tuple(sorted(sittings, key=attrgetter("order"), reverse=True))


def a_year_before(day: date) -> date:
    """The last day that is not of the twelve months that end with a day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


SenzaVoto = Literal["osservatore", "sospeso", "non-aderente", "appena-entrato", "da-verificare"]


@frozen
class Convocato:
    """A body that sits there on the day; ``senza_voto`` says why it has no vote, if it has none."""

    ente: str
    senza_voto: SenzaVoto | None


def called(rete: Rete, tavoli: Iterable[str], day: date) -> tuple[Convocato, ...]:
    """Whoever sits at these tables on a day, by name."""
    tables = [table for name in tavoli if (table := rete.tavoli.get(name)) is not None]
    bodies = dict.fromkeys(ente for table in tables for ente in seated(rete, table, day))
    opening = Momento(verbale="", giorno=day, n=0)
    names = tuple(table.id for table in tables)
    rules = rules_of_day(rete, day, names[0]) if names else None
    return _named(rete, names, bodies, opening, rules)


def called_to(rete: Rete, verbale: Verbale) -> tuple[Convocato, ...]:
    """Whoever sits at the tables of a sitting when it opens, by name."""
    tables = tuple(tavolo for tavolo in verbale.tavoli if tavolo in rete.tavoli)
    opening, _end = first_and_last(verbale)
    rules = rules_of_sitting(rete, verbale)
    return _named(rete, tables, seated_at_opening(rete, verbale), opening, rules)


def _named(
    rete: Rete,
    tavoli: tuple[str, ...],
    bodies: Iterable[str],
    opening: Momento,
    rules: Regole | None,
) -> tuple[Convocato, ...]:
    waiting = rules.attesa if rules else None
    found = [
        Convocato(ente=ente, senza_voto=without_vote(rete, tavoli, ente, opening, waiting))
        for ente in bodies
    ]
    return tuple(sorted(found, key=lambda one: (rete.nome_ente(one.ente).casefold(), one.ente)))


def without_vote(
    rete: Rete, tavoli: tuple[str, ...], ente: str, opening: Momento, waiting: Durata | None
) -> SenzaVoto | None:
    """Why a body has no vote at these tables at a moment; None where it has one."""
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


@frozen
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


def second_call_is_too_soon(
    rules: Regole | None, first: Chiamata, second: Chiamata
) -> Durata | None:
    """How long must pass before a second call, where it surely does not.

    Where an hour is not known the first may be at dawn, the second at the last minute of its day.
    """
    after = rules.convocazione.seconda_dopo if rules and rules.convocazione else None
    if after is None:
        return None
    if (wait := after.tempo) is not None:
        longest = second.at(timedelta(hours=23, minutes=59)) - first.at(timedelta())
        return after if longest < wait else None
    from rete.reckoning.last_days import day_after  # few pacts count the wait in days

    earliest = day_after(first.giorno, after, shift=False)
    return after if earliest is not None and second.giorno < earliest else None
