"""Whether a document may be written there: over nothing but one that rete wrote, untouched."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from rete import resources
from rete.commands.shared import contesto
from rete.errors import ReteError
from rete.records import frozen
from rete.render.terminal_text import printable

REPLACE: Final = "--sovrascrivi"
_LARGEST: Final = 64 * 1024 * 1024
_OF_THE_REGISTER: Final = ("templates", "schemas", ".rete")
_GITS: Final = frozenset({".git", "git~1"})
"""How git's folder is called, and how Windows calls it too."""
_ENVELOPES: Final = (".p7m", ".tsd")
_SIGNATURES: Final = (".p7s", ".tsr", ".tst", ".asc", ".sig", *_ENVELOPES)
_WRITABLE: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@frozen
class Standing:
    """What is where a document is to be written, as it was when it was looked at.

    ``state`` tells it from what may come in its place later; None where nothing is there. ``why``
    says, ready for the user, for which reason it is not replaced unless they want it.
    """

    path: Path
    state: tuple[int, ...] | None
    why: str | None


def standing(path: Path) -> Standing:
    """What is there now; ``path`` is no folder and no device (see `refuse_place`)."""
    target = resolved(path)
    try:
        found = target.stat()
    except FileNotFoundError:
        why = _of_a_link(path) if path.is_symlink() else None
        return Standing(path=path, state=None, why=why)
    state = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
    why = _of_a_link(path) if path.is_symlink() else _why_not(path, target, found)
    return Standing(path=path, state=state, why=why)


def _why_not(path: Path, target: Path, found: os.stat_result) -> str | None:
    from rete.render import seal

    shown = f"«{printable(str(path))}»"
    try:
        content = target.read_bytes() if found.st_size <= _LARGEST else None
    except OSError:
        content = None
    if content is None:
        return f"{shown} non si può leggere tutto, e non so di chi sia"
    if seal.is_untouched(content):
        if signature := _signature_beside(target):
            return f"{shown} è firmato a parte: la firma è in «{printable(signature)}»"
        return None if found.st_mode & _WRITABLE else f"{shown} è protetto dalla scrittura"
    if seal.has_seal(content):
        return f"{shown} non è più come rete l'ha scritto (forse è firmato)"
    if b"Fatto da rete " in content:
        return f"{shown} è un documento, ma non so se è ancora come rete l'ha scritto"
    if not content:
        return f"{shown} c'è già, vuoto, e non so di chi sia"
    return f"{shown} c'è già, e non è un documento così come rete l'ha scritto"


def _signature_beside(document: Path) -> str | None:
    """A file that signs or dates these very bytes, and would be of nothing if they went.

    One that is larger than the document holds it too, and goes on saying what it says.
    """
    # Most programs put the end after the name, some in the place of the document's own.
    names = [f"{document.name}{end}" for end in _SIGNATURES]
    names += [f"{document.stem}{end}" for end in _SIGNATURES if end not in _ENVELOPES]
    for other in map(document.with_name, (*names, *_with_capitals(names))):
        try:
            size = other.stat().st_size
        except OSError:
            continue
        if other.suffix.lower() not in _ENVELOPES or size <= document.stat().st_size:
            return other.name
    return None


def _with_capitals(names: list[str]) -> Iterator[str]:
    """The same names with their last part in capital letters."""
    for stem, dot, end in (name.rpartition(".") for name in names):
        yield f"{stem}{dot}{end.upper()}"


def _of_a_link(path: Path) -> str:
    shown, leads = printable(str(path)), printable(str(path.readlink()))
    return f"«{shown}» è un collegamento a «{leads}»"


def refuse_place(path: Path, register: Path) -> None:
    """Where a document may not be written, whoever says so; UsageError or ReteError."""
    shown = printable(str(path))
    target = resolved(path)
    if target.is_dir():
        raise click.UsageError(f"«{shown}» è una cartella: indica un file")
    if target.exists() and not target.is_file():
        raise click.UsageError(f"«{shown}» non è un file normale")
    if not target.parent.is_dir():
        raise click.UsageError(f"la cartella «{printable(str(path.parent))}» non esiste")
    refuse_surroundings(path, target, register, "scrivi il documento in un'altra cartella")


def refuse_surroundings(path: Path, target: Path, register: Path, instead: str) -> None:
    """UsageError among the data; ReteError where git or a program reads what is there.

    Folders are compared as the disk has them: some disks take capital letters for small ones.
    """
    from rete.store import DATA

    shown, around = printable(str(path)), [target, *target.parents]
    if _has_among(around, register / DATA) or any(_holds_data(folder) for folder in around):
        raise click.UsageError(f"«{shown}» è fra i dati del registro: {instead}")
    for part in target.parts:
        name = part.casefold().rstrip(" .")
        if name in _GITS or (part == target.name and name.startswith(".git")):
            raise ReteError(f"«{shown}» è un file di git, e un documento lo guasterebbe: {instead}")
    if any(_is_of_git(folder) for folder in around if not _has_among(_upward(register), folder)):
        raise ReteError(f"«{shown}» è in una cartella di git, che si guasterebbe: {instead}")
    for folder in _read_by_programs(register):
        if _has_among(around, folder):
            raise ReteError(
                f"«{shown}» è nella cartella «{folder.name}», che rete legge: {instead}"
            )


def resolved(path: Path) -> Path:
    """The file that a path leads to through every link; ReteError where they go round."""
    whole = path if path.is_absolute() else contesto.here() / path
    try:
        return whole.resolve()
    except (OSError, RuntimeError):
        raise ReteError(f"«{path}» è un collegamento che non porta da nessuna parte") from None


def _upward(folder: Path) -> list[Path]:
    whole = folder.resolve()
    return [whole, *whole.parents]


def _has_among(around: list[Path], folder: Path) -> bool:
    try:
        wanted = folder.stat()
    except OSError:  # not there yet: by its name, then
        return folder.resolve() in around
    return any(os.path.samestat(wanted, found) for found in _states(around))


def _states(paths: list[Path]) -> Iterator[os.stat_result]:
    for path in paths:
        try:
            yield path.stat()
        except OSError:
            continue  # what is not there is not that folder


def _holds_data(folder: Path) -> bool:
    """Whether it is the data of a register, be it another one."""
    from rete.store import DATA, PATTO

    return folder.name.casefold() == DATA and (folder.parent / PATTO).is_file()


def _is_of_git(folder: Path) -> bool:
    """A repository's own folder, whatever its name: bare, or kept apart from its files."""
    if not (folder / "HEAD").is_file():
        return False
    return (folder / "objects").is_dir() or (folder / "commondir").is_file()


def _read_by_programs(register: Path) -> Iterator[Path]:
    yield from (register / name for name in _OF_THE_REGISTER)
    yield from (resources.templates_dir(), resources.schemas_dir())
