"""Questions to git on references and history, read-only: each says yes, no, or that it cannot tell.

None is always git's plain no: there is no such commit, branch, file, setting. What git could not
answer (it is missing, refused, damaged, or has left objects behind) is a CannotTell, which says
what to do; functions that only go on with an answer raise that as a ReteError.
"""

import os
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from rete import git_place, git_process
from rete.errors import CannotTell, ReteError, known
from rete.git_damage import damaged
from rete.git_place import Repository
from rete.rome import rome

_LONG_ENOUGH: Final = 120.0
"""Seconds: a setting may lead to what never ends (a pipe that nobody writes in)."""
_ID: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


# --- asking ---


def run(folder: Path, *arguments: str, stdin: bytes = b"") -> git_process.Done | CannotTell:
    """One question to git about a folder; what it ended with and wrote, whatever that is."""
    where = git_place.required(folder)
    return (
        where if isinstance(where, CannotTell) else run_in(where, folder, *arguments, stdin=stdin)
    )


def run_in(
    where: Repository, folder: Path, *arguments: str, stdin: bytes = b"", literal: bool = True
) -> git_process.Done | CannotTell:
    """The same where the repository is known; ``literal`` takes the names of files as they are."""
    kept = git_process.reading_environment()
    if not literal:
        del kept["GIT_LITERAL_PATHSPECS"]
    words = git_process.command(where.git_dir, where.top, *arguments)
    return git_process.run(
        words, folder=folder, environment=kept, stdin=stdin, seconds=_LONG_ENOUGH
    )


def told(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes | CannotTell:
    """The answer of git to a question that has no «no»; CannotTell for any failure."""
    where = git_place.required(folder)
    if isinstance(where, CannotTell):
        return where
    done = run_in(where, folder, *arguments, stdin=stdin)
    if isinstance(done, CannotTell):
        return done
    return done.stdout if done.returncode == 0 else where.why_not(done)


def ask(folder: Path, *arguments: str) -> str | CannotTell | None:
    """The answer of git, without its final line end; None where git says no (it ends with 1)."""
    where = git_place.required(folder)
    if isinstance(where, CannotTell):
        return where
    done = run_in(where, folder, *arguments)
    if isinstance(done, CannotTell):
        return done
    match done.returncode:
        case 0:
            return os.fsdecode(done.stdout).rstrip("\n")
        case 1:
            return None
        case _:
            return where.why_not(done)


def top(folder: Path) -> Path:
    """The top folder of the repository that ``folder`` is in; ReteError."""
    return known(git_place.required(folder)).top


# --- commits and branches ---


def resolve(folder: Path, reference: str) -> str | CannotTell | None:
    """The id of the commit that a reference names; None where there is no such reference."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    found = ask(folder, *words, f"{reference}^{{commit}}")
    if found is not None:
        return found
    # A reference may be there, and what it names not.
    named = ask(folder, *words, reference)
    if named is None or isinstance(named, CannotTell):
        return named
    kind = kind_of(folder, named)
    if isinstance(kind, CannotTell):
        return kind
    return None if kind is not None or _ID.fullmatch(reference) else _lost(folder, reference)


def _lost(folder: Path, reference: str) -> CannotTell:
    where = git_place.required(folder)
    if isinstance(where, CannotTell):
        return where
    done = run_in(where, folder, "log", "-1", "--end-of-options", reference)
    return done if isinstance(done, CannotTell) else where.why_not(done)


def head(folder: Path) -> str | CannotTell | None:
    """The commit that the next one would follow; None where there is none yet."""
    commit = resolve(folder, "HEAD")
    if commit is not None:
        return commit
    # Of a branch that has not begun, git knows the name, and has no reference for it.
    branch = ask(folder, "symbolic-ref", "--quiet", "HEAD")
    if isinstance(branch, CannotTell):
        return branch
    return None if branch is not None else _lost(folder, "HEAD")


def main_branch(folder: Path, wanted: str | None = None) -> str:
    """The branch that counts: the one asked for, else origin's main one, ``main``, the current."""
    if wanted is not None:
        if known(resolve(folder, wanted)) is None:
            known(resolve(folder, f"refs/heads/{wanted}"))
            raise ReteError(f"il ramo «{wanted}» non esiste in questo archivio git")
        return wanted
    for candidate in ("refs/remotes/origin/HEAD", "refs/heads/main"):
        if known(resolve(folder, candidate)) is not None:
            return candidate
    if known(head(folder)) is None:
        raise ReteError("questo archivio git non ha ancora nessun commit: la storia è vuota")
    return "HEAD"


def parent(folder: Path, commit: str) -> str | CannotTell | None:
    """The first parent of a commit, as the commit itself names it; None: it was the first of all.

    Where the history was cut (a shallow clone) git would say that there is none: CannotTell.
    """
    written = told(folder, "cat-file", "commit", commit)
    if isinstance(written, CannotTell):
        return written
    for line in written.split(b"\n\n", 1)[0].split(b"\n"):
        if line.startswith(b"parent "):
            named = line.removeprefix(b"parent ").decode("ascii")
            kind = kind_of(folder, named)
            if kind is None:
                return damaged(f"missing commit {named}")
            return kind if isinstance(kind, CannotTell) else named
    return None


def kind_of(folder: Path, name: str) -> str | CannotTell | None:
    """``blob``, ``tree``, ``commit`` or ``tag``; None where no object has that id.

    CannotTell in a clone that left objects behind: the one asked about may be among them.
    """
    where = git_place.required(folder)
    if isinstance(where, CannotTell):
        return where
    done = run_in(where, folder, "cat-file", "--batch-check", stdin=os.fsencode(name) + b"\n")
    if isinstance(done, CannotTell):
        return done
    words = done.stdout.split()
    if done.returncode == 0 and len(words) == 3:
        return words[1].decode("ascii")
    if done.returncode != 0 or words[-1:] != [b"missing"]:
        return where.why_not(done)
    behind = where.left_behind()
    return where.why_not(done) if behind is None and done.stderr else behind


def is_shallow(folder: Path) -> bool | CannotTell:
    """Whether the history was cut when it was fetched."""
    where = git_place.required(folder)
    return where if isinstance(where, CannotTell) else where.is_shallow


def commit_of_day(folder: Path, day: date, branch: str | None = None) -> str:
    """The last first-parent commit of the main branch by the end of ``day`` in Rome; ReteError."""
    reference = main_branch(folder, branch)
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=rome())
    end = midnight.astimezone(UTC)
    last_second = int(end.timestamp()) - 1
    # git's --until stops at the first older commit only if dates never go back: compare them all.
    words = ("log", "--first-parent", "--format=%H %ct", "--end-of-options", reference)
    for line in known(told(folder, *words)).decode("ascii").splitlines():
        commit, seconds = line.split(" ")
        if int(seconds) <= last_second:
            return commit
    if known(is_shallow(folder)):
        raise ReteError(
            f"la storia scaricata non arriva al {day:%d/%m/%Y}: esegui «git fetch --unshallow»"
        )
    raise ReteError(f"al {day:%d/%m/%Y} il registro non esisteva ancora in git")
