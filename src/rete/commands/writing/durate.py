"""Lengths of time as people write them («3 anni», «90 giorni»), and as a file holds them."""

import re
from typing import Any, Final

from rete.ask import NotAnAnswer
from rete.commands.writing.valori import semplice
from rete.model.comuni import Durata
from rete.model.ricerca import plain
from rete.reckoning.lengths import UNITS, length_in_words

_LENGTH = re.compile(r"([0-9]{1,4})\s+([a-z ]+)")


def a_length(typed: str) -> str:
    """A length as it is kept while answers are had: «3 anni»."""
    found = _LENGTH.fullmatch(plain(typed))
    number = int(found[1]) if found else 0
    for words in UNITS.values():
        if found and number and " ".join(found[2].split()) in words:
            return f"{number} {words[number != 1]}"
    raise NotAnAnswer(f"«{typed}» non è una durata: scrivi «3 anni», «18 mesi» o «90 giorni»")


def length_in(answer: str) -> Durata:
    """The length of an answer that was read."""
    number, _, word = answer.partition(" ")
    unit = next(unit for unit, words in UNITS.items() if word in words)
    given: dict[str, Any] = {unit: int(number)}
    return Durata(**given)


def length_as_answer(length: Durata | None) -> str | None:
    """A length as it would be typed; None for one that has no such form."""
    if length is None or len(length.units) != 1 or length.sabato:
        return None
    return length_in_words(length)


UNA_DURATA: Final = semplice(a_length, length_in, "DURATA")
