"""Lengths of time as people write them («3 anni», «90 giorni»), and as a file holds them."""

import re
from typing import Final

from rete.ask import NotAnAnswer
from rete.changes import Plain
from rete.model.ricerca import plain

_LENGTH = re.compile(r"([0-9]{1,4})\s+([a-z ]+)")
_UNITS: Final = {
    "giorni": ("giorno", "giorni"),
    "giorni_liberi": ("giorno libero", "giorni liberi"),
    "giorni_lavorativi": ("giorno lavorativo", "giorni lavorativi"),
    "mesi": ("mese", "mesi"),
    "anni": ("anno", "anni"),
}


def a_length(typed: str) -> str:
    """A length as it is kept while answers are had: «3 anni»."""
    found = _LENGTH.fullmatch(plain(typed))
    number = int(found[1]) if found else 0
    for words in _UNITS.values():
        if found and number and " ".join(found[2].split()) in words:
            return f"{number} {words[number != 1]}"
    raise NotAnAnswer(f"«{typed}» non è una durata: scrivi «3 anni», «18 mesi» o «90 giorni»")


def length_in(answer: str) -> dict[str, Plain]:
    """The length of an answer that was read, as a file holds it."""
    number, _, word = answer.partition(" ")
    unit = next(unit for unit, words in _UNITS.items() if word in words)
    return {unit: int(number)}
