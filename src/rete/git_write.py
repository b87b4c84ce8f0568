"""Commits: whether a repository can take one, and one of exactly these files; no proposals here."""

import os
import re
import time
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from rete import git, git_changes, git_place, git_process
from rete.commit_message import names_operation
from rete.errors import CannotTell, ReteError, known
from rete.git_place import Repository
from rete.italiano import join_words
from rete.records import dataclass

_FREE_WITHIN = 5.0
"""Seconds that another git may take to finish what it is writing."""

_DATA = "data"

_IN_PROGRESS = (
    ("MERGE_HEAD", "un'unione (merge)", "git merge"),
    ("rebase-merge", "una riscrittura (rebase)", "git rebase"),
    ("rebase-apply", "una riscrittura (rebase)", "git rebase"),
    ("CHERRY_PICK_HEAD", "una copia di commit (cherry-pick)", "git cherry-pick"),
    ("REVERT_HEAD", "un annullamento (revert)", "git revert"),
)

_DETACHED = (
    "non sei su un ramo (HEAD è staccato): il commit resta fuori da ogni ramo; per tenerlo, prima "
    "crea un ramo con «git switch -c NOME»"
)

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")

_NO_AUTHOR = (
    "git non sa chi sei: diglielo una volta per tutte con «git config --global user.name "
    '"Nome Cognome"» e «git config --global user.email indirizzo@esempio.it»'
)

# Pathspecs are made literal one by one: by environment, the hooks' own git would be changed too.
_NOT_FOR_HOOKS = "GIT_LITERAL_PATHSPECS"


class CommitRefused(ReteError):
    """A hook, the signature or git itself said no: no commit was made, the index is as before."""


class Busy(ReteError):
    """The repository cannot take a commit now, but may later."""


@dataclass(frozen=True, kw_only=True)
class State:
    """What a commit would be added to: branch (None: detached), last commit (None: none yet)."""

    place: Repository
    branch: str | None
    head: str | None
    avvertenza: str | None


def call(
    folder: Path,
    *arguments: str,
    stdin: bytes = b"",
    settings: Mapping[str, str] | None = None,
    seconds: float | None = None,
) -> git_process.Done:
    """Git as the user has set it up, hooks included; what it says is captured."""
    return known(asked(folder, *arguments, stdin=stdin, settings=settings, seconds=seconds))


def asked(
    folder: Path,
    *arguments: str,
    stdin: bytes = b"",
    settings: Mapping[str, str] | None = None,
    seconds: float | None = None,
) -> git_process.Done | CannotTell:
    """The same, where whoever asks can go on without an answer."""
    where = git_place.required(folder)
    if isinstance(where, CannotTell):
        return where
    kept = {k: v for k, v in git_process.environment().items() if k != _NOT_FOR_HOOKS}
    return git_process.run(
        ["git", *_named(where, folder), "-c", "i18n.commitEncoding=UTF-8", *arguments],
        folder=folder,
        environment={**kept, **(settings or {})},
        stdin=stdin,
        seconds=seconds,
    )


def _named(where: Repository, folder: Path) -> tuple[str, ...]:
    """The repository by its name, wherever git could take another folder for one by itself.

    Not everywhere: a hook would inherit the name, and ask about this work tree in every folder that
    it goes to. Without a HEAD no git takes a folder for a repository.
    """
    here = folder.resolve()
    between = (above for above in (here, *here.parents) if above.is_relative_to(where.top))
    if any(os.path.lexists(above / "HEAD") for above in between):
        return (f"--git-dir={where.git_dir}", f"--work-tree={where.top}")
    return ()


def words_of(done: git_process.Done) -> str:
    """What git and its hooks printed, set apart from our own words; no colours or other codes."""
    said = _CODES.sub("", (done.stdout + done.stderr).decode("utf-8", "replace"))
    plain = ("".join(c for c in line if c.isprintable()).rstrip() for line in said.splitlines())
    lines = [line for line in plain if line]
    return "\n".join(f"    {line}" for line in lines) or "    (nulla)"


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
                f"è in corso {what} in questo archivio git: finiscila con «{command} --continue» "
                f"(o lasciala con «{command} --abort», ma si perde quello che vi hai già fatto), "
                "poi riprova"
            )
    branch = known(git.ask(where.top, "symbolic-ref", "--quiet", "--short", "HEAD"))
    return State(
        place=where,
        branch=branch,
        head=known(git.head(where.top)),
        avvertenza=_DETACHED if branch is None else None,
    )


