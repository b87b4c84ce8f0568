"""The sheet that whoever comes to a sitting signs: who sits there, with and without a vote."""

from datetime import date

from rete.documents.seduta_prevista import DestinatarioTesto, the_sitting, with_and_without_vote
from rete.model.patto import Patto
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.records import frozen


@frozen
class FoglioFirme:
    patto: Patto | None
    verbale: Verbale
    tavoli: tuple[str, ...]
    con_voto: tuple[DestinatarioTesto, ...]
    senza_voto: tuple[DestinatarioTesto, ...]


def foglio_firme(rete: Rete, _giorno: date, riferimento: str | None) -> FoglioFirme:
    record = the_sitting(rete, riferimento)
    voting, others = with_and_without_vote(rete, record)
    return FoglioFirme(
        patto=rete.patto,
        verbale=record,
        tavoli=rete.nomi_tavoli(record.tavoli),
        con_voto=voting,
        senza_voto=others,
    )
