"""The blank form of a proxy for a sitting, with what the rules of its day say of proxies."""

from datetime import date

from rete.documents.seduta_prevista import the_sitting
from rete.model.patto import Patto
from rete.model.regole import Regole, RegoleDeleghe
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.model.vigenti import article_of, rules_of_day
from rete.records import frozen


@frozen
class DelegaInBianco:
    """``deleghe`` are the rules of that day, None where they are silent; ``articolo`` has them."""

    patto: Patto | None
    verbale: Verbale
    tavoli: tuple[str, ...]
    deleghe: RegoleDeleghe | None
    articolo: str | None


def delega(rete: Rete, _giorno: date, riferimento: str | None) -> DelegaInBianco:
    record = the_sitting(rete, riferimento)
    rules = rules_of_day(rete, record.data, record.tavolo)
    proxies = rules.deleghe if rules else None
    return DelegaInBianco(
        patto=rete.patto,
        verbale=record,
        tavoli=rete.nomi_tavoli(record.tavoli),
        deleghe=proxies,
        articolo=article_of(rete, record.data, _proxies, record.tavolo) if proxies else None,
    )


def _proxies(rules: Regole) -> object:
    return rules.deleghe
