"""Which repository a folder is in, found without running git, and whether git may be asked there.

Git looks for one by itself, and takes a folder that looks like a bare repository for one: whoever
hands over such a folder would have its settings read and its programs run. Every question names
the repository that is found here instead, and as git then no longer asks whose it is, that is
asked here too.
"""

import os
import re
import stat
from functools import cache
from pathlib import Path
from typing import Final

from rete import git_process
from rete.errors import CannotTell, Unanswered, as_typed, known
from rete.git_damage import apart_from_damage, complaint, damaged, last_line
from rete.records import frozen

NAME: Final = ".git"
_LONGEST: Final = 1 << 16
_LINK: Final = b"gitdir: "
_LONG_ENOUGH: Final = 60.0
"""Seconds for a question about settings alone."""
_OBJECTS_AWAY: Final = (
    rb"(?i)missing|bad object|could not (read|fetch|get)|unable to (read|find)|unable to load"
    rb"|not our ref|promisor|lazy|not allowed|failed to (read|traverse)|bad tree|invalid object"
    rb"|not a valid object|cannot read|error reading|does not have|no such ref"
)
"""How git says that it lacks an object, which is no damage where a clone left some behind."""

UNSHALLOW: Final = (
    "questa copia dell'archivio git ha solo l'ultima parte della storia: esegui "
    "«git fetch --unshallow» e riprova"
)
FETCH_ALL: Final = (
    "questa copia dell'archivio git è parziale, e qui manca una parte dei suoi file: esegui "
    "«git fetch --refetch --no-filter» e riprova"
)


@frozen
class Repository:
    """One repository: top of its work tree, git's own folder for that tree, and what is common.

    ``common`` is another folder than ``git_dir`` where there are several work trees. All three are
    without links.
    """

    top: Path
    git_dir: Path
    common: Path

    def prefix(self, folder: Path) -> str:
        """Where a folder is below the top (empty: it is the top)."""
        inside = folder.resolve().relative_to(self.top).as_posix()
        return "" if inside == "." else inside

    @property
    def folders(self) -> tuple[Path, Path]:
        """Git's own."""
        return self.git_dir, self.common

    def leading(self, folder: Path) -> str:
        """What the names of files below a folder begin with, from the top."""
        inside = self.prefix(folder)
        return f"{inside}/" if inside else ""

    @property
    def is_shallow(self) -> bool:
        """Some commits have parents that were left behind."""
        return bool(content(self.common / "shallow"))

    @property
    def is_partial(self) -> bool:
        """Some objects may have been left behind."""
        settings = self.settings().lower()
        return b"promisor" in settings or b"partialclone" in settings

    def settings(self) -> bytes:
        """What its own settings say, unread: enough to know whether it is worth asking git."""
        return content(self.common / "config")

    def left_behind(self) -> CannotTell | None:
        """What to do where an object is not here, if that is no damage."""
        if self.is_partial:
            return CannotTell(FETCH_ALL)
        return CannotTell(UNSHALLOW) if self.is_shallow else None

    def why_not(self, done: git_process.Done) -> CannotTell:
        """What git's complaint means, and what to do about it."""
        apart = apart_from_damage(done.stderr, *self.folders)
        if apart is not None:
            return apart
        stopped = done.returncode < 0
        away = stopped or re.search(_OBJECTS_AWAY, done.stderr) is not None
        behind = self.left_behind() if away else None
        if behind is not None:
            return behind
        if stopped:
            return git_process.stopped(-done.returncode)
        return damaged(last_line(done.stderr), *self.folders)


def find(folder: Path) -> Repository | CannotTell | None:
    """The repository that keeps a folder; None where there is none.

    CannotTell where there is something of that name which is not sound, is somebody else's, or has
    its files elsewhere. As for git, what is above a folder of GIT_CEILING_DIRECTORIES is out of
    bounds.
    """
    try:
        here = folder.resolve()
        limits = _limits()
        for above in (here, *here.parents):
            if above != here and above in limits:
                return None
            if _is_there(above / NAME):
                return _opened(above)
    except (OSError, RuntimeError, ValueError):
        return CannotTell(f"non si può dire se la cartella «{folder}» è in un archivio git")
    return None


def required(folder: Path) -> Repository:
    """The repository of a folder, for a question that only a repository can answer; ReteError."""
    found = known(find(folder))
    if found is None:
        why = f"«{folder}» non è in un archivio git: la storia non è disponibile"
        raise Unanswered(CannotTell(why))
    return found


def _limits() -> frozenset[Path]:
    named = os.environ.get("GIT_CEILING_DIRECTORIES", "")
    return frozenset(Path(name).resolve() for name in named.split(os.pathsep) if name)


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _opened(top: Path) -> Repository | CannotTell:
    dot = top / NAME
    git_dir = dot if dot.is_dir() else _led_to(dot)
    if git_dir is None:
        return _damaged_at(dot, top)
    common = git_dir / os.fsdecode(content(git_dir / "commondir").rstrip(b"\r\n"))
    found = Repository(top=top, git_dir=git_dir.resolve(), common=common.resolve())
    if not _is_ours(found):
        return CannotTell(
            f"git non si fida della cartella «{top}», che è di un altro utente: "
            f"esegui «git config --global --add safe.directory {as_typed(top)}»"
        )
    whole = _is_there(found.git_dir / "HEAD") and all(
        (found.common / name).is_dir() for name in ("objects", "refs")
    )
    if not whole:
        return _damaged_at(found.git_dir, top)
    elsewhere = _elsewhere(found)
    return found if elsewhere is None else elsewhere


