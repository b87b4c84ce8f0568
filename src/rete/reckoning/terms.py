"""The terms of the pact with their ends, stated or inferred, and the time between two of them."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from rete.calendario import end_of_validity
from rete.model.comuni import Fonte
from rete.model.patto import Patto, Termine
from rete.model.tempo import DataParziale, covers, eve, next_day
from rete.records import frozen


@frozen
class Term:
    """One term; ``inferred`` says that its end follows from how long it lasts.

    With ``senza_termine`` it has no end, which is known; else no ``al`` is an end not known.
    """

    id: str
    titolo: str | None
    dal: DataParziale | None
    al: DataParziale | None
    inferred: bool
    fonti: tuple[Fonte, ...]
    senza_termine: bool = False


@frozen
class Gap:
    """The days without a term, between the end of one and the start of the next."""

    dal: date
    al: date


def terms(patto: Patto) -> tuple[Term, ...]:
    """The terms, the oldest first; those without a start (known from a source alone) come last."""
    found = [term_of(termine) for termine in patto.periodi]
    return tuple(sorted(found, key=lambda term: term.dal.primo if term.dal else date.max))


def term_on(patto: Patto, day: date) -> Term | None:
    """The term that surely runs on a day."""
    return next((term for term in terms(patto) if covers(term, day)), None)


def gap_on(patto: Patto, day: date) -> Gap | None:
    """The gap between two terms that a day falls in."""
    return next((gap for gap in gaps(patto) if gap.dal <= day <= gap.al), None)


def gaps(patto: Patto) -> Iterator[Gap]:
    """The stretches of days between one term of the pact and the next."""
    dated = [term for term in terms(patto) if term.dal]
    for term, following in pairwise(dated):
        if term.al and following.dal:
            first, last = next_day(term.al.ultimo), eve(following.dal.primo)
            if first <= last:
                yield Gap(dal=first, al=last)


def end_by_length(termine: Termine) -> DataParziale | None:
    """The days between which a term ends by its length; None where that cannot be told."""
    if not termine.dal or not termine.durata:
        return None
    try:
        first, last = (end_of_validity(day, termine.durata) for day in termine.dal)
    except (ValueError, OverflowError):  # so long that no calendar has its end
        return None
    return DataParziale(first, last)


def term_of(termine: Termine) -> Term:
    """A term with its end, inferred where it states none."""
    inferred = _inferred_end(termine)
    return Term(
        id=termine.id,
        titolo=termine.titolo,
        dal=termine.dal,
        al=termine.al or inferred,
        inferred=inferred is not None,
        fonti=termine.fonti,
        senza_termine=termine.senza_termine,
    )


def _inferred_end(termine: Termine) -> DataParziale | None:
    """The end of a term that states none; one known to the month begins on its first day."""
    end = None if termine.al or termine.senza_termine else end_by_length(termine)
    return DataParziale.of_day(end.primo) if end else None
