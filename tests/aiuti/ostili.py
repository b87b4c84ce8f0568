"""The program given bad input, in its own process or in this one, and what it may say."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.aiuti.inglese import english_words
from tests.aiuti.porta import environment
from tests.conftest import Said

SECONDS = 20
"""Far more than any of these takes, on a machine that does other things too."""

ENTE = "data/enti/il-ponte.yaml"


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and errors of the program in a folder, as it writes them."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "rete", *arguments],
        cwd=folder,
        env=environment({"RETE_OGGI": "2026-06-01", "PYTHONIOENCODING": ""}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    out, err = (text.decode("utf-8", "strict") for text in (done.stdout, done.stderr))
    return well_said(start, done.returncode, out, err)


def well_said(start: float, code: int, out: str, err: str) -> tuple[int, str, str]:
    """The same, if it came soon, in Italian and in what a terminal shows as it is."""
    assert time.perf_counter() - start < SECONDS
    for text in (out, err):
        assert "Traceback" not in text
        assert "difetto" not in text, text
        assert [c for c in text if c not in "\n\u200d" and not c.isprintable()] == []
        # Codes, paths, options and JSON's own words are nobody's.
        known = ("data/", "[", "--help", "false")
        words = " ".join(w for w in text.split() if not w.startswith(known))
        assert english_words(words) == set(), text
    return code, out, err


Run = Callable[..., tuple[int, str, str]]


def in_this_process(rete: Callable[..., Said]) -> Run:
    """The program called in this process, judged as in its own."""

    def call(folder: Path, *arguments: str) -> tuple[int, str, str]:
        start = time.perf_counter()
        said = rete(*arguments, folder=folder)
        return well_said(start, said.code, said.out, said.err)

    return call


def write(register: Path, path: str, content: bytes) -> None:
    (register / path).parent.mkdir(parents=True, exist_ok=True)
    (register / path).write_bytes(content)


def with_an_odd_name(folder: Path) -> Path:
    odd = Path(os.fsdecode(os.fsencode(folder) + b"/\x1b[31m caff\xe8\n"))
    odd.mkdir()
    return odd
