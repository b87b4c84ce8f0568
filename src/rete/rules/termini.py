"""The days on which a term of the pact ends by its length (for `patto`, `monitoraggi`…)."""

from rete.model.patto import Termine
from rete.model.tempo import DataParziale
from rete.reckoning.terms import end_by_length


def inferred_end(term: Termine) -> DataParziale | None:
    """The days between which a term ends by its length; None where that says nothing sure."""
    is_sound = term.durata is not None and len(term.durata.units) == 1
    return end_by_length(term) if is_sound else None


def end_of_term(term: Termine) -> DataParziale | None:
    """The end that a term says, else the one that follows from its length."""
    return term.al or inferred_end(term)
