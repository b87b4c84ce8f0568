"""The days of the terms of a pact, with the end that follows from their length; no faults here."""

from collections.abc import Sequence

from rete.model.comuni import Fonte
from rete.model.patto import Patto, Termine
from rete.model.tempo import DataParziale
from rete.reckoning.terms import end_by_length
from rete.records import dataclass
from rete.rules.periodi import Stretch, stretches


@dataclass(frozen=True, kw_only=True)
class TermineSvolto:
    """A term with its end as it is written or, without one, as its length gives it."""

    id: str
    dal: DataParziale | None
    al: DataParziale | None
    fonti: tuple[Fonte, ...]


def inferred_end(term: Termine) -> DataParziale | None:
    """The days between which a term ends by its length; None where that says nothing sure."""
    is_sound = term.durata is not None and len(term.durata.units) == 1
    return end_by_length(term) if is_sound else None


def end_of_term(term: Termine) -> DataParziale | None:
    return term.al or inferred_end(term)


def terms(patto: Patto) -> Sequence[Stretch[TermineSvolto]]:
    """The terms of a pact, ready to be judged as periods."""
    items = [
        TermineSvolto(id=term.id, dal=term.dal, al=end_of_term(term), fonti=term.fonti)
        for term in patto.periodi
    ]
    return stretches(patto.file, "periodi", items, lambda one: f"il periodo «{one.id}»")
