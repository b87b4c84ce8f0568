"""The ids that the shell can complete, from the names of files alone; other words: `tipi`."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from rete.model.lettere import folded

Kind = Literal["enti", "tavoli", "verbali", "atti", "bisogni", "progetti", "monitoraggi"]

_BY_YEAR: tuple[Kind, ...] = ("verbali", "atti")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def ids_matching(start: Path, kinds: tuple[Kind, ...], typed: str) -> list[str]:
    """The ids that begin as typed, else those with a word that does; without accents or case."""
    data = data_folder(start)
    if data is None:
        return []
    beginning = folded(typed)
    known = [found for kind in kinds for found in _ids_of(data, kind)]
    return [found for found in known if found.startswith(beginning)] or [
        found for found in known if f"-{beginning}" in found
    ]


def data_folder(start: Path) -> Path | None:
    """The `data` of the register in which `start` lies."""
    here = start.absolute()
    for candidate in (here, *here.parents):
        if (candidate / "data" / "patto.yaml").is_file():
            return candidate / "data"
    return None


def _ids_of(data: Path, kind: Kind) -> list[str]:
    if kind not in _BY_YEAR:
        return sorted(_stems(data / kind))
    years = sorted(name for name, is_folder in _entries(data / kind) if is_folder)
    # The newest first: it is the one most often meant.
    return sorted((stem for year in years for stem in _stems(data / kind / year)), reverse=True)


def _stems(folder: Path) -> Iterator[str]:
    for name, is_folder in _entries(folder):
        stem, dot, ending = name.rpartition(".")
        # Nothing but an id may reach the shell: a file's name can hold anything.
        if dot and ending == "yaml" and not is_folder and _ID.fullmatch(stem):
            yield stem


def _entries(folder: Path) -> list[tuple[str, bool]]:
    try:
        with os.scandir(folder) as entries:
            return [(entry.name, entry.is_dir()) for entry in entries]
    except OSError:
        return []
