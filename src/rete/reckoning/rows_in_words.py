"""How decisions are taken (the rows of `decisioni`), in plain sentences."""

from typing import Final

from rete.model.comuni import TipoEffetto
from rete.model.effetti import ROWS
from rete.model.regole import Maggioranza, NumeroLegale, RegolaDecisioni
from rete.model.rete import Rete
from rete.reckoning.fractions_in_words import quorum_in_words, share_in_words
from rete.reckoning.lengths import length_in_words

Materia = TipoEffetto | None
"""A kind of effect, or None: all the decisions that have no row of their own."""

MATERIE: Final[tuple[Materia, ...]] = (*ROWS, None)

_BASES: Final = {
    "votanti": "dei voti favorevoli e contrari",
    "presenti": "dei presenti con diritto di voto",
    "aventi-diritto": "degli aventi diritto, anche assenti",
}
_TIES: Final = {
    "presiede": "a voti pari decide chi presiede",
    "respinta": "a voti pari la proposta è respinta",
    "si-rivota": "a voti pari si rivota",
}


def subject_in_words(kind: Materia) -> str:
    """What a row of «decisioni» is about: a kind of effect, or decisions in general."""
    return "decisioni in generale" if kind is None else ROWS[kind].as_matter


def row_in_words(row: RegolaDecisioni, rete: Rete, *, after_others: bool) -> str:
    """«ammissione, rinnovo del patto: decide Plenaria; …»; ``after_others`` if rows come before."""
    points = "; ".join(points_of_row(row, rete).values()) or "non dice come"
    if row.per:
        return f"{', '.join(subject_in_words(kind) for kind in row.per)}: {points}"
    if after_others:
        return f"altre decisioni, e ciò che le voci prima non dicono: {points}"
    return f"decisioni: {points}"


def points_of_row(row: RegolaDecisioni, rete: Rete) -> dict[str, str]:
    """What a row says, by its keys."""
    found: dict[str, str] = {}
    if row.decide is not None:
        found["decide"] = f"decide {rete.nome_tavolo(row.decide)}"
    if row.numero_legale is not None:
        found["numero_legale"] = _quorum(row.numero_legale)
    if row.maggioranza is not None:
        found["maggioranza"] = _majority(row.maggioranza)
    if row.parita is not None:
        found["parita"] = _TIES[row.parita]
    if row.segreto is not None:
        found["segreto"] = "voto segreto" if row.segreto else "voto palese"
    if row.ratifica is not None:
        within = length_in_words(row.ratifica.entro)
        found["ratifica"] = f"ratifica: {rete.nome_tavolo(row.ratifica.chi)}, entro {within}"
    return found


def _quorum(numero_legale: NumeroLegale) -> str:
    """«numero legale: più della metà degli aventi diritto; in seconda convocazione …»."""
    first, second = numero_legale.prima, numero_legale.seconda
    if first is None:
        told = "non detto in prima convocazione"
    else:
        told = quorum_in_words(first, "degli aventi diritto")
    if second is None:
        return f"numero legale: {told}"
    if second == first:
        return f"numero legale: {told}, anche in seconda convocazione"
    return f"numero legale: {told}, in seconda convocazione {quorum_in_words(second, '').rstrip()}"


def _majority(majority: Maggioranza) -> str:
    return f"maggioranza: {share_in_words(majority, _BASES[majority.di])}"
