"""Articles added, amended and taken away between two states, and the rules that follow."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from operator import attrgetter

from rete.model.patto import Articolo, Patto, Versione
from rete.model.regole import Regole, RegolePer
from rete.model.rete import Rete
from rete.model.tavolo import Regolamento
from rete.model.tempo import DataParziale, first_day
from rete.reckoning.articles import articles_in_force, version_on
from rete.reckoning.one_change import Cambiamento, Istante, TipoCambiamento, known
from rete.reckoning.rows_in_words import Oggetto, points_of_row, subjects_of_row
from rete.reckoning.rules_in_words import single_rules
from rete.reckoning.sentences import changed_sentences
from rete.records import frozen


def changed_articles(before: Istante, after: Istante) -> Iterator[Cambiamento]:
    """The changes of each article, in the order of the pact."""
    old, new = _articles(before.rete.patto), _articles(after.rete.patto)
    for numero in (*new, *(numero for numero in old if numero not in new)):
        was, is_now = old.get(numero), new.get(numero)
        then = version_on(was, before.giorno) if was else None
        now = version_on(is_now, after.giorno) if is_now else None
        if then != now:
            acts = _acts_between(is_now, before.giorno, now) if is_now and now else ()
            yield _changed(numero, then, now, acts)


def _articles(patto: Patto | None) -> dict[str, Articolo]:
    return {articolo.numero: articolo for articolo in patto.articoli} if patto else {}


def _acts_between(articolo: Articolo, then: date, now: Versione) -> tuple[str, ...]:
    """The acts of the versions begun since a day, up to the one that holds now."""
    until = first_day(now.dal)
    begun = [v for v in articolo.versioni if v.dal and then < v.dal.primo <= until]
    return known(*(v.atto for v in begun)) or known(now.atto)


def _changed(
    numero: str, then: Versione | None, now: Versione | None, acts: tuple[str, ...]
) -> Cambiamento:
    before = _flat(then.testo) if then else None
    after = _flat(now.testo) if now else None
    tipo: TipoCambiamento = "tolto" if now is None else "modificato" if then else "aggiunto"
    return Cambiamento(
        argomento="articoli",
        tipo=tipo,
        oggetto=numero,
        dal=now.dal if now else None,
        atti=acts,
        prima=before,
        dopo=after,
        frasi=changed_sentences(before, after) if before and after else (),
    )


def _flat(text: str | None) -> str | None:
    return text.strip() if text else None


@frozen
class _Detta:
    """A rule in words with the article (or the table) that lays it down."""

    testo: str
    dove: str
    dal: DataParziale | None
    atto: str


_Versione = Versione | Regolamento
_Luogo = tuple[str, str]
"""The table that has rules of its own (or no name), and the article or again the table."""

_Chiave = tuple[str, str, str, Oggetto]
"""The table that has the rule (or no name), its key, its scope in words (or none), and the
decisions it is about."""


def changed_rules(before: Istante, after: Istante) -> Iterator[Cambiamento]:
    """The rules that are not what they were, key by key; wherever they are laid down."""
    old, new = _rules(before), _rules(after)
    versions = _versions(after)
    grouped: dict[Cambiamento, list[Oggetto]] = defaultdict(list)
    for key in (*new, *(key for key in old if key not in new)):
        was, is_now = old.get(key), new.get(key)
        if key[0] and is_now is None and not _is_active(key[0], after):
            continue  # its table is closed, which is told elsewhere
        if (was and was.testo) != (is_now and is_now.testo):
            grouped[_changed_rule(key, was, is_now, versions)].append(key[3])
    for change, kinds in grouped.items():
        yield _about(change, kinds)


def _changed_rule(
    key: _Chiave, was: _Detta | None, is_now: _Detta | None, versions: Mapping[_Luogo, _Versione]
) -> Cambiamento:
    tavolo, chiave, ambito, _ = key
    told = is_now or was
    dove = told.dove if told else ""
    last = versions.get((tavolo, dove)) if is_now is None else None
    tipo: TipoCambiamento = "tolto" if is_now is None else "modificato" if was else "aggiunto"
    return Cambiamento(
        argomento="regole",
        tipo=tipo,
        oggetto=chiave,
        tavolo=tavolo or None,
        ambito=ambito or None,
        articolo=None if tavolo else dove,
        dal=is_now.dal if is_now else last.dal if last else None,
        atti=known(is_now.atto if is_now else last.atto if last else None),
        prima=was.testo if was else None,
        dopo=is_now.testo if is_now else None,
    )


def _about(change: Cambiamento, kinds: list[Oggetto]) -> Cambiamento:
    if not change.oggetto.startswith("decisioni."):
        return change
    return replace(change, materie=tuple(sorted(kinds, key=attrgetter("order"))))


def _is_active(tavolo: str, state: Istante) -> bool:
    table = state.rete.tavoli.get(tavolo)
    return table is not None and bool(state.rete.tavolo_attivo(table, state.giorno))


def _versions(state: Istante) -> dict[_Luogo, _Versione]:
    """The versions in force that may lay down rules: of the articles, and of the tables' own."""
    patto = state.rete.patto
    found: dict[_Luogo, _Versione] = {}
    for item in articles_in_force(patto, state.giorno) if patto else ():
        found["", item.articolo.numero] = item.versione
    for tavolo in sorted(state.rete.tavoli.values(), key=lambda tavolo: tavolo.id):
        own = _own_rules(tavolo.regolamento, state.giorno)
        if own is not None and _is_active(tavolo.id, state):
            found[tavolo.id, tavolo.id] = own
    return found


