"""What an operation does to the files, as the journal keeps it; nothing is carried out here."""

import json
from collections.abc import Mapping
from pathlib import Path

from rete.errors import ReteError
from rete.journal import files
from rete.records import dataclass

_NAME = "manifesto.json"
_VERSION = 1


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class Step:
    """One file: digests before and after (None: not there), permissions to be kept."""

    number: int
    path: str
    before: str | None
    after: str | None
    mode: int | None


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """All that is needed to finish an operation, or to take it back, in another process."""

    id: str
    titolo: str
    messaggio: str | None
    registro: str
    ramo: str | None
    testa: str | None
    passi: tuple[Step, ...]
    cartelle: tuple[str, ...]
    fuori_indice: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(step.path for step in self.passi)


class Unusable(Exception):
    """The journal cannot be read back."""


def save(folder: Path, manifest: Manifest, old: Mapping[str, bytes], new: Operation) -> None:
    """Write contents and manifest into this folder, all of it on the disk."""
    for step in manifest.passi:
        content = new.files[step.path][1]
        if content is not None:
            files.write_synced(_after(folder, step), content)
        if step.before is not None:
            files.write_synced(_before(folder, step), old[step.path])
    text = json.dumps({"versione": _VERSION, **_as_data(manifest)}, indent=1)
    files.write_synced(folder / _NAME, text.encode("ascii"))
    files.sync_folder(folder)


def load(folder: Path) -> Manifest:
    """The manifest kept in this folder, checked; Unusable."""
    try:
        return _from_data(json.loads((folder / _NAME).read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unusable from error


def content_after(folder: Path, step: Step) -> bytes:
    return _checked(_after(folder, step), step.after)


def content_before(folder: Path, step: Step) -> bytes:
    return _checked(_before(folder, step), step.before)


def _after(folder: Path, step: Step) -> Path:
    return folder / f"dopo-{step.number}"


def _before(folder: Path, step: Step) -> Path:
    return folder / f"prima-{step.number}"


def _checked(file: Path, wanted: str | None) -> bytes:
    content = file.read_bytes()
    if files.digest(content) != wanted:
        raise ReteError(
            f"il file «{file}» di un'operazione interrotta è guasto: togli la cartella "
            f"«{file.parent}» e ripeti l'operazione"
        )
    return content


def _as_data(manifest: Manifest) -> dict[str, object]:
    return {
        "id": manifest.id,
        "titolo": manifest.titolo,
        "messaggio": manifest.messaggio,
        "registro": manifest.registro,
        "ramo": manifest.ramo,
        "testa": manifest.testa,
        "file": [
            {"percorso": s.path, "prima": s.before, "dopo": s.after, "permessi": s.mode}
            for s in manifest.passi
        ],
        "cartelle": list(manifest.cartelle),
        "fuori_indice": list(manifest.fuori_indice),
    }


def _from_data(data: dict[str, object]) -> Manifest:
    steps = data["file"]
    if data["versione"] != _VERSION or not isinstance(steps, list):
        raise ValueError("versione")
    return Manifest(
        id=_text(data["id"]),
        titolo=_text(data["titolo"]),
        messaggio=_maybe_text(data["messaggio"]),
        registro=_folder(data["registro"]),
        ramo=_maybe_text(data["ramo"]),
        testa=_maybe_text(data["testa"]),
        passi=tuple(_step(number, step) for number, step in enumerate(steps)),
        cartelle=_texts(data["cartelle"]),
        fuori_indice=_texts(data["fuori_indice"]),
    )


def _step(number: int, data: dict[str, object]) -> Step:
    mode = data["permessi"]
    if mode is not None and not isinstance(mode, int):
        raise TypeError("permessi")
    return Step(
        number=number,
        path=_text(data["percorso"]),
        before=_maybe_text(data["prima"]),
        after=_maybe_text(data["dopo"]),
        mode=mode,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("testo")
    return value


def _folder(value: object) -> str:
    folder = _text(value)
    if folder.startswith("/") or ".." in folder.split("/") or "\\" in folder:
        raise ValueError("registro")
    return folder


def _maybe_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("elenco")
    return tuple(map(_text, value))