def _led_to(dot: Path) -> Path | None:
    """Where the ``.git`` of a work tree or of a submodule says that the repository is."""
    said = content(dot)
    if not said.startswith(_LINK):
        return None
    return dot.parent / os.fsdecode(said.removeprefix(_LINK).rstrip(b"\r\n"))


def content(file: Path) -> bytes:
    """What a small file says; nothing where there is none, or it is none to be opened."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            return b""
        with file.open("rb") as opened:
            return opened.read(_LONGEST)
    except (OSError, ValueError):
        return b""


def _elsewhere(found: Repository) -> CannotTell | None:
    """Its files are not those around it: a submodule says as much of the very folder it is in."""
    settings = ((found.common / "config"), (found.git_dir / "config.worktree"))
    if not any(b"worktree" in content(file).lower() for file in settings):
        return None
    words = git_process.command(found.git_dir, None, "config", "--get", "core.worktree")
    done = _asked(words, found.top)
    if isinstance(done, CannotTell) or done.returncode not in (0, 1):
        return done if isinstance(done, CannotTell) else complaint(done.stderr, *found.folders)
    named = os.fsdecode(done.stdout).rstrip("\n")
    if not named or (found.git_dir / named).resolve() == found.top:
        return None
    return CannotTell(
        f"l'archivio git di «{found.top}» tiene i suoi file altrove, in "
        f"«{(found.git_dir / named).resolve()}»: controlla «git config core.worktree»"
    )


def _asked(words: list[str], folder: Path) -> git_process.Done | CannotTell:
    kept = git_process.reading_environment()
    return git_process.run(words, folder=folder, environment=kept, seconds=_LONG_ENOUGH)


def nested(path: str) -> CannotTell:
    """What a repository of its own among the data (``path``: its ``.git``) makes unknown."""
    folder = path.removesuffix(f"/{NAME}")
    if "/" not in folder:
        return CannotTell(
            f"la cartella «{folder}» è un archivio git per conto suo (c'è «{path}»), e il registro "
            f"non si può salvare intero: sposta «{path}» in un'altra cartella, dove tenerne la "
            "storia, usa l'archivio git della cartella del registro (se non c'è, «git init»), e "
            "riprova"
        )
    return CannotTell(
        f"fra i dati c'è un altro archivio git («{path}»), e ciò che contiene non è salvato con il "
        "registro: sposta altrove quella cartella, o solo il suo «.git» (con lui se ne va la sua "
        "storia: tienine una copia), e riprova"
    )


# --- damage ---


def _damaged_at(git_dir: Path, top: Path) -> CannotTell:
    done = _asked(git_process.command(git_dir, top, "rev-parse", "--git-dir"), top)
    return done if isinstance(done, CannotTell) else complaint(done.stderr, git_dir)


# --- whose it is ---


def _is_ours(found: Repository) -> bool:
    """As git asks before it reads the settings of a repository that it came upon."""
    if os.environ.get("GIT_TEST_ASSUME_DIFFERENT_OWNER", "").lower() not in ("1", "true", "yes"):
        if not hasattr(os, "geteuid"):
            return _git_says_it_is_ours(found.top)
        user = _user(os.geteuid(), os.environ.get("SUDO_UID"))
        parts = (found.top, found.top / NAME, found.git_dir, found.common)
        if all(is_owned(part, user) for part in parts):
            return True
    return is_safe(found.top, _safe_directories(found.top))


def _user(effective: int, sudo: str | None) -> frozenset[int]:
    """The users whose folders are ours: for root also whoever became root by ``sudo``."""
    if effective == 0 and sudo is not None and sudo.isascii() and sudo.isdigit():
        return frozenset((0, int(sudo)))
    return frozenset((effective,))


def is_owned(path: Path, users: frozenset[int]) -> bool:
    """A file or folder, or a link itself, that belongs to one of these users."""
    try:
        return path.lstat().st_uid in users
    except FileNotFoundError:
        # What is not there is no one's: that it is missing is told elsewhere.
        return True


def is_safe(top: Path, values: list[str]) -> bool:
    """The values of safe.directory trust this folder; the last one that speaks of it holds."""
    safe = False
    for value in values:
        if not value:
            safe = False
        elif value == "*" or _names(value, top):
            safe = True
    return safe


def _names(value: str, top: Path) -> bool:
    path = Path(os.path.expanduser(value))  # noqa: PTH111 - pathlib's own fails where it cannot
    if not path.is_absolute() and value != ".":
        return False
    if path.name == "*":
        return top.is_relative_to(path.parent.resolve()) and top != path.parent.resolve()
    return path.resolve() == top


def _safe_directories(top: Path) -> list[str]:
    """What the user's own settings say, never the repository's: none is there to be read."""
    nowhere = top / NAME / "nessuno" / "nessuno"
    words = git_process.command(nowhere, None, "config", "-z", "--get-all", "safe.directory")
    done = _asked(words, top)
    if isinstance(done, CannotTell) or done.returncode != 0:
        return []
    return os.fsdecode(done.stdout).split("\0")[:-1]


@cache
def _git_says_it_is_ours(top: Path) -> bool:
    """Where users have no numbers (Windows), git itself knows: it looks at the ``.git`` first."""
    done = _asked(["git", *git_process.QUIET, "rev-parse", "--git-dir"], top)
    return isinstance(done, CannotTell) or b"dubious ownership" not in done.stderr
