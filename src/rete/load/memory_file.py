"""The file in which `memory` keeps records: a header, an index, and each record in a block.

Data and nothing else, JSON. The header has the index's digest and the index every block's, so that
one record can be taken out without reading the others; whatever is not exactly what was written is
recognised when it is used, and is as if it were not there. The digests are no signature: they tell
damage, and that nobody else could write there is asked before (``own_folder``).
"""

import hashlib
import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, Self

from rete import own_folder
from rete.load.kinds import KIND_NAMED
from rete.load.record_as_json import plain, reader, written

_HEADER: Final = struct.Struct(">16s32s32sQQ")
"""Format and its version, who made it and of what, the index's digest, lengths: index and all."""

_FORMAT: Final = b"rete-letture-1\n\0"


class Entry(NamedTuple):
    """What the index says of a record: where it was read, how to know its file again, its block.

    ``content`` is the SHA-256 of the file where its state alone is not enough, else empty.
    """

    path: str
    kind: str
    state: str
    content: str
    length: int
    digest: str


class Note(NamedTuple):
    """A record to be kept: its entry, and its block."""

    entry: Entry
    block: bytes


class Kept:
    """The records of one file, each taken out when it is asked for."""

    def __init__(self, file: BinaryIO, index: dict[str, tuple[int, Entry]]) -> None:
        self._file = file
        self._index = index

    def entries(self) -> Iterator[Entry]:
        """What is kept, in the order in which it is had most quickly."""
        return (entry for _, entry in self._index.values())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def record(self, path: str) -> Any | None:
        """The record that was read at this path; None where what is kept of it is damaged."""
        start, entry = self._index[path]
        try:
            self._file.seek(start)
            block = self._file.read(entry.length)
            if hashlib.sha256(block).hexdigest() != entry.digest:
                return None
            record = reader(KIND_NAMED[entry.kind].record)(block)
        except Exception:  # noqa: BLE001 - whatever is wrong with it, the file is there
            return None
        return record if record.file == path else None


def note(path: str, kind: str, state: str, content: str, record: Any) -> Note | None:
    """A record to be kept; None where it holds what cannot be."""
    try:
        block = written(plain(record))
    except Exception:  # noqa: BLE001 - it is read again the next time
        return None
    digest = hashlib.sha256(block).hexdigest()
    return Note(Entry(path, kind, state, content, len(block), digest), block)


def contents(maker: bytes, notes: Iterable[Note]) -> Iterator[bytes]:
    """The bytes of the file; ``maker`` (32 bytes) says who made it, and of which register."""
    notes = list(notes)
    index = written([note.entry for note in notes])
    whole = _HEADER.size + len(index) + sum(note.entry.length for note in notes)
    yield _HEADER.pack(_FORMAT, maker, hashlib.sha256(index).digest(), len(index), whole)
    yield index
    for note in notes:
        yield note.block


def opened(place: Path, maker: bytes, most: int) -> Kept | None:
    """What is kept in a file that is at most so long.

    None where another program made it, or of another register; where others can have written it;
    where it is not whole.
    """
    file = own_folder.opened(place)
    if file is None:
        return None
    try:
        return Kept(file, _index(file, maker, most))
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the files are there
        file.close()
        return None


def _index(file: BinaryIO, maker: bytes, most: int) -> dict[str, tuple[int, Entry]]:
    size = os.fstat(file.fileno()).st_size
    form, made_by, digest, length, whole = _HEADER.unpack(file.read(_HEADER.size))
    if (form, made_by) != (_FORMAT, maker) or not length <= whole == size <= most:
        raise ValueError
    content = file.read(length)
    if hashlib.sha256(content).digest() != digest:
        raise ValueError
    index: dict[str, tuple[int, Entry]] = {}
    start = _HEADER.size + length
    for entry in reader(list[Entry])(content):
        if entry.length < 0:
            raise ValueError
        index[entry.path] = start, entry
        start += entry.length
    if start != size:
        raise ValueError
    return index
