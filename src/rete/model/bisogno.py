"""A need that surfaced, and the steps taken about it."""

from typing import Literal

from rete.model.comuni import Fonte
from rete.model.tempo import DataParziale
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class Emersione:
    dal: DataParziale
    enti: tuple[str, ...]
    atto: str | None = None


@dataclass(frozen=True, kw_only=True)
class Passo:
    data: DataParziale
    stato: Literal["in-esame", "in-progetto", "soddisfatto", "archiviato"]
    atto: str | None = None
    fonti: tuple[Fonte, ...] = ()
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Bisogno:
    """A need that surfaced."""

    id: str
    file: str
    titolo: str
    descrizione: str
    emerso: Emersione
    ambiti: tuple[str, ...]
    comunita: tuple[str, ...]
    tavolo: str | None = None
    passi: tuple[Passo, ...] = ()
    fonti: tuple[Fonte, ...] = ()
    note: str | None = None
