"""The blank form of a proxy for a sitting, with what the rules of its day say of proxies."""

from datetime import date

from rete.documents.seduta_prevista import SedutaTesto, sitting_in_words, the_sitting
from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.model.verbale import Punto
from rete.model.vigenti import article_of, rules_of_day
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class DelegaInBianco:
    """``massimo`` is how many proxies each may hold, None where the rules are silent.

    ``nel_numero_legale`` says whether they count for the quorum.
    """

    seduta: SedutaTesto
    massimo: int | None
    nel_numero_legale: bool
    articolo: str | None
    punti: tuple[Punto, ...]


def delega(rete: Rete, _giorno: date, riferimento: str | None) -> DelegaInBianco:
    record = the_sitting(rete, riferimento)
    rules = rules_of_day(rete, record.data, record.tavolo)
    proxies = rules.deleghe if rules else None
    return DelegaInBianco(
        seduta=sitting_in_words(rete, record),
        massimo=proxies.massimo if proxies else None,
        nel_numero_legale=proxies is not None and proxies.nel_numero_legale,
        articolo=article_of(rete, record.data, _proxies, record.tavolo) if proxies else None,
        punti=record.odg,
    )


def _proxies(rules: Regole) -> object:
    return rules.deleghe
