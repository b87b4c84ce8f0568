"""A conversation with the program at a real terminal, answered as a page shows it."""

import os
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

QUIET = 0.3
"""Seconds without a word after which the program is waiting for an answer."""
PATIENCE = 60.0


def conversation(
    arguments: Sequence[str], shown: Sequence[str], *, folder: Path, environment: Mapping[str, str]
) -> str:
    """All that is on the screen; what the page has after a question is what is typed there."""
    terminal, other = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "rete", *arguments],
        cwd=folder,
        env=environment,
        stdin=other,
        stdout=other,
        stderr=other,
    ) as process:
        os.close(other)
        try:
            said = _talk(terminal, list(shown))
        except AssertionError:
            process.kill()
            raise
        finally:
            os.close(terminal)
    assert process.returncode in {0, 3}, said
    return "".join(f"{line.rstrip()}\n" for line in said.splitlines())


def _talk(terminal: int, page: list[str]) -> str:
    said = b""
    while True:
        line = said.rpartition(b"\n")[2]
        asking = line.endswith(b" ")
        ready, _, _ = select.select([terminal], [], [], QUIET if asking else PATIENCE)
        if ready:
            piece = _read(terminal)
            if not piece:
                return said.decode()
            said += piece
        else:
            assert asking, f"the program has stopped: {said.decode()}"
            os.write(terminal, f"{_answer(line.decode().strip(), page)}\n".encode())
            # What was typed comes back: until then the question would seem still to be asked.
            echoed, _, _ = select.select([terminal], [], [], PATIENCE)
            assert echoed, f"the program has stopped: {said.decode()}"
            said += _read(terminal)


def _answer(question: str, page: list[str]) -> str:
    """What follows a question in the page, which is then left behind."""
    while page:
        line = page.pop(0)
        if line.startswith(question):
            return line.removeprefix(question).strip()
    raise AssertionError(f"the page has no answer to «{question}»")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so that the other side has gone
        return b""
