"""`rete annulla`: the latest operations, and one of them taken back by a new commit."""

from pathlib import Path
from typing import Any

from rete import git_changes, git_write
from rete.changes import Plan
from rete.commands.annulla.elenco_operazioni import (
    LAST,
    codes,
    list_operations,
    name_of,
    none_found,
    operation_meant,
    shortened,
    title,
)
from rete.commands.annulla.piano import sentences
from rete.commands.shared.opzioni import argomento, with_options
from rete.commands.shared.registro import recover, root
from rete.commands.shared.tipi import OPERAZIONE
from rete.commands.writing.non_salvato import refuse_uncommitted
from rete.commands.writing.scrivere import Modi, Scrittura, begin
from rete.commit_message import COMMIT, OPERATION, UNDO
from rete.errors import ReteError, known
from rete.git import is_published
from rete.italiano import first_few, in_quotes, join_words
from rete.load.kinds import Known, classify
from rete.operation import prepare_contents
from rete.past import Commit, History, Past, Proof, Undoing, contents, prepare_undoing
from rete.store import DATA, PATTO

_MOST_NAMED = 4
_UNSAVED = (
    "in data/ c'è altro che non è salvato in git (scritto a mano o con --senza-commit): non è fra "
    "le operazioni, e resta com'è"
)
_PUT_ASIDE = (
    "mettile da parte con «git stash», riprova, e poi riprendile con «git stash pop» (salvate con "
    "un commit, sarebbero venute dopo l'operazione, che così non si annullerebbe più)"
)
_UNDO, _REDO = "Annulla: ", "Ripristina: "
_CLOSING = {
    "ente": "per far uscire un ente c'è «rete ente chiudi»",
    "tavolo": "per chiudere un tavolo c'è «rete tavolo chiudi»",
    "atto": "per togliere valore a un atto serve un altro atto che lo revochi",
    "verbale": "per correggere un verbale serve una decisione che lo rettifichi",
}


class Quale(Modi):
    """Which operation is taken back, if any."""

    codice = argomento(
        "L'operazione da annullare, con il codice dell'elenco, o «ultima».",
        "[CODICE|ultima]",
        click_type=OPERAZIONE,
        default=None,
    )
    proposta: Any = False  # what was undone in a branch of its own would still be done in this one


@with_options
def annulla(a: Quale) -> int:
    """Elenca le ultime operazioni fatte con rete, e ne annulla una.

    Senza codice le elenca soltanto. Annullare vuol dire rimettere i file com'erano prima, con un
    nuovo commit: la storia resta, e anche l'annullamento si può annullare, con il suo codice. Con
    «ultima» si annulla l'operazione più recente ancora valida: ripetendolo si va sempre più
    indietro.
    """
    folder = root()
    if git_write.place(folder) is None:
        raise ReteError("questo registro non è in git: senza la sua storia non si può annullare")
    recover(folder)
    if a.codice is None:
        return list_operations(History(folder))
    history = History(folder)
    past = _chosen(history, a.codice)
    work = begin(a)
    _refuse_undone(history, past)
    undoing = prepare_undoing(history, past)
    _refuse_nothing_to_do(undoing)
    _refuse_the_register_itself(undoing)
    _refuse_later_changes(history, undoing)
    _refuse_unsaved(history, undoing)
    _refuse_removals(history, undoing)
    return _undo(work, history, undoing, unsaved=_something_unsaved(folder, a.codice))


def _something_unsaved(folder: Path, typed: str) -> bool:
    """Whether the last thing done may be one that no commit has: it is not «the last» here."""
    return typed.strip().casefold() == LAST and git_changes.is_clean(folder, DATA) is False


def _chosen(history: History, typed: str) -> Past:
    if typed.strip().casefold() != LAST:
        return operation_meant(history, typed)
    past = history.last()
    if past is not None:
        return past
    if next(history.here(), None) is not None:
        raise ReteError("non c'è un'operazione da annullare: sono già tutte annullate")
    raise ReteError(none_found(history))


def _refuse_undone(history: History, past: Past) -> None:
    """What is undone already is brought back by undoing that, not undone again."""
    undone = history.marks.of(past)
    if undone is None or undone.proof is not Proof.PROVEN:
        return
    by = history.holding(undone.by)
    again = f"rete annulla {by.codici[0]}" if by else f"git revert {undone.by.id[:7]}"
    raise ReteError(
        f"{_named(past)} è già annullata da {name_of(history, undone.by)}: per rimetterla com'era "
        f"c'è «{again}»"
    )


def _refuse_nothing_to_do(undoing: Undoing) -> None:
    if not undoing.changes:
        raise ReteError(
            f"{_named(undoing.past)} non si può annullare: il commit {undoing.commit.id[:7]} non "
            "ha cambiato i dati di questo registro"
        )


