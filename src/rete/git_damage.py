"""Why git cannot answer: a repository closed to whoever asks, or damaged; or only its settings."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rete.errors import CannotTell

_IN_IT: Final = ("HEAD", "config", "index", "packed-refs", "objects", "refs", "logs")
_ALTERNATES: Final = Path("objects/info/alternates")
_AS_WHO_READS: Final = os.access in os.supports_effective_ids
_SETTINGS: Final = (
    rb"bad config|bad (?:numeric|boolean) config|(?:missing|invalid) value for|unknown date format"
    rb"|maximum include depth|expand user dir|compression level|mode for object creation"
    rb"|as an exclude file|sharedRepository filemode|reading the configuration files"
    rb"|parse command-line config"
)
_NOT_WHICH: Final = (
    rb"(?m)^fatal: (?:unknown error .* configuration files|unable to parse .*-line config)\n"
)
"""What git says last of settings that it cannot read: which, it has said before."""
_OF_THE_ENVIRONMENT: Final = r"\bGIT_[A-Z0-9_]+\b"
_NO_FILES: Final = b"must be run in a work tree"
_TOO_NEW: Final = rb"git repo version|repository extension"


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
        if name == "objects" and path.is_dir() and not _is_closed(path):
            yield from path.iterdir()
        if name == "refs":
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


# --- what loses nothing: its settings, or its own age ---


def apart_from_damage(stderr: bytes, *folders: Path) -> CannotTell | None:
    """Why git did not answer, and what to do; None: nothing of this kind.

    ``folders`` are git's own: settings there that may not be read are not wrong ones.
    """
    if re.search(_TOO_NEW, stderr):
        return CannotTell(
            "questo archivio git è di una forma che il git di questo computer non conosce (git "
            f"dice: «{last_line(stderr)}»): installa un git più recente e riprova"
        )
    if _NO_FILES in stderr:
        return CannotTell(
            "secondo le impostazioni di questo archivio git non ci sono file insieme a lui "
            "(core.bare): esegui «git config core.bare false» e riprova"
        )
    if not re.search(_SETTINGS, stderr):
        return None
    if (why := closed(*folders)) is not None:
        return why
    said = last_line(re.sub(_NOT_WHICH, b"", stderr))
    if variable := re.search(_OF_THE_ENVIRONMENT, said):
        remedy = f"correggi o togli la variabile d'ambiente {variable[0]}"
    else:
        remedy = (
            "correggilo nel file che git nomina, o con «git config --edit» («git config --global "
            "--edit» per le impostazioni di tutti i tuoi archivi)"
        )
    return CannotTell(f"le impostazioni di git hanno un errore (git dice: «{said}»): {remedy}")


def complaint(stderr: bytes, *folders: Path) -> CannotTell:
    """What git complains of, whatever it is; ``folders`` are git's own."""
    apart = apart_from_damage(stderr, *folders)
    return damaged(last_line(stderr), *folders) if apart is None else apart


def last_line(stderr: bytes) -> str:
    """The last thing that git said."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines() or ["(nulla)"]
    return "".join(c for c in lines[-1] if c.isprintable())
