"""The register of decisions: those of all tables, numbered by year, with what came of them."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from rete.documents.decisioni_a_verbale import VotoTesto, vote
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import effect_in_words
from rete.reckoning.decisions import DecisioneNumerata, numbered_decisions
from rete.reckoning.selection import stato_verbale
from rete.reckoning.sitting import sitting_of
from rete.records import frozen
from rete.views.correzioni import Correzione, corrections_in_words


@frozen
class RigaRegistro:
    """``bozza``: its minutes were not approved yet, and the decision may still change."""

    numerata: DecisioneNumerata
    tavoli: tuple[str, ...]
    voto: VotoTesto | None
    effetti: tuple[str, ...]
    correzioni: tuple[Correzione, ...]
    bozza: bool


@frozen
class AnnoRegistro:
    anno: int
    righe: tuple[RigaRegistro, ...]


def registro_decisioni(
    rete: Rete, giorno: date, _riferimento: str | None = None, *, dal: date | None = None
) -> dict[str, Any]:
    """The decisions from a day to another; their numbers are those of the whole year.

    ``dal`` is None where the register begins with the first decision there is.
    """
    rows = [
        (one.anno, _row(rete, one, giorno))
        for one in numbered_decisions(rete)
        if one.verbale.data <= giorno and (dal is None or one.verbale.data >= dal)
    ]
    return {
        "dal": dal,
        "anni": tuple(_by_year(rows)),
        "totale": len(rows),
        "bozze": sum(row.bozza for _, row in rows),
        "illeggibili": rete.unread_names("verbale"),
    }


def _by_year(rows: list[tuple[int, RigaRegistro]]) -> Iterator[AnnoRegistro]:
    for year, group in groupby(rows, key=lambda pair: pair[0]):
        yield AnnoRegistro(anno=year, righe=tuple(row for _, row in group))


def _row(rete: Rete, one: DecisioneNumerata, giorno: date) -> RigaRegistro:
    return RigaRegistro(
        numerata=one,
        tavoli=rete.nomi_tavoli(one.verbale.tavoli),
        voto=vote(rete, sitting_of(rete, one.verbale), one.decisione),
        effetti=tuple(effect_in_words(effetto, rete) for effetto in one.decisione.effetti),
        correzioni=corrections_in_words(rete, one.riferimento, giorno),
        bozza=stato_verbale(rete, one.verbale, giorno) != "approvato",
    )
