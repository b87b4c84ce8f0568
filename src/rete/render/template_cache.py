"""Templates compiled once, for the next commands too: compiling takes longer than all the rest.

What is kept is code, so it is taken back only from where nobody but this user can have put it
(``own_folder``), and of that only what has the right digest. Templates of a register never come
here.
"""

import hashlib
import sys
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Final

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from rete import __version__, own_folder

_FOLDER: Final = "modelli"
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
        file = None if self._folder is None else own_folder.opened(self._folder / name)
        if file is None:
            return
        content = b""
        with file, suppress(OSError):
            content = file.read(_LARGEST)
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
        if self._folder is not None:
            name, content = _name(bucket), bucket.bytecode_to_string()
            parts = (_digest(bucket, content), content)
            own_folder.put(self._folder / name, parts, prefix="tmp")


def compiled_in(kept: Path | None) -> Compiled:
    """What is kept in a folder below ``kept``; only of this process where none may be used."""
    folder = None if kept is None else kept / _FOLDER
    if folder is None or not folder.is_absolute() or own_folder.why_not(folder):
        return Compiled(None)
    return Compiled(folder)


def _name(bucket: Bucket) -> str:
    told = f"{bucket.key} {bucket.checksum}".encode()
    return hashlib.sha256(_MAKER + b"\0" + told).hexdigest()[:32] + ".modello"


def _digest(bucket: Bucket, content: bytes) -> bytes:
    """Of what is kept and of what it is kept for: one entry is never taken for another."""
    return hashlib.sha256(_MAKER + b"\0" + _name(bucket).encode() + b"\0" + content).digest()
