"""What was read of a folder, kept for the next command; `memory_file` is how it is written.

Only what has no fault is kept, and only of files that had not changed for some seconds: one that
changes twice within a tick of its disk's clock would look the same. What is kept lies outside the
register, in a folder of the user's own, and is taken back only as records; without it, or where it
is not exactly what was written there, the files are read.
"""

import contextlib
import hashlib
import os
import re
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

from rete import __version__, garbage_collector, own_folder, resources
from rete.load import memory_file
from rete.load.kinds import KIND_NAMED
from rete.load.loader import Files, Loaded, LoadedFile
from rete.store import Folder, Unreadable

FOLDER: Final = "letture-1"
"""The folder of what is kept, in the one that the system or the user has for such things."""

SECONDS: Final = 3
"""A file that changed less than so long before it was read is read again: some disks' clocks tick
every two seconds."""

_A_TWENTIETH: Final = 20
_A_DAY: Final = 24 * 3600
_OLD: Final = 90 * _A_DAY
_COUNTED: Final = ".esito"
_BILLION: Final = 10**9
_OURS: Final = r"[0-9a-f]{32}(\.esito|\.senza-errori|-[a-z0-9_]+(\.tmp))?"
_OF_EARLIER_VERSIONS: Final = (".memoria", ".senza-errori")
_THEIR_BEGINNING: Final = b"rete-memoria "
_TIMES_ITS_FILE, _AND_MORE = 6, 2048
_LONGEST_VERDICT: Final = 200
_READERS: Final = ("", "italiano", "load", "model", "privacy")
"""The packages on which it depends what is read of a file, and that it has no fault."""
_JUDGES: Final = ("rules", "reckoning")
"""The packages on which, beside those, a check depends."""


class Memory:
    """What is kept of one folder in ``place``; made once the folder was looked through."""

    def __init__(self, store: Folder, place: Path) -> None:
        self._store = store
        self._settled = time.time_ns() - SECONDS * _BILLION
        self._place = place
        self._name = hashlib.sha256(os.fsencode(store.root)).hexdigest()[:32]
        self._file = place / FOLDER / self._name
        self._verdict = place / FOLDER / f"{self._name}{_COUNTED}"
        self._maker = _maker(store.root, *_READERS)

    def before(self) -> Files:
        """The files that are as they were when they were read: none if nothing is known."""
        most = sum(map(self._most, self._store.paths()))
        found = memory_file.opened(self._file, self._maker, most)
        if found is None:
            return {}
        with found, garbage_collector.at_rest():
            return dict(self._unchanged(found))

    def keep(self, loaded: Loaded, before: Files) -> None:
        """Keep what was read for the next time, unless nearly all of it is kept already."""
        if all(before.get(path) is file for path, file in loaded.files.items()):
            return
        sound = {
            path: file
            for path, file in loaded.files.items()
            if file.record is not None
            and not file.findings
            and self._store.changed(path) < self._settled
        }
        new = sum(before.get(path) is not file for path, file in sound.items())
        if new * _A_TWENTIETH <= len(sound):
            return
        # A full disk, a folder that cannot be had: next time everything is read again.
        with contextlib.suppress(OSError):
            self._put(self._file, memory_file.contents(self._maker, self._notes(sound)))

    def counted(self, besides: bytes = b"") -> tuple[int, int] | None:
        """How many errors and warnings a check of these very files found; None if not known.

        ``besides`` is all that it depends on and does not follow from the files' states.
        """
        state = self._state
        said = b"" if state is None else self._said()
        errors, _, warnings = said.partition(b"\n")[0].decode(errors="replace").partition(" ")
        if state is None or not (errors.isdecimal() and warnings.isdecimal()):
            return None
        counted = int(errors), int(warnings)
        return counted if said == _verdict(state + besides, counted) else None

    def keep_counted(self, counted: tuple[int, int], besides: bytes = b"") -> None:
        """Remember how many errors and warnings a check found: it depends on nothing else."""
        state = self._state
        if state is None or (verdict := _verdict(state + besides, counted)) == self._said():
            return
        if all(self._store.changed(path) < self._settled for path in self._store.paths()):
            with contextlib.suppress(OSError):
                self._put(self._verdict, [verdict])

    def _said(self) -> bytes:
        """What is kept as a verdict, of these files or of others; empty where there is none."""
        if (file := own_folder.opened(self._verdict)) is None:
            return b""
        with file, contextlib.suppress(OSError):
            return file.read(_LONGEST_VERDICT)
        return b""

    @cached_property
    def _state(self) -> bytes | None:
        """By what a verdict is known to be of these files; None where it cannot be told."""
        if not all(map(self._store.shows_changes, self._store.paths())):
            return None
        told = [*self._store.paths().items(), *self._store.strays().items()]
        text = "\0".join(part for pair in told for part in pair)
        judge = self._maker + _maker(self._store.root, *_JUDGES)
        return judge + text.encode(errors="surrogateescape")

    def _unchanged(self, found: memory_file.Kept) -> Iterator[tuple[str, LoadedFile]]:
        paths = self._store.paths()
        for entry in found.entries():
            path = entry.path
            if paths.get(path) != entry.state or entry.content != self._content(path):
                continue
            if entry.length > self._most(path) or (record := found.record(path)) is None:
                continue
            kind = KIND_NAMED[entry.kind]
            name = getattr(record, "id", kind.name)
            yield (
                path,
                LoadedFile(digest=entry.state, kind=kind, id=name, record=record, findings=()),
            )

    def _notes(self, files: Files) -> Iterator[memory_file.Note]:
        for path, file in files.items():
            content = self._content(path)
            if content is None:
                continue
            note = memory_file.note(path, file.kind.name, file.digest, content, file.record)
            if note is not None and note.entry.length <= self._most(path):
                yield note

    def _content(self, path: str) -> str | None:
        """A digest of what is in a file whose state does not show every change; else empty."""
        if self._store.shows_changes(path):
            return ""
        try:
            return self._store.sha256(path)
        except Unreadable:
            return None

    def _most(self, path: str) -> int:
        """How much can be kept of a file, its place in the index included: some times its size."""
        return _TIMES_ITS_FILE * self._store.size(path) + _AND_MORE

    def _put(self, place: Path, parts: Iterable[bytes]) -> None:
        folder = place.parent
        own_folder.make(folder)
        _tidy(folder)
        self._take_away_earlier_versions()
        own_folder.put(place, parts, prefix=f"{self._name}-")

    def _take_away_earlier_versions(self) -> None:
        """What earlier versions kept of this register, in a form that is no longer read."""
        for suffix in _OF_EARLIER_VERSIONS:
            earlier = self._place / f"{self._name}{suffix}"
            if (file := own_folder.opened(earlier)) is None:
                continue
            with file:
                is_theirs = file.read(len(_THEIR_BEGINNING)) == _THEIR_BEGINNING
            if is_theirs:
                earlier.unlink()


