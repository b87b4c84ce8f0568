"""`rete patto`: the pact itself."""

from typing import Final

COMMANDS: Final = ("mostra", "articolo", "confronta", "rinnova", "monitora")
"""In the order of the help; each is the module of that name."""
