"""An operation written whole: kept in a journal first, then on the files, then in a commit.

A journal renamed to ``pronta`` is a promise: whoever finds it finishes it, or says why it cannot.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rete import git_write
from rete.errors import ReteError
from rete.git import NotARepository
from rete.italiano import join_words, os_problem
from rete.journal import carry, files, manifest
from rete.journal.lock import WAIT, Held, locked
from rete.journal.manifest import Manifest, Operation, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a writing did: the commit (None: none was to be made) and what has to be told."""

    commit: str | None
    avvisi: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """The journal's folder; paths are kept from ``base``, as several registers may share it."""

    base: Path
    registro: str
    folder: Path
    in_git: bool

    @property
    def lock(self) -> Path:
        return self.folder / "blocco"

    @property
    def preparing(self) -> Path:
        return self.folder / "preparazione"

    @property
    def ready(self) -> Path:
        return self.folder / "pronta"

    @property
    def done(self) -> Path:
        return self.folder / "conclusa"


class Journal:
    """The journal of the register in this folder."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._held = False

    @contextmanager
    def lock(self) -> Iterator[tuple[str, ...]]:
        """Keep every other process from writing; what is given is what has to be told."""
        if self._held:
            yield ()
            return
        where = self._where()
        try:
            _create_folder(where)
        except OSError as error:
            raise ReteError(f"qui non si può scrivere: {os_problem(error)}") from None
        with self._locked(where, WAIT) as notices:
            yield notices

    def write(self, operation: Operation) -> Written:
        """Write all of an operation and commit it; ReteError: nothing has changed."""
        where = self._where()
        with self.lock() as taken_over:
            try:
                finished = self._finish(where)
                plan, old = self._planned(where, operation)
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
        try:
            where = self._where()
            left = [f for f in (where.preparing, where.ready, where.done) if f.is_dir()]
            if not left:
                return ()
            return self._recover(where, promised=where.ready in left)
        except NotARepository:
            return ()

    def _recover(self, where: _Where, *, promised: bool) -> tuple[str, ...]:
        try:
            with self._locked(where, 0) as notices:
                return (*notices, *self._finish(where))
        except Held:
            # Whoever holds the lock may be making the commit, and this be one of its hooks.
            if not promised or self._is_forward(where):
                return ()
        except OSError as error:
            why = f"un'operazione interrotta è rimasta a metà: {os_problem(error)}"
            return (f"{why}; finché non si completa, il registro può non tornare",) * promised
        with self._locked(where, WAIT) as notices:
            return (*notices, *self._finish(where))

    def _where(self) -> _Where:
        place = git_write.place(self._root)
        if place is None:
            folder = self._root / ".rete" / "giornale"
            return _Where(base=self._root, registro="", folder=folder, in_git=False)
        return _Where(
            base=place.top, registro=place.prefix, folder=place.git_dir / "rete", in_git=True
        )

    @contextmanager
    def _locked(self, where: _Where, wait: float) -> Iterator[tuple[str, ...]]:
        if self._held:
            yield ()
            return
        with locked(where.lock, wait) as notices:
            self._held = True
            try:
                yield notices
            finally:
                self._held = False

    def _is_forward(self, where: _Where) -> bool:
        try:
            plan = manifest.load(where.ready)
        except manifest.Unusable:
            # It may have gone meanwhile: then all is done.
            return not where.ready.is_dir()
        return carry.is_forward(_register(where, plan), plan)

    # --- a new operation ---

    def _planned(self, where: _Where, operation: Operation) -> tuple[Manifest, dict[str, bytes]]:
        """What is to be done, and the contents that it replaces; nothing is written here."""
        state = git_write.state(self._root) if where.in_git else None
        steps: list[Step] = []
        old: dict[str, bytes] = {}
        for path, (before, content) in sorted(operation.files.items()):
            files.require_safe(self._root, path)
            found = _content(self._root / path)
            _require_unchanged(path, before, found)
            after = None if content is None else files.digest(content)
            if after == before:
                continue
            if found is not None:
                old[path] = found
            mode = files.mode_of(self._root / path)
            number = len(steps)
            steps.append(Step(number=number, path=path, before=before, after=after, mode=mode))
        paths = [step.path for step in steps]
        folders = {f for path in paths for f in files.missing_folders(self._root, path)}
        commits = operation.messaggio is not None and state is not None
        if commits and state is not None:
            git_write.require_author(self._root)
            git_write.require_not_ignored(self._root, paths)
            git_write.wait_until_free(state.place)
        plan = Manifest(
            id=operation.id,
            titolo=operation.titolo,
            messaggio=operation.messaggio if commits else None,
            registro=where.registro,
            ramo=None if state is None else state.branch,
            passi=tuple(steps),
            cartelle=tuple(sorted(folders)),
            fuori_indice=git_write.not_in_index(self._root, paths) if commits else (),
        )
        return plan, old

    def _prepare(
        self, where: _Where, plan: Manifest, old: dict[str, bytes], operation: Operation
    ) -> None:
        try:
            where.preparing.mkdir()
            manifest.save(where.preparing, plan, old, operation)
            where.preparing.rename(where.ready)
        except BaseException:
            shutil.rmtree(where.preparing, ignore_errors=True)
            raise
        files.sync_folder(where.folder)

    def _carry_out(self, where: _Where, plan: Manifest) -> str | None:
        try:
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
        self, where: _Where, register: Path, plan: Manifest, error: BaseException
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

    def _finish(self, where: _Where) -> tuple[str, ...]:
        """Throw away what was never promised; finish what was."""
        for leftover in (where.preparing, where.done):
            if leftover.is_dir():
                shutil.rmtree(leftover)
        if not where.ready.is_dir():
            return ()
        try:
            plan = manifest.load(where.ready)
            register = _register(where, plan)
        except (manifest.Unusable, ValueError):
            raise ReteError(
                "un'operazione interrotta non si può completare, perché le sue note sono guaste; "
                f"per lasciarla perdere togli la cartella «{where.ready}», poi controlla i file "
                "con «rete controlla»"
            ) from None
        if not _was_committed(register, plan):
            self._complete(where, register, plan)
        carry.clean(register, plan)
        _conclude(where)
        return (f"ho completato l'operazione interrotta «{plan.titolo}»",)

    def _complete(self, where: _Where, register: Path, plan: Manifest) -> None:
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


def _create_folder(where: _Where) -> None:
    if where.in_git:
        where.folder.mkdir(exist_ok=True)
        return
    for folder in (where.folder.parent, where.folder):
        if folder.is_symlink():
            raise ReteError(f"«{folder}» è un collegamento simbolico: mettici una cartella vera")
        folder.mkdir(exist_ok=True)
    # Only the journal: the schemas beside it are to be followed by a future repository.
    ignore = where.folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="ascii")


def _register(where: _Where, plan: Manifest) -> Path:
    parts = plan.registro.split("/") if plan.registro else []
    if any(part in ("", ".", "..") for part in parts):
        raise ValueError(plan.registro)
    return where.base.joinpath(*parts)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


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


def _commit(register: Path, plan: Manifest) -> str | None:
    if plan.messaggio is None:
        return None
    return git_write.commit_only(register, plan.paths, plan.messaggio)


def _is_committed(register: Path, plan: Manifest) -> bool:
    """The files are the new ones, and nothing of them is left to commit."""
    if plan.messaggio is None or not carry.is_forward(register, plan):
        return False
    return not git_write.uncommitted(register, plan.paths)


def _was_committed(register: Path, plan: Manifest) -> bool:
    """Its commit is somewhere in the repository, whatever happened to the files since."""
    return plan.messaggio is not None and git_write.has_operation(register, plan.id)


def _require_same_branch(where: _Where, register: Path, plan: Manifest) -> None:
    state = git_write.state(register)
    if state is None:
        return
    git_write.wait_until_free(state.place)
    if state.branch != plan.ramo:
        names = [f"«{name}»" if name else "nessun ramo" for name in (plan.ramo, state.branch)]
        raise ReteError(
            f"l'operazione interrotta «{plan.titolo}» era su {names[0]} e ora sei su {names[1]}: "
            f"torna dov'eri (git switch) e riprova, oppure togli la cartella «{where.ready}» per "
            f"lasciarla perdere (riguarda {join_words([f'«{p}»' for p in plan.paths])})"
        )


def _conclude(where: _Where) -> None:
    """The promise is kept; whatever cannot be removed now goes next time."""
    with suppress(OSError):
        where.ready.rename(where.done)
        shutil.rmtree(where.done)
