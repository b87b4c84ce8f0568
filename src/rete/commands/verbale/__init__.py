"""`rete verbale`: the sittings and their minutes."""

from typing import Final

COMMANDS: Final = (
    "elenca",
    "mostra",
    "presenze",
    "convoca",
    "sposta",
    "disdici",
    "redigi",
    "modifica",
    "approva",
    "attua",
    "rettifica",
)
"""In the order of the help; each is the module of that name."""
