"""Whether a repository can take a commit, and which it has; `journal.commit` makes the commit."""

import os
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from rete import git, git_changes, git_place
from rete.commit_message import names_operation
from rete.errors import CannotTell, ReteError, known
from rete.git_call import call
from rete.git_hints import may_replace
from rete.git_place import Repository
from rete.italiano import in_quotes, join_words
from rete.records import frozen

FREE_WITHIN = 5.0
"""Seconds that another git may take to finish what it is writing."""

_DATA = "data"

_IN_PROGRESS = (
    ("MERGE_HEAD", "un'unione (merge)", "git merge"),
    ("rebase-merge", "una riscrittura (rebase)", "git rebase"),
    ("rebase-apply/applying", "un'applicazione di modifiche ricevute (am)", "git am"),
    ("rebase-apply", "una riscrittura (rebase)", "git rebase"),
    ("CHERRY_PICK_HEAD", "una copia di commit (cherry-pick)", "git cherry-pick"),
    ("REVERT_HEAD", "un annullamento (revert)", "git revert"),
)

_DETACHED = (
    "non sei su un ramo (HEAD è staccato): il commit resta fuori da ogni ramo; per tenerlo, prima "
    "crea un ramo con «git switch -c NOME»"
)


class CommitRefused(ReteError):
    """A hook, the signature or git itself said no: no commit was made, the index is as before."""


class Busy(ReteError):
    """The repository cannot take a commit now, but may later."""


@frozen
class State:
    """What a commit would be added to: branch (None: detached), last commit (None: none yet)."""

    place: Repository
    branch: str | None
    head: str | None
    avvertenza: str | None


def place(folder: Path) -> Repository | None:
    """The repository that a register would be committed to, None where there is none; ReteError.

    A repository of its own among the data is neither: the register could not be committed whole.
    """
    here = folder.resolve()
    if os.path.lexists(here / _DATA / git_place.NAME):
        raise ReteError(git_place.nested(f"{_DATA}/{git_place.NAME}").why)
    return known(git_place.find(here))


def state(folder: Path) -> State | None:
    """What a commit would be added to, None without git; Busy during a merge or the like."""
    where = place(folder)
    if where is None:
        return None
    for name, what, command in _IN_PROGRESS:
        if (where.git_dir / name).exists():
            raise Busy(
                f"è in corso {what} in questo archivio git: «git status» dice che cosa manca; "
                f"finiscila con «{command} --continue» (o lasciala con «{command} --abort», "
                "ma si perde quello che vi hai già fatto), poi riprova"
            )
    branch = git.branch(where.top)
    head = git.head(where.top)
    if head is not None and may_replace(where):
        _refuse_replaced(where, head)
    return State(
        place=where,
        branch=branch,
        head=head,
        avvertenza=_DETACHED if branch is None else None,
    )


def _refuse_replaced(where: Repository, head: str) -> None:
    """What stands for the last commit has other files: with them a commit would undo more."""
    words = ("ls-tree", "-r", "-z", "--full-tree", head)
    seen = call(where.top, *words)
    if seen.returncode != 0 or seen.stdout != git.told(where.top, *words):
        raise ReteError(
            "in questo archivio git qualcosa sta al posto dell'ultimo commit, con altri file (git "
            "replace), e un commit fatto così ne cambierebbe più di quelli che dice: «git replace "
            "-l --format=long» elenca le sostituzioni; prendi nota di che cosa c'è, togli quella "
            "che serve con «git replace -d NOME», e riprova"
        )


def wait_until_free(git_dir: Path) -> None:
    """Return when no other git is writing; Busy if that lasts."""
    lock = git_dir / "index.lock"
    end = time.monotonic() + FREE_WITHIN
    while lock.exists():
        if time.monotonic() > end:
            raise Busy(busy(lock))
        time.sleep(0.05)


def busy(lock: Path | str) -> str:
    """What is said where another git holds a lock."""
    return (
        "un altro programma git sta scrivendo in questo archivio: aspetta che finisca e riprova; "
        f"se nessun git è al lavoro, togli il file «{lock}»"
    )


def require_not_ignored(folder: Path, paths: Iterable[str]) -> None:
    """None of these files is one that git is told to leave out."""
    ignored = git_changes.ignored(folder, paths)
    if ignored:
        lines = [f"riga {number} di «{file}»" for file, number in dict.fromkeys(ignored.values())]
        which = "quella riga" if len(lines) == 1 else "quelle righe"
        raise ReteError(
            f"git ha l'ordine di ignorare {in_quotes(ignored)} ({join_words(lines)}): togli "
            f"{which}, altrimenti il commit resterebbe senza"
        )


def uncommitted(folder: Path, paths: Iterable[str]) -> tuple[str, ...] | CannotTell:
    """Which files are not as in the last commit, through the filters that commits go through."""
    return git_changes.uncommitted(folder, paths, ask=partial(call, folder))


def has_operation(folder: Path, identifier: str, *, after: str | None) -> str | None:
    """The commit made after that one (None: any) that names this operation; ReteError."""
    words = ("log", "--all", "-z", "--encoding=UTF-8", "--format=%H%n%B", "--fixed-strings")
    since = [f"^{after}"] if after else []
    for found in git.pieces(git.told(folder, *words, f"--grep={identifier}", *since, "--")):
        commit, _, message = found.lstrip("\n").partition("\n")
        if names_operation(message, identifier):
            return commit
    return None
