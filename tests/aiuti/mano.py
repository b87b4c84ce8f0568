"""A hand at the register: a copy of it in a real repository, and commands that write in it."""

import shutil
from collections.abc import Callable, Mapping
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.aiuti.archivio import begin, commit, git
from tests.aiuti.luoghi import CASES, ROOT
from tests.conftest import Said

Contents = dict[str, bytes]


def in_git(
    folder: Path, source: Path = CASES / "_base", by_hand: Mapping[str, str] | None = None
) -> Path:
    """A copy of a register, committed; its root. Then some files written by hand, if any."""
    committed = _committed if source.is_relative_to(ROOT) else _newly_committed
    copy = committed(source, tuple((by_hand or {}).items()))
    return Path(shutil.copytree(copy, folder, symlinks=True, dirs_exist_ok=True))


def _newly_committed(source: Path, by_hand: tuple[tuple[str, str], ...]) -> Path:
    """The repository of which copies are made: no test writes in it."""
    folder = aside()
    begin(folder)
    shutil.copytree(source, folder, dirs_exist_ok=True)
    commit(folder, "registro")
    if by_hand:
        write(folder, dict(by_hand))
    git(folder, "repack", "-adq")  # one file to copy each time instead of a hundred
    return folder


_committed = cache(_newly_committed)
_NUMBERS = count()


def aside() -> Path:
    """A folder, not yet there, for what several tests take copies of."""
    return Path(_copies().name) / str(next(_NUMBERS))


@cache
def _copies() -> "TemporaryDirectory[str]":
    return TemporaryDirectory(prefix="rete-")


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


MINUTES = "2026-05-20-plenaria"
MINUTES_FILE = f"data/verbali/2026/{MINUTES}.yaml"
MINUTES_TEXT = """\
odg:
  - {punto: 1, titolo: Decisioni}
decisioni:
  - {n: 1, oggetto: Prima, testo: Si decide., esito: approvata}
  - {n: 2, oggetto: Seconda, testo: Si decide., esito: approvata}
  - {n: 3, oggetto: Terza, testo: Si decide., esito: respinta}
"""
"""A draft with decisions that lay nothing down yet; the third was rejected."""

GUEST = "data/enti/il-faro.yaml"
GUEST_TEXT = "denominazione: Il Faro\nnatura: privato-sociale\nadesioni: []\n"


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

    def refuses(self, *arguments: str, code: int = 3) -> Said:
        """Nothing is written, and no commit is made."""
        before, head = contents(self.register), git(self.register, "rev-parse", "HEAD")
        said = self.call(*arguments, "--si")
        assert said.code == code, said.out + said.err
        assert contents(self.register) == before
        assert git(self.register, "rev-parse", "HEAD") == head
        return said

    def adds(self, path: str, line: str) -> None:
        """A line at the end of a file, not committed."""
        with (self.register / path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{line}\n")

    def text(self, path: str) -> str:
        return (self.register / path).read_text(encoding="utf-8")

    def last_message(self) -> str:
        return git(self.register, "log", "-1", "--format=%B")

    def newest_code(self) -> str:
        """The code of the operation that stands first in the list."""
        return self.call("annulla").out.split()[0].rstrip(",")
