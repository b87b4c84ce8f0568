"""An act born outside sittings (a signing, an adhesion, a resolution of a body…)."""

from datetime import date
from typing import Literal

from rete.model.comuni import Allegato, Effetto, Fonti, Ids
from rete.records import frozen

TipoAtto = Literal[
    "stipula", "adesione", "recesso", "decadenza", "provvedimento", "atto-di-ente", "altro"
]


@frozen
class Atto:
    """An act born outside sittings; ``data`` comes from the name of the file."""

    id: str
    file: str
    data: date
    tipo: TipoAtto
    oggetto: str
    di: str | None = None
    organo: str | None = None
    numero: str | None = None
    protocollo: str | None = None
    firmatari: Ids = ()
    firmatari_totale: int | None = None
    effetti: tuple[Effetto, ...] = ()
    allegati: tuple[Allegato, ...] = ()
    fonti: Fonti = ()
    note: str | None = None
