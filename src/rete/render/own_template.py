"""A register's own template for a document: found and read as the plain file it must be.

A register may be handed over as a folder. Nothing in it leads this program elsewhere: no link from
its root down, no device, nothing too large, and what was looked at is what is read.
"""

import os
import stat
from pathlib import Path
from typing import Final

from rete import resources
from rete.errors import ReteError

SUFFIX: Final = ".md.j2"
_LARGEST: Final = 256 * 1024
_PLAIN: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_FILE: Final = _PLAIN | getattr(os, "O_NONBLOCK", 0)  # one that never answers is not waited for
_REPARSE_POINT: Final = 0x400  # links and junctions of Windows


def own_template(own: Path, name: str) -> bytes | None:
    """The text of the template of that document in the folder ``own`` of a register.

    None where the register has none, or ``own`` is the folder of our own. ReteError where it is
    there and is not to be read.
    """
    try:
        folder = own.lstat()
    except OSError:
        return None
    if _is_a_link(folder):
        raise ReteError(
            f"la cartella «{own.name}» del registro è un collegamento: al suo posto metti una "
            "cartella con le copie dei modelli"
        )
    if not stat.S_ISDIR(folder.st_mode) or _is_ours(folder):
        return None
    place = own / f"{name}{SUFFIX}"
    try:
        found = place.lstat()
    except OSError:
        return None
    _refuse(place, found)
    return _read(own, folder, place, found)


def _is_ours(folder: os.stat_result) -> bool:
    return os.path.samestat(folder, resources.templates_dir().stat())


def _is_a_link(state: os.stat_result) -> bool:
    reparse = getattr(state, "st_file_attributes", 0) & _REPARSE_POINT
    return stat.S_ISLNK(state.st_mode) or bool(reparse)


def _refuse(place: Path, found: os.stat_result) -> None:
    if _is_a_link(found):
        raise _fault(place, "è un collegamento: al suo posto metti una copia")
    if not stat.S_ISREG(found.st_mode):
        raise _fault(place, "non è un file normale: toglilo")
    if found.st_size > _LARGEST:
        raise _fault(place, f"ha più di {_LARGEST // 1024} KiB: accorcialo o toglilo")


def _read(own: Path, folder: os.stat_result, place: Path, found: os.stat_result) -> bytes:
    """What that very file says, in that very folder."""
    try:
        handle = os.open(place, _FILE)
    except OSError:
        raise _fault(place, "non si può leggere: correggilo o toglilo") from None
    with os.fdopen(handle, "rb") as file:
        # If a link was put in the place of either meanwhile, one of these is another.
        same = os.path.samestat(os.fstat(file.fileno()), found)
        if not (same and os.path.samestat(own.lstat(), folder)):
            raise _fault(place, "è cambiato mentre lo leggevo: riprova")
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise _fault(place, "è cambiato mentre lo leggevo: riprova")
    return content


def _fault(place: Path, why: str) -> ReteError:
    return ReteError(f"il modello «{place.parent.name}/{place.name}» {why}")
