"""Tables opened and closed between two states, who sits there and who coordinates them."""

from collections.abc import Iterator, Mapping
from typing import Final

from rete.model.tavolo import Tavolo
from rete.reckoning.one_change import (
    Cambiamento,
    Istante,
    Passaggio,
    TipoCambiamento,
    changed_holders,
    known,
    of_charge,
)

_OF_COORDINATION: Final[Mapping[Passaggio, TipoCambiamento]] = {
    "entra": "coordina",
    "risulta": "coordina",
    "esce": "non-coordina",
    "entra-e-esce": "ha-coordinato",
}


def changed_tables(before: Istante, after: Istante) -> Iterator[Cambiamento]:
    """The changes of every table whose record could be read in both states, by id."""
    for identifier in sorted({*before.rete.tavoli, *after.rete.tavoli}):
        if any(state.rete.is_unread("tavolo", identifier) for state in (before, after)):
            continue
        was, is_now = before.rete.tavoli.get(identifier), after.rete.tavoli.get(identifier)
        yield from _life(identifier, was, is_now, before, after)
        yield from _charges(identifier, was, is_now, before, after)


def _life(
    identifier: str, was: Tavolo | None, is_now: Tavolo | None, before: Istante, after: Istante
) -> Iterator[Cambiamento]:
    then = before.rete.tavolo_attivo(was, before.giorno) if was else False
    now = after.rete.tavolo_attivo(is_now, after.giorno) if is_now else False
    known_table = is_now or was
    if known_table is None:
        return
    founded, closed = known_table.istituzione, known_table.chiusura
    match (then, now):
        case (False, True):
            yield _changed(identifier, "istituito", known_table, known(founded.atto))
        case (None, True):
            tipo: TipoCambiamento = "risulta" if founded.dal is None else "istituito"
            yield _changed(identifier, tipo, known_table, known(founded.atto))
        case (True | None, False):
            yield _changed(
                identifier, "chiuso", known_table, known(closed.atto if closed else None)
            )
        case (False, False) if founded.dal and closed:
            if before.giorno < founded.dal.primo and closed.al.ultimo < after.giorno:
                acts = known(founded.atto, closed.atto)
                yield _changed(identifier, "istituito-e-chiuso", known_table, acts)
        case _:
            pass


def _changed(
    identifier: str, tipo: TipoCambiamento, tavolo: Tavolo, acts: tuple[str, ...]
) -> Cambiamento:
    return Cambiamento(
        argomento="tavoli",
        tipo=tipo,
        oggetto=identifier,
        dal=None if tipo == "chiuso" else tavolo.istituzione.dal,
        al=tavolo.chiusura.al if tavolo.chiusura else None,
        atti=acts,
    )


def _charges(
    identifier: str, was: Tavolo | None, is_now: Tavolo | None, before: Istante, after: Istante
) -> Iterator[Cambiamento]:
    days = (before.giorno, after.giorno)
    seats = changed_holders(
        was.componenti if was else (), is_now.componenti if is_now else (), *days
    )
    leads = changed_holders(
        was.coordinamento if was else (), is_now.coordinamento if is_now else (), *days
    )
    for kind, item in seats:
        yield of_charge("tavoli", kind, identifier, item)
    for kind, item in leads:
        yield of_charge("tavoli", _OF_COORDINATION[kind], identifier, item)