def wait_until_free(git_dir: Path) -> None:
    """Return when no other git is writing; Busy if that lasts."""
    lock = git_dir / "index.lock"
    end = time.monotonic() + _FREE_WITHIN
    while lock.exists():
        if time.monotonic() > end:
            raise Busy(_busy(lock))
        time.sleep(0.05)


def _busy(lock: Path) -> str:
    return (
        "un altro programma git sta scrivendo in questo archivio: aspetta che finisca e riprova; "
        f"se nessun git è al lavoro, togli il file «{lock}»"
    )


def require_author(folder: Path) -> None:
    """Git knows in whose name commits are made."""
    if call(folder, "var", "GIT_COMMITTER_IDENT").returncode != 0:
        raise ReteError(_NO_AUTHOR)


def require_not_ignored(folder: Path, paths: Iterable[str]) -> None:
    """None of these files is one that git is told to leave out."""
    ignored = known(git_changes.ignored(folder, paths))
    if ignored:
        names = join_words([f"«{name}»" for name in ignored])
        raise ReteError(
            f"git ha l'ordine di ignorare {names}: togli da .gitignore la riga che li "
            "nomina, altrimenti il commit resterebbe senza"
        )


def uncommitted(folder: Path, paths: Iterable[str]) -> tuple[str, ...] | CannotTell:
    """Which files are not as in the last commit, through the filters that commits go through."""
    return git_changes.uncommitted(folder, paths, ask=partial(asked, folder))


def commit_only(folder: Path, paths: Iterable[str], message: str) -> str | None:
    """Commit exactly these files as they are on disk; None if they are committed already.

    Other changes stay as they were, in the index and on disk. Hooks run, and the commit is signed
    where git is set to sign.
    """
    changed = known(uncommitted(folder, paths))
    if not changed:
        return None
    new = known(git_changes.not_in_index(folder, changed))
    if new:
        added = call(folder, "add", "--intent-to-add", "--", *_literal(new))
        if added.returncode != 0:
            raise _refusal(folder, added)
    words = ("commit", "--quiet", "--only", "--cleanup=whitespace", "--file=-", "--")
    before = known(git.head(folder))
    try:
        done = call(folder, *words, *_literal(changed), stdin=_encoded(message))
    except BaseException:
        # Interrupted: if the commit was made nevertheless, the files belong in the index.
        if known(git.head(folder)) == before:
            forget(folder, new)
        raise
    if done.returncode != 0:
        forget(folder, new)
        raise _refusal(folder, done)
    return known(git.head(folder))


def has_operation(folder: Path, identifier: str, *, after: str | None) -> bool | CannotTell:
    """Some commit made after that one (None: any) names this operation."""
    words = ["log", "--all", "-z", "--format=%B", "--fixed-strings", f"--grep={identifier}"]
    head = git.head(folder)
    if isinstance(head, CannotTell):
        return head
    tips = ["HEAD"] if head else []
    said = git.told(folder, *words, *tips, *([f"^{after}"] if after else []), "--")
    if isinstance(said, CannotTell):
        return said
    messages = os.fsdecode(said).split("\0")
    return any(names_operation(message, identifier) for message in messages)


def forget(folder: Path, paths: Iterable[str]) -> None:
    """Take from the index files that only ``add --intent-to-add`` had put there."""
    stdin = b"".join(os.fsencode(path) + b"\0" for path in paths)
    if stdin:
        call(folder, "update-index", "--force-remove", "-z", "--stdin", stdin=stdin)


def _literal(paths: Iterable[str]) -> list[str]:
    return [f":(literal){path}" for path in paths]


def _encoded(message: str) -> bytes:
    return message.encode("utf-8", "backslashreplace")


def _refusal(folder: Path, done: git_process.Done) -> ReteError:
    where = git_place.find(folder)
    if b"index.lock" in done.stderr and isinstance(where, Repository):
        return Busy(_busy(where.git_dir / "index.lock"))
    if b"failed to write commit object" in done.stderr:
        why = "la firma del commit non è riuscita"
    elif b"tell me who you are" in done.stderr or b"empty ident name" in done.stderr:
        return CommitRefused(_NO_AUTHOR)
    elif b"empty commit message" in done.stderr.lower():
        why = "il commit è rimasto senza messaggio"
    else:
        why = "git o un controllo automatico di questo archivio (hook) ha rifiutato il commit"
    return CommitRefused(f"{why}; ecco che cosa ha detto:\n{words_of(done)}")
