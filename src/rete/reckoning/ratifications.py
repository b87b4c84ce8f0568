"""Who has to ratify a decision, by when; whether it was ratified is not here."""

from collections.abc import Iterable
from datetime import date

from rete.calendario import deadline
from rete.model.regole import Ratifica, Regole
from rete.reckoning.applied import RegolaApplicata


def ratification_wanted(applied: Iterable[RegolaApplicata]) -> Ratifica | None:
    """The first that the rules applied to a decision ask for."""
    return next((one.ratifica for one in applied if one.ratifica is not None), None)


def last_day_to_ratify(decided: date, wanted: Ratifica, regole: Regole | None) -> date | None:
    """By the rules of the day of the decision; None where no day follows from the length."""
    if len(wanted.entro.units) != 1:
        return None
    shift = regole is not None and regole.termine_festivo == "slitta"
    try:
        return deadline(decided, wanted.entro, shift=shift)
    except (ValueError, OverflowError):  # so long that no calendar has its end
        return None
