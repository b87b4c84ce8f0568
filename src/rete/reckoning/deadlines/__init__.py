"""Everything that falls due in a register, as seen on a day: one module for each source of days.

What the register says was dealt with by that day is not here; what depends on a file that could
not be read is not here either.
"""

from datetime import date

from rete.model.rete import Rete
from rete.reckoning.deadlines.from_pact import of_the_pact
from rete.reckoning.deadlines.from_records import of_decisions, of_records
from rete.reckoning.deadlines.from_sittings import of_sittings, planned
from rete.reckoning.deadlines.scadenza import TIPI, Scadenza, StatoScadenza, TipoScadenza

__all__ = ["TIPI", "Scadenza", "StatoScadenza", "TipoScadenza", "deadlines", "planned"]


def deadlines(rete: Rete, oggi: date) -> tuple[Scadenza, ...]:
    """What falls due, the longest overdue first."""
    found: dict[str, Scadenza] = {}
    for source in (of_the_pact, of_sittings, of_decisions, of_records):
        for one in source(rete, oggi):
            # Two items of a file may have one id, which a rule reports: the first is meant.
            found.setdefault(one.id, one)
    return tuple(sorted(found.values(), key=lambda one: one.order))
