"""Lengths of time, quotas and rows of decisions, wherever rules lay them down (for the others)."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from rete.diagnostics import DocPath, Faults, fault
from rete.italiano import join_words
from rete.model.comuni import Durata
from rete.model.regole import (
    Cadenza,
    Maggioranza,
    Quorum,
    RegolaDecisioni,
    Regole,
    RegoleConvocazione,
)
from rete.model.rete import Rete
from rete.rules.voci import unknown_tables


class Ruled(NamedTuple):
    """A part of a file that lays down quantities: its place, its name in words, its value."""

    file: str
    path: DocPath
    what: str
    value: object

    def within(self) -> Iterator[tuple[DocPath, object]]:
        """The value and all that it holds, each with its place."""
        return _values_within(self.value, self.path)

    def named(self, place: DocPath) -> str:
        """A place of this part in words: the keys that lead to it, without numbers of lists."""
        keys = [str(step) for step in place[len(self.path) :] if isinstance(step, str)]
        return f"{self.what}: «{'.'.join(keys)}»" if keys else self.what


def _values_within(value: object, path: DocPath) -> Iterator[tuple[DocPath, object]]:
    # A record's fields are the keys of its file, so the same walk gives values and places.
    yield path, value
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values_within(item, (*path, index))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _values_within(getattr(value, field.name), (*path, field.name))


def lengths_without_one_unit(parts: Iterable[Ruled]) -> Faults:
    """Lengths of time and cadences that say no unit, or more than one."""
    for part in parts:
        for place, found in part.within():
            match found:
                case Durata():
                    given = [name for name, _ in found.units]
                    known = "giorni, giorni_liberi, giorni_lavorativi, mesi o anni"
                case Cadenza():
                    keys = ("ogni_mesi", "volte_anno")
                    given = [key for key in keys if getattr(found, key) is not None]
                    known = "ogni_mesi o volte_anno"
                case _:
                    continue
            if len(given) != 1:
                said = f"ha più di un'unità ({join_words(given)})" if given else "non ha un'unità"
                yield fault(
                    part,
                    place,
                    f"{part.named(place)} {said}",
                    f"scrivi una sola di queste chiavi: {known}",
                )


def impossible_quotas(parts: Iterable[Ruled]) -> Faults:
    """Quotas that do not say one fraction, or say one that nobody can reach."""
    for part in parts:
        for place, found in part.within():
            match found:
                case Quorum() | Maggioranza():
                    yield from _quota(part, place, found)
                case RegoleConvocazione(a_richiesta_di=str(fraction)):
                    yield from _too_much(part, (*place, "a_richiesta_di"), fraction)
                case _:
                    pass


def _quota(part: Ruled, place: DocPath, quota: Quorum | Maggioranza) -> Faults:
    given = {key: text for key in ("oltre", "almeno") if (text := getattr(quota, key)) is not None}
    if len(given) != 1:
        said = "ha sia «oltre» sia «almeno»" if given else "non ha né «oltre» né «almeno»"
        yield fault(
            part,
            place,
            f"{part.named(place)} {said}",
            'scrivine uno solo, per esempio {oltre: "1/2"} o {almeno: "2/3"}',
        )
    for key, fraction in given.items():
        yield from _too_much(part, (*place, key), fraction)


def _too_much(part: Ruled, place: DocPath, fraction: str) -> Faults:
    n, m = (int(number) for number in fraction.split("/"))
    strict = place[-1] == "oltre"
    if n > m or (strict and n == m):
        yield fault(
            part,
            place,
            f"{part.named(place)}: «{fraction}» non si può raggiungere",
            f"scrivi una frazione {'minore di uno' if strict else 'che non superi uno'}",
        )


# --- rows of decisions ---


def rows_of_unknown_tables(rete: Rete, parts: Iterable[Ruled]) -> Faults:
    """Rows that give a decision, or its ratification, to a table that is not there."""
    for part in parts:
        for place, found in part.within():
            if isinstance(found, RegolaDecisioni):
                named = [((*place, "decide"), found.decide)] if found.decide else []
                ratifies = found.ratifica.chi if found.ratifica else None
                named += [((*place, "ratifica", "chi"), ratifies)] if ratifies else []
                yield from unknown_tables(rete, part, named)


def ambiguous_rows(parts: Iterable[Ruled]) -> Faults:
    """Rows of which two would rule the same decision."""
    for part in parts:
        for place, found in part.within():
            if isinstance(found, Regole) and found.decisioni:
                yield from _ambiguous(part, (*place, "decisioni"), found.decisioni)


def _ambiguous(part: Ruled, path: DocPath, rows: tuple[RegolaDecisioni, ...]) -> Faults:
    seen: set[str] = set()
    for index, row in enumerate(rows):
        for number, kind in enumerate(row.per or ("",)):
            if kind in seen:
                place = (*path, index, "per", number) if kind else (*path, index)
                said = (
                    f"«{kind}» è in più di una voce" if kind else "più di una voce non dice «per»"
                )
                yield fault(
                    part,
                    place,
                    f"{part.named(path)}: {said}",
                    "lascialo in una voce sola"
                    if kind
                    else "tieni una sola voce senza «per»: vale per tutte le altre decisioni",
                )
            seen.add(kind)
