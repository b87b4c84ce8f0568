"""pandoc, run as a program on what is given to it and nothing else; what for is not known here."""

import os
import re
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from rete.errors import ReteError

READER = "commonmark+pipe_tables"


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
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except OSError:
        return None
    found = re.match(r"pandoc\S* (\S+)", said.stdout)
    return found.group(1) if found else None


def converted(
    markdown: str, *, to: str, options: Sequence[str], files: Path, seconds: int
) -> bytes:
    """The document in format ``to``, with the clock at ``seconds`` since 1970.

    ``files`` takes the place of the user's own folder of pandoc's, where templates, filters and
    reference documents of whoever runs it could lie.
    """
    done = subprocess.run(
        [
            *(str(program()), "--sandbox", f"--data-dir={files}", "--wrap=none"),
            *("--from", READER, "--to", to, "--output", "-"),
            *options,
        ],
        input=markdown.encode("utf-8"),
        capture_output=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(seconds), "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    )
    if done.returncode != 0:
        raise ReteError(
            f"pandoc non è riuscito a fare il documento (codice {done.returncode}): se usi un "
            "modello tuo, provalo con --formato md"
        )
    return done.stdout
