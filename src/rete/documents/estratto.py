"""One decision as a document of its own: who was there, text, vote, outcome, what came of it."""

from datetime import date
from typing import Any

from rete.documents.decisioni_a_verbale import decisions
from rete.documents.verbale import heading
from rete.errors import ReteError
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.decisions import numbered_decisions
from rete.reckoning.sitting import sitting_of
from rete.views.correzioni import corrections_in_words


def estratto(rete: Rete, giorno: date, riferimento: str | None) -> dict[str, Any]:
    """The decision of this reference as it stands on a day; ReteError where it is not there.

    ``registro`` is the number in the register of decisions; ``correzioni`` are the later acts,
    until the day of the document. ``rettificato`` tells whether later acts corrected who was
    there: the numbers of ``conto`` heed them, the names do not. Without an ``approvazione``
    nobody can certify it.
    """
    found = rete.act(riferimento or "")
    if found is None or found.verbale is None or found.decisione is None:
        raise ReteError(f"la decisione «{riferimento}» non c'è, o il suo file non si legge")
    record, taken = found.verbale, found.decisione
    seduta = sitting_of(rete, record)
    return {
        **heading(rete, seduta, giorno),
        "riferimento": found.riferimento,
        "registro": _number_in_register(rete, found.riferimento),
        "tavoli": rete.nomi_tavoli(record.tavoli),
        "conto": seduta.conto(taken),
        "rettificato": bool(acts_of(rete).rectifying(record.id)),
        "punto": _point(record, taken),
        "decisione": decisions(rete, seduta)[record.decisioni.index(taken)],
        "correzioni": corrections_in_words(rete, found.riferimento, giorno),
    }


def _number_in_register(rete: Rete, reference: str) -> str:
    for one in numbered_decisions(rete):
        if one.riferimento == reference:
            return f"{one.numero}/{one.anno}"
    return ""


def _point(record: Verbale, taken: Decisione) -> str | None:
    for punto in record.odg:
        if punto.punto == taken.punto:
            return f"{punto.stampato}, {punto.titolo}"
    return None
