"""What differs between two states: tables and terms here, the rest in `changed_*`; all together."""

from collections.abc import Iterator, Mapping
from typing import Final, get_args

from rete.model.patto import Patto
from rete.model.tavolo import Tavolo
from rete.reckoning.changed_articles import changed_articles, changed_rules
from rete.reckoning.changed_members import changed_members
from rete.reckoning.one_change import (
    Argomento,
    Cambiamento,
    Istante,
    Passaggio,
    TipoCambiamento,
    changed_holders,
    known,
    of_charge,
)
from rete.reckoning.terms import Term, terms
from rete.records import frozen


def changed_terms(before: Istante, after: Istante) -> Iterator[Cambiamento]:
    """The terms that began, and those that ended, between the two states."""
    old, new = _by_id(before.rete.patto), _by_id(after.rete.patto)
    acts = _acts(after.rete.patto) or _acts(before.rete.patto)
    for identifier in (*new, *(identifier for identifier in old if identifier not in new)):
        was, is_now = old.get(identifier), new.get(identifier)
        if _ended(is_now, after) and not _ended(was, before) and is_now is not None:
            yield Cambiamento(argomento="periodi", tipo="finisce", oggetto=identifier, al=is_now.al)
        if _begun(is_now, after) and not _begun(was, before) and is_now is not None:
            yield Cambiamento(
                argomento="periodi",
                tipo="comincia",
                oggetto=identifier,
                dal=is_now.dal,
                al=is_now.al,
                atti=(acts[identifier],),
            )
        if is_now is None:
            yield Cambiamento(argomento="periodi", tipo="tolto", oggetto=identifier)


def changed_secretariat(before: Istante, after: Istante) -> Iterator[Cambiamento]:
    """Who keeps the secretariat and did not, and the other way round."""
    old, new = (getattr(state.rete.patto, "segreteria", ()) for state in (before, after))
    for kind, item in changed_holders(old, new, before.giorno, after.giorno):
        yield of_charge("segreteria", kind, item.ente, item)


def changed_offices(before: Istante, after: Istante) -> Iterator[Cambiamento]:
    """Who holds an office and did not, and the other way round, office by office."""
    was, is_now = (getattr(state.rete.patto, "cariche", ()) for state in (before, after))
    for office in sorted({held.carica for held in (*was, *is_now)}):
        old, new = ([h for h in held if h.carica == office] for held in (was, is_now))
        for kind, item in changed_holders(old, new, before.giorno, after.giorno):
            yield of_charge("cariche", kind, office, item)


def _by_id(patto: Patto | None) -> dict[str, Term]:
    return {term.id: term for term in terms(patto)} if patto else {}


def _acts(patto: Patto | None) -> dict[str, str]:
    return {termine.id: termine.atto for termine in patto.periodi} if patto else {}


def _begun(term: Term | None, state: Istante) -> bool:
    return bool(term and term.dal and term.dal.primo <= state.giorno)


def _ended(term: Term | None, state: Istante) -> bool:
    return bool(term and term.al and term.al.ultimo < state.giorno)


_OF_SEATS: Final[Mapping[Passaggio, TipoCambiamento]] = {kind: kind for kind in get_args(Passaggio)}
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
            tipo: TipoCambiamento = "istituito" if founded.dal else "risulta"
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
    for key, told in (("componenti", _OF_SEATS), ("coordinamento", _OF_COORDINATION)):
        for kind, item in changed_holders(getattr(was, key, ()), getattr(is_now, key, ()), *days):
            yield of_charge("tavoli", told[kind], identifier, item)


ARGOMENTI: Final[tuple[Argomento, ...]] = (
    "periodi",
    "segreteria",
    "cariche",
    "aderenti",
    "tavoli",
    "articoli",
    "regole",
)


@frozen
class Confronto:
    """The two states with all that changed from one to the other, in the order of subjects."""

    prima: Istante
    dopo: Istante
    cambiamenti: tuple[Cambiamento, ...]

    def of(self, argomento: Argomento) -> tuple[Cambiamento, ...]:
        return tuple(change for change in self.cambiamenti if change.argomento == argomento)

    @property
    def uguali(self) -> tuple[Argomento, ...]:
        """The subjects in which nothing changed."""
        changed = {change.argomento for change in self.cambiamenti}
        return tuple(argomento for argomento in ARGOMENTI if argomento not in changed)


def compare(prima: Istante, dopo: Istante) -> Confronto:
    """Two days of one register, or two registers on one day: what the second has of different."""
    return Confronto(
        prima=prima,
        dopo=dopo,
        cambiamenti=(
            *changed_terms(prima, dopo),
            *changed_secretariat(prima, dopo),
            *changed_offices(prima, dopo),
            *changed_members(prima, dopo),
            *changed_tables(prima, dopo),
            *changed_articles(prima, dopo),
            *changed_rules(prima, dopo),
        ),
    )
