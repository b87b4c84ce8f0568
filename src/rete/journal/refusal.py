"""What is said, in Italian, of a commit that was not made, or not as it was asked for."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from rete.commit_message import TRAILER
from rete.errors import ReteError
from rete.git_call import words_of
from rete.git_causes import cause, is_signature
from rete.git_process import Done
from rete.git_write import Busy, CommitRefused, busy
from rete.italiano import in_quotes
from rete.journal.folder import Where

_HOOK = "un controllo automatico di questo archivio (hook)"
_LOCK = re.compile(r"Unable to create '([^']+\.lock)': File exists")
_IGNORED = re.compile(r"The '([^']+)' hook was ignored because it's not set as executable")
_NOT_RUN = re.compile(r"cannot (?:run|exec|spawn) '?([^\n':]*hooks/[^\n':]+)'?: ([^\n]+)")

TAKEN_AWAY = (
    f"{_HOOK} ha tolto il commit subito dopo che era stato fatto: i file sono tornati com'erano; "
    "chi cura l'archivio guardi «post-commit» tra gli hook di git"
)


def of(done: Done, where: Where) -> ReteError:
    """Why git made no commit, and nobody else did."""
    said = done.stderr.decode("utf-8", "replace")
    if found := _LOCK.search(said):
        return Busy(busy(found[1]))
    if found := _NOT_RUN.search(said):
        why = f"il controllo automatico (hook) «{found[1]}» non si può eseguire"
    elif known := cause(done, where.git_dir):
        return CommitRefused(known)
    elif is_signature(done):
        why = "la firma del commit non è riuscita"
    elif "empty commit message" in said.lower() and _is_full(where):
        return CommitRefused("il disco è pieno: libera spazio e riprova")
    elif "empty commit message" in said.lower():
        why = "il commit è rimasto senza messaggio"
    else:
        why = "git o un controllo automatico di questo archivio (hook) ha rifiutato il commit"
    return CommitRefused(f"{why}; ecco che cosa ha detto:\n{words_of(done)}")


def _is_full(where: Where) -> bool:
    """There is no room for the message of a commit: git says only that it is empty."""
    return shutil.disk_usage(where.git_dir).free < _ROOM


_ROOM = 1 << 16


def commit_of_a_hook(commit: str, message: str, done: Done) -> CommitRefused:
    """The branch went on without the operation."""
    return CommitRefused(
        f"mentre si faceva il commit il ramo è andato avanti con un altro commit "
        f"({_named(commit, message)}), fatto da un controllo automatico (hook) o da un altro "
        f"programma, e git non ha fatto quello dell'operazione: riprova; se succede sempre, chi "
        f"cura l'archivio guardi gli hook di git, che non devono fare commit; git ha detto:\n"
        f"{words_of(done)}"
    )


def in_the_commit_of_a_hook(commit: str, message: str) -> str:
    """The operation is in a commit that is not its own."""
    return (
        f"attenzione: {_HOOK} ha fatto un commit per conto suo ({_named(commit, message)}), con "
        f"dentro i file di questa operazione ma senza la riga «{TRAILER}: …»: «rete annulla» non "
        "la troverà; per tornare indietro c'è «git revert»"
    )


def without_trailer(commit: str) -> str:
    """The commit was made, and a hook took the operation's name out of its message."""
    return (
        f"attenzione: {_HOOK} ha riscritto il messaggio del commit {commit[:7]}, e la riga "
        f"«{TRAILER}: …» non c'è più: «rete annulla» non troverà questa operazione; per tornare "
        "indietro c'è «git revert»"
    )


def branch_named(branch: str | None) -> str:
    return f"«{branch}»" if branch else "nessun ramo"


def other_branch(before: str | None, now: str | None) -> str:
    """A hook changed branch while the commit was made."""
    return (
        f"attenzione: mentre si faceva il commit {_HOOK} è passato da {branch_named(before)} a "
        f"{branch_named(now)}: "
        "l'operazione è lì; guarda con «git status» su che ramo sei"
    )


def elsewhere(commit: str, branch: str | None) -> str:
    """The commit was made, and a hook left its branch, or moved it, right after."""
    where = f"nel ramo «{branch}», in cui sei ora" if branch else "in ciò su cui sei ora"
    return (
        f"attenzione: l'operazione è nel commit {commit[:7]}, ma {_HOOK} ha cambiato ramo o l'ha "
        f"spostato subito dopo: {where}, non c'è; per sapere dov'è «git branch --contains "
        f"{commit[:7]}», per andarci «git switch»"
    )


def overtaken(commit: str, paths: Iterable[str]) -> str:
    """The commit was made, and another program's right after put files back as they were."""
    return (
        f"attenzione: nello stesso momento un altro programma ha fatto un commit ({commit[:7]}) "
        f"che rimette com'era {in_quotes(paths)}: nella cartella è "
        "scritto; per salvarlo di nuovo in git usa «git add» e «git commit»"
    )


def ignored_hooks(done: Done) -> tuple[str, ...]:
    """The checks that git passed over, as it says only in English."""
    names = _IGNORED.findall(done.stderr.decode("utf-8", "replace"))
    if not names:
        return ()
    shown = in_quotes(dict.fromkeys(names))
    told = (
        f"attenzione: git non ha eseguito il controllo automatico (hook) {shown}, perché il suo "
        f"file non è eseguibile: per attivarlo «chmod +x {names[0]}»"
    )
    return (told,)


def no_folder_of_hooks(folder: Path) -> str:
    """The settings name a folder of hooks that is not there."""
    return (
        f"attenzione: la cartella dei controlli automatici (hook) «{folder}», che le impostazioni "
        "di git nominano (core.hooksPath), non c'è: il commit è stato fatto senza controlli"
    )


def _named(commit: str, message: str) -> str:
    first = "".join(c for c in message.split("\n", 1)[0] if c.isprintable())
    return f"{commit[:7]} «{first}»"
