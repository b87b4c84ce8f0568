"""`rete atto`: the acts born outside sittings, and decisions by their reference."""

from typing import Final

COMMANDS: Final = ("elenca", "mostra", "registra")
"""In the order of the help; each is the module of that name."""
