"""The program at a real pseudo-terminal: what a person would type, and all that they would see."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from porta import environment

PLAIN = {"RETE_OGGI": "2026-06-01", "NO_COLOR": "1", "TERM": "xterm"}


def typed(
    arguments: Sequence[str],
    lines: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    after: str = "",
) -> tuple[int, str]:
    """The exit code, and what was on the screen.

    The lines are there before they are asked for, or come ``after`` a question is on the screen: an
    end of the input is one only where somebody is reading.
    """
    main, other = os.openpty()
    to_type = "".join(f"{line}\n" for line in lines).encode()
    said = b""
    with subprocess.Popen(
        [sys.executable, "-m", "rete", *arguments],
        cwd=cwd,
        env=environment({**PLAIN, **(env or {})}),
        stdin=other,
        stdout=other,
        stderr=other,
    ) as process:
        os.close(other)
        try:
            while True:
                if to_type and said.endswith(after.encode()):
                    os.write(main, to_type)
                    to_type = b""
                if not (piece := os.read(main, 65536)):
                    break
                said += piece
        except OSError:  # Linux says so that the other side has gone
            pass
    os.close(main)
    return process.returncode, said.decode().replace("\r\n", "\n")
