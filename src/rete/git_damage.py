"""Why a repository cannot be read, in Italian: it is damaged, or closed to whoever asks."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rete.errors import CannotTell

_IN_IT: Final = ("HEAD", "config", "index", "packed-refs", "objects", "refs", "logs")
_WITH_ALL_BELOW: Final = ("refs",)
_WITH_WHAT_IS_IN_IT: Final = ("objects",)
_ALTERNATES: Final = Path("objects/info/alternates")
_AS_WHO_READS: Final = os.access in os.supports_effective_ids


def damaged(said: str, *folders: Path) -> CannotTell:
    """There is a repository, and git cannot read it; ``said`` is git's own complaint.

    ``folders`` are git's own: where something in them may not be read, that is all there is to it.
    """
    if (why := closed(*folders)) is not None:
        return why
    for folder in folders:
        if (away := _objects_away(folder / "objects")) is not None:
            return CannotTell(
                f"una parte di questo archivio git è in un'altra cartella, «{away}», che non c'è "
                f"(la nomina «{folder / _ALTERNATES}»): rimettila lì, o collega il disco su cui "
                "si trova, e riprova"
            )
    return CannotTell(
        f"l'archivio git è danneggiato (git dice: «{said}»): esegui «git fsck» per sapere che "
        "cosa manca; se non si ripara, scaricalo di nuovo in un'altra cartella (git clone) e tieni "
        "questa: può avere ciò che altrove non c'è"
    )


def closed(*folders: Path) -> CannotTell | None:
    """Something in git's own folders that whoever asks may not read; None: nothing."""
    found = next((path for folder in folders for path in _parts(folder) if _is_closed(path)), None)
    if found is None:
        return None
    return CannotTell(
        f"l'archivio git non si può leggere: mancano i permessi su «{found}»; accedi con "
        "l'utente giusto, o chiedi a chi lo cura di darti i permessi, e riprova"
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


def _objects_away(objects: Path) -> Path | None:
    """A folder that this one counts on for some of its objects and that is not there."""
    try:
        named = (objects.parent / _ALTERNATES).read_bytes().splitlines()
    except OSError:
        return None
    wanted = (objects / os.fsdecode(name) for name in named if name and not name.startswith(b"#"))
    return next((folder for folder in wanted if not folder.is_dir()), None)


def _is_closed(path: Path) -> bool:
    wanted = os.R_OK | (os.X_OK if path.is_dir() else 0)
    return path.exists() and not os.access(path, wanted, effective_ids=_AS_WHO_READS)
