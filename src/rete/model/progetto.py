"""A shared project: its partners, its call, its phases."""

from datetime import date
from typing import Literal

from rete.model.comuni import Fonti, Ids, Numero
from rete.model.tempo import DataParziale
from rete.records import frozen


@frozen
class Bando:
    titolo: str
    ente_erogatore: str
    scadenza: date


@frozen
class Partner:
    ente: str
    ruolo: Literal["capofila", "partner"]
    dal: DataParziale
    al: DataParziale | None = None
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Importo:
    richiesto: Numero | None = None
    concesso: Numero | None = None


@frozen
class Fase:
    stato: Literal[
        "idea",
        "in-scrittura",
        "presentato",
        "finanziato",
        "non-finanziato",
        "in-corso",
        "concluso",
    ]
    dal: DataParziale
    atto: str | None = None
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Progetto:
    """A shared project."""

    id: str
    file: str
    titolo: str
    tavolo: str
    procedura: Literal["co-programmazione", "co-progettazione", "bando", "altro"]
    partner: tuple[Partner, ...]
    bisogni: Ids
    ambiti: Ids
    comunita: Ids
    fasi: tuple[Fase, ...]
    bando: Bando | None = None
    cup: str | None = None
    importo: Importo | None = None
    fonti: Fonti = ()
    note: str | None = None
