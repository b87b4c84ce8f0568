"""Who is to be called to a sitting of a day and whether it votes; by when it must be convened."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.model.tempo import any_covers
from rete.model.vigenti import rules_of_day
from rete.reckoning.deadlines.days import day_before
from rete.reckoning.electorate import electorate
from rete.reckoning.lengths import length_in_words
from rete.reckoning.moments import Momento
from rete.reckoning.seating import seated
from rete.records import dataclass

SenzaVoto = Literal["osservatore", "sospeso", "non-aderente", "appena-entrato", "da-verificare"]


@dataclass(frozen=True, kw_only=True)
class Convocato:
    """A body that sits there on the day; ``senza_voto`` says why it has no vote, if it has none."""

    ente: str
    senza_voto: SenzaVoto | None


@dataclass(frozen=True, kw_only=True)
class Preavviso:
    """How long before a sitting it must be convened, and the last day on which it can be."""

    entro: date
    durata: str
    documenti_entro: date | None = None


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


def notice(rete: Rete, tavolo: str, day: date, *, urgent: bool) -> Preavviso | None:
    """The notice that the rules of the day want; None where they are silent."""
    rules = rules_of_day(rete, day, tavolo)
    call = rules.convocazione if rules else None
    length = (call.urgente if urgent else call.preavviso) if call else None
    if rules is None or call is None or length is None:
        return None
    shift = rules.termine_festivo == "slitta"
    last = day_before(day, length, shift=shift)
    if last is None:
        return None
    documents = day_before(day, call.documenti, shift=shift) if call.documenti else None
    return Preavviso(entro=last, durata=length_in_words(length), documenti_entro=documents)


def second_call_is_too_soon(rules: Regole | None, first: date, second: date) -> int | None:
    """The hours that must pass before a second call, where they cannot have by that day."""
    after = rules.convocazione.seconda_dopo if rules and rules.convocazione else None
    if after is None:
        return None
    # The hours of the two are not known here: the first may be at dawn, the second at night.
    longest = (second - first) + timedelta(days=1)
    return after.ore if longest <= timedelta(hours=after.ore) else None
