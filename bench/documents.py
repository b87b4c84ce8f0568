"""What a document costs: one PDF against the programs it is made with, then all of them at once."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bench.processes import Measure, Program, medians_of
from bench.programs import rete
from rete.commands.shared.memoria import VARIABLE
from rete.load.memory import SECONDS
from rete.render import pandoc
from rete.render.conversion import Page, pandoc_options
from rete.resources import templates_dir

EXAMPLE = Path(__file__).resolve().parents[1] / "esempi" / "roccaverde"
MINUTES = ("verbale", "2024-05-16-plenaria")
DAY = date(2026, 6, 1)
RUNS = 9
_TYPST = """\
import sys, typst
typst.Compiler(sys.argv[1], font_paths=[], ignore_system_fonts=True).compile(
    output=sys.argv[2], format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0)
"""


def example_register(folder: Path) -> Path:
    """The example out of any repository, as one that is new."""
    shutil.copytree(EXAMPLE / "data", folder / "esempio" / "data")
    return folder / "esempio"


def one_pdf(register: Path, environment: Mapping[str, str]) -> dict[str, Measure]:
    """The minutes as a PDF by our program, and what it goes through, each by itself.

    Once as always: the register was read by an earlier command, some seconds after it changed; and
    once as the very first time.
    """
    asked = ("documento", *MINUTES, "--al", DAY.isoformat())
    nothing_known = environment
    environment = {**environment, VARIABLE: str(register.parent / "memoria")}
    time.sleep(SECONDS + 1)
    subprocess.run(
        [*rete(register, *asked, "-o", "v.md").command],
        cwd=register, env=environment, check=True, capture_output=True,
    )  # fmt: skip
    programs = [
        rete(register, *asked, "-o", "v.pdf"),
        rete(register, "--version"),
        rete(register, "controlla"),
        _pandoc(register),
        _typst(register),
    ]
    names = ("rete documento", "rete --version", "rete controlla", "pandoc", "typst")
    found = dict(zip(names, medians_of(programs, RUNS, environment), strict=True))
    (first,) = medians_of(programs[:1], RUNS, nothing_known)
    return {**found, "la prima volta": first}


def _pandoc(register: Path) -> Program:
    """The same call that we make, of the same Markdown."""
    page = Page(
        markdown=(register / "v.md").read_text(encoding="utf-8"),
        name="prova", foot="Fatto da rete.", day=DAY, when=None,
    )  # fmt: skip
    command = [
        *(str(pandoc.program()), "--sandbox", f"--data-dir={templates_dir()}", "--wrap=none"),
        *("--from", pandoc.READER, "--output", "v.typ"),
        *(*pandoc_options(page, "pdf"), "v.md"),
    ]
    return Program(name="pandoc", command=command, folder=register)


def _typst(register: Path) -> Program:
    """Typst's compiler of what pandoc wrote; it comes as a module of Python's."""
    command = [sys.executable, "-c", _TYPST, "v.typ", "typst.pdf"]
    return Program(name="typst", command=command, folder=register)


def every_document(register: Path, environment: Mapping[str, str]) -> tuple[int, Measure]:
    """Every document there is, once in every format, all in one process; how many they are."""
    counted = register / "quanti.json"
    command = [sys.executable, str(Path(__file__).with_name("every_document.py")), str(counted)]
    program = Program(name="ogni documento", command=command, folder=register)
    (measure,) = medians_of([program], 3, environment)
    return json.loads(counted.read_text(encoding="utf-8")), measure
