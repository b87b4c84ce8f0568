"""One decision as a document of its own: who was there, text, vote, outcome, what came of it."""

from datetime import date

from rete.documents.decisioni_a_verbale import DecisioneTesto, decisions
from rete.documents.presenze_a_verbale import PresenzeTesto, presences
from rete.documents.verbale import ApprovazioneTesto, approval
from rete.errors import ReteError
from rete.model.patto import Patto
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.decisions import numbered_decisions
from rete.reckoning.sitting import Conto, sitting_of
from rete.records import frozen
from rete.views.correzioni import Correzione, corrections_in_words


@frozen
class EstrattoTesto:
    """``approvazione`` is None while the minutes are a draft: then nobody can certify them.

    ``registro`` is the number in the register of decisions; ``correzioni`` are the later acts,
    until the day of the document. ``rettificato`` tells whether later acts corrected who was
    there: the numbers of ``conto`` heed them, the names do not.
    """

    patto: Patto | None
    verbale: Verbale
    riferimento: str
    registro: str
    tavoli: tuple[str, ...]
    presiede: str | None
    presenze: PresenzeTesto
    conto: Conto | None
    rettificato: bool
    punto: str | None
    decisione: DecisioneTesto
    correzioni: tuple[Correzione, ...]
    approvazione: ApprovazioneTesto | None


def estratto(rete: Rete, giorno: date, riferimento: str | None) -> EstrattoTesto:
    """The decision of this reference as it stands on a day; ReteError where it is not there."""
    found = rete.act(riferimento or "")
    if found is None or found.verbale is None or found.decisione is None:
        raise ReteError(f"la decisione «{riferimento}» non c'è, o il suo file non si legge")
    record, taken = found.verbale, found.decisione
    seduta = sitting_of(rete, record)
    in_words = decisions(rete, record, seduta)[record.decisioni.index(taken)]
    counted = next((conto for conto in seduta.conti if conto.decisione is taken), None)
    return EstrattoTesto(
        patto=rete.patto,
        verbale=record,
        riferimento=found.riferimento,
        registro=_number_in_register(rete, found.riferimento),
        tavoli=rete.nomi_tavoli(record.tavoli),
        presiede=rete.nome_ente(record.presiede) if record.presiede else None,
        presenze=presences(rete, record, seduta),
        conto=counted,
        rettificato=bool(acts_of(rete).rectifying(record.id)),
        punto=_point(record, taken),
        decisione=in_words,
        correzioni=corrections_in_words(rete, found.riferimento, giorno),
        approvazione=approval(rete, record, giorno),
    )


def _number_in_register(rete: Rete, reference: str) -> str:
    for one in numbered_decisions(rete):
        if one.riferimento == reference:
            return f"{one.numero}/{one.anno}"
    return ""


def _point(record: Verbale, taken: Decisione) -> str | None:
    for punto in record.odg:
        if punto.punto == taken.punto:
            return f"{punto.punto}, {punto.titolo}"
    return None
