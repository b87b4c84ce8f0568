"""The examples of a page, run as written, and the page with what they really print.

A ```console block holds commands (`$ rete …`) and what they print, where a line `[…]` stands for
lines left out; one that asks is answered as the page shows. A ```diff block holds the name of a
file and a change to it, made when it is met. Names of commits and codes of operations, never the
same, are numbered.
"""

import hashlib
import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.aiuti.dialogo import conversation
from tests.aiuti.porta import environment
from tests.conftest import Said

CUT = "[…]"
_BLOCK = re.compile(r"^```(console|diff)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ASKS = ("«?» spiega una domanda", "Scrivo? [s/N]")
_COMMIT = re.compile(r"(?<=commit )[0-9a-f]{7}\b|(?<=\()[0-9a-f]{7}(?=\)(?:$|;))", re.MULTILINE)
_OPERATION = re.compile(r"\bop-[0-9a-f]{5}\b")
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


@dataclass(kw_only=True)
class Session:
    """A terminal in a folder, on a day; git's dates are that day's."""

    rete: Callable[..., Said]
    folder: Path
    day: str
    commits: dict[str, str] = field(default_factory=dict)
    operations: dict[str, str] = field(default_factory=dict)

    def page_as_run(self, page: str) -> str:
        """The page with the outputs that its commands give, cut where it cuts them."""
        return _BLOCK.sub(self._block, page)

    def _block(self, block: re.Match[str]) -> str:
        kind, text = block.groups()
        if kind == "diff":
            self._change(text)
            return block.group()
        assert text.startswith("$ "), text
        return f"```console\n{_COMMAND.sub(self._command, text)}```"

    def _command(self, found: re.Match[str]) -> str:
        typed, shown = found.groups()
        run = self._run(shlex.split(_OPERATION.sub(self._meant, typed)), shown)
        named = _OPERATION.sub(self._operation, _COMMIT.sub(self._commit, run))
        return "\n".join([f"$ {typed}", *cut_alike(shown.splitlines(), named.splitlines()), ""])

    def _commit(self, found: re.Match[str]) -> str:
        """A commit by its number in the page, in the look of a commit."""
        number = str(len(self.commits))
        return self.commits.setdefault(
            found.group(), hashlib.sha256(number.encode()).hexdigest()[:7]
        )

    def _operation(self, found: re.Match[str]) -> str:
        """An operation by its number in the page, in the look of a code."""
        number = f"op {len(self.operations)}"
        shown = f"op-{hashlib.sha256(number.encode()).hexdigest()[:5]}"
        return self.operations.setdefault(found.group(), shown)

    def _meant(self, found: re.Match[str]) -> str:
        """The operation that a code of the page stands for."""
        meant = [code for code, shown in self.operations.items() if shown == found.group()]
        return meant[0] if meant else found.group()

    def _run(self, words: Sequence[str], shown: str) -> str:
        match words:
            case ["rete", *arguments] if any(question in shown for question in _ASKS):
                return conversation(
                    arguments,
                    shown.splitlines(),
                    folder=self.folder,
                    environment=environment(
                        {"RETE_OGGI": self.day, "NO_COLOR": "1", "TERM": "dumb"}
                    ),
                )
            case ["rete", *arguments]:
                said = self.rete(*arguments, folder=self.folder)
                return said.out + said.err
            case ["cd", folder]:
                self.folder = (self.folder / folder).resolve(strict=True)
                return ""
            case ["git", *_]:
                return run_git(words, self.folder, self.day)
            case _:
                raise AssertionError(f"neither rete, git nor cd: {words}")

    def _change(self, text: str) -> None:
        name, _, change = text.partition("\n")
        lines = change.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        path = self.folder / name
        before = path.read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{name}: {before.count(old)} times\n{old}"
        path.write_text(before.replace(old, new), encoding="utf-8", newline="\n")


def run_git(words: Sequence[str], folder: Path, day: str) -> str:
    """What a git command prints, dated at noon of a day, without this machine's settings."""
    run = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **git_settings(day), "LC_ALL": "C"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return run.stdout + run.stderr


def git_settings(day: str) -> dict[str, str]:
    """Whose commits are made, and when; nothing of this machine's settings."""
    moment = f"{day}T12:00:00+02:00"
    return {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_NAME": "Segreteria" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "rete@roccaverde.example" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_DATE": moment for who in ("AUTHOR", "COMMITTER")},
    }


def cut_alike(shown: Sequence[str], printed: Sequence[str]) -> list[str]:
    """What is printed, with lines left out where the page leaves some out.

    Pieces that are still there word for word stay. Else the first and the last have as many lines
    as they had, and those between run from the line that began them to the one that ended them.
    """
    if CUT not in shown:
        return list(printed)
    pieces = list(_pieces(shown))
    if _in_this_order(pieces, printed):
        return list(shown)
    first, *between, last = pieces
    if len(first) + len(last) >= len(printed):
        return list(printed)
    middle = [piece for old in between if (piece := _renewed(old, printed))]
    end = printed[len(printed) - len(last) :]
    return [
        *printed[: len(first)],
        CUT,
        *(line for piece in middle for line in (*piece, CUT)),
        *end,
    ]


def _renewed(old: Sequence[str], printed: Sequence[str]) -> Sequence[str]:
    """The lines of what is printed that stand where these stood; none if they are no more."""
    if not old or old[0] not in printed:
        return ()
    start = printed.index(old[0])
    end = printed.index(old[-1], start) + 1 if old[-1] in printed[start:] else start + len(old)
    return printed[start:end]


def _pieces(shown: Sequence[str]) -> Iterator[list[str]]:
    piece: list[str] = []
    for line in shown:
        if line == CUT:
            yield piece
            piece = []
        else:
            piece.append(line)
    yield piece


def _in_this_order(pieces: Sequence[list[str]], printed: Sequence[str]) -> bool:
    """Whether the first piece begins, the last ends, and those between follow one another."""
    lines, (first, *between, last) = list(printed), pieces
    if lines[: len(first)] != first or lines[len(lines) - len(last) :] != last:
        return False
    place, end = len(first), len(lines) - len(last)
    for piece in between:
        starts = range(place, end - len(piece) + 1)
        found = next((at for at in starts if lines[at : at + len(piece)] == piece), None)
        if found is None:
            return False
        place = found + len(piece)
    return place < end
