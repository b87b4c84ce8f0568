"""Comings and goings of one body: whether it was there at a decision, and had left by then."""

from collections.abc import Sequence

from rete.model.verbale import Movimento


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
