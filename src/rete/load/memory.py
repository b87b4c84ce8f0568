"""What was read of a folder, kept for the next command: what did not change is not read again.

Only what has no fault is kept, and only of files that had not changed for some seconds: one that
changes twice within a tick of its disk's clock would look the same. What is kept lies outside the
register, in a folder of the user's own, and is taken back only as records; without it, or where it
cannot be understood, the files are read.
"""

import contextlib
import hashlib
import io
import os
import pickle
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

from rete import __version__, collector, resources
from rete.load.kinds import KIND_NAMED
from rete.load.loader import Before, Loaded, LoadedFile
from rete.store import Folder

SECONDS: Final = 3
"""A file that changed less than so long before it was read is read again: some disks' clocks tick
every two seconds."""

_A_TWENTIETH: Final = 20
_BATCH: Final = 500
_OLD: Final = 90 * 24 * 3600
_SUFFIX, _SOUND = ".memoria", ".senza-errori"
_BILLION: Final = 10**9
_Kept = tuple[str, str, str, str, Any]
"""Path, digest, kind, id, record."""


class Memory:
    """What is kept of one folder in ``place``; made once the folder was looked through."""

    def __init__(self, store: Folder, place: Path) -> None:
        self._store = store
        self._settled = time.time_ns() - SECONDS * _BILLION
        name = hashlib.sha256(os.fsencode(store.root)).hexdigest()[:32]
        self._file = place / f"{name}{_SUFFIX}"
        self._verdict = place / f"{name}{_SOUND}"
        self._maker = _maker("", "load", "model")

    def before(self) -> Before | None:
        """The files as they were read last time, or None where nothing is known of them."""
        content = _own_content(self._file)
        if content is None or not content.startswith(self._maker):
            return None
        stream = io.BytesIO(content)
        stream.seek(len(self._maker))
        try:
            with collector.at_rest():
                return Before(files=dict(_files(stream)))
        except Exception:  # noqa: BLE001 - whatever is wrong with it, the files are there
            return None

    def keep(self, loaded: Loaded, before: Before | None) -> None:
        """Keep what was read for the next time, unless nearly all of it is kept already."""
        kept = {} if before is None else before.files
        sound = {path: file for path, file in loaded.files.items() if self._can_be_kept(path, file)}
        new = sum(kept.get(path) is not file for path, file in sound.items())
        if new * _A_TWENTIETH <= len(sound):
            return
        # A full disk, a folder that cannot be had: next time everything is read again.
        with contextlib.suppress(OSError):
            self._put(self._file, self._contents(sound))

    def is_sound(self) -> bool:
        """Whether a check of these very files found no error."""
        return _own_content(self._verdict) == self._state()

    def keep_sound(self) -> None:
        """Remember that a check of these files found no error: it depends on nothing else."""
        if all(self._store.changed(path) < self._settled for path in self._store.paths()):
            with contextlib.suppress(OSError):
                self._put(self._verdict, [self._state()])

    def _state(self) -> bytes:
        digest = hashlib.sha256(_maker("rules", "reckoning"))
        for path, said in (*self._store.paths().items(), *self._store.strays().items()):
            digest.update(f"{path}\0{said}\0".encode(errors="surrogateescape"))
        return self._maker + digest.hexdigest().encode()

    def _can_be_kept(self, path: str, file: LoadedFile) -> bool:
        if file.record is None or file.findings:
            return False
        return self._store.changed(path) < self._settled

    def _contents(self, files: Mapping[str, LoadedFile]) -> Iterator[bytes]:
        yield self._maker
        left = iter(files.items())
        while batch := list(islice(left, _BATCH)):
            kept: list[_Kept] = [
                (path, file.digest, file.kind.name, file.id, file.record) for path, file in batch
            ]
            yield pickle.dumps(kept, protocol=pickle.HIGHEST_PROTOCOL)

    def _put(self, place: Path, contents: Iterable[bytes]) -> None:
        folder = place.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _tidy(folder)
        from tempfile import mkstemp  # only whoever writes needs it

        handle, name = mkstemp(dir=folder, suffix=".tmp")
        new = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(contents)
            new.replace(place)
        except BaseException:
            new.unlink()
            raise


def _files(stream: io.BytesIO) -> Iterator[tuple[str, LoadedFile]]:
    while stream.tell() < len(stream.getbuffer()):
        for path, digest, kind, identifier, record in _Records(stream).load():
            yield (
                path,
                LoadedFile(
                    digest=digest, kind=KIND_NAMED[kind], id=identifier, record=record, findings=()
                ),
            )


class _Records(pickle.Unpickler):
    """Makes records and dates, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("rete.model."):
            return super().find_class(module, name)
        if (module, name) == ("datetime", "date"):
            return date
        raise pickle.UnpicklingError(f"{module}.{name}")


def _own_content(file: Path) -> bytes | None:
    """What a file says that nobody else can have written, or None."""
    try:
        if not file.is_file():  # what is no file may never answer
            return None
        with file.open("rb", buffering=0) as opened:
            state = os.fstat(opened.fileno())
            if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022):
                return None
            return opened.readall()
    except OSError:
        return None


def _maker(*packages: str) -> bytes:
    """Which program this is: what another one made, or another Python, may be different.

    A version says it of a program that is installed, and of one that is worked on its files do.
    """
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    package = Path(__file__).parents[1]
    for folder in (*(package / name for name in packages), resources.schemas_dir()):
        with os.scandir(folder) as found:
            for entry in sorted(found, key=lambda one: one.name):
                if entry.is_file():
                    state = entry.stat()
                    digest.update(f"{entry.path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return b"rete-memoria " + digest.hexdigest().encode() + b"\n"


def _tidy(folder: Path) -> None:
    """Take away what is kept of registers that nobody has read for months."""
    with os.scandir(folder) as found:
        for entry in found:
            old = time.time() - entry.stat(follow_symlinks=False).st_mtime > _OLD
            if old and entry.name.endswith((_SUFFIX, _SOUND, ".tmp")):
                Path(entry.path).unlink()
