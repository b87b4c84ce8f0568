"""The programs that are measured, ours and those it is compared with."""

import json
import shlex
import sys
import sysconfig
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.processes import Program
from rete.load.kinds import KINDS
from rete.resources import schemas_dir

_BIN = Path(sysconfig.get_path("scripts"))
_BARE_TYPER = """\
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def uno(): "La prima cosa."
@app.command()
def due(): "La seconda cosa."
app()
"""


def rete(register: Path, *arguments: str) -> Program:
    """Our own program in a register."""
    command = [str(_BIN / "rete"), *arguments]
    return Program(name=f"rete {' '.join(arguments)}", command=command, folder=register)


def state_of(register: Path, day: date) -> Program:
    """The work of a day: all that a check does, and then some."""
    asked = rete(register, "stato", "--oggi", day.isoformat())
    return replace(asked, name="rete stato")


def check_jsonschema(register: Path) -> Program:
    """One call per schema that has files, all in one shell: each call knows one schema only.

    The lists of files go through xargs, as there is a limit to how long a command may be.
    """
    calls = [
        f"xargs {shlex.quote(str(_BIN / 'check-jsonschema'))} "
        f"--schemafile {shlex.quote(str(schemas_dir() / f'{kind}.schema.json'))} "
        f"< {shlex.quote(str(listing))}"
        for kind, listing in _listings(register).items()
    ]
    command = ["/bin/sh", "-c", " && ".join(calls)]
    return Program(name="check-jsonschema", command=command, folder=register)


def plain_loop(register: Path) -> Program:
    """CSafeLoader and jsonschema over the same files, in one process."""
    listing = register / "elenchi.json"
    listing.write_text(json.dumps(_lists(register)), encoding="utf-8")
    script = Path(__file__).with_name("plain_loop.py")
    command = [sys.executable, str(script), str(schemas_dir()), str(listing)]
    return Program(name="ciclo semplice", command=command, folder=register)


def bare_typer(folder: Path) -> Program:
    """The quickest Typer program with two commands (no Rich), asked for its help."""
    script = folder / "nudo.py"
    script.write_text(_BARE_TYPER, encoding="utf-8")
    command = [sys.executable, str(script), "--help"]
    return Program(name="Typer nudo --help", command=command, folder=folder)


def _lists(register: Path) -> dict[str, list[str]]:
    data = register / "data"
    found = {"patto": [str(data / "patto.yaml")]}
    for kind in KINDS:
        paths = sorted(str(path) for path in (data / kind.folder).rglob("*.yaml"))
        if paths:
            found[kind.name] = paths
    return found


def _listings(register: Path) -> dict[str, Path]:
    """The names of the files of each kind, one a line, beside the register's data."""
    listings = {}
    for kind, paths in _lists(register).items():
        listing = register / f"elenco-{kind}.txt"
        listing.write_text("\n".join(paths) + "\n", encoding="utf-8")
        listings[kind] = listing
    return listings
