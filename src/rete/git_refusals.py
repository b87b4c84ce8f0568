"""What git complains of where nothing that it keeps is damaged: its settings, or its own age."""

import re
from typing import Final

from rete.errors import CannotTell

_SETTINGS: Final = (
    rb"bad config|bad (?:numeric|boolean) config|(?:missing|invalid) value for|unknown date format"
    rb"|maximum include depth|expand user dir|compression level|mode for object creation"
)
_TOO_NEW: Final = rb"git repo version|repository extension"


def apart_from_damage(stderr: bytes) -> CannotTell | None:
    """Why git did not answer, and what to do; None: nothing of this kind."""
    if re.search(_TOO_NEW, stderr):
        return CannotTell(
            "questo archivio git è di una forma che il git di questo computer non conosce (git "
            f"dice: «{last_line(stderr)}»): installa un git più recente e riprova"
        )
    if re.search(_SETTINGS, stderr):
        return CannotTell(
            f"le impostazioni di git hanno un errore (git dice: «{last_line(stderr)}»): correggilo "
            "nel file che git nomina, o con «git config --edit» («git config --global --edit» per "
            "le impostazioni di tutti i tuoi archivi)"
        )
    return None


def last_line(stderr: bytes) -> str:
    """The last thing that git said."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines() or ["(nulla)"]
    return "".join(c for c in lines[-1] if c.isprintable())
