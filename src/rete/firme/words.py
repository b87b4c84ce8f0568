"""A signature in words: who, when, whether it is of these bytes, where it stands."""

from datetime import datetime
from typing import Final

from rete.errors import CannotTell
from rete.firme.values import Firma, Place
from rete.italiano.date_it import date_in_words
from rete.rome import rome

TRUST: Final = (
    "se i certificati sono buoni, e se chi ha firmato è davvero chi dicono, rete non lo giudica: "
    "lo dice un programma di firma"
)
_KINDS: Final = {
    "firma": "firma di",
    "controfirma": "controfirma di",
    "marca": "marca temporale di",
}
_NOBODY: Final = "chi non è scritto"


def line(firma: Firma) -> str:
    """One line about one signature."""
    parts = [f"{_KINDS[firma.kind]} {_who(firma)}", *_when(firma), _matching(firma.matches)]
    return "; ".join((*parts, *firma.notes, *map(place, firma.places)))


def place(where: Place) -> str:
    """Where a visible signature stands, and what it hides."""
    if where.where is None:
        return f"il suo riquadro è fuori dalla pagina {where.page}, e non si vede"
    told = f"si vede a pagina {where.page}, {where.where}"
    if where.meets:
        told += ", dove c'è anche il riquadro di un'altra"
    if isinstance(where.covers, CannotTell):
        return f"{told}; {where.covers.why}"
    return told if where.covers is None else f"{told}, e {where.covers}"


def _who(firma: Firma) -> str:
    who = f"«{firma.name}»" if firma.name else _NOBODY
    return f"{who} ({firma.organisation})" if firma.organisation else who


def _when(firma: Firma) -> list[str]:
    told = []
    if firma.claimed is not None:
        told.append(f"ora dichiarata {_moment(firma.claimed)}")
    if firma.stamped is not None:
        word = "del" if firma.kind == "marca" else "marca temporale del"
        told.append(f"{word} {_moment(firma.stamped)}")
    return told


def _moment(when: datetime) -> str:
    try:
        there = when.astimezone(rome())
    except OverflowError:  # the first and the last hours of the calendar
        there = when
    return f"{date_in_words(there.date())}, {there:%H:%M}"


def _matching(answer: bool | CannotTell) -> str:
    if isinstance(answer, CannotTell):
        return f"non si può dire se è di questi byte: {answer.why}"
    return "è di questi byte" if answer else "NON è di questi byte"
