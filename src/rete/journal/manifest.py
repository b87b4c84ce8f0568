"""What an operation does to each file, as the journal keeps it; `carry` carries it out."""

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from rete.git_durable import sync_folder
from rete.journal import files
from rete.records import frozen
from rete.store import DATA

_NAME = "manifesto.json"
_VERSION = 2
Check = Callable[[object], Any]
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


@frozen
class Operation:
    """What is to be written, by path from the register's root.

    For each file the digest that it must still have (None: it must not be there) and its new
    content (None: it goes away). ``messaggio`` is the whole message of the commit, with its
    trailers; None: no commit. ``titolo`` is how an interrupted operation is called.
    """

    id: str
    titolo: str
    files: Mapping[str, tuple[str | None, bytes | None]]
    messaggio: str | None = None


@frozen
class Step:
    """One file: digests before and after (None: not there), permissions to be kept."""

    number: int
    path: str
    before: str | None
    after: str | None
    mode: int | None


@frozen
class Manifest:
    """All that is needed to finish an operation, or to take it back, in another process.

    ``luogo`` says in which folder it was begun (see ``mark``).
    """

    id: str
    titolo: str
    messaggio: str | None
    registro: str
    ramo: str | None
    testa: str | None
    passi: tuple[Step, ...]
    cartelle: tuple[str, ...]
    luogo: str

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(step.path for step in self.passi)


class Unusable(Exception):
    """The journal cannot be read back; its text, in Italian, says why it cannot be finished."""


def save(folder: Path, manifest: Manifest, old: Mapping[str, bytes], new: Operation) -> None:
    """Write contents and manifest into this folder, all of it on the disk."""
    for step in manifest.passi:
        content = new.files[step.path][1]
        if content is not None:
            files.write_synced(_after(folder, step), content)
        if step.before is not None:
            files.write_synced(before_file(folder, step), old[step.path])
    data = _as_data(manifest, _OF_A_MANIFEST)
    data["file"] = [_as_data(step, _OF_A_STEP) for step in manifest.passi]
    text = json.dumps({"versione": _VERSION, "impronta": _digest(data), "operazione": data})
    files.write_synced(folder / _NAME, text.encode("ascii"))
    sync_folder(folder)


def load(folder: Path) -> Manifest:
    """The manifest kept in this folder, checked; Unusable."""
    try:
        kept = json.loads(_regular(folder / _NAME))
        if (version := kept["versione"]) != _VERSION:
            raise Unusable(
                f"l'ha cominciata un'altra versione di rete (note della versione «{version}», "
                f"questa legge la {_VERSION}): per completarla usa quella"
            )
        data = kept["operazione"]
        if kept["impronta"] != _digest(data):
            raise ValueError("impronta")
        return _from_data(data)
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unusable("le sue note sono guaste") from error


def made_at(folder: Path) -> float:
    """When the manifest kept in this folder was written, in seconds."""
    return (folder / _NAME).stat().st_mtime


def require_contents(folder: Path, manifest: Manifest) -> None:
    """Every content that may be needed is there and as it was kept; Unusable."""
    for step in manifest.passi:
        if step.after is not None:
            content_after(folder, step)
        if step.before is not None:
            content_before(folder, step)


def content_after(folder: Path, step: Step) -> bytes:
    """What a file is to have after the operation; Unusable where it is not as it was kept."""
    return _checked(_after(folder, step), step, step.after)


def content_before(folder: Path, step: Step) -> bytes:
    """What a file had before the operation; Unusable where it is not as it was kept."""
    return _checked(before_file(folder, step), step, step.before)


def _after(folder: Path, step: Step) -> Path:
    return folder / f"dopo-{step.number}"


def before_file(folder: Path, step: Step) -> Path:
    """Where the content that a file had before is kept."""
    return folder / f"prima-{step.number}"


def _checked(file: Path, step: Step, wanted: str | None) -> bytes:
    try:
        content = _regular(file)
    except (FileNotFoundError, ValueError):
        raise Unusable(f"il contenuto tenuto per «{step.path}» manca («{file}»)") from None
    if files.digest(content) != wanted:
        raise Unusable(f"il contenuto tenuto per «{step.path}» è guasto («{file}»)")
    return content


def _regular(file: Path) -> bytes:
    """The content of a file that is not a link to another, nor a folder or a pipe."""
    if file.is_symlink() or not file.is_file():
        raise FileNotFoundError(file)
    return file.read_bytes()


def _digest(data: object) -> str:
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return files.digest(text.encode("ascii"))


def mark(folder: Path) -> str:
    """What this folder is to the system, and no copy of it: nobody can know it beforehand.

    Who hands over a folder can put into it a journal that looks like one of ours: a command that
    only reads must not finish what nobody had begun there. A commit is made, and signed, in the
    name of whoever runs it, and may run more than can be listed: hooks, filters, the program of a
    remote that is asked for an object.
    """
    found = folder.stat()
    return f"{found.st_dev:x}-{found.st_ino:x}"


# --- as data, and back: whoever can write in git's folder can write anything there ---


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("testo")
    return value


def _maybe_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _path(value: object) -> str:
    path = _text(value)
    if not files.is_inside(path):
        raise ValueError("percorso")
    return path


def _folder(value: object) -> str:
    folder = _text(value)
    parts = folder.split("/") if folder else []
    elsewhere = os.name == "nt" and any(c in folder for c in "\\:")
    if elsewhere or any(part.casefold() in ("", ".", "..", ".git") for part in parts):
        raise ValueError("registro")
    return folder


def _branch(value: object) -> str | None:
    branch = _maybe_text(value)
    if branch is not None and not all(map(files.is_a_name, branch.split("/"))):
        raise ValueError("ramo")
    return branch


def _commit(value: object) -> str | None:
    commit = _maybe_text(value)
    if commit is not None and not _COMMIT.fullmatch(commit):
        raise ValueError("testa")
    return commit


def _mode(value: object) -> int | None:
    if value is not None and not (type(value) is int and 0 <= value <= 0o7777):
        raise TypeError("permessi")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("elenco")
    return value


def _steps(value: object) -> tuple[Step, ...]:
    return tuple(
        Step(number=n, **{name: check(data[key]) for name, (key, check) in _OF_A_STEP.items()})
        for n, data in enumerate(_list(value))
    )


def _folders(value: object) -> tuple[str, ...]:
    return tuple(DATA if folder == DATA else _path(folder) for folder in _list(value))


_OF_A_STEP: Final[Mapping[str, tuple[str, Check]]] = {
    "path": ("percorso", _path),
    "before": ("prima", _maybe_text),
    "after": ("dopo", _maybe_text),
    "mode": ("permessi", _mode),
}
_OF_A_MANIFEST: Final[Mapping[str, tuple[str, Check]]] = {
    "id": ("id", _text),
    "titolo": ("titolo", _text),
    "messaggio": ("messaggio", _maybe_text),
    "registro": ("registro", _folder),
    "ramo": ("ramo", _branch),
    "testa": ("testa", _commit),
    "passi": ("file", _steps),
    "cartelle": ("cartelle", _folders),
    "luogo": ("luogo", _text),
}
"""Each field: the key that it is kept under, and what it must be to be believed."""


def _as_data(record: object, fields: Mapping[str, tuple[str, Check]]) -> dict[str, Any]:
    return {key: getattr(record, name) for name, (key, _) in fields.items()}


def _from_data(data: Mapping[str, object]) -> Manifest:
    return Manifest(**{name: check(data[key]) for name, (key, check) in _OF_A_MANIFEST.items()})
