"""A need that surfaced, and the steps taken about it."""

from typing import Literal

from rete.model.comuni import Fonti, Ids
from rete.model.tempo import DataParziale
from rete.records import frozen


@frozen
class Emersione:
    dal: DataParziale
    enti: Ids
    atto: str | None = None


@frozen
class Passo:
    data: DataParziale
    stato: Literal["in-esame", "in-progetto", "soddisfatto", "archiviato"]
    atto: str | None = None
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Bisogno:
    """A need that surfaced."""

    id: str
    file: str
    titolo: str
    descrizione: str
    emerso: Emersione
    ambiti: Ids
    comunita: Ids
    tavolo: str | None = None
    passi: tuple[Passo, ...] = ()
    fonti: Fonti = ()
    note: str | None = None
