"""Which rules apply to one decision: of the rows that speak of a key, the narrowest win."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from itertools import groupby
from typing import Any, Final

from rete.model.comuni import TipoEffetto
from rete.model.regole import (
    Arrotondamento,
    Bianche,
    Maggioranza,
    NumeroLegale,
    Parita,
    Quorum,
    Ratifica,
    RegolaDecisioni,
    RegoleEsclusi,
)
from rete.model.verbale import Decisione
from rete.model.vigenti import RegoleInVigore, RigaInVigore
from rete.records import frozen


@frozen
class RegolaApplicata:
    """What the rules want of one decision; None (or no majority) where they are silent.

    ``articoli`` has, for each key that articles of the pact lay down, the number of the article.
    """

    numero_legale: Quorum | None = None
    maggioranze: tuple[Maggioranza, ...] = ()
    arrotonda: Arrotondamento | None = None
    bianche: Bianche | None = None
    esclusi: RegoleEsclusi | None = None
    parita: Parita | None = None
    decide: str | None = None
    segreto: bool | None = None
    ratifica: Ratifica | None = None
    articoli: tuple[tuple[str, str], ...] = ()

    @property
    def rounds_down(self) -> bool:
        """Whether of a fraction of persons only the whole part counts."""
        return self.arrotonda == "difetto"

    @property
    def vuole_un_voto(self) -> bool:
        """Whether a decision can only be taken by a vote: a majority is asked, or a ballot."""
        return bool(self.maggioranze) or bool(self.segreto)

    def articolo(self, key: str) -> str | None:
        """The number of the article whose row was applied for a key; None where there is none."""
        return dict(self.articoli).get(key)


_KEYS: Final = tuple(f.name for f in fields(RegolaApplicata) if f.name != "articoli")
_AS_SILENCED: Final = {"maggioranze": "maggioranza"}
Argomento = tuple[TipoEffetto | None, str | None]
"""What a row may hold for: a kind of effect, a matter, or neither."""

_Livello = tuple[list[RigaInVigore], frozenset[str]]
"""Rows equally specific, and the keys of which nothing more general holds."""

_Detto = dict[str, list[tuple[Any, str | None]]]
"""What is said of each key, with the article that says it."""


def rows_for(
    decisione: Decisione, rules: RegoleInVigore, second: bool
) -> tuple[RegolaApplicata, ...]:
    """What the rules want of a decision, for each of the things that it is about: all must be met.

    It is about its matter, where a row names it, and about the kinds of its effects: those that no
    row names count only where none names the matter. Of each key counts the narrowest scope that
    speaks of it, and there the rows for that thing before those for all decisions. Rows that are
    equally specific must all be met.
    """
    found: dict[RegolaApplicata, None] = {}
    for kind, matter in _subjects(decisione, rules, second):

        def is_about(row: RegolaDecisioni, kind: Any = kind, matter: Any = matter) -> bool:
            return row.is_for_all or _names(row, kind, matter)

        found |= dict.fromkeys(_applied(_levels(rules, second, is_about), second))
    return tuple(found)


def rows_for_all(rules: RegoleInVigore, second: bool) -> tuple[RegolaApplicata, ...]:
    """What the rules want of any decision, whatever it is about."""
    return _applied(_levels(rules, second, lambda row: row.is_for_all), second)


def _is_of_call(row: RegolaDecisioni, second: bool) -> bool:
    return row.chiamata in (None, "seconda" if second else "prima")


def _names(row: RegolaDecisioni, kind: TipoEffetto | None, matter: str | None) -> bool:
    return kind in row.per or matter in row.materie


def _subjects(decisione: Decisione, rules: RegoleInVigore, second: bool) -> list[Argomento]:
    rows = [row for row in rules.decisioni or () if _is_of_call(row, second)]
    kinds: list[Argomento] = [(k, None) for k in sorted({e.tipo for e in decisione.effetti})]
    matter = decisione.materia
    if matter is None or not any(matter in row.materie for row in rows):
        return kinds or [(None, None)]
    own = [one for one in kinds if any(_names(row, *one) for row in rows)]
    return [(None, matter), *own]


def _levels(
    rules: RegoleInVigore, second: bool, is_about: Callable[[RegolaDecisioni], bool]
) -> Iterator[_Livello]:
    """The rows of a call that are about something, the most specific first."""
    for scope in rules.per_ambito:
        held = [one for one in scope.righe if _is_of_call(one.riga, second) and is_about(one.riga)]
        for _, equal in groupby(held, key=lambda one: one.riga.precedence):
            yield [*equal], frozenset()
        yield [], scope.tace


def _applied(levels: Iterable[_Livello], second: bool) -> tuple[RegolaApplicata, ...]:
    """The rules that rows make together, key by key; more than one where a level says more."""
    said: _Detto = {}
    for rows, silent in levels:
        for key in _KEYS:
            if key not in said:
                values = _values(rows, key)
                if values or _AS_SILENCED.get(key, key) in silent or "decisioni" in silent:
                    said[key] = values
    several = max((len(values) for values in said.values()), default=0)
    return tuple(_rule(said, place, second) for place in range(max(several, 1)))


def _values(rows: Iterable[RigaInVigore], key: str) -> list[tuple[Any, str | None]]:
    """What equal rows say of a key, each thing once, with the article of the first that says it."""
    found: dict[Any, str | None] = {}
    for one in rows:
        value = one.riga.richieste or None if key == "maggioranze" else getattr(one.riga, key)
        if value is not None:
            found.setdefault(value, one.articolo)
    return [*found.items()]


def _rule(said: _Detto, place: int, second: bool) -> RegolaApplicata:
    """The rule made of what is said in a place for each key, or in the last where less is said."""
    taken = {key: values[min(place, len(values) - 1)] for key, values in said.items() if values}
    found: dict[str, Any] = {key: value for key, (value, _) in taken.items()}
    quorum: NumeroLegale | None = found.pop("numero_legale", None)
    wanted = (quorum.seconda if second else quorum.prima) if quorum else None
    articles = tuple((key, article) for key, (_, article) in taken.items() if article is not None)
    return RegolaApplicata(numero_legale=wanted, **found, articoli=articles)
