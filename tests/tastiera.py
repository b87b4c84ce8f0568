"""The program at a real pseudo-terminal: what a person would type, and all that they would see."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from porta import environment


def typed(
    arguments: Sequence[str],
    lines: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """The exit code, and what was on the screen; the lines are there before they are asked for."""
    main, other = os.openpty()
    os.write(main, "".join(f"{line}\n" for line in lines).encode())
    said = b""
    with subprocess.Popen(
        [sys.executable, "-m", "rete", *arguments],
        cwd=cwd,
        env=environment({"RETE_OGGI": "2026-06-01", "NO_COLOR": "1", **(env or {})}),
        stdin=other,
        stdout=other,
        stderr=other,
    ) as process:
        os.close(other)
        try:
            while piece := os.read(main, 65536):
                said += piece
        except OSError:  # Linux says so that the other side has gone
            pass
    os.close(main)
    return process.returncode, said.decode().replace("\r\n", "\n")