def _verdict(state: bytes, counted: tuple[int, int]) -> bytes:
    """A check's errors and warnings, and the digest that holds them to the files in that state."""
    numbers = f"{counted[0]} {counted[1]}\n".encode()
    return numbers + f"{hashlib.sha256(numbers + state).hexdigest()}\n".encode()


def _maker(root: Path, *packages: str) -> bytes:
    """Which program this is, and of which register: what was made elsewhere may be different.

    A version says it of a program that is installed, and of one that is worked on its files do;
    of the libraries, the folders that they are installed in.
    """
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    state = root.stat()
    digest.update(os.fsencode(f"{root}\0{state.st_dev} {state.st_ino}\n"))
    for libraries in sys.path:
        if libraries.endswith("-packages"):
            with contextlib.suppress(OSError):
                digest.update(os.fsencode(f"{libraries} {Path(libraries).stat().st_mtime_ns}\n"))
    package = Path(__file__).parents[1]
    for folder in (*(package / name for name in packages), resources.schemas_dir()):
        for told in _states(folder, deep=folder != package):
            digest.update(os.fsencode(told))
    return digest.digest()


def _states(folder: Path, *, deep: bool) -> Iterator[str]:
    """What tells that a file of the program is another one, for all of a folder, in order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda one: one.name)
    for entry in entries:
        if entry.is_file():
            state = entry.stat()
            yield f"{entry.path} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}\n"
        elif deep and entry.is_dir() and entry.name != "__pycache__":
            yield from _states(Path(entry.path), deep=True)


def _tidy(folder: Path) -> None:
    """Take away what is kept of registers of which nothing new was kept for months.

    Only what has a name that rete gives; the files of a writing that was interrupted, after a day.
    """
    now = time.time()
    with os.scandir(folder) as found:
        for entry in found:
            ours = re.fullmatch(_OURS, entry.name)
            state = entry.stat(follow_symlinks=False)
            if ours is None or not stat.S_ISREG(state.st_mode):
                continue
            if now - state.st_mtime > (_A_DAY if ours[2] else _OLD):
                Path(entry.path).unlink()
