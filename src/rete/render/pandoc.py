"""pandoc, run as a program on what is given to it and nothing else; what for is not known here."""

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from rete.errors import ReteError

READER = "commonmark+pipe_tables"
_ENVIRONMENT: Final = {
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
}
_PATIENCE: Final = 60
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
def ask_version() -> "subprocess.Popen[str] | None":
    """Ask the binary which version it is: it takes a while to say, and other work can go on."""
    binary = program()
    if binary is None:
        return None
    try:
        return subprocess.Popen(
            [binary, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
        )
    except OSError:
        return None


@cache
def version() -> str | None:
    """The version of that binary, or None where there is none that runs."""
    asked = ask_version()
    if asked is None:
        return None
    try:
        said, _ = asked.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        asked.kill()
        return None
    found = re.match(r"pandoc\S* (\S+)", said)
    return found.group(1) if found else None


def converted(  # noqa: PLR0913 - what is converted, into what, and how
    markdown: str,
    *,
    to: str,
    options: Sequence[str],
    files: Path,
    seconds: int,
    meanwhile: Callable[[], object] | None = None,
    patience: float | None = None,
) -> bytes:
    """The document in format ``to``, with the clock at ``seconds`` since 1970.

    It may take ``patience`` seconds (as many as a text of that length may want, if nothing is
    said) and memory in proportion; ReteError where it fails, or had to be stopped.
    ``files`` takes the place of the user's own folder of pandoc's, where templates, filters and
    reference documents of whoever runs it could lie; ``meanwhile`` is done while pandoc works.
    """
    content = markdown.encode("utf-8")
    with TemporaryFile(prefix="rete-") as text:
        # From a file, it begins at once with all of it.
        text.write(content)
        text.seek(0)
        process = subprocess.Popen(
            [
                *(str(program()), "--sandbox", f"--data-dir={files}", "--wrap=none"),
                *("--from", READER, "--to", to, "--output", "-"),
                *options,
            ],
            stdin=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_environment(len(content)), "SOURCE_DATE_EPOCH": str(seconds)},
            cwd=files,  # it wants one that is there, whatever became of the user's
        )
        with process:
            if meanwhile is not None:
                meanwhile()
            made = _waited_for(process, patience or _patience(len(content)))
    if process.returncode != 0:
        raise ReteError(
            f"pandoc non è riuscito a fare il documento (codice {process.returncode}): se usi un "
            "modello tuo, provalo con --formato md"
        )
    return made


def _waited_for(process: "subprocess.Popen[bytes]", patience: float) -> bytes:
    try:
        made, _ = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        raise ReteError(
            "pandoc ci mette troppo tempo a fare il documento, e l'ho fermato: se usi un modello "
            "tuo, provalo con --formato md"
        ) from None
    finally:
        process.kill()
    return made


def _patience(size: int) -> float:
    """Seconds: ten times what a text of that size takes."""
    return _PATIENCE * (1 + size / _MILLION)


def _environment(size: int) -> dict[str, str]:
    memory = _MEMORY * (1 + size // _MILLION)
    # More room before it looks for garbage, a twentieth faster, and an end to its memory, three
    # times what is needed; a binary that cannot ignores it.
    return {**_ENVIRONMENT, "GHCRTS": f"-A16m -M{memory}m"}
