"""Who sits where on a day, and the sittings around it; who votes: `electorate`."""

from collections.abc import Iterator
from datetime import date

from rete.model.comuni import Incarico
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.verbale import Verbale
from rete.reckoning.moments import changed_by, first_and_last, sits_at
from rete.reckoning.selection import by_kind


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
    return _newest_first(v for v in _sittings(rete, tavolo) if v.data > day)[::-1]


def _sittings(rete: Rete, tavolo: Tavolo) -> Iterator[Verbale]:
    return (verbale for verbale in rete.verbali.values() if tavolo.id in verbale.tavoli)


def _newest_first(sittings: Iterator[Verbale]) -> tuple[Verbale, ...]:
    return tuple(sorted(sittings, key=lambda v: (v.data, v.id), reverse=True))


def a_year_before(day: date) -> date:
    """The last day that is not of the twelve months that end with a day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
