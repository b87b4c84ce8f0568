"""Fractions of a number of people, with integers only, and as an article says them."""

from typing import Final

from rete.italiano import count
from rete.model.regole import Maggioranza, Quorum


def least_number(fraction: Quorum | Maggioranza, base: int, *, down: bool = False) -> int:
    """The least number that is more than (or at least) a fraction of a base, or a fixed number.

    ``down``: of the fraction only the whole part counts, so that three quarters of ten are seven;
    it makes no difference to «more than».
    """
    if fraction.numero is not None:
        return fraction.numero
    if fraction.oltre is not None:
        over, under = parts_of(fraction.oltre)
        return over * base // under + 1
    over, under = parts_of(fraction.almeno or "0/1")
    if down:
        return max(over * base // under, 1 if over else 0)
    return -(-over * base // under)


def is_more_than_half(fraction: Maggioranza) -> bool:
    """Whether a majority is the plain one: more than half, however written, of them all."""
    if fraction.oltre is None or fraction.fra is not None:
        return False
    over, under = parts_of(fraction.oltre)
    return 2 * over == under


def parts_of(text: str) -> tuple[int, int]:
    """The numbers above and below the line: «2/3» is 2 and 3."""
    over, _, under = text.partition("/")
    return int(over), int(under)


_PARTS: Final = {
    3: ("terzo", "terzi"),
    4: ("quarto", "quarti"),
    5: ("quinto", "quinti"),
    6: ("sesto", "sesti"),
    7: ("settimo", "settimi"),
    8: ("ottavo", "ottavi"),
    9: ("nono", "noni"),
    10: ("decimo", "decimi"),
}
_NUMBERS: Final = ("", "un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")


def part_in_words(fraction: str) -> str:
    """«metà», «un terzo», «due terzi»; figures where words would not help: «7/12»."""
    above, _, below = fraction.partition("/")
    number, whole = int(above), int(below)
    if (number, whole) == (1, 2):
        return "metà"
    if whole in _PARTS and 0 < number < whole:
        return f"{_NUMBERS[number]} {_PARTS[whole][number > 1]}"
    return fraction


def share_in_words(share: Quorum | Maggioranza, of_whom: str) -> str:
    """«più della metà dei presenti», «almeno un terzo di …»; ``of_whom`` says «dei presenti»."""
    if share.numero is not None:
        return f"almeno {share.numero} {of_whom}".rstrip()
    if share.oltre is not None:
        part = part_in_words(share.oltre)
        return f"più {'della metà' if part == 'metà' else f'di {part}'} {of_whom}"
    if share.almeno is None:
        return f"una parte non detta {of_whom}"
    above, _, below = share.almeno.partition("/")
    if above == below:
        return f"la totalità {of_whom}"
    part = part_in_words(share.almeno)
    return f"almeno {'la metà' if part == 'metà' else part} {of_whom}"


def quorum_in_words(quorum: Quorum, of_whom: str) -> str:
    """Like a share; where no number of people is too small it says so."""
    if quorum.numero is not None:
        return f"almeno {count(quorum.numero, 'presente', 'presenti')}"
    told = quorum.almeno if quorum.oltre is None else quorum.oltre
    if told is not None and told.startswith("0/"):
        return "qualunque numero di presenti"
    return share_in_words(quorum, of_whom)
