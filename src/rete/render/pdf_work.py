"""A PDF made in a process of its own (`limited_process`), where typst could be kept for hours."""

import pickle
import sys
from pathlib import Path

from rete.errors import ReteError
from rete.render import pdf
from rete.render.limited_process import keep_within


def main(seconds: int, memory: int) -> None:
    """Read the order, write the answer, leave."""
    keep_within(seconds, memory)
    # Written by the process that waits for the answer.
    source, files, then = pickle.load(sys.stdin.buffer)  # noqa: S301
    sys.stdout.buffer.write(_answer(source, Path(files), then))


def _answer(source: str, files: Path, then: int) -> bytes:
    try:
        made = pdf.compiled_here(source, files=files, seconds=then)
    except ReteError as refusal:
        return f"{pdf.FAULT}\n{refusal}".encode()
    return f"{pdf.MADE}\n{''.join(made.missing)}\n".encode() + made.content
