"""The rules in force on a day, put together from a table's own and the pact's, by their scopes.

The narrowest scope that speaks of a key wins: a table's own rules, then the pact's for that table,
for its kind, for the session, and those for everybody. What depends on a day that nobody knows, or
is laid down twice and differently, is left out: who asks must stay silent on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from functools import lru_cache, reduce
from typing import Any, Final, NamedTuple, Protocol, TypeVar, cast

from rete.model.comuni import Sessione
from rete.model.regole import (
    RegolaDecisioni,
    Regole,
    RegoleConvocazione,
    RegolePer,
    RegoleVerbali,
)
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import Inizio, first_day, first_told
from rete.model.verbale import Verbale
from rete.records import frozen

Value = TypeVar("Value")
Slot = tuple[Regole | RegolePer | None, ...]
"""What one article (or a table) may lay down on a day: more than one where a day is not known."""

Layer = tuple[tuple[str | None, Slot], ...]
"""What is equally narrow: slots with the numbers of their articles (None: the table's own)."""

Layers = tuple[Layer, ...]
"""The narrowest first."""

Identities = tuple[tuple[tuple[int, ...], ...], ...]
ORDINARIA: Final[Sessione] = "ordinaria"


@frozen
class RigaInVigore:
    """A row on decisions with the number of its article; None where it is a table's own."""

    riga: RegolaDecisioni
    articolo: str | None


@frozen
class RigheInVigore:
    """The rows on decisions that are equally narrow, and the keys that their scopes silence."""

    righe: tuple[RigaInVigore, ...]
    tace: frozenset[str]


@frozen
class RegoleInVigore(Regole):
    """The rules of a day; ``per_ambito`` has the rows of ``decisioni``, the narrowest first."""

    per_ambito: tuple[RigheInVigore, ...] = ()


class _Noti(NamedTuple):
    """What was put together of a register: by day, table and session; by what holds there."""

    giorni: dict[tuple[date, str | None, Sessione], RegoleInVigore | None]
    regole: dict[Identities, RegoleInVigore]


class _Version(Inizio, Protocol):
    @property
    def regole(self) -> Regole | None: ...


_Dated = TypeVar("_Dated", bound=_Version)


def rules_of_day(
    rete: Rete, day: date, tavolo: str | None = None, sessione: Sessione = ORDINARIA
) -> RegoleInVigore | None:
    """The rules for a sitting of a table (or for the alliance) on a day.

    They are put together key by key; None where the pact or the table could not be read.
    """
    known, asked = _put_together_before(rete), (day, tavolo, sessione)
    if asked not in known.giorni:
        known.giorni[asked] = _on_a_day(_layers(rete, day, tavolo, sessione), known)
    return known.giorni[asked]


def _on_a_day(layers: Layers | None, known: _Noti) -> RegoleInVigore | None:
    if layers is None:
        return None
    # The same few sets of rules hold for thousands of sittings: they are known by identity, which
    # lasts as long as the register, because to compare them field by field costs more than this.
    key = tuple(tuple(tuple(map(id, slot)) for _, slot in layer) for layer in layers)
    if key not in known.regole:
        known.regole[key] = _put_together(layers)
    return known.regole[key]


def rules_of_sitting(rete: Rete, verbale: Verbale) -> RegoleInVigore | None:
    """The rules for the table of a sitting, on its day."""
    return rules_of_day(rete, verbale.data, verbale.tavolo, verbale.sessione_che_conta)


def article_of(
    rete: Rete,
    day: date,
    key: str,
    tavolo: str | None = None,
    sessione: Sessione = ORDINARIA,
) -> str | None:
    """The number of the article that lays down, on a day, the rule in force for a table.

    ``key`` is one of `Regole`, or of a part of it («convocazione.preavviso»). None where the
    table's own rules lay it down, where no article or more than one does, or nobody can tell.
    """
    for layer in _layers(rete, day, tavolo, sessione) or ():
        said = [(number, answers) for number, slot in layer if (answers := _answers(slot, key))]
        if said:
            ((number, answers), *others) = said
            return None if others or not any(one is not None for one in answers) else number
    return None


def article_for(rete: Rete, verbale: Verbale, key: str) -> str | None:
    """The number of the article that lays down a rule for a sitting."""
    return article_of(rete, verbale.data, key, verbale.tavolo, verbale.sessione_che_conta)


# --- whose rules, the narrowest first ---


def _layers(rete: Rete, day: date, tavolo: str | None, sessione: Sessione) -> Layers | None:
    if rete.patto is None:
        return None
    layers: list[Layer] = []
    articles = [(a.numero, _possible(a.versioni, day)) for a in rete.patto.articoli]
    if tavolo is not None:
        table = rete.tavoli.get(tavolo)
        if table is None:
            return None
        layers.append(((None, _slot(_possible(table.regolamento, day))),))
        if has_scopes(rete):
            of_each = [
                (numero, [_scopes(v.regole_per if v else (), table, sessione) for v in versions])
                for numero, versions in articles
            ]
            layers += _by_rank(of_each)
    layers.append(tuple((numero, _slot(versions)) for numero, versions in articles))
    return tuple(layers)


def _slot(versions: Iterable[_Version | None]) -> Slot:
    return tuple(None if version is None else version.regole for version in versions)


@lru_cache(maxsize=4)
def has_scopes(rete: Rete) -> bool:
    """Whether any rule of the pact, of any day, is for some sittings only."""
    articles = rete.patto.articoli if rete.patto else ()
    return any(version.regole_per for article in articles for version in article.versioni)


def sessions_differ(rete: Rete) -> bool:
    """Whether any rule of the pact, of any day, is for one kind of session only."""
    articles = rete.patto.articoli if rete.patto else ()
    versions = (version for article in articles for version in article.versioni)
    return any(scope.sessioni for version in versions for scope in version.regole_per)


def _scopes(
    scopes: tuple[RegolePer, ...], table: Tavolo, sessione: Sessione
) -> tuple[RegolePer, ...]:
    return tuple(one for one in scopes if one.holds_for(table.id, table.genere, sessione))


def _by_rank(articles: list[tuple[str, list[tuple[RegolePer, ...]]]]) -> Iterator[Layer]:
    """The scopes of articles (of each version that may be in force) by how narrow they are."""
    found: dict[tuple[bool, ...], list[tuple[str | None, Slot]]] = defaultdict(list)
    for numero, versions in articles:
        for rank in {scope.rango for scopes in versions for scope in scopes}:
            equal = [[scope for scope in scopes if scope.rango == rank] for scopes in versions]
            for place in range(max(map(len, equal))):
                slot = tuple(some[place] if place < len(some) else None for some in equal)
                found[rank].append((numero, slot))
    return (tuple(found[rank]) for rank in sorted(found, reverse=True))


def _possible(versions: Iterable[_Dated], day: date) -> tuple[_Dated | None, ...]:
    """The version in force on a day; several, or none, where its first day is not known."""
    found: list[_Dated | None] = []
    for version in sorted(versions, key=lambda version: first_day(version.dal), reverse=True):
        match _has_begun(version, day):
            case True:
                return (*found, version)
            case None:
                found.append(version)
            case False:
                pass
    return (*found, None)


def _has_begun(version: _Version, day: date) -> bool | None:
    if version.dal is not None:
        if day >= version.dal.ultimo:
            return True
        return None if day >= version.dal.primo else False
    told = first_told(version)
    return True if told and day >= told else None


@lru_cache(maxsize=4)
def _put_together_before(_rete: Rete) -> _Noti:
    return _Noti(giorni={}, regole={})


# --- what they say ---


def _put_together(layers: Layers) -> RegoleInVigore:
    # What a key holds stands or falls together: a table's proxies are not mixed with the pact's.
    whole: dict[str, Any] = {field.name: _first(layers, field.name) for field in fields(Regole)}
    levels = tuple(_rows(layers))
    rows = tuple(one.riga for level in levels for one in level.righe)
    return RegoleInVigore(
        **{
            **whole,
            "convocazione": _key_by_key(RegoleConvocazione, layers, "convocazione"),
            "decisioni": rows or None,
            "verbali": _key_by_key(RegoleVerbali, layers, "verbali"),
        },
        per_ambito=levels,
    )


def _key_by_key(record: type[Value], layers: Layers, part: str) -> Value:
    """A part of the rules of which each key counts by itself."""
    names = [field.name for field in fields(cast(Any, record))]
    return record(**{name: _first(layers, f"{part}.{name}") for name in names})


def _first(layers: Layers, key: str) -> Any:
    """What the first layer that speaks of a key says of it; None where it cannot be known."""
    for layer in layers:
        said = [value for _, slot in layer for value in _answers(slot, key)]
        if said:
            return said[0] if all(value == said[0] for value in said) else None
    return None


def _answers(slot: Slot, key: str) -> list[Any]:
    """What a slot may say of a key; nothing where all that it may hold is silent."""
    values = [_value(said, key) for said in slot]
    speaks = any(value is not None for value in values) or any(_silences(s, key) for s in slot)
    return values if speaks else []


def _value(said: Regole | RegolePer | None, key: str) -> Any:
    rules = said.regole if isinstance(said, RegolePer) else said
    return reduce(_within, key.split("."), cast(object, rules))


def _within(value: object, name: str) -> object:
    return getattr(value, name, None)


def _silences(said: Regole | RegolePer | None, key: str) -> bool:
    """Whether a scope says that nothing holds there of a key, or of the part that it is of."""
    silent: tuple[str, ...] = said.tace if isinstance(said, RegolePer) else ()
    return key in silent or key.partition(".")[0] in silent


def _rows(layers: Layers) -> Iterator[RigheInVigore]:
    """The rows on decisions, in the order in which they count; those that are unsure end them."""
    for layer in layers:
        rows: list[RigaInVigore] = []
        silent: set[str] = set()
        for articolo, slot in layer:
            laid_down = {(_value(said, "decisioni") or (), _silent_on_rows(said)) for said in slot}
            if len(laid_down) > 1:
                return
            ((found, keys),) = laid_down
            rows += [RigaInVigore(riga=row, articolo=articolo) for row in found]
            silent |= keys
        if rows or silent:
            rows.sort(key=lambda one: one.riga.precedence)
            yield RigheInVigore(righe=tuple(rows), tace=frozenset(silent))


def _silent_on_rows(said: Regole | RegolePer | None) -> frozenset[str]:
    """The keys of rows that a scope silences; all of them under the name of the whole."""
    silent = said.tace if isinstance(said, RegolePer) else ()
    return frozenset(key.removeprefix("decisioni.") for key in silent if key[:9] == "decisioni")
