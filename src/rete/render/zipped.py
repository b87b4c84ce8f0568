"""Office documents as the archives that they are: built and retouched, the same bytes always."""

import io
from pathlib import Path
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_FIRST: Final = "mimetype"
_THEN: Final = (1980, 1, 1, 0, 0, 0)
_NO_BORDER: Final = b'fo:border="none"'
_BORDER: Final = b'fo:border="0.5pt solid #767676" fo:padding="0.1cm"'
_TABLE: Final = b"<style:table-properties "
_ROOM_BELOW: Final = b'fo:margin-bottom="0.35cm" '


_ON_ITS_SIDE: Final = (
    (b'w:w="11906" w:h="16838"', b'w:w="16838" w:h="11906" w:orient="landscape"'),
    (
        b'fo:page-width="21cm" fo:page-height="29.7cm" style:print-orientation="portrait"',
        b'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape"',
    ),
)


def zipped(folder: Path, *, on_its_side: bool) -> bytes:
    """A folder as an archive; nothing is compressed, as zlib's bytes change with its version."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    parts = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    if on_its_side:
        parts = {name: _turned(content) for name, content in parts.items()}
    return _archive(parts)


def _turned(content: bytes) -> bytes:
    for upright, lying in _ON_ITS_SIDE:
        content = content.replace(upright, lying)
    return content


def bordered(odt: bytes) -> bytes:
    """An ODT by pandoc with what it gives to no table: a thin border around each cell, and room
    between a table and what follows it."""
    with ZipFile(io.BytesIO(odt)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = parts["content.xml"]
    start, end, rest = content.partition(b"</office:automatic-styles>")
    start = start.replace(_NO_BORDER, _BORDER).replace(_TABLE, _TABLE + _ROOM_BELOW)
    parts["content.xml"] = start + end + rest
    return _archive(parts)


def _archive(parts: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with ZipFile(into, "w", ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            info = ZipInfo(name, date_time=_THEN)
            # As on any system: the default is that of the one which runs.
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, parts[name])
    return into.getvalue()
