"""The share of due dates in what `rete scadenze` does: processor time, in one process alone.

As a program (`due_dates.py REGISTER`) it loads a register, reckons its due dates and prints the
seconds of the two; nothing is shown, and no check is run.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from rete import another_process
from rete.load.loader import load
from rete.reckoning.deadlines import deadlines
from rete.store import Folder

OGGI: Final = date(2026, 11, 24)
"""After the last sitting of the invented registers, before the end of their term."""
MAX_SHARE: Final = 0.2


def medians_of_shares(
    register: Path, runs: int, environment: Mapping[str, str]
) -> tuple[float, float]:
    """The seconds of loading and those of reckoning, each run in a new process."""
    command = [sys.executable, __file__, str(register)]
    found = []
    for _ in range(runs):
        run = subprocess.run(command, env=dict(environment), check=True, capture_output=True)
        found.append(json.loads(run.stdout))
    loading, reckoning = zip(*found, strict=True)
    return statistics.median(loading), statistics.median(reckoning)


def main(register: Path) -> int:
    """Print the two numbers; 1 where the register has nothing that falls due."""
    # All the files are read here: what other processes did would not be in this one's time.
    another_process.SHARED_FROM = sys.maxsize
    start = time.process_time()
    rete = load(Folder(register)).rete
    loaded = time.process_time()
    found = deadlines(rete, OGGI)
    reckoned = time.process_time()
    print(json.dumps([loaded - start, reckoned - loaded]))
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
