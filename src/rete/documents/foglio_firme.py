"""The sheet that whoever comes to a sitting signs: who sits there, with and without a vote."""

from datetime import date
from typing import Any

from rete.documents import the_sitting
from rete.documents.seduta_prevista import with_and_without_vote
from rete.model.rete import Rete


def foglio_firme(rete: Rete, _giorno: date, riferimento: str | None) -> dict[str, Any]:
    """The sitting, and the addressees of its letter."""
    record = the_sitting(rete, riferimento)
    return {
        "verbale": record,
        "tavoli": rete.nomi_tavoli(record.tavoli),
        **with_and_without_vote(rete, record),
    }
