"""A manifest carried out on the files, forward or back, from wherever it had been left.

Only files: no lock, no commit, no decision. Both ways may be interrupted and begun again.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rete.errors import ReteError
from rete.italiano import join_words
from rete.journal import files, manifest
from rete.journal.manifest import Manifest, Step


class Changed(ReteError):
    """Some files have neither their old nor their new content."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.names = join_words([f"«{path}»" for path in paths])
        super().__init__(f"nel frattempo è cambiato qualcosa in {self.names}: riprova")


def is_forward(register: Path, plan: Manifest) -> bool:
    """Every file has its new content."""
    return all(_now(register, step) == step.after for step in plan.passi)


def put_forward(register: Path, ready: Path, plan: Manifest) -> None:
    """Give every file its new content; Changed where one is no longer as it was found."""
    for step in plan.passi:
        files.require_safe(register, step.path)
    now = {step: _now(register, step) for step in plan.passi}
    changed = tuple(s.path for s, digest in now.items() if digest not in (s.before, s.after))
    if changed:
        clean(register, plan)
        raise Changed(changed)
    todo = [step for step, digest in now.items() if digest != step.after]
    # All contents first: a full disk or a folder that refuses is found before any file changes.
    for step in todo:
        if step.after is not None:
            _stage(register, step, manifest.content_after(ready, step))
    for step in todo:
        _place(register, step, there=step.after is not None)
    clean(register, plan)
    _sync(register, plan)


def put_back(register: Path, ready: Path, plan: Manifest, *, even_if_changed: bool) -> None:
    """Give every file that this operation wrote its old content again.

    ``even_if_changed``: also those that have since become something else (by a hook).
    """
    for step in plan.passi:
        now = _now(register, step)
        if now == step.before or not (now == step.after or even_if_changed):
            continue
        if step.before is not None:
            _stage(register, step, manifest.content_before(ready, step))
        _place(register, step, there=step.before is not None)
    clean(register, plan)
    for folder in reversed(plan.cartelle):
        with suppress(OSError):
            (register / folder).rmdir()
    _sync(register, plan)


def clean(register: Path, plan: Manifest) -> None:
    """Remove the contents that had been put beside their file and not yet in its place."""
    for step in plan.passi:
        with suppress(FileNotFoundError, NotADirectoryError):
            _beside(register, step).unlink()


def _now(register: Path, step: Step) -> str | None:
    return files.digest_on_disk(register / step.path)


def _beside(register: Path, step: Step) -> Path:
    return (register / step.path).with_name(f".rete-{step.number}.tmp")


def _stage(register: Path, step: Step, content: bytes) -> None:
    beside = _beside(register, step)
    beside.parent.mkdir(parents=True, exist_ok=True)
    files.write_synced(beside, content, step.mode)


def _place(register: Path, step: Step, *, there: bool) -> None:
    file = register / step.path
    if there:
        _beside(register, step).replace(file)
    else:
        file.unlink(missing_ok=True)
        files.remove_if_empty(register, step.path.rpartition("/")[0])


def _sync(register: Path, plan: Manifest) -> None:
    for folder in _folders(register, plan):
        files.sync_folder(folder)


def _folders(register: Path, plan: Manifest) -> Iterator[Path]:
    yield from sorted({(register / step.path).parent for step in plan.passi})
    yield from sorted({(register / folder).parent for folder in plan.cartelle})
