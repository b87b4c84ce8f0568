"""The register read, and what its check found, with what was kept for the next command."""

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from rete import own_folder
from rete.load.loader import Loaded, load
from rete.render.progress import Bar
from rete.store import Folder, Store

if TYPE_CHECKING:
    from rete.load.memory import Memory

VARIABLE: Final = "RETE_MEMORIA"
NONE: Final = "no"


def read(store: Store) -> Loaded:
    """A register; of one that is in a folder, only the files that changed are read again."""
    memory = _memory_of(store)
    before = {} if memory is None else memory.before()
    with Bar("lettura del registro") as bar:
        loaded = load(store, before, tell=bar.tell)
    if memory is not None:
        memory.keep(loaded, before)
    return loaded


def counted(loaded: Loaded) -> tuple[int, int]:
    """How many errors and warnings the check finds; these very files are not checked twice."""
    found = known_count(loaded)
    if found is None:
        # The rules are many, and not every command that opens a register needs them.
        from rete.check import count_findings

        found = count_findings(loaded)
        keep_counted(loaded, found)
    return found


def errors(loaded: Loaded) -> int:
    """How many errors the check finds; where nothing is kept, warnings are not looked for."""
    if _memory_of(loaded.store) is not None:
        return counted(loaded)[0]
    from rete.check import count_errors

    return count_errors(loaded)


def known_count(loaded: Loaded) -> tuple[int, int] | None:
    """What a check of these very files found, if it is kept."""
    memory = _memory_of(loaded.store)
    return None if memory is None else memory.counted(_read_afresh(loaded))


def is_known_to_be_sound(loaded: Loaded) -> bool:
    """Whether a check of these very files, which is kept, found nothing; False: nobody knows.

    Other counts would not do: they do not say what was found.
    """
    return known_count(loaded) == (0, 0)


def keep_counted(loaded: Loaded, found: tuple[int, int]) -> None:
    """Remember how many errors and warnings a check of these files found."""
    if memory := _memory_of(loaded.store):
        memory.keep_counted(found, _read_afresh(loaded))


def _read_afresh(loaded: Loaded) -> bytes:
    """What a check depends on and the states of the files do not tell.

    What git says of them, an attachment that a disk has spoilt: every command reads it again.
    """
    rete = loaded.rete
    unread = sorted((kind, sorted(ids)) for kind, ids in rete.unread.items())
    said = [one.identity for one in loaded.findings]
    return repr((said, unread, sorted(rete.alterati), sorted(rete.allegati.items()))).encode()


def _memory_of(store: Store) -> "Memory | None":
    """What is kept of a folder; of what git has kept, nothing is."""
    place = kept_in()
    return None if place is None or not isinstance(store, Folder) else _memory(store, place)


@cache
def _memory(store: Folder, place: Path) -> "Memory":
    from rete.load.memory import Memory  # and msgspec: not where nothing is kept

    return Memory(store, place)


def kept_in() -> Path | None:
    """The folder that the system has for such things, or the one asked for; None for «no».

    Only where nobody else can write, and never among the data that somebody hands over: the
    system's folder is not used then, and to ask for such a one is an error (click.UsageError).
    """
    asked = os.environ.get(VARIABLE, "")
    if asked:
        return None if asked.lower() == NONE else _asked_for(asked)
    try:
        place = _of_the_system() / "rete"
    except RuntimeError:  # whoever has no home
        return None
    return None if _why_not(str(place)) else place


@cache
def _asked_for(value: str) -> Path:
    place = Path(value)
    if not place.is_absolute():
        raise click.UsageError(
            f"{VARIABLE} vale «{value}»: vuole «{NONE}», oppure il percorso intero di una cartella "
            f"{_example(place)}"
        )
    if reason := _why_not(value):
        raise click.UsageError(
            f"{VARIABLE} vale «{value}», ma {reason}: indica una cartella tua, fuori da ogni "
            f"registro e da ogni archivio git, in cui scrivi solo tu, oppure «{NONE}»"
        )
    return place


@cache
def _why_not(place: str) -> str | None:
    from rete.load.memory import FOLDER

    return own_folder.why_not(Path(place) / FOLDER)


def _example(place: Path) -> str:
    """How a whole path begins; «~» is written out, as outside a shell nobody knows what it is.

    What is relative is not: it may well be relative to the register, where nothing is kept.
    """
    if place.parts[:1] == ("~",):
        try:
            return f"(per esempio «{place.expanduser()}»)"
        except RuntimeError:  # whoever has no home
            pass
    return f"(comincia con «{Path.cwd().anchor}»)"


def _of_the_system() -> Path:
    """As each system wants it: the XDG base directories, `Library/Caches`, the local data."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return base if base.is_absolute() else Path.home() / ".cache"
