"""An operation written whole: kept in a journal first, then on the files, then in a commit.

A journal renamed to ``pronta`` is a promise: whoever finds it finishes it, or says why it cannot.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from rete import git_write
from rete.errors import ReteError
from rete.git_causes import require_author
from rete.git_durable import sync_folder
from rete.italiano import os_problem
from rete.journal import carry, commit, files, folder, manifest, recovery, refs
from rete.journal.folder import Where
from rete.journal.lock import WAIT, Held, locked
from rete.journal.manifest import Manifest, Operation, Step
from rete.journal.settle import Unfinished, Written, why


class Journal:
    """The journal of the register in this folder."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._held = False

    @contextmanager
    def lock(self) -> Iterator[tuple[str, ...]]:
        """Keep every other process from writing; what is given is what has to be told."""
        with self._writing(folder.where(self._root)) as notices:
            yield notices

    def write(self, operation: Operation) -> Written:
        """Write all of an operation and commit it; ReteError: nothing has changed.

        Unfinished is the one exception: the commit is made, and the next command does the rest.
        """
        where = folder.where(self._root)
        with self._writing(where) as taken_over:
            try:
                finished = recovery.finish(where, reading=False)
                plan, old = planned(self._root, where, operation)
                if not plan.passi:
                    return Written(avvisi=(*taken_over, *finished))
                self._prepare(where, plan, old, operation)
                made = self._carry_out(where, plan)
            except OSError as error:
                raise ReteError(f"non ho scritto nulla: {os_problem(error)}") from None
            return replace(made, avvisi=(*taken_over, *finished, *made.avvisi))

    def recover(self, *, reading: bool = True) -> tuple[str, ...]:
        """Finish what an interrupted process had begun; what is given is what has to be told.

        Stuck where it can neither be finished nor taken back. Where nothing can be written, it is
        only told. ``reading``: for a command that writes nothing else, and so runs nothing that
        somebody may have put there.
        """
        where = folder.where(self._root)
        kept = (where.lock, where.preparing, where.ready, where.done)
        left = [file for file in kept if os.path.lexists(file)]
        if not left:
            return ()
        return self._recover(where, promised=where.ready in left, reading=reading)

    def _recover(self, where: Where, *, promised: bool, reading: bool) -> tuple[str, ...]:
        try:
            with self._locked(where, 0) as notices:
                return (*notices, *recovery.finish(where, reading=reading))
        except Held as held:
            # Whoever holds the lock may be making the commit, and this be one of its hooks.
            if not promised or self._is_forward(where):
                return ()
            if isinstance(held, refs.AtWork):
                return (f"attenzione: {held}",)
        except OSError as error:
            return (_left_halfway(error),) if promised else ()
        with self._locked(where, WAIT) as notices:
            return (*notices, *recovery.finish(where, reading=reading))

    @contextmanager
    def _writing(self, where: Where) -> Iterator[tuple[str, ...]]:
        with ExitStack() as stack:
            try:
                folder.create(where)
                notices = stack.enter_context(self._locked(where, WAIT))
            except OSError as error:
                raise ReteError(f"qui non si può scrivere: {os_problem(error)}") from None
            yield notices

    @contextmanager
    def _locked(self, where: Where, wait: float) -> Iterator[tuple[str, ...]]:
        if self._held:
            yield ()
            return
        with locked(where.lock, wait) as notices:
            self._held = True
            try:
                yield notices
            finally:
                self._held = False

    def _is_forward(self, where: Where) -> bool:
        try:
            plan = manifest.load(where.ready)
        except manifest.Unusable:
            # It may have gone meanwhile: then all is done.
            return not where.ready.is_dir()
        return carry.is_forward(where.base / plan.registro, plan)

    def _prepare(
        self, where: Where, plan: Manifest, old: dict[str, bytes], operation: Operation
    ) -> None:
        try:
            where.preparing.mkdir()
            here = replace(plan, luogo=manifest.mark(where.preparing))
            manifest.save(where.preparing, here, old, operation)
            where.preparing.rename(where.ready)
        except BaseException:
            shutil.rmtree(where.preparing, ignore_errors=True)
            raise

    def _carry_out(self, where: Where, plan: Manifest) -> Written:
        try:
            sync_folder(where.folder)
            carry.put_forward(self._root, where.ready, plan)
            made = Written() if plan.messaggio is None else commit.make(where, plan)
        except Unfinished:
            raise
        except BaseException as error:
            self._after_failure(where, plan, error)
            raise
        folder.conclude(where)
        return made

    def _after_failure(self, where: Where, plan: Manifest, error: BaseException) -> None:
        """Nothing of it is left; or all, where it was interrupted after the commit."""
        interrupted = not isinstance(error, (ReteError, OSError))
        try:
            if interrupted and commit.landed(where, plan):
                # The next command finds it, and looks whether index and files agree.
                return
            kept = recovery.put_back(where, plan, error)
        except (OSError, ReteError, manifest.Unusable) as worse:
            raise ReteError(
                f"{error}\ninoltre non sono riuscito a rimettere i file com'erano "
                f"({why(worse)}): ci riproverà il prossimo comando di rete"
            ) from None
        folder.conclude(where)
        if kept and isinstance(error, ReteError):
            raise type(error)(f"{error}{recovery.kept_aside(kept)}") from None


def _left_halfway(error: OSError) -> str:
    return (
        "un'operazione interrotta è rimasta a metà, e da qui non si può completare "
        f"({os_problem(error)}): ciò che leggi può essere incompleto"
    )


# --- what is to be written ---


def planned(root: Path, where: Where, operation: Operation) -> tuple[Manifest, dict[str, bytes]]:
    """What is to be done, and the contents that it replaces; ReteError where it may not be."""
    state = git_write.state(root) if where.in_git else None
    steps, old = _steps(root, operation)
    paths = [step.path for step in steps]
    folders = {folder for path in paths for folder in files.missing_folders(root, path)}
    commits = state is not None and operation.messaggio is not None
    if state is not None and commits:
        require_author(root)
        git_write.require_not_ignored(root, paths)
        git_write.wait_until_free(state.place.git_dir)
    plan = Manifest(
        id=operation.id,
        titolo=operation.titolo,
        messaggio=operation.messaggio if commits else None,
        registro=where.registro,
        ramo=None if state is None else state.branch,
        testa=None if state is None else state.head,
        passi=steps,
        cartelle=tuple(sorted(folders)),
        luogo="",
    )
    return plan, old


def _steps(root: Path, operation: Operation) -> tuple[tuple[Step, ...], dict[str, bytes]]:
    steps: list[Step] = []
    old: dict[str, bytes] = {}
    for path, (before, content) in sorted(operation.files.items()):
        files.require_safe(root, path)
        found = files.content(root / path)
        _require_unchanged(path, before, found)
        after = None if content is None else files.digest(content)
        if after == before:
            continue
        if found is not None:
            old[path] = found
        mode = files.mode_of(root / path)
        steps.append(Step(number=len(steps), path=path, before=before, after=after, mode=mode))
    return tuple(steps), old


def _require_unchanged(path: str, before: str | None, found: bytes | None) -> None:
    if (None if found is None else files.digest(found)) == before:
        return
    match before, found:
        case None, _:
            what = "c'è già"
        case _, None:
            what = "non c'è più"
        case _:
            what = "è cambiato nel frattempo"
    raise ReteError(f"il file «{path}» {what}: non ho scritto nulla, ripeti il comando")
