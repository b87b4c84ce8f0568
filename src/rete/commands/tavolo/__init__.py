"""`rete tavolo`: the tables."""

from typing import Final

COMMANDS: Final = (
    "elenca",
    "mostra",
    "istituisci",
    "modifica",
    "aggiungi",
    "togli",
    "affida",
    "chiudi",
)
"""In the order of the help; each is the module of that name."""
