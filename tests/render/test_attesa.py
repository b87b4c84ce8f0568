"""The bar for whoever waits: only at a terminal, and only when the work lasts."""

import os
import subprocess
import sys
from pathlib import Path

from tests.aiuti.porta import environment, run

WORKS = """\
import sys, time
from rete.render.progress import Bar
with Bar("lavoro", after={after}) as bar:
    for n in range(4):
        bar.tell(n + 1, 4)
        time.sleep(0.12)
print("rich" in sys.modules)
"""


def at_work(folder: Path, after: float) -> str:
    import pty

    main, other = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", WORKS.format(after=after)],
        cwd=folder,
        env=environment({"TERM": "xterm"}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=other,
    ) as process:
        os.close(other)
        assert process.stdout is not None
        imported = process.stdout.read().decode()
    said = b""
    try:
        while piece := os.read(main, 65536):
            said += piece
    except OSError:  # Linux says so that the other side has gone
        pass
    os.close(main)
    return imported + said.decode()


def test_long_work_shows_a_bar_and_quick_work_does_not_even_load_it(tmp_path: Path) -> None:
    long = at_work(tmp_path, 0.0)

    assert long.startswith("True\n")
    assert "lavoro" in long
    assert "4/4" in long
    assert at_work(tmp_path, 60.0) == "False\n"


def test_where_nobody_looks_there_is_no_bar(tmp_path: Path) -> None:
    program = [sys.executable, "-c", WORKS.format(after=0.0)]

    result = run([], cwd=tmp_path, program=program)

    assert (result.stdout, result.stderr) == ("False\n", "")
