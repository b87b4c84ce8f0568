"""Questions to git on references and history, read-only: each says yes, no, or that it cannot tell.

None is always git's plain no: there is no such commit, branch, file, setting. What git could not
answer (it is missing, refused, damaged, or has left objects behind) is a CannotTell, which says
what to do: given by those functions whose callers go on without an answer, raised as a ReteError
by the others.
"""

import os
import re
from collections.abc import Container, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final, NoReturn

from rete import git_place, git_process
from rete.errors import CannotTell, ReteError, Unanswered, answers, known
from rete.git_damage import damaged
from rete.git_place import content
from rete.rome import rome

_LONG_ENOUGH: Final = 120.0
"""Seconds: a setting may lead to what never ends (a pipe that nobody writes in)."""
_ID: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_BRANCHES: Final = "refs/heads/"
_ON_A_BRANCH: Final = re.compile(rb"ref: (refs/heads/(?!\.invalid)\S+)\n?")
"""What git keeps as its HEAD; the other name is there where it keeps references in another way."""
_NAME_OF_HEAD: Final = ("symbolic-ref", "--quiet", "HEAD")
_PUBLISHED: Final = tuple(f"refs/remotes/origin/{name}" for name in ("HEAD", "main", "master"))
_AT_A_TIME: Final = 200


# --- asking ---


def asked(
    folder: Path,
    *words: str,
    stdin: bytes = b"",
    also: Container[int] = (),
    literal: bool = True,
) -> git_process.Done:
    """One question to the repository of a folder; nothing else is run. ReteError.

    ``also``: how git may end beside with 0 (well). ``literal`` takes names of files as they are.
    """
    where = git_place.required(folder)
    kept = git_process.reading_environment()
    if not literal:
        del kept["GIT_LITERAL_PATHSPECS"]
    whole = git_process.command(where.git_dir, where.top, *words)
    done = known(
        git_process.run(whole, folder=folder, environment=kept, stdin=stdin, seconds=_LONG_ENOUGH)
    )
    if done.returncode != 0 and done.returncode not in also:
        raise Unanswered(where.why_not(done))
    return done


def told(folder: Path, *words: str, stdin: bytes = b"") -> bytes:
    """What git answers to a question that has no «no»; ReteError."""
    return asked(folder, *words, stdin=stdin).stdout


def ask(folder: Path, *words: str) -> str | None:
    """The answer of git, without its final line end; None where it says no (ends with 1)."""
    done = asked(folder, *words, also=(1,))
    return None if done.returncode else os.fsdecode(done.stdout).rstrip("\n")


def pieces(said: bytes) -> list[str]:
    """The parts of an answer that has a NUL after each; none of them is empty."""
    return [part for part in os.fsdecode(said).split("\0") if part]


def batched(names: Sequence[str], most: int = _AT_A_TIME) -> Iterator[Sequence[str]]:
    """As many names at a time as fit a command line on every system."""
    for start in range(0, len(names), most):
        yield names[start : start + most]


# --- commits and branches ---


def resolve(folder: Path, reference: str) -> str | None:
    """The id of the commit that a reference names; None: there is no such reference; ReteError."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    found = ask(folder, *words, f"{reference}^{{commit}}")
    if found is not None:
        return found
    # A reference may be there, and what it names not.
    named = ask(folder, *words, reference)
    if named and known(kind_of(folder, named)) is None and not _ID.fullmatch(reference):
        _refuse_lost(folder, reference)
    return None


def _refuse_lost(folder: Path, reference: str) -> NoReturn:
    told(folder, "log", "-1", "--end-of-options", reference)
    raise Unanswered(damaged(f"bad object {reference}"))


def branch(folder: Path) -> str | None:
    """The branch in use (``main``), begun or not; None where HEAD is on none. ReteError.

    Nearly always git's own file says it: each command that writes asks several times.
    """
    where = git_place.required(folder)
    found = _ON_A_BRANCH.fullmatch(content(where.git_dir / "HEAD"))
    named = os.fsdecode(found[1]) if found else None
    # One name may stand for another.
    if named is None or content(where.common / named).startswith(b"ref:"):
        named = ask(folder, *_NAME_OF_HEAD)
    return named and named.removeprefix(_BRANCHES)


def head(folder: Path) -> str | None:
    """The commit that the next one would follow; None where there is none yet; ReteError."""
    commit = resolve(folder, "HEAD")
    # Of a branch that has not begun, git knows the name, and has no reference for it.
    if commit is None and ask(folder, *_NAME_OF_HEAD) is None:
        _refuse_lost(folder, "HEAD")
    return commit


def main_branch(folder: Path, wanted: str | None = None) -> str:
    """The branch that counts: the one asked for, else origin's main one, ``main``, the current."""
    if wanted is not None:
        if resolve(folder, wanted) is None:
            resolve(folder, f"{_BRANCHES}{wanted}")
            raise ReteError(f"il ramo «{wanted}» non esiste in questo archivio git")
        return wanted
    for candidate in ("refs/remotes/origin/HEAD", "refs/heads/main"):
        if resolve(folder, candidate) is not None:
            return candidate
    if head(folder) is None:
        raise ReteError("questo archivio git non ha ancora nessun commit: la storia è vuota")
    return "HEAD"