def _refuse_the_register_itself(undoing: Undoing) -> None:
    """What was there before the pact was no register, and no command would find one there again."""
    if PATTO in undoing.created:
        raise ReteError(
            f"{_named(undoing.past)} non si può annullare: il commit {undoing.commit.id[:7]} ha "
            f"creato anche «{PATTO}», e prima di quello il registro non c'era"
        )


def _refuse_later_changes(history: History, undoing: Undoing) -> None:
    if not undoing.touched:
        return
    names = in_quotes(undoing.touched)
    commits = {one.id: one for some in undoing.touched.values() for one in some}
    first: list[str] = []
    other: list[str] = []
    beside: list[str] = []
    for commit in commits.values():
        past = history.holding(commit)
        if past is None:
            other.append(f"il commit {commit.id[:7]} ({shortened(commit.message.titolo, 80)})")
        elif not history.is_undone(past):
            after = history.log.among_earlier(commit, (undoing.commit,))
            (first if after else beside).append(f"{codes(past)} ({title(past)})")
    words = [f"{_named(undoing.past)} non si può annullare: dopo è stato cambiato {names}"]
    if other:
        words.append(f"lo ha cambiato {_some(other)}")
    if beside:
        # Whichever is tried, the other stands in its way: there is no first.
        words.append(
            f"lo ha cambiato anche {_some(beside)}, in un ramo che poi è stato unito: correggi a "
            f"mano {names}"
        )
    if first:
        words.append(f"prima annulla {_some(first)}")
    undone = history.marks.of(undoing.past)
    if undone is not None:
        words.append(f"secondo {name_of(history, undone.by)} è già annullata")
    raise ReteError("; ".join(words))


def _some(names: list[str]) -> str:
    return join_words(first_few(names, _MOST_NAMED))


def _refuse_unsaved(history: History, undoing: Undoing) -> None:
    """What is not saved is not lost; what git converts is not as the history has it."""
    paths = [one.path for one in undoing.changes]
    converted = refuse_uncommitted(history.folder, paths, _PUT_ASIDE)
    if converted is not None:
        raise ReteError(
            f"{_named(undoing.past)} non si può annullare con rete: {converted.why}; si annulla "
            f"con «git revert {undoing.commit.id[:7]}»"
        )


def _refuse_removals(history: History, undoing: Undoing) -> None:
    """What others may have seen and cited is closed, never removed."""
    created = undoing.created
    commits = {one.id for one in (undoing.commit, *undoing.past.commits)}
    if not created or not any(known(is_published(history.folder, name)) for name in commits):
        return
    names = in_quotes(created)
    kinds = [record.kind.name for path in created if isinstance(record := classify(path), Known)]
    closing = [_CLOSING[kind] for kind in dict.fromkeys(kinds) if kind in _CLOSING]
    why = (
        f"{_named(undoing.past)} non si può annullare: ha creato {names}, che è già nel ramo "
        "principale dell'archivio remoto, e ciò che è pubblicato non si toglie"
    )
    raise ReteError("; ".join((why, *closing)))


def _named(past: Past) -> str:
    return f"l'operazione {codes(past)} ({title(past)})"


def _undo(work: Scrittura, history: History, undoing: Undoing, *, unsaved: bool) -> int:
    both = contents(history, undoing)
    plan = Plan(
        operazione=UNDO,
        titolo=_title(undoing),
        racconto=tuple(sentences(undoing, both, work.loaded.rete)),
        avvertenze=(*((_UNSAVED,) if unsaved else ()), *_left_alone(undoing)),
        riferimenti=_about(undoing.commit),
    )
    earlier = {path: before for path, (_, before) in both.items()}
    now = {path: content for path, (content, _) in both.items()}
    return work.write(prepare_contents(work.loaded, earlier, plan, now=now))


def _title(undoing: Undoing) -> str:
    """What undoes an undoing puts things back, and so on."""
    undone = shortened(undoing.past.titolo)
    for prefix, opposite in ((_UNDO, _REDO), (_REDO, _UNDO)):
        if undone.startswith(prefix):
            return opposite + undone.removeprefix(prefix)
    return _UNDO + undone


def _left_alone(undoing: Undoing) -> tuple[str, ...]:
    if not undoing.elsewhere:
        return ()
    if undoing.elsewhere == 1:
        return ("quel commit ha cambiato anche un file fuori da data/, che resta com'è",)
    many = f"anche {undoing.elsewhere} file fuori da data/, che restano come sono"
    return (f"quel commit ha cambiato {many}",)


def _about(commit: Commit) -> tuple[str, ...]:
    """What a later reader of the history has to know: which operations this takes back.

    By their ids, which survive a squash or a rebase; a commit without any, by its own.
    """
    names = tuple(f"{OPERATION}/{told.id}" for told in commit.message.told)
    return names or (f"{COMMIT}/{commit.id}",)
