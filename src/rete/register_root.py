"""Where the register is that a folder is in: the nearest one above it with `data/patto.yaml`."""

import stat
from collections.abc import Iterator
from pathlib import Path

from rete.errors import ReteError
from rete.store import LINK, NO_FILE, PATTO


def find_root(start: Path) -> Path:
    """The folder with ``data/patto.yaml``: ``start`` or the nearest one above it."""
    try:
        here = start.resolve(strict=True)
    except (OSError, RuntimeError):
        raise ReteError(f"la cartella «{start}» non esiste o non si può leggere") from None
    others: list[str] = []
    for folder in (here, *here.parents):
        pact = folder / PATTO
        try:
            if pact.is_file():
                return folder
            others += [f"«{pact}» {what}" for what in _instead_of_a_file(pact)]
        except OSError:
            continue
    if others:
        raise ReteError(
            f"{others[0]}: lì ci vuole il file del patto; sposta altrove ciò che c'è e rimetti il "
            "file, da git o da una copia"
        )
    raise ReteError(
        f"«{start}» non è un registro: né qui né nelle cartelle superiori c'è data/patto.yaml; "
        "spostati nella cartella giusta o indicala con -C"
    )


def _instead_of_a_file(path: Path) -> Iterator[str]:
    """What is there, if anything is; nothing is opened, as what is no file may never answer."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        yield f"{LINK} che non porta a un file"
    else:
        yield "è una cartella, non un file" if stat.S_ISDIR(mode) else NO_FILE
