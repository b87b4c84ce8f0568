"""The rules in force on a day, put together from a table's own and the pact's.

What depends on a day that nobody knows, or is laid down twice and differently, is left out: who
asks must stay silent on it.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, Protocol, TypeVar, cast

from rete.model.regole import RegolaDecisioni, Regole, RegoleConvocazione, RegoleVerbali
from rete.model.rete import Rete
from rete.model.tempo import Inizio, first_day, first_told
from rete.model.verbale import Verbale

Value = TypeVar("Value")
Slot = tuple[Regole | None, ...]
"""What one article (or a table) may lay down on a day: more than one where a day is not known."""


Layer = tuple[Slot, ...]
"""The slots of the pact's articles, or the one of a table."""

Layers = tuple[Layer, ...]
Identities = tuple[tuple[tuple[int, ...], ...], ...]


class _Version(Inizio, Protocol):
    @property
    def regole(self) -> Regole | None: ...


def rules_of_day(rete: Rete, day: date, tavolo: str | None = None) -> Regole | None:
    """The rules for a table (or for the alliance) on a day: first the table's, then the pact's.

    They are put together key by key; None where the pact or the table could not be read.
    """
    if rete.patto is None:
        return None
    layers: list[Layer] = []
    if tavolo is not None:
        table = rete.tavoli.get(tavolo)
        if table is None:
            return None
        layers.append((_slot(table.regolamento, day),))
    layers.append(tuple(_slot(articolo.versioni, day) for articolo in rete.patto.articoli))
    # The same few sets of rules hold for thousands of sittings: they are known by identity, which
    # lasts as long as the register, because to compare them field by field costs more than this.
    known = _put_together_before(rete)
    key = tuple(tuple(tuple(map(id, slot)) for slot in layer) for layer in layers)
    if key not in known:
        known[key] = _put_together(tuple(layers))
    return known[key]


def rules_of_sitting(rete: Rete, verbale: Verbale) -> Regole | None:
    """The rules for the table of a sitting, on its day."""
    return rules_of_day(rete, verbale.data, verbale.tavolo)


def article_of(
    rete: Rete, day: date, key: Callable[[Regole], object], tavolo: str | None = None
) -> str | None:
    """The number of the article that lays down, on a day, the rule in force for a table.

    None where the table's own rules do, where no article or more than one speaks, or where that
    cannot be told.
    """
    table = rete.tavoli.get(tavolo) if tavolo is not None else None
    if rete.patto is None or (tavolo is not None and table is None):
        return None
    if table is not None and _answers(_slot(table.regolamento, day), key):
        return None
    speaking = [a.numero for a in rete.patto.articoli if _answers(_slot(a.versioni, day), key)]
    return speaking[0] if len(speaking) == 1 else None


def _slot(versions: Iterable[_Version], day: date) -> Slot:
    """The rules of the version in force on a day; several where its first day is not known."""
    found: list[Regole | None] = []
    for version in sorted(versions, key=lambda version: first_day(version.dal), reverse=True):
        match _has_begun(version, day):
            case True:
                return (*found, version.regole)
            case None:
                found.append(version.regole)
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
def _put_together_before(_rete: Rete) -> dict[Identities, Regole]:
    return {}


def _put_together(layers: Layers) -> Regole:
    # What a key holds stands or falls together: a table's proxies are not mixed with the pact's.
    whole: dict[str, Any] = {
        field.name: _first(layers, attrgetter(field.name)) for field in fields(Regole)
    }
    return Regole(
        **{
            **whole,
            "convocazione": _key_by_key(RegoleConvocazione, layers, lambda r: r.convocazione),
            "decisioni": _rows(layers),
            "verbali": _key_by_key(RegoleVerbali, layers, lambda rules: rules.verbali),
        }
    )


def _key_by_key(record: type[Value], layers: Layers, part: Callable[[Regole], object]) -> Value:
    """A part of the rules of which each key counts by itself."""

    def first(name: str) -> Any:
        return _first(layers, lambda rules: getattr(part(rules), name, None))

    return record(**{field.name: first(field.name) for field in fields(cast(Any, record))})


def _first(layers: Layers, key: Callable[[Regole], Value | None]) -> Value | None:
    """What the first layer that speaks of a key says of it; None where it cannot be known."""
    for slots in layers:
        said = [value for slot in slots for value in _answers(slot, key)]
        if said:
            return said[0] if all(value == said[0] for value in said) else None
    return None


def _answers(slot: Slot, key: Callable[[Regole], Value | None]) -> list[Value | None]:
    """What a slot may say of a key; nothing where all that it may hold is silent."""
    values = [None if rules is None else key(rules) for rules in slot]
    return values if any(value is not None for value in values) else []


def _rows(layers: Layers) -> tuple[RegolaDecisioni, ...] | None:
    """The rows on decisions, in the order in which they count; those that are unsure end them."""
    found: list[RegolaDecisioni] = []
    for slots in layers:
        rows: list[RegolaDecisioni] = []
        for slot in slots:
            laid_down = {() if rules is None else rules.decisioni or () for rules in slot}
            if len(laid_down) > 1:
                return tuple(found) or None
            rows.extend(*laid_down)
        found += sorted(rows, key=attrgetter("precedence"))
    return tuple(found) or None
