"""Names that some system cannot have for a file, and free ones in their place.

Sources: «Naming Files, Paths, and Namespaces» of Microsoft; git refuses the same names where it
checks out on Windows (``core.protectNTFS``), with «invalid path».
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

DEVICES: Final = frozenset(
    {
        *("con", "prn", "aux", "nul", "conin$", "conout$"),
        *(f"{port}{n}" for port in ("com", "lpt") for n in (*"123456789", *"¹²³")),
    }
)
"""What Windows takes for a device, with any extension and in any case."""

_NOT_FOR_NEW: Final = DEVICES | {"com0", "lpt0"}
"""Some versions of Windows, and some programs there, refuse these two as well."""

_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f:*?"<>|\\]')
_MOST_BYTES: Final = 255
MOST_IN_PATH: Final = 260
"""Characters of a whole path on Windows, where nobody asked for longer ones."""


def is_device(name: str) -> bool:
    """Whether Windows takes the name of a file or folder for a device: ``aux``, ``Con.tar.gz``."""
    return name.partition(".")[0].rstrip(" ").casefold() in DEVICES


def may_be_new(identifier: str) -> bool:
    """Whether a new record may have this id, whatever the extension of its file."""
    return identifier not in _NOT_FOR_NEW


def why_unfit(name: str) -> str | None:
    """Why Windows cannot have a file or folder of this name, in Italian; None where it can."""
    if is_device(name):
        stem = name.partition(".")[0].rstrip(" ")
        return f"Windows tiene per sé il nome «{stem}» (come con, prn, aux, nul, com1, lpt1)"
    if found := _FORBIDDEN.search(name):
        return f"su Windows un nome non può contenere {_shown(found[0])}"
    if name.endswith((".", " ")):
        what = "un punto" if name.endswith(".") else "uno spazio"
        return f"su Windows un nome non può finire con {what}"
    if len(name.encode("utf-8", "surrogateescape")) > _MOST_BYTES:
        return f"un nome non può essere più lungo di {_MOST_BYTES} byte"
    return None


def can_be_carried(path: str) -> bool:
    """Whether an operation may move a file: some characters would lead elsewhere on Windows."""
    return path.isprintable() and not any(character in path for character in "\\:")


def why_fragile(path: str) -> str | None:
    """Why a path may become another, or none, elsewhere; None for nearly all."""
    if not path.isascii() and unicodedata.normalize("NFC", path) != path:
        return "le lettere accentate sono scritte in due pezzi (come fa macOS)"
    if len(path) > MOST_IN_PATH:
        return f"il percorso è più lungo di {MOST_IN_PATH} caratteri, il massimo su Windows"
    return None


def as_one_file(path: str) -> str:
    """What two paths have in common where upper and lower case, and spellings, are one."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def free_id(wanted: str, kind: str, is_taken: Callable[[str], bool]) -> str:
    """An id like the one wanted that a new record of a kind may have: ``aux`` → ``ente-aux``."""
    base = wanted if may_be_new(wanted) else f"{kind}-{wanted}"
    candidate, number = base, 1
    while is_taken(candidate) or not may_be_new(candidate):
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def why_not_new(identifier: str, kind: str, is_taken: Callable[[str], bool]) -> str | None:
    """Why a new record of a kind may not have this id, and one that it may; None if it may."""
    if may_be_new(identifier):
        return None
    return (
        f"«{identifier}» non può essere il nome di un file: Windows lo tiene per sé, e con quel "
        f"file lì l'archivio non si scarica; scegline un altro, per esempio "
        f"«{free_id(identifier, kind, is_taken)}»"
    )


def _shown(character: str) -> str:
    if character.isprintable():
        return f"«{character}»"
    return f"caratteri di controllo (U+{ord(character):04X})"
