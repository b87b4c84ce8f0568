"""An operation that another process left halfway: finished, or said why it cannot be."""

import os
import shutil
import stat
from itertools import chain, count
from pathlib import Path

from rete import git_write
from rete.errors import ReteError
from rete.italiano import in_quotes
from rete.journal import carry, commit, folder, index, manifest, refs, settle
from rete.journal.folder import Where
from rete.journal.manifest import Manifest
from rete.journal.refusal import branch_named


class Stuck(ReteError):
    """An operation is left halfway, and somebody has to look: nothing can be written meanwhile."""


class TakenBack(ReteError):
    """An operation that was left halfway could not be finished; the files are as before it."""


def finish(where: Where, *, reading: bool) -> tuple[str, ...]:
    """Throw away what was never promised, finish what was; given is what has to be told.

    Stuck where it can neither be finished nor taken back; TakenBack where it was; another ReteError
    where it may go better the next time.
    """
    for leftover in (where.preparing, where.done):
        if os.path.lexists(leftover):
            _require_folder(leftover)
            shutil.rmtree(leftover)
    if not os.path.lexists(where.ready):
        return ()
    _require_folder(where.ready)
    plan = _plan(where)
    where = where.with_register(plan.registro)
    if reading:
        _require_ours(where, plan)
    until = None
    if plan.messaggio is not None:
        until = refs.wait_for_git(where)
        index.drop_own_lock(where)
        refs.drop_left_locks(where, plan)
        git_write.wait_until_free(where.git_dir)
    try:
        told = _finished(where, plan, until)
    except (Stuck, TakenBack, git_write.Busy, settle.Unfinished):
        raise
    except ReteError as error:
        raise _stuck(where, plan, str(error)) from None
    folder.conclude(where)
    return (*told, f"ho completato l'operazione interrotta «{plan.titolo}»")


def put_back(where: Where, plan: Manifest, error: BaseException) -> tuple[Path, ...]:
    """The files as they were before; where the contents of hooks, that were put back too, are."""
    aside = where.aside(plan.id) if isinstance(error, git_write.CommitRefused) else None
    return carry.put_back(where.root, where.ready, plan, aside=aside)


def kept_aside(kept: tuple[Path, ...]) -> str:
    """Where the contents are that somebody had put into files of the operation meanwhile."""
    if not kept:
        return ""
    names = in_quotes(kept)
    return (
        "\nnel frattempo quei file erano stati cambiati (da un controllo automatico, o da "
        f"qualcuno): ciò che c'era è tenuto in {names}"
    )


def _finished(where: Where, plan: Manifest, until: float | None) -> tuple[str, ...]:
    told: tuple[str, ...] = ()
    if made := commit.find(where, plan):
        if commit.is_current(where, made):
            told = settle.after_commit(where, plan, plan.testa, at_once=False)
        carry.clean(where.root, plan)
        return told
    return _complete(where, plan, until)


def _complete(where: Where, plan: Manifest, until: float | None) -> tuple[str, ...]:
    if plan.messaggio is not None:
        _require_same_branch(where, plan)
    try:
        manifest.require_contents(where.ready, plan)
    except manifest.Unusable as unusable:
        raise _stuck(where, plan, str(unusable)) from None
    kept: tuple[Path, ...] = ()
    if until is not None:
        aside = where.aside(plan.id)
        kept = carry.undo_hooks(where.root, where.ready, plan, aside=aside, until=until)
    told = (kept_aside(kept).strip(),) if kept else ()
    try:
        carry.put_forward(where.root, where.ready, plan)
    except carry.Changed as changed:
        why = f"nel frattempo è cambiato il contenuto di {changed.names}"
        raise _stuck(where, plan, why) from None
    if plan.messaggio is None:
        return told
    try:
        made = commit.make(where, plan)
    except git_write.CommitRefused as error:
        kept = put_back(where, plan, error)
        folder.conclude(where)
        raise TakenBack(
            f"l'operazione interrotta «{plan.titolo}» non si può completare, e i file sono "
            f"tornati com'erano: {error}{kept_aside(kept)}"
        ) from None
    if made.commit is None:
        # All of it is in the branch, in a commit that does not say so.
        settle.after_commit(where, plan, plan.testa, at_once=False)
        return told
    return (*told, *made.avvisi)


def _plan(where: Where) -> Manifest:
    try:
        plan = manifest.load(where.ready)
        _require_register(where, plan)
        carry.require_safe(where.base / plan.registro, plan)
    except (manifest.Unusable, ReteError) as why:
        raise _stuck(where, None, str(why)) from None
    return plan


def _require_register(where: Where, plan: Manifest) -> None:
    """It speaks of a register that is kept here: this one, or another of the same repository."""
    if plan.registro and not where.in_git:
        raise manifest.Unusable(f"riguarda un altro registro («{plan.registro}»)")
    if plan.messaggio is not None and not where.in_git:
        raise manifest.Unusable("voleva un commit, e questo registro non è in un archivio git")
    register = where.base
    for part in (*plan.registro.split("/"), "data") if plan.registro else ("data",):
        register /= part
        try:
            mode = register.lstat().st_mode
        except FileNotFoundError:
            mode = 0
        if not stat.S_ISDIR(mode):
            raise manifest.Unusable(
                f"riguarda il registro «{plan.registro or where.base}», e «{register}» non è una "
                "cartella che c'è"
            )


def _require_ours(where: Where, plan: Manifest) -> None:
    if not where.in_git or plan.luogo == manifest.mark(where.ready):
        return
    raise Stuck(
        f"l'operazione interrotta «{plan.titolo}» non è cominciata in questa cartella, che è una "
        "copia o viene da altri: finirla sarebbe un commit a tuo nome, e farebbe partire i "
        "programmi che questo archivio git nomina (hook, filtri), perciò un comando che legge non "
        "la finisce; se ti fidi di chi te l'ha data, la finirà il primo comando che scrive, "
        f"altrimenti {_remedy(where)}"
    )


def _require_folder(found: Path) -> None:
    if found.is_symlink() or not found.is_dir():
        raise Stuck(
            f"«{found}» doveva essere una cartella, con le note di un'operazione, e non lo è: "
            f"rinominala (per esempio «{_free_name(found)}») e riprova"
        )


def _require_same_branch(where: Where, plan: Manifest) -> None:
    state = git_write.state(where.root)
    if state is not None and state.branch != plan.ramo:
        why = (
            f"era su {branch_named(plan.ramo)} e ora sei su {branch_named(state.branch)}: torna "
            "dov'eri (git switch) e riprova "
            f"(riguarda {in_quotes(plan.paths)})"
        )
        raise _stuck(where, plan, why)


def _stuck(where: Where, plan: Manifest | None, why: str) -> Stuck:
    what = (
        "un'operazione interrotta" if plan is None else f"l'operazione interrotta «{plan.titolo}»"
    )
    return Stuck(
        f"{what} non si può completare: {why}; per lasciarla perdere senza buttare via niente "
        f"{_remedy(where)}"
    )


def _remedy(where: Where) -> str:
    look = "«git status» e «rete controlla»" if where.in_git else "«rete controlla»"
    return (
        f"rinomina la cartella «{where.ready}» in «{_free_name(where.ready)}»: lì restano, per "
        f"ogni file, il contenuto di prima («prima-…») e quello di dopo («dopo-…»); poi guarda i "
        f"file con {look}"
    )


def _free_name(found: Path) -> str:
    """One that nothing beside it has: what was put aside another time is not to be covered."""
    base = f"{found.name}-da-parte"
    names = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(name for name in names if not os.path.lexists(found.with_name(name)))
