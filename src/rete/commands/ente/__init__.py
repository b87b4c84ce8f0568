"""`rete ente`: the bodies of the alliance."""

from typing import Final

COMMANDS: Final = (
    "elenca",
    "mostra",
    "aggiungi",
    "modifica",
    "ammetti",
    "sospendi",
    "chiudi",
    "referente",
)
"""In the order of the help; each is the module of that name."""
