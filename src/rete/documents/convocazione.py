"""The letter that convenes a sitting: day, place, agenda, and to whom it goes, by office."""

from datetime import date

from rete.documents.seduta_prevista import (
    DestinatarioTesto,
    SedutaTesto,
    addressees,
    sitting_in_words,
    the_sitting,
)
from rete.model.rete import Rete
from rete.model.verbale import Convocazione, Punto
from rete.model.vigenti import rules_of_day
from rete.reckoning.deadlines.days import who_convenes
from rete.reckoning.last_days import Preavviso, notice_of
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class ConvocazioneTesto:
    """``convocazione`` is None while nothing was sent; ``preavviso`` where the rules want one.

    ``richiesta_da`` are the bodies that asked for it; ``deleghe`` is how many proxies each may
    hold, None where the rules are silent.
    """

    seduta: SedutaTesto
    convocazione: Convocazione | None
    richiesta_da: tuple[str, ...]
    seconda: bool
    tenuta: bool
    convoca: tuple[str, ...]
    punti: tuple[Punto, ...]
    preavviso: Preavviso | None
    deleghe: int | None
    destinatari: tuple[DestinatarioTesto, ...]
    elenco_parziale: bool


def convocazione(rete: Rete, _giorno: date, riferimento: str | None) -> ConvocazioneTesto:
    record = the_sitting(rete, riferimento)
    call = record.convocazione
    rules = rules_of_day(rete, record.data, record.tavolo)
    return ConvocazioneTesto(
        seduta=sitting_in_words(rete, record),
        convocazione=call,
        richiesta_da=tuple(rete.nome_ente(ente) for ente in call.richiesta_da) if call else (),
        seconda=record.seconda_di is not None,
        tenuta=record.was_held,
        convoca=tuple(
            rete.nome_ente(ente) for ente in who_convenes(rete, record.tavolo, record.data)
        ),
        punti=record.odg,
        preavviso=notice_of(rete, record),
        deleghe=rules.deleghe.massimo if rules and rules.deleghe else None,
        destinatari=addressees(rete, record),
        elenco_parziale=rete.patto is not None and not rete.patto.is_complete,
    )
