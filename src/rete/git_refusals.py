"""Why git did not answer, in Italian: its settings, its age (damage: `git_damage`)."""

import re
from pathlib import Path
from typing import Final

from rete.errors import CannotTell
from rete.git_damage import closed

_SETTINGS: Final = (
    rb"bad config|bad (?:numeric|boolean) config|(?:missing|invalid) value for|unknown date format"
    rb"|maximum include depth|expand user dir|compression level|mode for object creation"
    rb"|as an exclude file|sharedRepository filemode|reading the configuration files"
    rb"|parse command-line config"
)
_NOT_WHICH: Final = re.compile(
    rb"^fatal: (?:unknown error .* configuration files|unable to parse .*-line config)\n",
    re.MULTILINE,
)
"""What git says last of settings that it cannot read: which, it has said before."""
_OF_THE_ENVIRONMENT: Final = re.compile(r"\bGIT_[A-Z0-9_]+\b")
_NO_FILES: Final = b"must be run in a work tree"
_TOO_NEW: Final = rb"git repo version|repository extension"


def apart_from_damage(stderr: bytes, *folders: Path) -> CannotTell | None:
    """Why git did not answer, and what to do; None: nothing of this kind.

    ``folders`` are git's own: settings there that may not be read are not wrong ones.
    """
    if re.search(_TOO_NEW, stderr):
        return CannotTell(
            "questo archivio git è di una forma che il git di questo computer non conosce (git "
            f"dice: «{last_line(stderr)}»): installa un git più recente e riprova"
        )
    if _NO_FILES in stderr:
        return CannotTell(
            "secondo le impostazioni di questo archivio git non ci sono file insieme a lui "
            "(core.bare): esegui «git config core.bare false» e riprova"
        )
    if not re.search(_SETTINGS, stderr):
        return None
    if (why := closed(*folders)) is not None:
        return why
    said = last_line(_NOT_WHICH.sub(b"", stderr))
    if variable := _OF_THE_ENVIRONMENT.search(said):
        remedy = f"correggi o togli la variabile d'ambiente {variable[0]}"
    else:
        remedy = (
            "correggilo nel file che git nomina, o con «git config --edit» («git config --global "
            "--edit» per le impostazioni di tutti i tuoi archivi)"
        )
    return CannotTell(f"le impostazioni di git hanno un errore (git dice: «{said}»): {remedy}")


def last_line(stderr: bytes) -> str:
    """The last thing that git said."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines() or ["(nulla)"]
    return "".join(c for c in lines[-1] if c.isprintable())
