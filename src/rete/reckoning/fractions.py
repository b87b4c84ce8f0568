"""Fractions of a number of people, with integers only («more than 1/2 of 15 is 8»)."""

from rete.model.regole import Maggioranza, Quorum


def reaches(number: int, fraction: Quorum | Maggioranza, base: int) -> bool:
    """Whether a number is more than (or at least) a fraction of a base."""
    if fraction.oltre is not None:
        over, under = parts_of(fraction.oltre)
        return number * under > over * base
    if fraction.almeno is not None:
        over, under = parts_of(fraction.almeno)
        return number * under >= over * base
    return True


def needed(fraction: Quorum | Maggioranza, base: int) -> int:
    """The least number that reaches a fraction of a base."""
    if fraction.oltre is not None:
        over, under = parts_of(fraction.oltre)
        return over * base // under + 1
    over, under = parts_of(fraction.almeno or "0/1")
    return -(-over * base // under)


def is_more_than_half(fraction: Maggioranza) -> bool:
    """Whether a majority is the plain one: more than half, however the half is written."""
    if fraction.oltre is None:
        return False
    over, under = parts_of(fraction.oltre)
    return 2 * over == under


def parts_of(text: str) -> tuple[int, int]:
    """The numbers above and below the line: «2/3» is 2 and 3."""
    over, _, under = text.partition("/")
    return int(over), int(under)
