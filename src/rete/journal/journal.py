"""An operation written whole: kept in a journal first, then on the files, then in a commit.

A journal renamed to ``pronta`` is a promise: whoever finds it finishes it, or says why it cannot.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from rete import git_write
from rete.errors import ReteError, known
from rete.italiano import join_words, os_problem
from rete.journal import carry, files, folder, manifest
from rete.journal.folder import Where
from rete.journal.lock import WAIT, Held, locked
from rete.journal.manifest import Manifest, Operation
from rete.journal.planning import planned
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a writing did: the commit (None: none was to be made) and what has to be told."""

    commit: str | None
    avvisi: tuple[str, ...]


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
        """Write all of an operation and commit it; ReteError: nothing has changed."""
        where = folder.where(self._root)
        with self._writing(where) as taken_over:
            try:
                finished = self._finish(where)
                plan, old = planned(self._root, where, operation)
                if not plan.passi:
                    return Written(commit=None, avvisi=(*taken_over, *finished))
                self._prepare(where, plan, old, operation)
                commit = self._carry_out(where, plan)
            except OSError as error:
                raise ReteError(f"non ho scritto nulla: {os_problem(error)}") from None
            return Written(commit=commit, avvisi=(*taken_over, *finished))

    def recover(self) -> tuple[str, ...]:
        """Finish what an interrupted process had begun; what is given is what has to be told.

        ReteError where it can neither be finished nor taken back. Where nothing can be written, it
        is only told.
        """
        where = folder.where(self._root)
        left = [f for f in (where.preparing, where.ready, where.done) if f.is_dir()]
        return self._recover(where, promised=where.ready in left) if left else ()

    def _recover(self, where: Where, *, promised: bool) -> tuple[str, ...]:
        try:
            with self._locked(where, 0) as notices:
                return (*notices, *self._finish(where))
        except Held:
            # Whoever holds the lock may be making the commit, and this be one of its hooks.
            if not promised or self._is_forward(where):
                return ()
        except OSError as error:
            return (_left_halfway(error),) if promised else ()
        with self._locked(where, WAIT) as notices:
            return (*notices, *self._finish(where))

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
        return carry.is_forward(where.register(plan.registro), plan)

    def _prepare(
        self, where: Where, plan: Manifest, old: dict[str, bytes], operation: Operation
    ) -> None:
        try:
            where.preparing.mkdir()
            manifest.save(where.preparing, plan, old, operation)
            where.preparing.rename(where.ready)
        except BaseException:
            shutil.rmtree(where.preparing, ignore_errors=True)
            raise

    def _carry_out(self, where: Where, plan: Manifest) -> str | None:
        try:
            files.sync_folder(where.folder)
            carry.put_forward(self._root, where.ready, plan)
            commit = _commit(self._root, plan)
        except BaseException as error:
            if not _is_committed(self._root, plan):
                self._take_back(where, self._root, plan, error)
            _conclude(where)
            raise
        _conclude(where)
        return commit

    def _take_back(
        self, where: Where, register: Path, plan: Manifest, error: BaseException
    ) -> None:
        refused = isinstance(error, git_write.CommitRefused)
        try:
            carry.put_back(register, where.ready, plan, even_if_changed=refused)
        except OSError as worse:
            raise ReteError(
                f"{error}\ninoltre non sono riuscito a rimettere i file com'erano "
                f"({os_problem(worse)}): ci riproverà il prossimo comando di rete"
            ) from None
        if plan.messaggio is not None:
            git_write.forget(register, plan.fuori_indice)

    # --- an operation left by another process ---

    def _finish(self, where: Where) -> tuple[str, ...]:
        """Throw away what was never promised; finish what was."""
        for leftover in (where.preparing, where.done):
            if leftover.is_dir():
                shutil.rmtree(leftover)
        if not where.ready.is_dir():
            return ()
        try:
            plan = manifest.load(where.ready)
        except manifest.Unusable:
            raise ReteError(
                "un'operazione interrotta non si può completare, perché le sue note sono guaste; "
                f"per lasciarla perdere togli la cartella «{where.ready}», poi controlla i file "
                "con «rete controlla»"
            ) from None
        register = where.register(plan.registro)
        if where.in_git:
            # The git of the process that died may still be making the commit.
            git_write.wait_until_free(where.folder.parent)
        if not _was_committed(register, plan):
            self._complete(where, register, plan)
        carry.clean(register, plan)
        _conclude(where)
        return (f"ho completato l'operazione interrotta «{plan.titolo}»",)

    def _complete(self, where: Where, register: Path, plan: Manifest) -> None:
        if plan.messaggio is not None:
            _require_same_branch(where, register, plan)
        try:
            carry.put_forward(register, where.ready, plan)
        except carry.Changed as changed:
            raise ReteError(
                f"l'operazione interrotta «{plan.titolo}» non si può completare: nel frattempo è "
                f"cambiato il contenuto di {changed.names}; per tenere i file come sono ora togli "
                f"la cartella «{where.ready}», per completarla rimettili com'erano (prima e dopo "
                "sono in quella cartella) e riprova"
            ) from None
        try:
            _commit(register, plan)
        except git_write.CommitRefused as error:
            self._take_back(where, register, plan, error)
            _conclude(where)
            raise ReteError(
                f"l'operazione interrotta «{plan.titolo}» non si può completare, e i file sono "
                f"tornati com'erano: {error}"
            ) from None


def _left_halfway(error: OSError) -> str:
    return (
        "un'operazione interrotta è rimasta a metà, e da qui non si può completare "
        f"({os_problem(error)}): ciò che leggi può essere incompleto"
    )


def _commit(register: Path, plan: Manifest) -> str | None:
    if plan.messaggio is None:
        return None
    return git_write.commit_only(register, plan.paths, plan.messaggio)


def _is_committed(register: Path, plan: Manifest) -> bool:
    """The files are the new ones, and nothing of them is left to commit."""
    if plan.messaggio is None or not carry.is_forward(register, plan):
        return False
    return not known(git_write.uncommitted(register, plan.paths))


def _was_committed(register: Path, plan: Manifest) -> bool:
    """Its commit is somewhere in the repository, whatever happened to the files since."""
    return plan.messaggio is not None and known(
        git_write.has_operation(register, plan.id, after=plan.testa)
    )


def _require_same_branch(where: Where, register: Path, plan: Manifest) -> None:
    state = git_write.state(register)
    if state is not None and state.branch != plan.ramo:
        names = [f"«{name}»" if name else "nessun ramo" for name in (plan.ramo, state.branch)]
        raise ReteError(
            f"l'operazione interrotta «{plan.titolo}» era su {names[0]} e ora sei su {names[1]}: "
            f"torna dov'eri (git switch) e riprova, oppure togli la cartella «{where.ready}» per "
            f"lasciarla perdere (riguarda {join_words([f'«{p}»' for p in plan.paths])})"
        )


def _conclude(where: Where) -> None:
    """The promise is kept; whatever cannot be removed now goes next time."""
    with suppress(OSError):
        where.ready.rename(where.done)
        shutil.rmtree(where.done)
