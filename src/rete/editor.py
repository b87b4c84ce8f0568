"""The user's own text editor, opened on a file; `commands.writing.modificare` makes the draft."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from rete.errors import ReteError

_INTERRUPTED = {-signal.SIGINT, 128 + signal.SIGINT}
"""How an editor ends that Ctrl-C ends; the second, where a shell started it."""
_FALLBACKS = ("notepad",) if sys.platform == "win32" else ("nano", "vi")


def open_editor(file: Path) -> None:
    """Return when the editor is closed; ReteError where there is none, or it failed.

    EOFError where Ctrl-C has ended it: the cursor is then on a new line.
    """
    command = _command()
    try:
        code = _closed([*command, str(file)])
    except OSError:
        raise ReteError(
            f"l'editor «{command[0]}» non si può aprire: scrivi quello giusto nella variabile "
            "EDITOR"
        ) from None
    if code in _INTERRUPTED:
        if sys.stderr.isatty():
            sys.stderr.write("\n")
            sys.stderr.flush()
        raise EOFError
    if code != 0:
        raise ReteError(f"l'editor «{command[0]}» è finito con un errore ({code})")


def _closed(command: list[str]) -> int:
    """How the editor ended. Ctrl-C is for it: to some it is one key among others."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, check=False).returncode
    finally:
        signal.signal(signal.SIGINT, before)


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
