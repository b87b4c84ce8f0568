"""Commits: whether a repository can take one, and one of exactly these files; no proposals here."""

import os
import re
import subprocess
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from rete import git
from rete.errors import ReteError
from rete.italiano import join_words
from rete.records import dataclass

TRAILER = "Operazione"
"""The last lines of a commit that ``rete`` makes say which operation it was."""

_FREE_WITHIN = 5.0
"""Seconds that another git may take to finish what it is writing."""

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
class Place:
    """Where a register is kept: top of the work tree, its path from there, git's own folder."""

    top: Path
    prefix: str
    git_dir: Path


@dataclass(frozen=True, kw_only=True)
class State:
    """What a commit would be added to: branch (None: detached), last commit (None: none yet)."""

    place: Place
    branch: str | None
    head: str | None
    avvertenza: str | None


def call(
    folder: Path,
    *arguments: str,
    stdin: bytes = b"",
    settings: Mapping[str, str] | None = None,
    seconds: float | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Git as the user has set it up, hooks included; what it says is captured."""
    kept = {k: v for k, v in git.environment().items() if k != _NOT_FOR_HOOKS}
    try:
        return subprocess.run(
            ["git", "-C", str(folder), "-c", "i18n.commitEncoding=UTF-8", *arguments],
            input=stdin,
            capture_output=True,
            env={**kept, **(settings or {})},
            timeout=seconds,
            check=False,
        )
    except FileNotFoundError:
        raise git.NotARepository("git non è installato: installalo e riprova") from None
    except subprocess.TimeoutExpired:
        raise ReteError(f"git non ha risposto entro {seconds:.0f} secondi") from None


def words_of(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git and its hooks printed, set apart from our own words; no colours or other codes."""
    said = _CODES.sub("", (done.stdout + done.stderr).decode("utf-8", "replace"))
    plain = ("".join(c for c in line if c.isprintable()).rstrip() for line in said.splitlines())
    lines = [line for line in plain if line]
    return "\n".join(f"    {line}" for line in lines) or "    (nulla)"


def place(folder: Path) -> Place | None:
    """The repository that keeps this folder, or None; an error where git may or can not say."""
    here = folder.resolve()
    if not any(os.path.lexists(above / ".git") for above in (here, *here.parents)):
        return None
    words = ("--is-inside-work-tree", "--absolute-git-dir", "--show-toplevel")
    done = git.run(here, "rev-parse", *words)
    inside, *folders = os.fsdecode(done.stdout).rstrip("\n").split("\n")
    if inside != "true":
        if why := git.trouble(here, done):
            raise why
        return None
    # Names with a line end in them (there may be) are to be asked one at a time.
    git_dir, top = (
        folders if len(folders) == 2 else (git.ask(here, "rev-parse", word) for word in words[1:])
    )
    if git_dir is None or top is None:
        return None
    prefix = here.relative_to(Path(top).resolve()).as_posix()
    return Place(top=Path(top), prefix="" if prefix == "." else prefix, git_dir=Path(git_dir))


def state(folder: Path) -> State | None:
    """What a commit would be added to, None without git; Busy during a merge or the like."""
    where = place(folder)
    if where is None:
        return None
    for name, what, command in _IN_PROGRESS:
        if (where.git_dir / name).exists():
            raise Busy(
                f"è in corso {what} in questo archivio git: finiscila con «{command} --continue» "
                f"o lasciala con «{command} --abort», poi riprova"
            )
    branch = git.ask(where.top, "symbolic-ref", "--quiet", "--short", "HEAD")
    return State(
        place=where,
        branch=branch,
        head=git.head(where.top),
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
    stdin = b"".join(os.fsencode(path) + b"\0" for path in paths)
    done = call(folder, "check-ignore", "-z", "--stdin", stdin=stdin)
    if done.returncode == 0:
        names = [f"«{os.fsdecode(name)}»" for name in done.stdout.split(b"\0") if name]
        raise ReteError(
            f"git ha l'ordine di ignorare {join_words(names)}: togli da .gitignore la riga che li "
            "nomina, altrimenti il commit resterebbe senza"
        )


def uncommitted(folder: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Which of these files are not as in the last commit: staged, changed, removed or untracked."""
    wanted = sorted(set(paths))
    if not wanted:
        return ()
    words = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all")
    done = git.run(folder, *words, "--", *wanted)
    # Files are named from the top, whatever the folder.
    prefix = git.ask(folder, "rev-parse", "--show-prefix")
    if done.returncode != 0 or prefix is None:
        raise ReteError(f"git non riesce a dire che cosa è cambiato:\n{words_of(done)}")
    found = {os.fsdecode(line[3:]).removeprefix(prefix) for line in done.stdout.split(b"\0")}
    return tuple(path for path in wanted if path in found)


def not_in_index(folder: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Which of these files git does not follow yet."""
    wanted = sorted(set(paths))
    done = git.run(folder, "ls-files", "-z", "--", *wanted) if wanted else None
    known = {os.fsdecode(name) for name in done.stdout.split(b"\0")} if done else set()
    return tuple(path for path in wanted if path not in known)


def commit_only(folder: Path, paths: Iterable[str], message: str) -> str | None:
    """Commit exactly these files as they are on disk; None if they are committed already.

    Other changes stay as they were, in the index and on disk. Hooks run, and the commit is signed
    where git is set to sign.
    """
    changed = uncommitted(folder, paths)
    if not changed:
        return None
    new = not_in_index(folder, changed)
    if new:
        added = call(folder, "add", "--intent-to-add", "--", *_literal(new))
        if added.returncode != 0:
            raise _refusal(folder, added)
    words = ("commit", "--quiet", "--only", "--cleanup=whitespace", "--file=-", "--")
    before = git.resolve(folder, "HEAD")
    try:
        done = call(folder, *words, *_literal(changed), stdin=_encoded(message))
    except BaseException:
        # Interrupted: if the commit was made nevertheless, the files belong in the index.
        if git.resolve(folder, "HEAD") == before:
            forget(folder, new)
        raise
    if done.returncode != 0:
        forget(folder, new)
        raise _refusal(folder, done)
    return git.resolve(folder, "HEAD")


def has_operation(folder: Path, identifier: str, *, after: str | None) -> bool:
    """Some commit made after that one (None: any) carries the trailer of this operation."""
    trailer = f"{TRAILER}: {identifier}"
    words = ["log", "--all", "-z", "--format=%B", "--fixed-strings", f"--grep={trailer}", "HEAD"]
    found = git.run(folder, *words, *([f"^{after}"] if after else []), "--")
    return trailer in os.fsdecode(found.stdout).replace("\0", "\n").splitlines()


def forget(folder: Path, paths: Iterable[str]) -> None:
    """Take from the index files that only ``add --intent-to-add`` had put there."""
    stdin = b"".join(os.fsencode(path) + b"\0" for path in paths)
    if stdin:
        call(folder, "update-index", "--force-remove", "-z", "--stdin", stdin=stdin)


def _literal(paths: Iterable[str]) -> list[str]:
    return [f":(literal){path}" for path in paths]


def _encoded(message: str) -> bytes:
    return message.encode("utf-8", "backslashreplace")


def _refusal(folder: Path, done: subprocess.CompletedProcess[bytes]) -> ReteError:
    where = place(folder)
    if b"index.lock" in done.stderr and where is not None:
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
