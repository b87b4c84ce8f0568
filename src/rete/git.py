"""Questions to git, read-only; what writes in a repository is in ``git_write``."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Self

from rete.errors import ReteError
from rete.records import dataclass
from rete.rome import rome


class NotARepository(ReteError):
    """The folder is not in a git repository, or git is not installed."""


class Damaged(ReteError):
    """There is a repository, and git cannot read it; ``said`` is git's own complaint."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"l'archivio git è danneggiato (git dice: «{said}»): esegui «git fsck» per sapere che "
            "cosa manca; se non si ripara, scarica di nuovo l'archivio (git clone)"
        )


@dataclass(frozen=True, kw_only=True)
class TreeEntry:
    """One file of a revision: mode (``100644``), blob id, size in bytes, path from the top."""

    mode: str
    blob: str
    size: int
    path: str


_OF_ANOTHER_CALL = frozenset(
    {
        *("GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"),
        *("GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS"),
        *("GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_IMPLICIT_WORK_TREE", "GIT_NAMESPACE"),
        *("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
    }
)
"""What a hook inherits from the git that runs it: with these, the folder asked about is ignored.

Who sets ``GIT_CONFIG_GLOBAL``, ``GIT_CONFIG_COUNT`` (a container that trusts a folder, an author)
or ``GIT_CEILING_DIRECTORIES`` means every git: they stay, and what they say is not trusted more
than what a repository's own settings say.
"""


def environment() -> dict[str, str]:
    """Plain English answers, no question asked, nothing of the git that may have called us."""
    return {
        **{name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_CALL},
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LITERAL_PATHSPECS": "1",
    }


def _command(folder: Path, *arguments: str) -> list[str]:
    # A repository may name programs to be run (fsmonitor, hooks, gpg): reading never needs them.
    off = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false")
    quiet = [word for setting in off for word in ("-c", setting)]
    return ["git", "-C", str(folder), *quiet, *arguments]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """One question, whatever the answer."""
    try:
        return subprocess.run(
            _command(folder, *arguments),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=environment(),
            check=False,
        )
    except FileNotFoundError:
        raise NotARepository("git non è installato: installalo e riprova") from None


def ask(folder: Path, *arguments: str) -> str | None:
    """The answer of git, without its final line end; None where git says no."""
    done = run(folder, *arguments)
    if done.returncode != 0:
        return None
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def top(folder: Path) -> Path:
    """The top folder of the repository that ``folder`` is in."""
    done = run(folder, "rev-parse", "--show-toplevel")
    if done.returncode != 0:
        raise trouble(folder, done) or NotARepository(
            f"«{folder}» non è in un archivio git: la storia non è disponibile"
        )
    found = Path(done.stdout.decode("utf-8", "surrogateescape").rstrip("\n"))
    if not folder.resolve().is_relative_to(found.resolve()):
        raise NotARepository(
            f"l'archivio git di «{folder}» tiene i suoi file altrove, in «{found}»: "
            "controlla «git config core.worktree»"
        )
    return found


def trouble(folder: Path, done: subprocess.CompletedProcess[bytes]) -> ReteError | None:
    """Why git did not say where the repository of a folder is; None where there simply is none."""
    if b"dubious ownership" in done.stderr:
        return NotARepository(
            f"git non si fida della cartella «{folder}», che è di un altro utente: "
            f"esegui «git config --global --add safe.directory {folder}»"
        )
    here = folder.resolve()
    for above in (here, *here.parents):
        if os.path.lexists(above / ".git"):
            # Asked from there: a sound one above may be out of bounds (GIT_CEILING_DIRECTORIES).
            there = run(above, "rev-parse", "--git-dir")
            return _damaged(there) if there.returncode != 0 else None
    return None


def _damaged(done: subprocess.CompletedProcess[bytes]) -> Damaged:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["(nulla)"]
    return Damaged("".join(c for c in lines[-1] if c.isprintable()))


def main_branch(folder: Path, wanted: str | None = None) -> str:
    """The branch that counts: the one asked for, else origin's main one, ``main``, the current."""
    if wanted is not None:
        if resolve(folder, wanted) is None:
            _require_sound(folder, f"refs/heads/{wanted}")
            raise ReteError(f"il ramo «{wanted}» non esiste in questo archivio git")
        return wanted
    for candidate in ("refs/remotes/origin/HEAD", "refs/heads/main"):
        if resolve(folder, candidate) is not None:
            return candidate
        _require_sound(folder, candidate)
    if head(folder) is None:
        raise ReteError("questo archivio git non ha ancora nessun commit: la storia è vuota")
    return "HEAD"


def head(folder: Path) -> str | None:
    """The commit that the next one would follow, None where there is none yet; Damaged."""
    commit = resolve(folder, "HEAD")
    if commit is None:
        _require_sound(folder, "HEAD")
        # Of a branch that has not begun, git knows the name.
        if ask(folder, "symbolic-ref", "--quiet", "HEAD") is None:
            raise _damaged(run(folder, "log", "-1", "HEAD"))
    return commit


def _require_sound(folder: Path, reference: str) -> None:
    """A reference that gives no commit is one that does not exist."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", reference)
    # 1 is a plain no; 0 names an object that is not there; anything else is a complaint.
    if run(folder, *words).returncode != 1:
        top(folder)
        raise _damaged(run(folder, "log", "-1", "--end-of-options", reference))


def resolve(folder: Path, reference: str) -> str | None:
    """The id of the commit that a reference names, or None."""
    return ask(
        folder,
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        f"{reference}^{{commit}}",
    )


def is_shallow(folder: Path) -> bool:
    return ask(folder, "rev-parse", "--is-shallow-repository") == "true"


def commit_of_day(folder: Path, day: date, branch: str | None = None) -> str:
    """The last first-parent commit of the main branch by the end of ``day`` in Rome."""
    reference = main_branch(folder, branch)
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=rome())
    end = midnight.astimezone(UTC)
    last_second = int(end.timestamp()) - 1
    # git's --until stops at the first older commit only if dates never go back: compare them all.
    words = ("log", "--first-parent", "--format=%H %ct", "--end-of-options", reference)
    done = run(folder, *words)
    if done.returncode != 0:
        raise _damaged(done)
    for line in done.stdout.decode("ascii").splitlines():
        commit, seconds = line.split(" ")
        if int(seconds) <= last_second:
            return commit
    if is_shallow(folder):
        raise ReteError(
            f"la storia scaricata non arriva al {day:%d/%m/%Y}: esegui «git fetch --unshallow»"
        )
    raise ReteError(f"al {day:%d/%m/%Y} il registro non esisteva ancora in git")


def tree(folder: Path, commit: str, prefix: str | None = None) -> Iterator[TreeEntry]:
    """The files below ``prefix`` (a path from the top, without final slash) in a commit.

    Without it, all the files of a commit, or of a tree.
    """
    within = [] if prefix is None else [prefix]
    done = run(
        folder, "ls-tree", "-r", "-z", "--long", "--full-tree", "--end-of-options", commit, *within
    )
    if done.returncode != 0:
        if resolve(folder, commit) is not None:
            raise _damaged(done)
        raise ReteError(f"git non riesce a leggere il commit «{commit}»")
    for line in done.stdout.split(b"\0"):
        if line:
            head, path = line.split(b"\t", 1)
            mode, _kind, blob, size = head.decode("ascii").split()
            yield TreeEntry(
                mode=mode,
                blob=blob,
                size=int(size) if size.isdigit() else 0,
                path=path.decode("utf-8", "surrogateescape"),
            )


class Blobs:
    """One ``git cat-file --batch`` kept open: the contents of blobs by their id."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            _command(folder, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, blob: str) -> bytes:
        """The whole content of one blob."""
        into, out = self._pipes()
        # A git that has stopped is told by what it does not answer.
        with suppress(BrokenPipeError):
            into.write(blob.encode("ascii") + b"\n")
            into.flush()
        first = out.readline().split()
        size = int(first[2]) if len(first) == 3 else 0
        content = out.read(size)
        if len(first) != 3 or len(content) != size:
            raise Damaged(f"missing or corrupt object {blob}")
        out.read(1)
        return content

    def close(self) -> None:
        into, out = self._pipes()
        with suppress(BrokenPipeError):
            into.close()
        out.close()
        self._process.wait()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        into, out = self._process.stdin, self._process.stdout
        if into is None or out is None:
            raise ReteError("git non risponde")
        return into, out
