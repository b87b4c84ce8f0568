"""pandoc, run as a program on what is given to it and nothing else, for `conversion`."""

import os
import re
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from rete import resources
from rete.errors import ReteError

READER = "commonmark+pipe_tables"
_ENVIRONMENT: Final = {
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
}
_PATIENCE: Final = 60
"""Seconds for each million of bytes, and as many for any text: ten times what one takes."""
_MEMORY: Final = 1024
_MILLION: Final = 1_000_000


@cache
def program() -> Path | None:
    """The binary that the package `pypandoc-binary` carries; importing it would cost 54 ms."""
    found = find_spec("pypandoc")
    if found is None or found.origin is None:
        return None
    for name in ("pandoc", "pandoc.exe"):
        binary = Path(found.origin).parent / "files" / name
        if binary.is_file():
            return binary
    return None


@cache
def version() -> str | None:
    """The version of that binary, or None where there is none that runs."""
    binary = program()
    if binary is None:
        return None
    try:
        said = subprocess.run(
            [binary, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.match(rb"pandoc\S* (\S+)", said)
    return found.group(1).decode("utf-8", "replace") if found else None


def converted(
    text: str, options: Sequence[str], *, seconds: int, patience: float | None = None
) -> bytes:
    """What a text in Markdown becomes by some options, with the clock at ``seconds`` since 1970.

    It may take ``patience`` seconds (as many as a text of that length may want, if nothing is
    said) and memory in proportion; ReteError where it fails, or had to be stopped.
    """
    content, files = text.encode("utf-8"), resources.templates_dir()
    try:
        done = subprocess.run(
            [
                # In place of the user's own folder of pandoc's, where filters of theirs could lie.
                *(str(program()), "--sandbox", f"--data-dir={files}", "--wrap=none"),
                *("--from", READER, "--output", "-", *options),
            ],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_environment(len(content)), "SOURCE_DATE_EPOCH": str(seconds)},
            cwd=files,  # it wants one that is there, whatever became of the user's
            timeout=patience or _PATIENCE * (1 + len(content) / _MILLION),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReteError(_TOO_LONG) from None
    if done.returncode != 0:
        raise ReteError(_FAILED.format(codice=done.returncode))
    return done.stdout


_TOO_LONG: Final = (
    "pandoc ci mette troppo tempo a fare il documento, e l'ho fermato: se usi un modello "
    "tuo, provalo con --formato md"
)
_FAILED: Final = (
    "pandoc non è riuscito a fare il documento (codice {codice}): se usi un modello tuo, provalo "
    "con --formato md"
)


def _environment(size: int) -> dict[str, str]:
    memory = _MEMORY * (1 + size // _MILLION)
    # More room before it looks for garbage, a twentieth faster, and an end to its memory, three
    # times what is needed; a binary that cannot ignores it.
    return {**_ENVIRONMENT, "GHCRTS": f"-A16m -M{memory}m"}
