"""Attendance: of the sittings that a body was entitled to, how many it attended, and how."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter

from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import within
from rete.model.verbale import Verbale
from rete.model.vigenti import article_of, rules_of_day
from rete.reckoning.comings import attending
from rete.reckoning.moments import changed_by, expected_at, first_and_last, own_periods
from rete.reckoning.stretches import stretches, without
from rete.records import dataclass, frozen


@frozen
class Frequenza:
    """One body at one table in a stretch of time; the counts add up to ``sedute``.

    ``sedute`` are those at whose opening the body sat there and was not suspended, and those at
    which it took part after they let it in: whoever joined late or left is not counted absent from
    the others. ``assenze_di_fila`` are its latest absences.
    """

    ente: str
    tavolo: str
    sedute: int
    presenti: int
    collegati: int
    per_delega: int
    giustificati: int
    assenti: int
    assenze_di_fila: int

    @property
    def intervenute(self) -> int:
        """The sittings at which it was there, in person, connected or by proxy."""
        return self.presenti + self.collegati + self.per_delega


@dataclass(frozen=True, kw_only=True, eq=False)
class _Sedute:
    """The sittings of a table in order: their days, and how each body took part, by its place."""

    verbali: list[Verbale]
    giorni: list[int]
    come: Mapping[str, list[tuple[int, str]]]


def attendance(
    rete: Rete, *, dal: date | None = None, al: date | None = None
) -> tuple[Frequenza, ...]:
    """Every body at every table at which it sat, by table and body."""
    found = []
    for tavolo, sedute in sorted(_by_table(rete, dal, al).items()):
        table = rete.tavoli.get(tavolo)
        changed = _changed(rete, sedute)
        for ente in sorted(_ever_there(rete, table)) if table else ():
            expected = list(_expected(rete, tavolo, ente, sedute.giorni))
            for place in changed.get(ente, ()):
                there = _was_expected(rete, tavolo, ente, sedute, place)
                if there is not None:
                    expected = _with_or_without(expected, place, there=there)
            if expected:
                found.append(_frequency(tavolo, ente, expected, sedute.come.get(ente, [])))
    return tuple(found)


def _by_table(rete: Rete, dal: date | None, al: date | None) -> Mapping[str, _Sedute]:
    found: dict[str, _Sedute] = {}
    held = [v for v in rete.verbali.values() if v.was_held and within(v.data, dal, al)]
    for verbale in sorted(held, key=attrgetter("order")):
        how = _how(rete, verbale)
        for tavolo in dict.fromkeys(verbale.tavoli) if how is not None else ():
            sedute = found.setdefault(
                tavolo, _Sedute(verbali=[], giorni=[], come=defaultdict(list))
            )
            for ente, manner in (how or {}).items():
                sedute.come[ente].append((len(sedute.giorni), manner))
            sedute.verbali.append(verbale)
            sedute.giorni.append(verbale.data.toordinal())
    return found


def _ever_there(rete: Rete, table: Tavolo) -> set[str]:
    """The bodies that may have sat at a table some day."""
    seated = {seat.ente for seat in table.componenti}
    bodies = seated | set(rete.enti) if table.sits_all_members else seated
    return {ente for ente in bodies if not rete.is_unread("ente", ente)}


def _expected(rete: Rete, tavolo: str, ente: str, days: list[int]) -> Iterator[range]:
    """The places of the sittings at which a body was expected: it sat there, not suspended."""
    table, record = rete.tavoli[tavolo], rete.enti.get(ente)
    suspended = stretches(record.sospensioni) if record else []
    for sat in stretches(own_periods(rete, table, ente)):
        for first, last in without(sat, suspended):
            places = range(bisect_left(days, first), bisect_right(days, last))
            if places:
                yield places


def _changed(rete: Rete, sedute: _Sedute) -> Mapping[str, list[int]]:
    """The places of the sittings that changed a body's membership, suspension or seat, by body."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, verbale in enumerate(sedute.verbali):
        for ente in changed_by(rete, verbale.id):
            found[ente].append(place)
    return found


