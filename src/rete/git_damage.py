"""A repository that git cannot read: closed to whoever asks, or damaged; and what loses nothing."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rete.errors import CannotTell

_IN_IT: Final = ("HEAD", "config", "index", "packed-refs", "objects", "refs", "logs")
_WITH_ALL_BELOW: Final = ("refs",)
_WITH_WHAT_IS_IN_IT: Final = ("objects",)
_AS_WHO_READS: Final = os.access in os.supports_effective_ids


def damaged(said: str, *folders: Path) -> CannotTell:
    """There is a repository, and git cannot read it; ``said`` is git's own complaint.

    ``folders`` are git's own: where something in them may not be read, that is all there is to it.
    """
    closed = next((path for folder in folders for path in _parts(folder) if _is_closed(path)), None)
    if closed is not None:
        return CannotTell(
            f"l'archivio git non si può leggere: mancano i permessi su «{closed}»; accedi con "
            "l'utente giusto, o chiedi a chi lo cura di darti i permessi, e riprova"
        )
    return CannotTell(
        f"l'archivio git è danneggiato (git dice: «{said}»): esegui «git fsck» per sapere che "
        "cosa manca; se non si ripara, scaricalo di nuovo in un'altra cartella (git clone) e tieni "
        "questa: può avere ciò che altrove non c'è"
    )


def _parts(folder: Path) -> Iterator[Path]:
    yield folder
    for name in _IN_IT:
        path = folder / name
        yield path
        if name in _WITH_WHAT_IS_IN_IT and path.is_dir() and not _is_closed(path):
            yield from path.iterdir()
        if name in _WITH_ALL_BELOW:
            for above, folders, files in os.walk(path):
                yield from (Path(above, one) for one in (*folders, *files))


def _is_closed(path: Path) -> bool:
    wanted = os.R_OK | (os.X_OK if path.is_dir() else 0)
    return path.exists() and not os.access(path, wanted, effective_ids=_AS_WHO_READS)
