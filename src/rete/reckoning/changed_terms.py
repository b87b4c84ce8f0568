"""Terms of the pact begun and ended, and the secretariat that changed hands."""

from collections.abc import Iterator

from rete.model.patto import Patto
from rete.reckoning.one_change import Cambiamento, Istante, changed_holders, of_charge
from rete.reckoning.terms import Term, terms


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
    old, new = before.rete.patto, after.rete.patto
    passages = changed_holders(
        old.segreteria if old else (),
        new.segreteria if new else (),
        before.giorno,
        after.giorno,
    )
    for kind, item in passages:
        yield of_charge("segreteria", kind, item.ente, item)


def _by_id(patto: Patto | None) -> dict[str, Term]:
    return {term.id: term for term in terms(patto)} if patto else {}


def _acts(patto: Patto | None) -> dict[str, str]:
    return {termine.id: termine.atto for termine in patto.periodi} if patto else {}


def _begun(term: Term | None, state: Istante) -> bool:
    return bool(term and term.dal and term.dal.primo <= state.giorno)


def _ended(term: Term | None, state: Istante) -> bool:
    return bool(term and term.al and term.al.ultimo < state.giorno)
