"""Which rules apply to one decision: of the rows that speak of a key, the first wins."""

from dataclasses import fields
from typing import Any, Final

from rete.model.comuni import TipoEffetto
from rete.model.regole import (
    Maggioranza,
    NumeroLegale,
    Parita,
    Quorum,
    Ratifica,
    RegolaDecisioni,
    Regole,
)
from rete.model.verbale import Decisione
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class RegolaApplicata:
    """What the rules want of one decision; None where they are silent."""

    numero_legale: Quorum | None = None
    maggioranza: Maggioranza | None = None
    parita: Parita | None = None
    decide: str | None = None
    segreto: bool | None = None
    ratifica: Ratifica | None = None


_KEYS: Final = tuple(field.name for field in fields(RegolaApplicata))


def rows_for(decisione: Decisione, rules: Regole, second: bool) -> tuple[RegolaApplicata, ...]:
    """What the rules want of a decision, for each matter that it is about.

    Of the rows for that matter and of those for all others the first that speaks of a key wins.
    """
    matters: list[TipoEffetto | None] = [*sorted({effect.tipo for effect in decisione.effetti})]
    found: list[RegolaApplicata] = []
    for matter in matters or [None]:
        rows = [row for row in rules.decisioni or () if not row.per or matter in row.per]
        applied = _first_of_each(rows, second)
        if applied not in found:
            found.append(applied)
    return tuple(found)


def rows_for_all(rules: Regole, second: bool) -> RegolaApplicata:
    """What the rules want of any decision, whatever it is about."""
    return _first_of_each([row for row in rules.decisioni or () if not row.per], second)


def _first_of_each(rows: list[RegolaDecisioni], second: bool) -> RegolaApplicata:
    said: dict[str, Any] = {}
    for row in rows:
        for key in _KEYS:
            value = getattr(row, key)
            if value is not None:
                said.setdefault(key, value)
    quorum: NumeroLegale | None = said.pop("numero_legale", None)
    wanted = (quorum.seconda if second else quorum.prima) if quorum else None
    return RegolaApplicata(numero_legale=wanted, **said)
