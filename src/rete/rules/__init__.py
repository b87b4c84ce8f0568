"""Every rule on the meaning of a register (`RULES` of each module), and the one way to run them."""

from collections.abc import Iterable, Iterator
from typing import Final

from rete.diagnostics import Finding
from rete.model.rete import Rete
from rete.rules import (
    atti,
    bilancio,
    cariche,
    effetti,
    enti,
    enti_identita,
    nomi_nei_testi,
    patto,
    patto_elenchi,
    progetti,
    regole,
    regole_per,
    sedute,
    sedute_deserte,
    sedute_enti,
    seguiti,
    tavoli,
    verbali_convocazione,
    verbali_ordine,
    verbali_presenze,
    verbali_seduta,
    verbali_svolgimento,
    verbali_tavolo,
    votazioni,
)
from rete.rules.rule import Rule, rules_of

MODULES: Final = (
    enti,
    enti_identita,
    tavoli,
    patto,
    patto_elenchi,
    cariche,
    regole,
    regole_per,
    progetti,
    verbali_tavolo,
    verbali_presenze,
    verbali_ordine,
    verbali_seduta,
    verbali_convocazione,
    verbali_svolgimento,
    nomi_nei_testi,
    seguiti,
    atti,
    effetti,
    sedute,
    sedute_deserte,
    sedute_enti,
    votazioni,
    bilancio,
)
"""By kind of file."""

RULES: Final[tuple[Rule, ...]] = (
    *(rule for module in MODULES for rule in rules_of(module)),
    *bilancio.OF_THE_BOOKS,
)


def judge(rete: Rete, rules: Iterable[Rule] = RULES) -> Iterator[Finding]:
    """The findings of every rule, or of some of them."""
    for rule in rules:
        yield from rule.findings(rete)


def suspended(rete: Rete) -> int:
    """How many rules may be silent because something they read could not be read."""
    return sum(rule.is_suspended(rete) for rule in RULES)
