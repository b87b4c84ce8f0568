"""The letter that convenes a sitting: day, place, agenda, and to whom it goes, by office."""

from datetime import date
from typing import Any

from rete.documents import the_sitting
from rete.documents.seduta_prevista import addressees
from rete.model.rete import Rete
from rete.model.vigenti import rules_of_sitting
from rete.reckoning.deadlines.scadenza import who_convenes
from rete.reckoning.last_days import notice_of
from rete.reckoning.proxies import proxy_limit


def convocazione(rete: Rete, _giorno: date, riferimento: str | None) -> dict[str, Any]:
    """``preavviso`` is None where the rules want none; all that is in names is of bodies.

    ``richiesta_da`` are those that asked for it; ``deleghe`` is how many proxies each may hold,
    None where the rules are silent or set no limit (``senza_massimo``); ``nuova`` is the day to
    which it was moved. The letter says what was convened: neither what happened then nor a later
    change makes it another.
    """
    record = the_sitting(rete, riferimento)
    call = record.convocazione
    moved = rete.verbali.get(record.spostata.a) if record.spostata else None
    rules = rules_of_sitting(rete, record)
    unlimited = rules is not None and rules.deleghe is not None and rules.deleghe.senza_massimo
    return {
        "verbale": record,
        "tavoli": rete.nomi_tavoli(record.tavoli),
        "richiesta_da": rete.nomi_enti(call.richiesta_da if call else ()),
        "convoca": rete.nomi_enti(who_convenes(rete, record.tavolo, record.data)),
        "preavviso": notice_of(rete, record),
        "deleghe": None if unlimited or rules is None else proxy_limit(rete, rules, record.data),
        "senza_massimo": unlimited,
        "silenzio": rules is not None and rules.silenzio == "assenso",
        "nuova": moved.data if moved else None,
        "destinatari": addressees(rete, record),
    }
