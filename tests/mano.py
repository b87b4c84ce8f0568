"""A hand at the register: a copy of it in a real repository, and commands that write in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.archivio import begin, commit
from tests.conftest import CASES, Said

ROOT = Path(__file__).resolve().parents[1]

Contents = dict[str, bytes]


def in_git(folder: Path, source: Path = CASES / "_base") -> Path:
    """A copy of a register, committed; its root."""
    begin(folder)
    shutil.copytree(source, folder, dirs_exist_ok=True)
    commit(folder, "registro")
    return folder


def contents(register: Path) -> Contents:
    """Every file of the data."""
    return {
        path.relative_to(register).as_posix(): path.read_bytes()
        for path in sorted((register / "data").rglob("*"))
        if path.is_file()
    }


def write(register: Path, files: dict[str, str], message: str = "a mano") -> None:
    """Files written by hand, and committed."""
    for path, text in files.items():
        (register / path).parent.mkdir(parents=True, exist_ok=True)
        (register / path).write_text(text, encoding="utf-8", newline="\n")
    commit(register, message)


class Mano:
    """The program called in one register, which must say yes."""

    def __init__(self, rete: Callable[..., Said], register: Path) -> None:
        self.rete = rete
        self.register = register

    def call(self, *arguments: str) -> Said:
        return self.rete(*arguments, folder=self.register)

    def writes(self, *arguments: str) -> Said:
        said = self.call(*arguments, "--si")
        assert said.code == 0, said.out + said.err
        assert "fatto: " in said.out
        return said

    def is_sound(self) -> bool:
        said = self.call("controlla")
        return said.out.rstrip().splitlines()[-1].startswith("errori: 0,")
