"""Attendance: of the sittings that a body was entitled to, how many it attended, and how."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rete.model.rete import Rete
from rete.model.tempo import any_covers
from rete.model.verbale import Verbale
from rete.reckoning.moments import seats_of
from rete.reckoning.presence import attending


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequenza:
    """One body at one table in a stretch of time; the counts add up to ``sedute``.

    ``sedute`` are those held while the body sat there and was not suspended: whoever joined late
    or left is not counted absent from the others. ``assenze_di_fila`` are its latest absences.
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


def attendance(
    rete: Rete, *, dal: date | None = None, al: date | None = None
) -> tuple[Frequenza, ...]:
    """Every body at every table at which it sat, by table and body."""
    counted: dict[tuple[str, str], list[str]] = defaultdict(list)
    held = [v for v in rete.verbali.values() if v.was_held and _within(v.data, dal, al)]
    seated = _seated(rete)
    for verbale in sorted(held, key=lambda v: (v.data, v.id)):
        how = _how(rete, verbale)
        if how is None:
            continue
        for tavolo in dict.fromkeys(verbale.tavoli):
            for ente in _entitled(rete, tavolo, verbale.data, seated):
                counted[(tavolo, ente)].append(how.get(ente, "assente"))
    return tuple(
        _frequency(tavolo, ente, found) for (tavolo, ente), found in sorted(counted.items())
    )


def _within(day: date, dal: date | None, al: date | None) -> bool:
    return (dal is None or day >= dal) and (al is None or day <= al)


def _seated(rete: Rete) -> Mapping[str, tuple[str, ...]]:
    """The bodies that ever sat at each table of its own components."""
    return {
        tavolo.id: tuple(dict.fromkeys(seat.ente for seat in tavolo.componenti))
        for tavolo in rete.tavoli.values()
    }


def _entitled(
    rete: Rete, tavolo: str, day: date, seated: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    table = rete.tavoli.get(tavolo)
    if table is None:
        return
    bodies = dict.fromkeys(rete.enti if table.sits_all_members else ())
    for ente in (*bodies, *(e for e in seated[tavolo] if e not in bodies)):
        sits = any_covers(seats_of(rete, tavolo, ente), day)
        is_in = sits or (table.sits_all_members and rete.aderisce(ente, day))
        if is_in and not rete.sospeso(ente, day):
            yield ente


def _how(rete: Rete, verbale: Verbale) -> dict[str, str] | None:
    """How each body took part; None where the minutes do not say who was there."""
    there = attending(rete, verbale)
    if there is None:
        return None
    how = dict.fromkeys(verbale.giustificati, "giustificato")
    for delega in verbale.deleghe:
        if delega.a is None or delega.a in there.tutti:
            how[delega.di] = "per-delega"
    how.update(dict.fromkeys(there.collegati, "collegato"))
    how.update(dict.fromkeys(there.presenti, "presente"))
    return how


def _frequency(tavolo: str, ente: str, found: list[str]) -> Frequenza:
    in_a_row = 0
    for how in reversed(found):
        if how != "assente":
            break
        in_a_row += 1
    return Frequenza(
        ente=ente,
        tavolo=tavolo,
        sedute=len(found),
        presenti=found.count("presente"),
        collegati=found.count("collegato"),
        per_delega=found.count("per-delega"),
        giustificati=found.count("giustificato"),
        assenti=found.count("assente"),
        assenze_di_fila=in_a_row,
    )
