"""The only door to git's program for reading: its environment, and whether it ran at all.

Nothing is asked or decided here: where a repository is says ``git_place``, what to ask ``git``.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from rete.errors import CannotTell

MISSING: Final = "git non è installato, o non si trova fra i programmi (PATH): installalo e riprova"


Done = subprocess.CompletedProcess[bytes]
"""What git ended with, and what it wrote."""

_OF_ANOTHER_CALL = frozenset(
    {
        *("GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"),
        *("GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS"),
        *("GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_IMPLICIT_WORK_TREE", "GIT_NAMESPACE"),
        "GIT_INTERNAL_SUPER_PREFIX",
        *("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_ATTR_SOURCE"),
    }
)
"""What a hook inherits from the git that runs it: with these, the folder asked about is ignored.

Who sets ``GIT_CONFIG_GLOBAL``, ``GIT_CONFIG_COUNT`` (a container that trusts a folder, an author)
or ``GIT_CEILING_DIRECTORIES`` means every git: they stay, and what they say is not trusted more
than what a repository's own settings say.
"""

_ONLY_READING: Final = {
    # A clone that left objects behind would fetch them, by any program that its settings name:
    # only the newest git can be told not to, but of every one a list of protocols is the whole
    # list. This one is the name of none, nor of a program that could be found.
    "GIT_ALLOW_PROTOCOL": "-",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    # An id is to say what is read: no object stands for another, no parent is taken away.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null",
}

_OFF: Final = (
    # Programs that a repository may name.
    *("core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat"),
    *("log.showSignature=false", "credential.helper=", "core.askPass="),
    # What a change could hide behind.
    *("core.untrackedCache=false", "core.checkStat=default", "core.trustctime=true"),
    # What says of commits, in a file beside them, which trees and parents they have.
    "core.commitGraph=false",
    # What makes the same question have another answer.
    *("i18n.logOutputEncoding=UTF-8", "log.diffMerges=separate", "log.follow=false"),
    *("log.mailmap=false", "format.pretty=medium", "diff.orderFile=/dev/null"),
)
QUIET: Final = tuple(word for setting in _OFF for word in ("-c", setting))


_BROKEN_PIPE: Final = 13
_FROM_OUTSIDE: Final = frozenset((1, 2, 9, 13, 14, 15))
"""SIGHUP, SIGINT, SIGKILL, SIGPIPE, SIGALRM, SIGTERM: the same numbers on every POSIX system."""


def environment() -> dict[str, str]:
    """Plain English answers, no question asked, nothing of the git that may have called us."""
    return {
        **{name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_CALL},
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LITERAL_PATHSPECS": "1",
    }


def reading_environment() -> dict[str, str]:
    """``environment``, for a git that runs nothing that a repository or its owner names."""
    return {**environment(), **_ONLY_READING}


def command(git_dir: Path, top: Path | None, *arguments: str) -> list[str]:
    """A question to the repository of that folder and to no other, wherever it is asked from."""
    tree = [] if top is None else [f"--work-tree={top}"]
    return ["git", "--no-pager", f"--git-dir={git_dir}", *tree, *QUIET, *arguments]


def run(
    words: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    stdin: bytes = b"",
    seconds: float | None = None,
) -> Done | CannotTell:
    """What git said, whatever it was; CannotTell where it could not be run or did not end."""
    try:
        done = subprocess.run(
            words,
            cwd=folder,
            input=stdin,
            capture_output=True,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return too_slow(seconds)
    except OSError as error:
        return not_run(folder, error)
    # Of a broken pipe git dies where what it wanted to fetch from has gone: it says so before.
    if done.returncode < 0 and done.returncode != -_BROKEN_PIPE:
        return stopped(-done.returncode)
    return done


def too_slow(seconds: float | None) -> CannotTell:
    return CannotTell(f"git non ha risposto entro {seconds:.0f} secondi")


def stopped(number: int) -> CannotTell:
    """Somebody stopped git, or it stumbled over what it read: a damaged file can do that."""
    if number in _FROM_OUTSIDE:
        return CannotTell(f"git è stato interrotto (segnale {number}): riprova")
    return CannotTell(
        f"git si è fermato da sé (segnale {number}): l'archivio può essere danneggiato; esegui "
        "«git fsck» per sapere che cosa manca, e se non si ripara scaricalo di nuovo in un'altra "
        "cartella (git clone) e tieni questa: può avere ciò che altrove non c'è"
    )


def started(words: Sequence[str], *, folder: Path) -> "subprocess.Popen[bytes] | CannotTell":
    """A git that goes on answering what it is asked on its standard input; only for reading."""
    try:
        return subprocess.Popen(
            words,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=reading_environment(),
        )
    except OSError as error:
        return not_run(folder, error)


def not_run(folder: Path, error: OSError) -> CannotTell:
    """Why the system did not start git."""
    if not folder.is_dir():
        return CannotTell(f"la cartella «{folder}» non c'è più: spostati in un'altra e riprova")
    if isinstance(error, FileNotFoundError):
        return CannotTell(MISSING)
    from rete.italiano import os_problem

    return CannotTell(f"il programma git non si può eseguire: {os_problem(error)}")
