"""Who has to ratify a decision, and by when (whether it was: `answers`)."""

from collections.abc import Iterable
from datetime import date

from rete.model.regole import Ratifica, Regole
from rete.reckoning.applied import RegolaApplicata
from rete.reckoning.last_days import day_after


def ratification_wanted(applied: Iterable[RegolaApplicata]) -> Ratifica | None:
    """The first that the rules applied to a decision ask for."""
    return next((one.ratifica for one in applied if one.ratifica is not None), None)


def last_day_to_ratify(decided: date, wanted: Ratifica, regole: Regole | None) -> date | None:
    """The last day to ratify a decision; None where no day follows from the length."""
    shift = regole is not None and regole.termine_festivo == "slitta"
    return day_after(decided, wanted.entro, shift=shift)