def _was_expected(rete: Rete, tavolo: str, ente: str, sedute: _Sedute, place: int) -> bool | None:
    """Whether a body was expected at a sitting that changed it; None where nobody can tell.

    It was if it was there at the opening; and if it was let in, and then took part.
    """
    opening, end = first_and_last(sedute.verbali[place])
    answer = expected_at(rete, tavolo, ente, opening)
    took_part = any(n == place and how != "giustificato" for n, how in sedute.come.get(ente, []))
    return expected_at(rete, tavolo, ente, end) if answer is False and took_part else answer


def _with_or_without(expected: list[range], place: int, *, there: bool) -> list[range]:
    """The same places, with that of one sitting or without it."""
    kept = [
        part
        for places in expected
        for part in (
            range(places.start, min(places.stop, place)),
            range(max(places.start, place + 1), places.stop),
        )
        if part
    ]
    return sorted([*kept, range(place, place + 1)], key=lambda one: one.start) if there else kept


def _how(rete: Rete, verbale: Verbale) -> dict[str, str] | None:
    """How each body took part; None where the minutes do not say who was there."""
    there = attending(rete, verbale)
    if there is None:
        return None
    listed = frozenset(there.tutti)
    how = dict.fromkeys(verbale.giustificati, "giustificato")
    for delega in verbale.deleghe:
        if delega.a is None or delega.a in listed:
            how[delega.di] = "per-delega"
    how.update(dict.fromkeys(there.collegati, "collegato"))
    how.update(dict.fromkeys(there.presenti, "presente"))
    return how


def _frequency(
    tavolo: str, ente: str, expected: list[range], took_part: list[tuple[int, str]]
) -> Frequenza:
    counted = [(n, how) for n, how in took_part if any(n in places for places in expected)]
    manners = [how for _, how in counted]
    last = counted[-1][0] if counted else -1
    total = sum(map(len, expected))
    return Frequenza(
        ente=ente,
        tavolo=tavolo,
        sedute=total,
        presenti=manners.count("presente"),
        collegati=manners.count("collegato"),
        per_delega=manners.count("per-delega"),
        giustificati=manners.count("giustificato"),
        assenti=total - len(counted),
        assenze_di_fila=sum(
            max(0, places.stop - max(places.start, last + 1)) for places in expected
        ),
    )


@frozen
class TroppeAssenze:
    """A body that still sits there; ``articolo`` is None where the table's own rules say it."""

    ente: str
    tavolo: str
    di_fila: int
    soglia: int
    articolo: str | None
    effetto: str | None


def reached_thresholds(
    rete: Rete, found: Iterable[Frequenza], day: date
) -> Iterator[TroppeAssenze]:
    """Of these, who is absent without excuse since so many sittings as the rules of a day say."""
    for row in found:
        if row.assenze_di_fila == 0:
            continue
        rules = rules_of_day(rete, day, row.tavolo)
        assenze = rules.assenze if rules else None
        if assenze is None or assenze.consecutive is None:
            continue
        if row.assenze_di_fila >= assenze.consecutive and _is_expected(rete, row, day):
            yield TroppeAssenze(
                ente=row.ente,
                tavolo=row.tavolo,
                di_fila=row.assenze_di_fila,
                soglia=assenze.consecutive,
                articolo=article_of(rete, day, "assenze", row.tavolo),
                effetto=assenze.effetto,
            )


def _is_expected(rete: Rete, row: Frequenza, day: date) -> bool:
    """Whether a body surely sits at a table that meets, and is not suspended, on a day."""
    tavolo = rete.tavoli.get(row.tavolo)
    return (
        tavolo is not None
        and rete.tavolo_attivo(tavolo, day) is not False
        and rete.siede(row.tavolo, row.ente, day) is True
        and rete.sospeso(row.ente, day) is False
    )


def silent_sittings(rete: Rete, dal: date | None, al: date, tavolo: str | None) -> tuple[str, ...]:
    """The sittings whose minutes do not say who was there, in order."""
    return tuple(
        sorted(
            verbale.id
            for verbale in rete.verbali.values()
            if verbale.was_held
            and within(verbale.data, dal, al)
            and (tavolo is None or tavolo in verbale.tavoli)
            and attending(rete, verbale) is None
        )
    )
