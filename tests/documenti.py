"""Documents in tests: what changes in their foot left out, and registers out of anybody's git."""

import re
import shutil
from pathlib import Path

_CHANGING = (
    (re.compile(r"Fatto da rete [^:]*:"), "Fatto da rete …:"),
    (re.compile(r"dati [0-9a-f]{40}"), "dati …"),
    (re.compile(r"modelli [0-9a-f]{16}"), "modelli …"),
)


def steady(text: str) -> str:
    """A document without versions and digests, which change when what it says does not."""
    for changing, written in _CHANGING:
        text = changing.sub(written, text)
    return text


def out_of_git(register: Path, into: Path) -> Path:
    """A copy that no repository speaks of: what is not yet committed makes a draft elsewhere."""
    shutil.copytree(register / "data", into / "data")
    return into
