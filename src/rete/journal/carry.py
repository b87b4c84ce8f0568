"""A manifest carried out on the files, forward or back, from wherever it had been left.

Only files: no lock, no commit, no decision. Both ways may be interrupted and begun again.
"""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from rete.errors import ReteError
from rete.git_durable import sync_folder
from rete.italiano import in_quotes
from rete.journal import files, manifest
from rete.journal.manifest import Manifest, Step


class Changed(ReteError):
    """Some files have neither their old nor their new content."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.names = in_quotes(paths)
        super().__init__(f"nel frattempo è cambiato qualcosa in {self.names}: riprova")


def digest_of(register: Path, step: Step) -> str | None:
    """What one file is now; None where there is none."""
    return files.digest_on_disk(register / step.path)


def digests(register: Path, plan: Manifest) -> dict[Step, str | None]:
    """What every file is now."""
    return {step: digest_of(register, step) for step in plan.passi}


def is_forward(register: Path, plan: Manifest) -> bool:
    """Every file has its new content."""
    return all(now == step.after for step, now in digests(register, plan).items())


def require_safe(register: Path, plan: Manifest) -> None:
    """Every file is a normal one below ``data/``, reached by no link; ReteError."""
    for step in plan.passi:
        files.require_safe(register, step.path)


def put_forward(register: Path, ready: Path, plan: Manifest) -> None:
    """Give every file its new content; Changed where one is no longer as it was found."""
    require_safe(register, plan)
    now = digests(register, plan)
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
        # Once more, and no sooner than now: an editor may have saved it while they were written.
        if digest_of(register, step) != now[step]:
            clean(register, plan)
            raise Changed((step.path,))
        _place(register, step, there=step.after is not None)
    clean(register, plan)
    _sync(register, plan)


def put_back(
    register: Path, ready: Path, plan: Manifest, *, aside: Path | None = None
) -> tuple[Path, ...]:
    """Give every file that this operation wrote its old content again.

    ``aside``: those that have since become something else (by a hook) are put back too, and what
    they had become is kept in this folder; given is where. Without it they are left alone.
    """
    require_safe(register, plan)
    kept: list[Path] = []
    for step, now in digests(register, plan).items():
        if now == step.before or not (now == step.after or aside is not None):
            continue
        if aside is not None and now is not None and now != step.after:
            kept.append(_set_aside(register, step, aside))
        _restore(register, ready, step)
    clean(register, plan)
    for folder in reversed(plan.cartelle):
        with suppress(OSError):
            (register / folder).rmdir()
    _sync(register, plan)
    return tuple(kept)


def undo_hooks(
    register: Path, ready: Path, plan: Manifest, *, aside: Path, until: float
) -> tuple[Path, ...]:
    """Put back what the hooks of a commit that was never made had made of its files.

    ``until``: when they died; what was changed later is somebody's and stays. What the files had
    become is kept in the folder ``aside``; given is where.
    """
    kept = []
    for step, now in digests(register, plan).items():
        if now in (None, step.before, step.after):
            continue
        if (register / step.path).stat().st_mtime > until:
            continue
        kept.append(_set_aside(register, step, aside))
        _restore(register, ready, step)
    return tuple(kept)


def replace(register: Path, step: Step, content: bytes) -> bool:
    """Give one file this content if it still is what the operation made it; False: it is not."""
    files.require_safe(register, step.path)
    _stage(register, step, content)
    if digest_of(register, step) != step.after:
        _beside(register, step).unlink()
        return False
    _place(register, step, there=True)
    sync_folder((register / step.path).parent)
    return True


def clean(register: Path, plan: Manifest) -> None:
    """Remove the contents that had been put beside their file and not yet in its place."""
    for step in plan.passi:
        with suppress(FileNotFoundError, NotADirectoryError):
            _beside(register, step).unlink()


def _beside(register: Path, step: Step) -> Path:
    return (register / step.path).with_name(f".rete-{step.number}.tmp")


def _stage(register: Path, step: Step, content: bytes) -> None:
    beside = _beside(register, step)
    beside.parent.mkdir(parents=True, exist_ok=True)
    files.write_synced(beside, content, step.mode)


def _restore(register: Path, ready: Path, step: Step) -> None:
    if step.before is not None:
        _stage_old(register, ready, step)
    _place(register, step, there=step.before is not None)


def _stage_old(register: Path, ready: Path, step: Step) -> None:
    """The old content beside its file, by a link where it can be: a full disk has room for that."""
    content = manifest.content_before(ready, step)
    beside, kept = _beside(register, step), manifest.before_file(ready, step)
    beside.parent.mkdir(parents=True, exist_ok=True)
    beside.unlink(missing_ok=True)
    try:
        os.link(kept, beside)
    except OSError:
        _stage(register, step, content)
        return
    if step.mode is not None:
        beside.chmod(step.mode & 0o777)


def _set_aside(register: Path, step: Step, aside: Path) -> Path:
    aside.mkdir(parents=True, exist_ok=True)
    name = step.path.replace("/", "_")
    content = (register / step.path).read_bytes()
    for number in count(1):
        kept = aside / (name if number == 1 else f"{number}-{name}")
        # What another attempt, or a file of a like name, left there is somebody's too.
        if (there := files.digest_on_disk(kept)) is None:
            files.write_synced(kept, content)
        if there in (None, files.digest(content)):
            break
    return kept


def _place(register: Path, step: Step, *, there: bool) -> None:
    file = register / step.path
    if there:
        _beside(register, step).replace(file)
    else:
        file.unlink(missing_ok=True)
        files.remove_if_empty(register, step.path.rpartition("/")[0])


def _sync(register: Path, plan: Manifest) -> None:
    for changed in (plan.paths, plan.cartelle):
        for folder in sorted({(register / path).parent for path in changed}):
            sync_folder(folder)
