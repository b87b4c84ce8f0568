"""Lengths of time in words («10 giorni», «ogni anno»); the days they lead to: `last_days`."""

from typing import Final

from rete.italiano import count, every
from rete.model.comuni import Durata

UNITS: Final = {
    "giorni": ("giorno", "giorni"),
    "giorni_liberi": ("giorno libero", "giorni liberi"),
    "giorni_lavorativi": ("giorno lavorativo", "giorni lavorativi"),
    "mesi": ("mese", "mesi"),
    "anni": ("anno", "anni"),
    "ore": ("ora", "ore"),
    "minuti": ("minuto", "minuti"),
}


def length_in_words(length: Durata | None) -> str:
    """«10 giorni», «5 giorni lavorativi (sabato compreso)»."""
    units = length.units if length else ()
    words = " e ".join(count(number, *UNITS[unit]) for unit, number in units)
    saturdays = " (sabato compreso)" if length and length.sabato else ""
    return f"{words}{saturdays}" if words else "un tempo non detto"


def every_in_words(length: Durata) -> str:
    """«ogni anno», «ogni 6 mesi»: how often something comes again."""
    if len(length.units) != 1 or length.sabato:
        return f"ogni {length_in_words(length)}"
    ((unit, number),) = length.units
    return every(number, *UNITS[unit])
