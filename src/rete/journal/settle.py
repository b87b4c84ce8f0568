"""After a commit: files, index and HEAD made to agree where nobody else's work is touched."""

import os
from collections.abc import Iterable

from rete import git
from rete.errors import ReteError
from rete.git_causes import carried_out
from rete.git_content import entries
from rete.italiano import in_quotes, os_problem
from rete.journal import carry, index
from rete.journal.folder import Where
from rete.journal.manifest import Manifest, Step
from rete.records import frozen


class Unfinished(ReteError):
    """The commit is made, and something of what follows it is left for the next command."""


@frozen
class Written:
    """What a writing did: the commit (None: none was to be made) and what has to be told."""

    commit: str | None = None
    avvisi: tuple[str, ...] = ()


def unfinished(title: str, error: ReteError | OSError) -> Unfinished:
    """Of an operation whose commit is there."""
    return Unfinished(
        f"l'operazione «{title}» è nel suo commit, ma i file o l'indice di git non sono ancora "
        f"tutti d'accordo con quello ({why(error)}): ci penserà il prossimo comando di rete"
    )


def in_doubt(title: str, error: ReteError | OSError) -> Unfinished:
    """Of an operation whose commit may be there: git does not answer any more."""
    return Unfinished(
        f"non si può dire se l'operazione «{title}» ha già il suo commit ({why(error)}): i file "
        "restano come li ha scritti, e ci penserà il prossimo comando di rete"
    )


def why(error: Exception) -> str:
    """What an error says, in Italian."""
    return os_problem(error) if isinstance(error, OSError) else str(error)


def after_commit(
    where: Where, plan: Manifest, old: str | None, *, at_once: bool, as_asked: bool = False
) -> tuple[str, ...]:
    """Bring files and index to what HEAD says; given is what has to be told. Unfinished.

    ``old``: the commit before the operation. ``at_once``: right after the commit, when what the
    index says of the plan's files is the operation's own; later it may be somebody's.
    ``as_asked``: commit and files are known to be what was asked for.
    """
    try:
        told = () if as_asked else _files(where, plan, old, at_once=at_once)
        names = set() if as_asked else _names(where, old)
        if at_once:
            names |= set(where.from_top(plan.paths))
        index.bring_to_head(where, names)
    except (OSError, ReteError) as error:
        raise unfinished(plan.titolo, error) from None
    return told


def _names(where: Where, old: str | None) -> set[str]:
    """What the branch has otherwise than before, and the index as it was before."""
    head = git.head(where.base)
    if head is None:
        return set()
    return {*index.changed(where, old, head)} - index.staged_by_somebody(where, old)


def _files(where: Where, plan: Manifest, old: str | None, *, at_once: bool) -> tuple[str, ...]:
    steps = dict(zip(where.from_top(plan.paths), plan.passi, strict=True))
    head, was = _in_commit(where, "HEAD", steps), _in_commit(where, old, steps)
    now = _on_disk(where, steps)
    told: dict[str, list[str]] = {}
    for path, step in steps.items():
        agree = now.get(path) == head.get(path)
        gone = step.after is not None and path not in head
        if agree and not gone and head.get(path) != was.get(path):
            continue
        as_written = carry.digest_of(where.root, step) == step.after
        if agree and as_written:
            continue
        if agree:
            what = _UNDONE
        elif not as_written or (step.after is None and head.get(path) != was.get(path)):
            what = _CHANGED
        elif head.get(path) == was.get(path):
            what = _LEFT_OUT
        elif path not in head:
            what = _NOT_FOLLOWED
        elif _bring(where, step, path):
            continue
        else:
            what = _CHANGED
        told.setdefault(what, []).append(step.path)
    if not at_once:
        return ()
    return tuple(what.format(in_quotes(paths)) for what, paths in told.items())


_CHANGED = (
    "attenzione: {} è cambiato mentre si faceva il commit, e nella cartella non è come nel commit: "
    "guarda che cosa è cambiato con «git diff» e, se va bene, salvalo con «git add» e «git commit»"
)
_UNDONE = (
    "attenzione: un controllo automatico di questo archivio (hook) ha disfatto ciò che "
    "l'operazione ha scritto in {}: non è né nella cartella né nel commit; guarda con «git show "
    "--stat» che cosa c'è in quel commit"
)
_LEFT_OUT = (
    "attenzione: un controllo automatico di questo archivio (hook) ha lasciato fuori dal "
    "commit {}: nella cartella è scritto; per salvarlo anche in git usa «git add» e «git commit»"
)
_NOT_FOLLOWED = (
    "attenzione: un controllo automatico di questo archivio (hook) ha tolto da git {}, che nella "
    "cartella c'è ancora: per seguirlo di nuovo usa «git add» e «git commit»"
)


def _bring(where: Where, step: Step, path: str) -> bool:
    """The file as the commit has it, where it still is what rete had written."""
    words = ("cat-file", "--filters", f"HEAD:{path}")
    content = carried_out(where.base, *words, failing=f"git non riesce a leggere «{path}»")
    try:
        return carry.replace(where.root, step, content)
    except ReteError:
        # It has become a link, or a folder: somebody's.
        return False


def _in_commit(where: Where, commit: str | None, paths: Iterable[str]) -> dict[str, str]:
    """The blob of each of these files that is in a commit."""
    if commit is None:
        return {}
    found = entries(where.base, "--full-tree", "--end-of-options", commit, *paths)
    return {entry.path: entry.blob for entry in found}


def _on_disk(where: Where, paths: Iterable[str]) -> dict[str, str]:
    """The blob that git would make of each of these files that is there."""
    there = [path for path in paths if (where.base / path).is_file()]
    stdin = b"".join(os.fsencode(path) + b"\n" for path in there)
    words, failing = ("hash-object", "--stdin-paths"), "git non riesce a leggere i file"
    said = carried_out(where.base, *words, failing=failing, stdin=stdin)
    return dict(zip(there, said.decode("ascii").split(), strict=True))
