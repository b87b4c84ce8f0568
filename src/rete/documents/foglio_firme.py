"""The sheet that whoever comes to a sitting signs: who sits there, with and without a vote."""

from datetime import date

from rete.documents.seduta_prevista import (
    DestinatarioTesto,
    SedutaTesto,
    addressees,
    sitting_in_words,
    the_sitting,
)
from rete.model.rete import Rete
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class FoglioFirme:
    seduta: SedutaTesto
    con_voto: tuple[DestinatarioTesto, ...]
    senza_voto: tuple[DestinatarioTesto, ...]
    elenco_parziale: bool


def foglio_firme(rete: Rete, _giorno: date, riferimento: str | None) -> FoglioFirme:
    record = the_sitting(rete, riferimento)
    everybody = addressees(rete, record)
    return FoglioFirme(
        seduta=sitting_in_words(rete, record),
        con_voto=tuple(one for one in everybody if one.senza_voto is None),
        senza_voto=tuple(one for one in everybody if one.senza_voto is not None),
        elenco_parziale=rete.patto is not None and not rete.patto.is_complete,
    )
