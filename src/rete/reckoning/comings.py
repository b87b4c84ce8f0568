"""Who came to a sitting, as corrected; of one body, whether it was there at a decision."""

from collections.abc import Sequence
from datetime import date

from rete.model.rete import Rete
from rete.model.verbale import Movimento, Verbale
from rete.reckoning.acts_that_hold import acts_of
from rete.records import frozen


def was_in(movements: Sequence[Movimento], n: int) -> bool | None:
    """Whether a body with these movements was there at decision ``n``; None if not numbered."""
    if not movements:
        return True
    there = not _enters(movements[0])
    for movement in movements:
        first = _first_decision(movement)
        if first is None:
            return None
        if first <= n:
            there = _enters(movement)
    return there


def had_gone(movements: Sequence[Movimento], n: int) -> bool:
    """Whether a body had gone out, at least once, by decision ``n``."""
    return any(
        not _enters(movement) and (first := _first_decision(movement)) is not None and first <= n
        for movement in movements
    )


def _enters(movement: Movimento) -> bool:
    if movement.entra is not None or movement.esce is not None:
        return movement.entra is not None
    return movement.dal_voto is not None


def _first_decision(movement: Movimento) -> int | None:
    """The first decision at which a movement counts."""
    if movement.dal_voto is not None:
        return movement.dal_voto
    return movement.dopo_il_voto + 1 if movement.dopo_il_voto is not None else None


@frozen
class Intervenuti:
    """Who the minutes say was there, as rectified by later acts."""

    presenti: tuple[str, ...]
    collegati: tuple[str, ...]

    @property
    def tutti(self) -> tuple[str, ...]:
        return (*self.presenti, *self.collegati)


def attending(rete: Rete, verbale: Verbale, al: date | None = None) -> Intervenuti | None:
    """Whoever was there at any moment, as corrected (by a day, if one is given).

    None where the minutes do not say.
    """
    presenti, collegati = verbale.presenti, verbale.collegati
    for by, effetto in acts_of(rete).rectifying(verbale.id):
        if al is not None and by.data > al:
            continue
        presenti = effetto.presenti if effetto.presenti is not None else presenti
        collegati = effetto.collegati if effetto.collegati is not None else collegati
    if presenti is None and not collegati:
        return None
    return Intervenuti(presenti=presenti or (), collegati=collegati)
