"""The user's own text editor, opened on a file; what is in the file is not known here."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from rete.errors import ReteError

_FALLBACKS = ("notepad",) if sys.platform == "win32" else ("nano", "vi")


def open_editor(file: Path) -> None:
    """Return when the editor is closed; ReteError where there is none, or it failed."""
    command = _command()
    try:
        code = subprocess.run([*command, str(file)], check=False).returncode
    except OSError:
        raise ReteError(
            f"l'editor «{command[0]}» non si può aprire: scrivi quello giusto nella variabile "
            "EDITOR"
        ) from None
    if code != 0:
        raise ReteError(f"l'editor «{command[0]}» è finito con un errore ({code})")


def _command() -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        if value := os.environ.get(variable, "").strip():
            return _words(variable, value)
    # One that the user named may be a program that works alone; these wait for a hand.
    for name in _FALLBACKS if sys.stdin.isatty() else ():
        if shutil.which(name):
            return [name]
    raise ReteError(
        "non so quale editor aprire: scrivi il suo nome nella variabile EDITOR, per esempio "
        "«export EDITOR=nano»"
    )


def _words(variable: str, value: str) -> list[str]:
    try:
        # A path of Windows is full of backslashes: there they escape nothing.
        words = shlex.split(value, posix=sys.platform != "win32")
    except ValueError:
        raise ReteError(f"la variabile {variable} non si capisce: «{value}»") from None
    return [word.strip('"') for word in words]
