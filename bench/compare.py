"""This program and another checkout of it: processor time of each command, old and new in turn."""

import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.documents import DAY, MINUTES
from bench.due_dates import OGGI
from bench.generate import write_register
from bench.processes import Program
from bench.programs import rete
from bench.writing import new_body, new_body_committed, put_in_git
from rete.commands.shared.memoria import VARIABLE
from rete.load.memory import SECONDS

RUNS = 10
MOST_TIMES, MOST_SECONDS = 1.1, 0.010
ROW = "{:<3} {:>6} {:<42} {:>9} {:>9} {:>9} {:>7}"
_HERE = Path(__file__).resolve().parents[1]

Cost = Callable[[Program, str], float]
"""The seconds of one run; the text names the folder of what is kept (empty: nothing is)."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A command of both: made of a register; ``keeps`` what it reads for the next one, or not."""

    size: int
    program: Program
    keeps: bool = False
    script: str | None = None

    @property
    def name(self) -> str:
        return f"{self.program.name}{' (già letto)' if self.keeps else ''}"

    def of(self, checkout: Path) -> Program:
        """The same by the program of a checkout, with its own Python and its own scripts."""
        folder = checkout / ".venv" / ("Scripts" if sys.platform == "win32" else "bin")
        words = list(self.program.command[1:])
        first = [str(folder / "rete")]
        if self.script is not None:
            first = [str(folder / "python"), str(checkout / "bench" / self.script)]
        return replace(self.program, command=[*first, *words])


def compare(
    other: Path, folder: Path, sizes: Sequence[int], runs: int, environment: Mapping[str, str]
) -> bool:
    """Print a line for each command; whether none costs more than a tenth more than it did."""
    # Only here: what counts it is not on every system.
    from bench.processor import adopt_orphans, processor_seconds

    def cost(program: Program, kept_in: str) -> float:
        kept = {VARIABLE: str(folder / kept_in)} if kept_in else {}
        return processor_seconds(program, {**environment, **kept})

    adopt_orphans()
    print(
        "Tempo di processore del comando e di tutti i processi che avvia, a turno (mediane, ms)\n"
    )
    print(ROW.format("", "enti", "comando", "prima", "adesso", "in più", "volte"))
    sound = True
    for row in rows(other, folder, sizes):
        was, now = medians(row, (other, _HERE), runs, cost)
        sound &= now <= was * MOST_TIMES
        print(line(row, was, now), flush=True)
    print("\nNO: più di un decimo in più; ms: più di 10 millisecondi in più")
    return sound


def rows(other: Path, folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    """The commands that the bench measures, each when its register is ready."""
    yield Row(size=0, program=rete(folder, "--version"))
    yield Row(size=0, program=rete(folder, "--help"))
    yield from _of_the_example(other, folder)
    for size in sizes:
        register = folder / str(size)
        write_register(register, size)
        time.sleep(SECONDS + 1)
        yield from _of_a_register(register, size)


def _of_the_example(other: Path, folder: Path) -> Iterator[Row]:
    register = folder / "esempio"
    shutil.copytree(other / "esempi" / "roccaverde" / "data", register / "data")
    time.sleep(SECONDS + 1)  # what just changed is not kept
    asked = rete(register, "documento", *MINUTES, "--al", DAY.isoformat(), "-o", "v.pdf")
    written = register / "v.pdf"
    pdf = replace(asked, name="documento verbale … -o v.pdf", undo=written.unlink)
    check = replace(rete(register, "controlla"), name="controlla (esempio)")
    yield Row(size=0, program=pdf)
    yield Row(size=0, program=pdf, keeps=True)
    yield Row(size=0, program=check)
    yield Row(size=0, program=check, keeps=True)
    every = Program(name="ogni documento", command=["", "quanti.json"], folder=register)
    yield Row(size=0, program=every, script="every_document.py")


def _of_a_register(register: Path, size: int) -> Iterator[Row]:
    day = OGGI.isoformat()
    written = register / "elenco.md"
    listing = rete(register, "documento", "elenco-aderenti", "--al", day, "-o", written.name)
    asked = (
        rete(register, "controlla"),
        rete(register, "stato", "--oggi", day),
        rete(register, "scadenze", "--oggi", day),
        rete(register, "ente", "elenca", "--al", day),
        replace(listing, undo=written.unlink),
    )
    for program in asked:
        named = replace(program, name=" ".join(program.command[1:3]))
        yield Row(size=size, program=named)
        yield Row(size=size, program=named, keeps=True)
    put_in_git(register)
    yield Row(size=size, program=new_body(register))
    yield Row(size=size, program=new_body_committed(register))


def medians(row: Row, checkouts: Sequence[Path], runs: int, cost: Cost) -> list[float]:
    """The median seconds of a row for each checkout, after a first run that does not count.

    Each keeps what it reads in a folder of its own.
    """
    found: list[list[float]] = [[] for _ in checkouts]
    for run in range(runs + 1):
        for number, checkout in enumerate(checkouts):
            seconds = cost(row.of(checkout), f"tenuti-{number}" if row.keeps else "")
            if run:
                found[number].append(seconds)
    return [statistics.median(seconds) for seconds in found]


def line(row: Row, was: float, now: float) -> str:
    """A row as it is printed, with what is to be looked at in front of it."""
    mark = "NO" if now > was * MOST_TIMES else "ms" if now - was > MOST_SECONDS else ""
    shown = [f"{seconds * 1000:.0f}" for seconds in (was, now)]
    times = f"{now / was:.2f}".replace(".", ",")
    return ROW.format(mark, row.size or "", row.name, *shown, f"{(now - was) * 1000:+.0f}", times)
