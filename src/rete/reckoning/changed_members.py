"""Who came in, went out or is in otherwise between two states; tables and terms: `compare`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from rete.model.comuni import Periodo
from rete.model.ente import Adesione
from rete.model.tempo import any_covers, covers, last_day
from rete.reckoning.one_change import (
    Cambiamento,
    Istante,
    Passaggio,
    TipoCambiamento,
    is_between,
    known,
    passages,
)
from rete.reckoning.runs import unbroken_run


def changed_members(before: Istante, after: Istante) -> Iterator[Cambiamento]:
    """The changes of every body whose record could be read in both states, by id."""
    for identifier in sorted({*before.rete.enti, *after.rete.enti}):
        if any(state.rete.is_unread("ente", identifier) for state in (before, after)):
            continue
        was, is_now = before.rete.enti.get(identifier), after.rete.enti.get(identifier)
        old, new = getattr(was, "adesioni", ()), getattr(is_now, "adesioni", ())
        days = (before.giorno, after.giorno)
        yield from _adhesion(identifier, old, new, days)
        if is_now is not None and any_covers(new, after.giorno):
            before_it = was.sospensioni if was else ()
            yield from _suspension(identifier, before_it, is_now.sospensioni, days)


def _adhesion(
    ente: str, old: Sequence[Adesione], new: Sequence[Adesione], days: tuple[date, date]
) -> Iterator[Cambiamento]:
    then, now = days
    was_in, is_in = any_covers(old, then), any_covers(new, now)
    held = next((period for period in old if covers(period, then)), None)
    current = next((period for period in new if covers(period, now)), None)
    if current is not None and held is None:
        yield _came(ente, current, new, unsure_before=was_in is None)
    elif current is not None and held is not None:
        yield from _stayed(ente, held, current, new, then)
    elif was_in and is_in is False:
        ended = [period for period in new if period.al and period.al.ultimo < now]
        yield _left(ente, "esce", max(ended, key=lambda one: last_day(one.al), default=None))
    elif was_in is False and is_in is False:
        passing = [period for period in new if is_between(period, then, now)]
        yield from (_left(ente, "entra-e-esce", period) for period in passing)


def _came(
    ente: str, current: Adesione, new: Sequence[Adesione], *, unsure_before: bool
) -> Cambiamento:
    run = unbroken_run(current, new)
    begun = run[0].dal
    tipo: TipoCambiamento = "entra"
    if begun is None and unsure_before:
        tipo = "risulta"
    elif any(p.al is not None and begun is not None and p.al.ultimo < begun.primo for p in new):
        tipo = "torna"
    return Cambiamento(
        argomento="aderenti",
        tipo=tipo,
        oggetto=ente,
        dal=begun,
        atti=known(*(period.atto for period in run)),
        dopo=current.qualita,
    )


def _stayed(
    ente: str, held: Adesione, current: Adesione, new: Sequence[Adesione], then: date
) -> Iterator[Cambiamento]:
    """It was in and is in: it may have gone and come back, or be of another quality."""
    run = unbroken_run(current, new)
    begun = run[0].dal
    if begun is not None and begun.primo > then:
        ended = next((period for period in new if covers(period, then)), held)
        yield Cambiamento(
            argomento="aderenti",
            tipo="esce-e-torna",
            oggetto=ente,
            dal=begun,
            al=ended.al,
            causa=ended.causa,
            atti=known(ended.atto_fine, *(period.atto for period in run)),
        )
    if held.qualita != current.qualita:
        yield Cambiamento(
            argomento="aderenti",
            tipo="qualifica",
            oggetto=ente,
            dal=current.dal,
            atti=(current.atto,),
            prima=held.qualita,
            dopo=current.qualita,
        )


def _left(ente: str, tipo: TipoCambiamento, period: Adesione | None) -> Cambiamento:
    if period is None:
        return Cambiamento(argomento="aderenti", tipo=tipo, oggetto=ente)
    passing = tipo == "entra-e-esce"
    return Cambiamento(
        argomento="aderenti",
        tipo=tipo,
        oggetto=ente,
        dal=period.dal if passing else None,
        al=period.al,
        causa=period.causa,
        atti=known(period.atto if passing else None, period.atto_fine),
    )


_OF_SUSPENSION: Final[Mapping[Passaggio, TipoCambiamento]] = {
    "entra": "sospeso",
    "esce": "fine-sospensione",
    "entra-e-esce": "sospeso-e-riammesso",
}


def _suspension(
    ente: str, old: Sequence[Periodo], new: Sequence[Periodo], days: tuple[date, date]
) -> Iterator[Cambiamento]:
    if any_covers(old, days[0]) is None:
        return
    for kind, period in passages(old, new, *days):
        begun, ended = period.atto, period.atto_fine
        yield Cambiamento(
            argomento="aderenti",
            tipo=_OF_SUSPENSION[kind],
            oggetto=ente,
            dal=None if kind == "esce" else period.dal,
            al=period.al,
            causa=period.causa,
            atti=known(ended or begun)
            if kind == "esce"
            else known(begun, ended if kind == "entra-e-esce" else None),
        )
