"""The blank form of a proxy for a sitting, with what the rules of its day say of proxies."""

from datetime import date
from typing import Any

from rete.documents import the_sitting
from rete.model.rete import Rete
from rete.model.vigenti import article_for, rules_of_sitting
from rete.reckoning.proxies import proxy_limit
from rete.reckoning.rules_in_words import proxies_in_words


def delega(rete: Rete, _giorno: date, riferimento: str | None) -> dict[str, Any]:
    """``deleghe`` are the rules of that day, None where they are silent; ``articolo`` has them.

    ``ammesse`` is whether anybody may hold one, ``dicono`` what the rules say, one sentence each.
    """
    record = the_sitting(rete, riferimento)
    rules = rules_of_sitting(rete, record)
    proxies = rules.deleghe if rules else None
    return {
        "verbale": record,
        "tavoli": rete.nomi_tavoli(record.tavoli),
        "deleghe": proxies,
        "ammesse": rules is not None and proxy_limit(rete, rules, record.data) != 0,
        "dicono": proxies_in_words(rules, rete) if rules else (),
        "articolo": article_for(rete, record, "deleghe") if proxies else None,
    }
