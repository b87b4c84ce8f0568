"""Templates compiled once, for the next commands too: compiling takes longer than all the rest.

What is kept is code, so it is taken back only from where nobody but this user can have put it: a
folder of theirs, out of any register and repository, that others cannot write in, and of it only
plain files of theirs whose digest is right. Templates of a register never come here.
"""

import hashlib
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Final

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from rete import __version__

_FOLDER: Final = "modelli"
_OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH
_DIGEST: Final = 32
_LARGEST: Final = 4 * 1024 * 1024
_OPTIONS: Final = Path(__file__).with_name("templates.py").stat()
_MAKER: Final = (
    f"rete {__version__} jinja {jinja2.__version__} python {sys.version} "
    f"{_OPTIONS.st_size} {_OPTIONS.st_mtime_ns}"
).encode()
"""Who compiles: a program that is worked on is another one whenever its options may be."""


_of_this_process: Final[dict[str, CodeType]] = {}


class Compiled(BytecodeCache):
    """Compiled templates, each found again by its very text: of this process, and in ``folder``."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        name = _name(bucket)
        if name in _of_this_process:
            bucket.code = _of_this_process[name]
            return
        content = None if self._folder is None else _own_content(self._folder / name)
        if content is None:
            return
        digest, rest = content[:_DIGEST], content[_DIGEST:]
        if digest == _digest(bucket, rest):
            bucket.bytecode_from_string(rest)
            self._remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._remember(bucket)
        # A full disk, a folder that cannot be had: next time it is compiled again.
        with suppress(OSError):
            self._put(bucket)

    def _remember(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            _of_this_process[_name(bucket)] = bucket.code

    def _put(self, bucket: Bucket) -> None:
        if self._folder is None:
            return
        from tempfile import mkstemp  # only whoever writes needs it

        self._folder.mkdir(mode=0o700, exist_ok=True)
        content = bucket.bytecode_to_string()
        place = self._folder / _name(bucket)
        handle, name = mkstemp(dir=self._folder, suffix=".tmp")
        new = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(bucket, content) + content)
            new.replace(place)
        except BaseException:
            new.unlink()
            raise


def compiled_in(kept: Path | None) -> Compiled:
    """What is kept in a folder below ``kept``; only of this process where none may be used."""
    return Compiled(None if kept is None else _trusted_in(kept))


def _trusted_in(kept: Path) -> Path | None:
    if not kept.is_absolute() or _is_of_a_project(kept):
        return None
    folder = kept / _FOLDER
    with suppress(OSError):
        kept.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_theirs_alone(kept):
        return None
    try:
        state = folder.lstat()
    except FileNotFoundError:
        return folder
    except OSError:
        return None
    return folder if stat.S_ISDIR(state.st_mode) and _is_own(state) else None


def _is_theirs_alone(folder: Path) -> bool:
    try:
        state = folder.stat()
    except OSError:
        return False
    return stat.S_ISDIR(state.st_mode) and _is_own(state)


def _is_own(state: os.stat_result) -> bool:
    """Whether nobody else can write there; where the system has no such bits, it is the user's."""
    if not hasattr(os, "getuid"):
        return True
    return state.st_uid == os.getuid() and not state.st_mode & _OTHERS


def _is_of_a_project(folder: Path) -> bool:
    """Whether it lies in a register or a repository, which are handed from one to the other."""
    real = folder.resolve()
    return any(
        os.path.lexists(above / ".git") or (above / "data" / "patto.yaml").exists()
        for above in (real, *real.parents)
    )


def _own_content(file: Path) -> bytes | None:
    try:
        if not stat.S_ISREG(file.lstat().st_mode):  # what is no file may never answer
            return None
        with file.open("rb") as opened:
            state = os.fstat(opened.fileno())
            if not (stat.S_ISREG(state.st_mode) and _is_own(state)):
                return None
            return opened.read(_LARGEST)
    except OSError:
        return None


def _name(bucket: Bucket) -> str:
    told = f"{bucket.key} {bucket.checksum}".encode()
    return hashlib.sha256(_MAKER + b"\0" + told).hexdigest()[:32] + ".modello"


def _digest(bucket: Bucket, content: bytes) -> bytes:
    """Of what is kept and of what it is kept for: one entry is never taken for another."""
    return hashlib.sha256(_MAKER + b"\0" + _name(bucket).encode() + b"\0" + content).digest()
