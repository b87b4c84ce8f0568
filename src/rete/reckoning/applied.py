"""Which rules apply to one decision: of the rows that speak of a key, the first wins."""

from collections.abc import Iterable
from dataclasses import fields
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
    Regole,
    RegoleEsclusi,
)
from rete.model.verbale import Decisione
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class RegolaApplicata:
    """What the rules want of one decision; None (or no majority) where they are silent."""

    numero_legale: Quorum | None = None
    maggioranze: tuple[Maggioranza, ...] = ()
    arrotonda: Arrotondamento | None = None
    bianche: Bianche | None = None
    esclusi: RegoleEsclusi | None = None
    parita: Parita | None = None
    decide: str | None = None
    segreto: bool | None = None
    ratifica: Ratifica | None = None

    @property
    def rounds_down(self) -> bool:
        """Whether of a fraction of persons only the whole part counts."""
        return self.arrotonda == "difetto"

    @property
    def vuole_un_voto(self) -> bool:
        """Whether a decision can only be taken by a vote: a majority is asked, or a ballot."""
        return bool(self.maggioranze) or bool(self.segreto)


_OTHER_KEYS: Final = tuple(
    field.name
    for field in fields(RegolaApplicata)
    if field.name not in ("numero_legale", "maggioranze")
)
Argomento = tuple[TipoEffetto | None, str | None]
"""What a row may hold for: a kind of effect, a matter, or neither."""


def rows_for(decisione: Decisione, rules: Regole, second: bool) -> tuple[RegolaApplicata, ...]:
    """What the rules want of a decision, for each of the things that it is about.

    It is about its matter, where a row names it, and about the kinds of its effects: those that no
    row names count only where none names the matter. Of the rows for one thing, and of those for
    all decisions, the first that speaks of a key wins.
    """
    rows = _of_this_call(rules, second)
    found: list[RegolaApplicata] = []
    for kind, matter in _subjects(decisione, rows):
        for_it = (row for row in rows if row.is_for_all or _names(row, kind, matter))
        applied = _first_of_each(for_it, second)
        if applied not in found:
            found.append(applied)
    return tuple(found)


def rows_for_all(rules: Regole, second: bool) -> RegolaApplicata:
    """What the rules want of any decision, whatever it is about."""
    return _first_of_each((row for row in _of_this_call(rules, second) if row.is_for_all), second)


def _of_this_call(rules: Regole, second: bool) -> list[RegolaDecisioni]:
    call = "seconda" if second else "prima"
    return [row for row in rules.decisioni or () if row.chiamata in (None, call)]


def _names(row: RegolaDecisioni, kind: TipoEffetto | None, matter: str | None) -> bool:
    return kind in row.per or matter in row.materie


def _subjects(decisione: Decisione, rows: list[RegolaDecisioni]) -> list[Argomento]:
    kinds: list[Argomento] = [(k, None) for k in sorted({e.tipo for e in decisione.effetti})]
    matter = decisione.materia
    if matter is None or not any(matter in row.materie for row in rows):
        return kinds or [(None, None)]
    own = [one for one in kinds if any(_names(row, *one) for row in rows)]
    return [(None, matter), *own]


def _first_of_each(rows: Iterable[RegolaDecisioni], second: bool) -> RegolaApplicata:
    said: dict[str, Any] = {}
    quorum: NumeroLegale | None = None
    for row in rows:
        quorum = quorum or row.numero_legale
        if row.richieste:
            said.setdefault("maggioranze", row.richieste)
        for key in _OTHER_KEYS:
            value = getattr(row, key)
            if value is not None:
                said.setdefault(key, value)
    wanted = (quorum.seconda if second else quorum.prima) if quorum else None
    return RegolaApplicata(numero_legale=wanted, **said)