@answers
def parent(folder: Path, commit: str) -> str | None:
    """The first parent of a commit, as the commit itself names it; None: it was the first of all.

    Where the history was cut (a shallow clone) git would say that there is none: CannotTell.
    """
    written = told(folder, "cat-file", "commit", commit)
    for line in written.split(b"\n\n", 1)[0].split(b"\n"):
        if line.startswith(b"parent "):
            named = line.removeprefix(b"parent ").decode("ascii")
            if known(kind_of(folder, named)) is None:
                raise Unanswered(damaged(f"missing commit {named}"))
            return named
    return None


@answers
def kind_of(folder: Path, name: str) -> str | None:
    """``blob``, ``tree``, ``commit`` or ``tag``; None where no object has that id.

    CannotTell in a clone that left objects behind: the one asked about may be among them.
    """
    where = git_place.required(folder)
    done = asked(folder, "cat-file", "--batch-check", stdin=os.fsencode(name) + b"\n")
    words = done.stdout.split()
    if len(words) == 3:
        return words[1].decode("ascii")
    behind = where.left_behind()
    if words[-1:] != [b"missing"] or (behind is None and done.stderr):
        raise Unanswered(where.why_not(done))
    return known(behind)


def is_shallow(folder: Path) -> bool:
    """Whether the history was cut when it was fetched; ReteError."""
    return git_place.required(folder).is_shallow


def commit_of_day(folder: Path, day: date, branch: str | None = None) -> str:
    """The last first-parent commit of the main branch by the end of ``day`` in Rome; ReteError."""
    reference = main_branch(folder, branch)
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=rome())
    end = midnight.astimezone(UTC)
    last_second = int(end.timestamp()) - 1
    # git's --until stops at the first older commit only if dates never go back: compare them all.
    words = ("log", "--first-parent", "--format=%H %ct", "--end-of-options", reference)
    for line in told(folder, *words).decode("ascii").splitlines():
        commit, seconds = line.split(" ")
        if int(seconds) <= last_second:
            return commit
    if is_shallow(folder):
        raise ReteError(
            f"la storia scaricata non arriva al {day:%d/%m/%Y}: esegui «git fetch --unshallow»"
        )
    raise ReteError(f"al {day:%d/%m/%Y} il registro non esisteva ancora in git")


# --- where a commit has got to, and what any commit ever had ---


@answers
def is_published(folder: Path, commit: str) -> bool:
    """The main branch of the remote has this commit already, as far as the last fetch knows.

    Where that has no name that is known, what the current branch is sent to counts for it.
    """
    named = False
    for reference in _PUBLISHED:
        there = resolve(folder, reference)
        if there is not None:
            named = True
            if _is_ancestor(folder, commit, there):
                return True
    there = None if named else _upstream(folder)
    return there is not None and _is_ancestor(folder, commit, there)


def _upstream(folder: Path) -> str | None:
    """The last commit of the branch that the current one is sent to, as far as is known here."""
    current = branch(folder)
    if current is None:
        return None
    name = ask(folder, "for-each-ref", "--format=%(upstream)", "--", f"{_BRANCHES}{current}")
    return resolve(folder, name) if name else None


def _is_ancestor(folder: Path, commit: str, of: str) -> bool:
    said = ask(folder, "merge-base", "--is-ancestor", commit, of)
    if said is None and is_shallow(folder):
        raise Unanswered(CannotTell(git_place.UNSHALLOW))
    return said is not None


@answers
def has_tree(folder: Path, tree: str, path: str) -> bool:
    """Whether a folder (a path from ``folder``) was that tree in a commit of any branch or tag.

    What was only put aside (`git stash`) was never recorded.
    """
    where = git_place.required(folder)
    commits = told(folder, "rev-list", "--exclude=refs/stash", "--all")
    below = (folder.resolve() / path).relative_to(where.top.resolve()).as_posix()
    wanted = b"".join(b"%s:%s\n" % (one, os.fsencode(below)) for one in commits.split())
    found = told(folder, "cat-file", "--batch-check=%(objectname)", stdin=wanted).split(b"\n")
    if tree.encode() in found:
        return True
    if any(one and len(one) != len(tree) and b" " not in one for one in found):
        raise Unanswered(CannotTell("l'archivio git dà a ciò che tiene nomi di un'altra lunghezza"))
    known(where.left_behind())
    return False
