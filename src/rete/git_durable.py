"""The folders of git brought to the disk after a commit: git itself syncs only files."""

import os
from collections.abc import Iterator
from pathlib import Path

_CLOCK = 2.0
"""Seconds by which a folder's own time may lag behind: of some systems, the coarsest there is."""


def sync_folder(folder: Path) -> None:
    """What was renamed or removed in a folder is on the disk (Windows has no such call)."""
    if os.name == "nt" or not folder.is_dir():
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_repository(git_dir: Path, common: Path, since: float) -> None:
    """The folders of a repository that were changed from that moment on (``time.time()``).

    ``common`` is another than ``git_dir`` for a work tree beside the main one.
    """
    for folder in _folders(git_dir, common):
        try:
            changed = folder.stat().st_mtime >= since - _CLOCK
        except OSError:
            continue
        if changed:
            sync_folder(folder)


def _folders(git_dir: Path, common: Path) -> Iterator[Path]:
    # From the bottom up: a name counts once the folder that holds it is named itself.
    objects = common / "objects"
    yield from (objects / f"{number:02x}" for number in range(256))
    yield from (objects / "pack", objects)
    for top in ("logs", "refs"):
        for above, _, _ in os.walk(common / top, topdown=False):
            yield Path(above)
    yield common
    if git_dir != common:
        yield from (git_dir / "logs", git_dir)
