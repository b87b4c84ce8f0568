"""Where what was read of a register is kept for the next command: a folder of the user's own."""

import os
import sys
from functools import cache
from pathlib import Path
from typing import Final

from rete.load.loader import Loaded, load
from rete.load.memory import Memory
from rete.render.progress import Bar
from rete.store import Folder, Store

VARIABLE: Final = "RETE_MEMORIA"
NONE: Final = "no"


def read(store: Folder) -> Loaded:
    """The register in a folder; of it only the files that changed are read again."""
    memory = _memory(store)
    before = None if memory is None else memory.before()
    with Bar("lettura del registro") as bar:
        loaded = load(store, before, tell=bar.tell)
    if memory is not None:
        memory.keep(loaded, before)
    return loaded


def is_sound(loaded: Loaded) -> bool:
    """Whether these very files were checked before, and no error was found."""
    memory = _memory_of(loaded.store)
    return memory is not None and memory.is_sound()


def keep_sound(loaded: Loaded) -> None:
    """Remember that a register was checked and has no error."""
    if memory := _memory_of(loaded.store):
        memory.keep_sound()


def _memory_of(store: Store) -> Memory | None:
    """What is kept of a folder; of what git has kept, nothing is."""
    return _memory(store) if isinstance(store, Folder) else None


@cache
def _memory(store: Folder) -> Memory | None:
    place = kept_in()
    return None if place is None else Memory(store, place)


def kept_in() -> Path | None:
    """The folder that the system has for such things, or the one asked for; None for «no»."""
    asked = os.environ.get(VARIABLE)
    if asked == NONE:
        return None
    if asked:
        return Path(asked).absolute()
    try:
        return _of_the_system() / "rete"
    except RuntimeError:  # whoever has no home
        return None


def _of_the_system() -> Path:
    """As each system wants it: the XDG base directories, `Library/Caches`, the local data."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return base if base.is_absolute() else Path.home() / ".cache"
