"""What it costs to write in a register: a new body, and the file put away after every run."""

import subprocess
from pathlib import Path

from bench.processes import Program
from bench.programs import rete

_ID = "zuzzurellone"
_NEW_BODY = (
    *("ente", "aggiungi", "--denominazione", "Associazione Zuzzurellone", "--id", _ID),
    *("--natura", "privato-sociale", "--comune", "Roccaverde", "--si"),
)


def put_in_git(register: Path) -> None:
    """A repository with the whole register in its first commit, and a name for the next ones."""
    _git(register, "init", "--quiet", "--initial-branch=main")
    _git(register, "config", "user.name", "Segreteria")
    _git(register, "config", "user.email", "segreteria@roccaverde.example")
    _git(register, "add", "--", "data")
    _git(register, "commit", "--quiet", "--message=registro")


def new_body(register: Path) -> Program:
    """The card of a body is written, and no more."""

    def undo() -> None:
        (register / "data" / "enti" / f"{_ID}.yaml").unlink()

    command = rete(register, *_NEW_BODY, "--senza-commit").command
    return Program(name="ente aggiungi, senza commit", command=command, folder=register, undo=undo)


def new_body_committed(register: Path) -> Program:
    """The same, with its commit."""

    def undo() -> None:
        _git(register, "reset", "--quiet", "--hard", "HEAD~1")

    command = rete(register, *_NEW_BODY).command
    return Program(name="ente aggiungi, con commit", command=command, folder=register, undo=undo)


def _git(register: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=register, check=True, stdout=subprocess.DEVNULL)
