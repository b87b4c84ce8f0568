"""Whether an operation may be written, and the manifest of what it would do."""

from pathlib import Path

from rete import git_write
from rete.errors import ReteError
from rete.git_causes import require_author
from rete.journal import files
from rete.journal.folder import Where
from rete.journal.manifest import Manifest, Operation, Step

Contents = dict[str, bytes]
"""Contents of files, by path."""


def planned(root: Path, where: Where, operation: Operation) -> tuple[Manifest, Contents]:
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


def _steps(root: Path, operation: Operation) -> tuple[tuple[Step, ...], Contents]:
    steps: list[Step] = []
    old: Contents = {}
    for path, (before, content) in sorted(operation.files.items()):
        files.require_safe(root, path)
        found = _content(root / path)
        _require_unchanged(path, before, found)
        after = None if content is None else files.digest(content)
        if after == before:
            continue
        if found is not None:
            old[path] = found
        mode = files.mode_of(root / path)
        steps.append(Step(number=len(steps), path=path, before=before, after=after, mode=mode))
    return tuple(steps), old


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
