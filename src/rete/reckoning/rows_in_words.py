"""The rows of rules on decisions, each in a plain sentence; the other rules: `rules_in_words`."""

from typing import Final, NamedTuple

from rete.italiano import count, join_words
from rete.model.comuni import TipoEffetto
from rete.model.effetti import ROWS
from rete.model.regole import (
    Chiamata,
    Maggioranza,
    NumeroLegale,
    RegolaDecisioni,
    RegoleEsclusi,
)
from rete.model.rete import Rete
from rete.reckoning.fractions import quorum_in_words, share_in_words
from rete.reckoning.lengths import length_in_words


class Oggetto(NamedTuple):
    """What a row is about: a kind of effect, or a matter; neither: all the decisions without one.

    ``chiamata``: only in that call.
    """

    tipo: TipoEffetto | None = None
    materia: str | None = None
    chiamata: Chiamata | None = None

    @property
    def order(self) -> tuple[int, str, str]:
        """Kinds of effect as the format has them, then matters by id, then all the others."""
        place = _KINDS.index(self.tipo) if self.tipo else len(_KINDS) + (self.materia is None)
        return place, self.materia or "", self.chiamata or ""


_BASES: Final = {
    "votanti": "dei voti favorevoli e contrari",
    "presenti": "dei presenti con diritto di voto",
    "aventi-diritto": "degli aventi diritto, anche assenti",
}
_OF_WHICH: Final = {
    "pubblico": ", contando solo gli enti pubblici",
    "privato-sociale": ", contando solo gli enti del privato sociale",
}
_KINDS: Final = tuple(ROWS)
_TIES: Final = {
    "presiede": "a voti pari decide chi presiede",
    "respinta": "a voti pari la proposta è respinta",
    "si-rivota": "a voti pari si rivota",
}


def subjects_of_row(row: RegolaDecisioni) -> tuple[Oggetto, ...]:
    """Each thing that a row is about."""
    kinds = tuple(Oggetto(tipo=kind, chiamata=row.chiamata) for kind in row.per)
    matters = tuple(Oggetto(materia=matter, chiamata=row.chiamata) for matter in row.materie)
    return (*kinds, *matters) or (Oggetto(chiamata=row.chiamata),)


def subject_in_words(about: Oggetto, rete: Rete) -> str:
    """What a row of «decisioni» is about: «ammissione», «materia «bilancio»», or all in general."""
    only = f" in {about.chiamata} convocazione" if about.chiamata else ""
    return f"{_subject(about, rete)}{only}"


def _subject(about: Oggetto, rete: Rete) -> str:
    if about.tipo is not None:
        return ROWS[about.tipo].as_matter
    if about.materia is not None:
        return f"materia «{rete.nome_materia(about.materia)}»"
    return "decisioni in generale"


def row_in_words(row: RegolaDecisioni, rete: Rete, *, after_others: bool) -> str:
    """«ammissione, rinnovo del patto: decide Plenaria; …»; ``after_others`` if rows come before."""
    points = "; ".join(points_of_row(row, rete).values()) or "non dice come"
    only = f", solo in {row.chiamata} convocazione" if row.chiamata else ""
    if not row.is_for_all:
        about = ", ".join(_subject(subject, rete) for subject in subjects_of_row(row))
        return f"{about}{only}: {points}"
    if after_others:
        return f"altre decisioni, e ciò che le voci prima non dicono{only}: {points}"
    return f"decisioni{only}: {points}"


def points_of_row(row: RegolaDecisioni, rete: Rete) -> dict[str, str]:
    """What a row says, by its keys."""
    found: dict[str, str] = {}
    if row.decide is not None:
        found["decide"] = f"decide {rete.nome_tavolo(row.decide)}"
    if row.numero_legale is not None:
        found["numero_legale"] = _quorum(row.numero_legale)
    if row.richieste:
        found["maggioranza"] = _majorities(row.richieste)
    if row.arrotonda is not None:
        found["arrotonda"] = "delle frazioni di persone si prende la parte intera"
    if row.bianche is not None:
        found["bianche"] = "le schede bianche e nulle contano fra i votanti"
    if row.esclusi is not None:
        found["esclusi"] = _excluded(row.esclusi)
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
    if first is None and second is not None:
        told_second = quorum_in_words(second, "degli aventi diritto")
        return f"numero legale in seconda convocazione: {told_second}"
    if first is None:
        return "numero legale: non detto"
    told = quorum_in_words(first, "degli aventi diritto")
    if second is None:
        return f"numero legale: {told}"
    if second == first:
        return f"numero legale: {told}, anche in seconda convocazione"
    return f"numero legale: {told}, in seconda convocazione {quorum_in_words(second, '').rstrip()}"


def _majorities(wanted: tuple[Maggioranza, ...]) -> str:
    """«maggioranza: …», or «maggioranze, tutte insieme: …»."""
    told = join_words([_majority(one) for one in wanted])
    return f"maggioranza: {told}" if len(wanted) == 1 else f"maggioranze, tutte insieme: {told}"


def _majority(majority: Maggioranza) -> str:
    whose = _OF_WHICH[majority.fra] if majority.fra else ""
    if majority.numero is not None:
        votes = count(majority.numero, "voto favorevole", "voti favorevoli")
        return f"almeno {votes}{whose}"
    base = _BASES[majority.di] if majority.di else "di chi, non detto"
    return f"{share_in_words(majority, base)}{whose}"


def _excluded(rule: RegoleEsclusi) -> str:
    """How who is excluded from a vote counts, for the quorum and for the majority."""
    quorum = "conta se è in seduta" if rule.nel_numero_legale else "non conta"
    match rule.nella_base:
        case True:
            base = "resta fra i presenti e fra gli aventi diritto"
        case False:
            base = "non è né fra i presenti né fra gli aventi diritto"
        case None:
            base = "resta solo fra gli aventi diritto"
    return f"chi è escluso dal voto per il numero legale {quorum}, per la maggioranza {base}"
