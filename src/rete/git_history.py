"""What past operations did to the files: their list, and what undoing one needs; read-only."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from rete import git
from rete.errors import ReteError
from rete.git_write import TRAILER, words_of
from rete.records import dataclass

_PUBLISHED = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main")


@dataclass(frozen=True, kw_only=True)
class Past:
    """An operation that is in the history: its commit, its own id, when, what, which files."""

    commit: str
    id: str
    quando: datetime
    titolo: str
    files: tuple[str, ...]


def operations(folder: Path, limit: int) -> tuple[Past, ...]:
    """The latest operations on the current branch, newest first; files from this folder."""
    if git.head(folder) is None:
        return ()
    trailers = f"%(trailers:key={TRAILER},valueonly,separator=%x0A)"
    said = _answer(
        folder,
        *(
            "-c",
            "trailer.separators=:",
            "log",
            "-z",
            "--encoding=UTF-8",
            f"--format=%H%x00%cI%x00%s%x00{trailers}",
        ),
        *(f"--grep=^{TRAILER}: ", "--end-of-options", "HEAD", "--"),
    )
    # Some commits only speak of an operation: they carry no trailer.
    found = [fields for fields in _fours(said) if fields[3]][:limit]
    return tuple(
        Past(
            commit=commit,
            id=identifier.splitlines()[-1],
            quando=datetime.fromisoformat(when),
            titolo=subject,
            files=_files(folder, commit),
        )
        for commit, when, subject, identifier in found
    )


def before(folder: Path, commit: str, paths: Iterable[str]) -> dict[str, bytes | None]:
    """The content of these files before a commit, None for those that were not there."""
    return content(folder, f"{commit}^", paths)


def content(folder: Path, reference: str, paths: Iterable[str]) -> dict[str, bytes | None]:
    """The content of these files in a commit, None for those that are not there."""
    tree = git.resolve(folder, reference)
    found: dict[str, bytes | None] = dict.fromkeys(paths)
    for path in found:
        if tree is not None:
            done = git.run(folder, "cat-file", "blob", f"{tree}:./{path}")
            found[path] = done.stdout if done.returncode == 0 else None
    return found


def touched_since(folder: Path, commit: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Which of these files later commits of the current branch touched."""
    wanted = sorted(set(paths))
    if not wanted:
        return ()
    # -c: of a merge only what it changed itself, the rest is in the commits that it brings.
    said = _answer(
        folder,
        *("log", "-z", "-c", "--format=", "--name-only", "--no-renames", "--relative"),
        *("--end-of-options", f"{commit}..HEAD", "--", *wanted),
    )
    found = {name.strip("\n") for name in said.split("\0")}
    return tuple(path for path in wanted if path in found)


def is_published(folder: Path, commit: str) -> bool:
    """The main branch of the remote has this commit already, as far as the last fetch knows."""
    return any(
        git.resolve(folder, reference) is not None
        and git.run(folder, "merge-base", "--is-ancestor", commit, reference).returncode == 0
        for reference in _PUBLISHED
    )


def _files(folder: Path, commit: str) -> tuple[str, ...]:
    words = ("diff-tree", "-r", "-z", "--root", "--no-commit-id", "--name-only", "--no-renames")
    said = _answer(folder, *words, "--relative", "--end-of-options", commit)
    return tuple(name for name in said.split("\0") if name)


def _answer(folder: Path, *arguments: str) -> str:
    done = git.run(folder, *arguments)
    if done.returncode != 0:
        raise ReteError(f"git non riesce a leggere la storia; ha detto:\n{words_of(done)}")
    return os.fsdecode(done.stdout)


def _fours(said: str) -> Iterator[tuple[str, str, str, str]]:
    fields = iter(said.split("\0"))
    # One iterator four times: each step takes the next four.
    yield from zip(fields, fields, fields, fields, strict=False)
