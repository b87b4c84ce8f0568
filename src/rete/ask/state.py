"""The answers so far as plain data, which a file can keep and another day take up."""

from collections.abc import Mapping
from typing import Final

from rete.ask.question import Missing, Risposte
from rete.records import frozen

VERSION: Final = 1
"""Raised when what is kept would be read as something else."""

Plain = str | int | dict[str, str]


@frozen
class Stato:
    """The answers that a command has had, as text, by option; an empty one was left so.

    They stand in the order in which they were given. ``comando`` is the command («ente ammetti»),
    for which alone they mean something.
    """

    comando: str
    risposte: Risposte

    def as_plain(self) -> dict[str, Plain]:
        """What JSON can hold; `state_of` gives the same state back."""
        return {"comando": self.comando, "versione": VERSION, "risposte": dict(self.risposte)}


def state_of(plain: Mapping[str, object]) -> Stato:
    """The state read back from what was kept; Missing where it is damaged or of another version."""
    comando, risposte = plain.get("comando"), plain.get("risposte")
    if plain.get("versione") != VERSION:
        raise Missing(f"le risposte sono di una versione che non conosco: serve la {VERSION}")
    if not isinstance(comando, str) or not isinstance(risposte, dict):
        raise Missing("non sono risposte: mancano «comando» e «risposte»")
    if not all(isinstance(one, str) for pair in risposte.items() for one in pair):
        raise Missing("ogni risposta è un testo, con il nome della sua opzione")
    return Stato(comando=comando, risposte=risposte)
