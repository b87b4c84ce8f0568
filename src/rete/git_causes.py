"""Why git did not write, or has no author, in Italian; of questions to git: `git_damage`."""

import errno
import os
import re
import signal
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from rete.errors import ReteError
from rete.git_call import call, words_of
from rete.git_damage import apart_from_damage
from rete.git_process import Done
from rete.italiano import os_problem

NO_AUTHOR = (
    "git non sa chi sei: diglielo una volta per tutte con «git config --global user.name "
    '"Nome Cognome"» e «git config --global user.email indirizzo@esempio.it»'
)

# As the C library says them in English, which is how git is called.
_SAID_BY_THE_SYSTEM = {
    "No space left on device": errno.ENOSPC,
    "Out of diskspace": errno.ENOSPC,
    "Disk quota exceeded": errno.EDQUOT,
    "Disc quota exceeded": errno.EDQUOT,
    "Read-only file system": errno.EROFS,
    "Input/output error": errno.EIO,
    "File too large": errno.EFBIG,
    "Permission denied": errno.EACCES,
    "Operation not permitted": errno.EPERM,
    "Too many open files": errno.EMFILE,
    "Cannot allocate memory": errno.ENOMEM,
}
_OF_GIT = re.compile(r"(?:fatal|error|warning): ")
_COULD_NOT_WRITE = re.compile(
    r"^(?:fatal|error): .*(?:unable to|could not|cannot|failed to|short|insufficient)"
    r".*(?:writ|creat|append|open|updat|object|clos|flush|fsync|renam)",
    re.MULTILINE,
)
_NO_NAME = ("tell me who you are", "empty ident name", "unable to auto-detect email address")
_BAD_NAME = re.compile(r"name consists only of disallowed characters: (.*)")
_BAD_DATE = re.compile(r"invalid date format: (.*)")
_NAMES = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME")
_LINE_ENDS = re.compile(r"^fatal: (?:CR)?LF would be replaced by (?:CR)?LF in (.*)", re.MULTILINE)
_DATES = ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE")
_SIGNATURE = ("failed to sign", "signing failed", "gpg.ssh", "user.signingkey", "No private key")
_PROBE = bytes(1 << 16)


def require_author(folder: Path) -> None:
    """Git knows in whose name, and of what moment, commits are made; ReteError."""
    asked = ["GIT_COMMITTER_IDENT"]
    # Without settings of its own the author is whoever commits.
    if any(name.startswith("GIT_AUTHOR_") for name in os.environ):
        asked.append("GIT_AUTHOR_IDENT")
    for identity in asked:
        carried_out(folder, "var", identity, failing="git non può dire chi fa il commit; ha detto")


def carried_out(
    folder: Path,
    *words: str,
    failing: str,
    writes_in: Path | None = None,
    stdin: bytes = b"",
    settings: Mapping[str, str] | None = None,
) -> bytes:
    """What git wrote while it did what it was asked; ReteError with what kept it from that.

    ``failing`` comes before git's own words, where the cause is not known.
    """
    done = call(folder, *words, stdin=stdin, settings=settings)
    if done.returncode != 0:
        raise ReteError(cause(done, writes_in) or f"{failing}:\n{words_of(done)}")
    return done.stdout


def cause(done: Done, writes_in: Path | None = None) -> str | None:
    """What kept git from doing its work, where it is not for a hook to say; None: not known.

    ``writes_in``: a folder on the disk that git writes to, tried where git does not say why it
    could not write.
    """
    said = (done.stderr + b"\n" + done.stdout).decode("utf-8", "replace")
    if done.returncode < 0:
        return _stopped(-done.returncode)
    own = [line for line in said.splitlines() if _OF_GIT.match(line)]
    if number := _errno(own) or _errno_of_trying(said, writes_in):
        return f"git non è riuscito a scrivere: {os_problem(OSError(number, ''))}"
    if any(words in said for words in _NO_NAME):
        return _no_author()
    if (apart := apart_from_damage("\n".join(own).encode())) is not None:
        return apart.why
    if found := _LINE_ENDS.search("\n".join(own)):
        return (
            f"git dovrebbe cambiare gli a capo di «{_shown(found[1])}», e le sue impostazioni lo "
            "vietano (core.safecrlf): esegui «git config core.safecrlf warn» e riprova"
        )
    if found := _BAD_DATE.search(said):
        return _bad_date(found[1])
    if found := _BAD_NAME.search(said):
        return (
            f"il nome con cui git fa i commit («{_shown(found[1])}») è fatto solo di segni che git "
            'non accetta: correggilo con «git config --global user.name "Nome Cognome"», o togli '
            "le variabili GIT_AUTHOR_NAME e GIT_COMMITTER_NAME"
        )
    return None


def is_signature(done: Done) -> bool:
    """The commit was not made because it could not be signed."""
    said = done.stderr.decode("utf-8", "replace")
    return "failed to write commit object" in said or any(w in said for w in _SIGNATURE)


def _stopped(number: int) -> str:
    if number == getattr(signal, "SIGXFSZ", None):
        return f"git è stato fermato dal sistema: {os_problem(OSError(errno.EFBIG, ''))}"
    try:
        name = signal.Signals(number).name
    except ValueError:
        name = str(number)
    return (
        f"git è stato fermato a metà dal sistema o da un altro programma (segnale {name}): "
        "se manca la memoria chiudi qualche programma, poi riprova"
    )


def _errno(own: Sequence[str]) -> int | None:
    said = ((line, words) for line in own for words in _SAID_BY_THE_SYSTEM)
    return next((_SAID_BY_THE_SYSTEM[words] for line, words in said if words in line), None)


def _errno_of_trying(said: str, folder: Path | None) -> int | None:
    """Where git says that it could not write and not why: what the system says to us."""
    if folder is None or not _COULD_NOT_WRITE.search(said):
        return None
    try:
        with tempfile.TemporaryFile(dir=folder) as tried:
            tried.write(_PROBE)
            tried.flush()
            os.fsync(tried.fileno())
    except OSError as error:
        return error.errno
    return errno.EACCES if "insufficient permission" in said else None


def _no_author() -> str:
    """An empty name in the environment counts more than what the settings say."""
    for name in _NAMES:
        if name in os.environ and not os.environ[name].strip():
            return f"{NO_AUTHOR}; prima togli la variabile {name}, che è vuota ({_unset(name)})"
    return NO_AUTHOR


def _unset(name: str) -> str:
    return f"su Linux e macOS «unset {name}»"


def _bad_date(value: str) -> str:
    held = [name for name in _DATES if os.environ.get(name, "").strip() == value.strip()]
    which = held[0] if held else " o ".join(_DATES)
    return (
        f"la variabile {which} vale «{_shown(value)}», che per git non è una data: toglila "
        f"({_unset((held or _DATES)[0])}) o scrivila così: 2026-06-01T10:30:00"
    )


def _shown(value: str) -> str:
    return "".join(c for c in value if c.isprintable())
