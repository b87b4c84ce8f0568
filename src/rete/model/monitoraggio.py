"""What a monitoring found: values of indicators, parts of a report (foreseen ones: `patto`)."""

from rete.model.comuni import Fonti, Numero
from rete.model.tempo import DataParziale
from rete.records import frozen


@frozen
class Valore:
    indicatore: str
    data: DataParziale
    valore: Numero
    fonte: str


@frozen
class Parte:
    titolo: str
    testo: str


@frozen
class Monitoraggio:
    """What was found by a monitoring that the pact foresees."""

    id: str
    file: str
    dal: DataParziale
    valori: tuple[Valore, ...]
    atto: str | None = None
    parti: tuple[Parte, ...] = ()
    fonti: Fonti = ()
    note: str | None = None
