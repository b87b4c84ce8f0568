"""`rete azione`: the actions decided in sittings."""

from typing import Final

COMMANDS: Final = ("elenca", "aggiorna")
"""In the order of the help; each is the module of that name."""
