"""What later acts made of a decision, of an act, of some minutes, beside what they first said."""

from dataclasses import replace
from datetime import date
from typing import Literal

from rete.model.comuni import Effetto
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.reckoning.acts_in_words import act_in_words, correction_in_words
from rete.reckoning.acts_that_hold import acts_of
from rete.records import frozen
from rete.views.lists_and_cards import Righe


@frozen
class Correzione:
    """One later act in force that rectifies or revokes, with what it says."""

    tipo: Literal["rettifica", "revoca"]
    atto: str
    testo: str
    diventa: str | None = None
    """What stands in the place of what was corrected, in words; None for a revocation."""


def corrections_of_act(rete: Rete, reference: str, day: date) -> tuple[Correzione, ...]:
    """The acts that by the end of a day rectified or revoked this one, in order."""
    acts = acts_of(rete)
    act = acts.per_riferimento.get(reference)
    over = acts.holding_over(act) if act else []
    return tuple(_correction(rete, by, effetto) for by, effetto in over if by.data <= day)


def corrections_of_presences(rete: Rete, verbale: Verbale, day: date) -> tuple[Correzione, ...]:
    """The acts that by the end of a day corrected who the minutes say was there, in order."""
    return tuple(
        _correction(rete, by, effetto)
        for by, effetto in acts_of(rete).rectifying(verbale.id)
        if verbale.data <= by.data <= day
        and (effetto.presenti is not None or effetto.collegati is not None)
    )


def _correction(rete: Rete, by: Provvedimento, effetto: Effetto) -> Correzione:
    text = by.decisione.testo if by.decisione else by.atto.oggetto if by.atto else ""
    return Correzione(
        tipo="revoca" if effetto.tipo == "revoca" else "rettifica",
        atto=by.riferimento,
        testo=text.strip(),
        diventa=correction_in_words(effetto, rete) or None,
    )


def correction_lines(
    rete: Rete, found: tuple[Correzione, ...], corrected: str, revoked: str, *, label: str = ""
) -> Righe:
    """«Corretta da …: the text of the correction», then what it makes of the original."""
    for one in found:
        what = revoked if one.tipo == "revoca" else corrected
        yield from (
            (label, f"{what} da {act_in_words(one.atto, rete)}: {one.testo}"),
            ("", f"Diventa: {one.diventa}" if one.diventa else None),
        )


def corrections_in_words(rete: Rete, reference: str, day: date) -> tuple[Correzione, ...]:
    """For a document: the same, each with its act in words."""
    return tuple(
        replace(one, atto=act_in_words(one.atto, rete))
        for one in corrections_of_act(rete, reference, day)
    )