def _rules(state: Istante) -> dict[_Chiave, _Detta]:
    """Every rule in force; of two articles that lay down the same the first counts.

    Of rows on decisions all count, and are told together.
    """
    found: dict[_Chiave, _Detta] = {}
    for (tavolo, dove), version in _versions(state).items():
        said = _said(version, state.rete, (tavolo, dove))
        for key in said.keys() & found.keys():
            here, before = said[key], found[key]
            if key[1].startswith("decisioni.") and here.testo != before.testo:
                found[key] = replace(before, testo=f"{before.testo}; e {here.testo}")
        found = {**said, **found}
    return found


def _own_rules(versions: tuple[Regolamento, ...], day: date) -> Regolamento | None:
    begun = [v for v in versions if v.dal is None or v.dal.primo <= day]
    return max(begun, key=lambda v: first_day(v.dal), default=None)


def _said(version: _Versione, rete: Rete, place: _Luogo) -> dict[_Chiave, _Detta]:
    tavolo, dove = place
    found: dict[_Chiave, _Detta] = {}
    for ambito, scope in _scopes(version, rete):
        for key, kind, text in _of_scope(scope, rete):
            detta = _Detta(testo=text, dove=dove, dal=version.dal, atto=version.atto)
            found.setdefault((tavolo, key, ambito, kind), detta)
    return found


def _scopes(version: _Versione, rete: Rete) -> Iterator[tuple[str, RegolePer]]:
    """The rules for everybody, which have no scope, then those of each scope in words."""
    yield "", RegolePer(regole=version.regole)
    if isinstance(version, Versione) and version.regole_per:
        from rete.reckoning.scopes_in_words import scope_in_words

        yield from ((scope_in_words(scope, rete), scope) for scope in version.regole_per)


def _of_scope(scope: RegolePer, rete: Rete) -> Iterator[tuple[str, Oggetto, str]]:
    """Each rule by its key, the decisions it is about, and its words."""
    rules = scope.regole or Regole()
    for key, text in single_rules(rules, rete):
        yield key, Oggetto(), text
    for row in rules.decisioni or ():
        for point, text in points_of_row(row, rete).items():
            for about in subjects_of_row(row):
                yield f"decisioni.{point}", about, text
    if scope.tace:
        from rete.reckoning.scopes_in_words import silent_in_scope

        yield from ((key, Oggetto(), text) for key, text in silent_in_scope(scope))
