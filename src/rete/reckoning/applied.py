"""Which rules apply to one decision: of the rows that speak of a key, the first wins."""

from rete.model.comuni import TipoEffetto
from rete.model.regole import Maggioranza, Parita, Quorum, Ratifica, RegolaDecisioni, Regole
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
    quorums = [row.numero_legale for row in rows if row.numero_legale is not None]
    quorum = (quorums[0].seconda if second else quorums[0].prima) if quorums else None
    return RegolaApplicata(
        numero_legale=quorum,
        maggioranza=next((r.maggioranza for r in rows if r.maggioranza is not None), None),
        parita=next((r.parita for r in rows if r.parita is not None), None),
        decide=next((r.decide for r in rows if r.decide is not None), None),
        segreto=next((r.segreto for r in rows if r.segreto is not None), None),
        ratifica=next((r.ratifica for r in rows if r.ratifica is not None), None),
    )
