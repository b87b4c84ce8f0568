"""A table: the plenary, the steering group, a thematic table or a working group."""

from datetime import date

from rete.model.comuni import Fonti, Genere, Ids, Incarico
from rete.model.regole import Cadenza, Regole
from rete.model.tempo import DataParziale
from rete.records import frozen


@frozen
class Istituzione:
    atto: str
    dal: DataParziale | None = None
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Chiusura:
    al: DataParziale
    atto: str
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Vita:
    """A table from its setting up to its closing, seen as a period."""

    dal: DataParziale | None
    al: DataParziale | None
    fonti: Fonti


@frozen
class Mandato:
    """What the table was charged with (``incarico`` in the file)."""

    scopo: str
    risultato_atteso: str | None = None
    scade: date | None = None


@frozen
class Regolamento:
    """The table's own rules from a day on: they win over the pact's."""

    atto: str
    regole: Regole
    dal: DataParziale | None = None
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Tavolo:
    id: str
    file: str
    nome: str
    genere: Genere
    istituzione: Istituzione
    ambiti: Ids = ()
    comunita: Ids = ()
    chiusura: Chiusura | None = None
    incarico: Mandato | None = None
    aperto: bool = False
    componenti: tuple[Incarico, ...] = ()
    coordinamento: tuple[Incarico, ...] = ()
    cadenza: Cadenza | None = None
    regolamento: tuple[Regolamento, ...] = ()
    fonti: Fonti = ()
    note: str | None = None

    @property
    def vita(self) -> Vita:
        return Vita(
            dal=self.istituzione.dal,
            al=self.chiusura.al if self.chiusura else None,
            fonti=(*self.istituzione.fonti, *self.fonti),
        )

    @property
    def sits_all_members(self) -> bool:
        """Whether every member of the alliance may sit here (the plenary, and open tables)."""
        return self.genere == "plenaria" or self.aperto
