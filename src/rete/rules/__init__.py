"""Every rule on the meaning of a register (`RULES` of each module), and the one way to run them."""

from collections.abc import Iterable, Iterator

from rete.diagnostics import Finding
from rete.model.rete import Rete
from rete.rules import (
    allegati,
    atti,
    bilancio,
    bisogni,
    conteggi,
    effetti_vani,
    enti,
    enti_identita,
    enti_recesso,
    monitoraggi,
    nomi_nei_testi,
    nomi_scritti,
    nomi_simili,
    patto,
    patto_elenchi,
    patto_regole,
    progetti,
    sedute,
    sedute_deserte,
    sedute_enti,
    sedute_incerte,
    sedute_richieste,
    seguiti,
    tavoli,
    tavoli_incarichi,
    tavoli_regole,
    verbali_approvazione,
    verbali_convocazione,
    verbali_effetti,
    verbali_ordine,
    verbali_ore,
    verbali_presenze,
    verbali_seduta,
    verbali_tavolo,
)
from rete.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *enti.RULES,
    *enti_identita.RULES,
    *enti_recesso.RULES,
    *nomi_simili.RULES,
    *nomi_scritti.RULES,
    *tavoli.RULES,
    *tavoli_incarichi.RULES,
    *tavoli_regole.RULES,
    *patto.RULES,
    *patto_elenchi.RULES,
    *patto_regole.RULES,
    *conteggi.RULES,
    *bisogni.RULES,
    *progetti.RULES,
    *monitoraggi.RULES,
    *verbali_tavolo.RULES,
    *verbali_presenze.RULES,
    *verbali_ordine.RULES,
    *verbali_ore.RULES,
    *verbali_convocazione.RULES,
    *verbali_seduta.RULES,
    *verbali_approvazione.RULES,
    *verbali_effetti.RULES,
    *nomi_nei_testi.RULES,
    *seguiti.RULES,
    *atti.RULES,
    *effetti_vani.RULES,
    *allegati.RULES,
    *sedute.RULES,
    *sedute_incerte.RULES,
    *sedute_deserte.RULES,
    *sedute_richieste.RULES,
    *sedute_enti.RULES,
    *bilancio.RULES,
)
"""By kind of file."""


def judge(rete: Rete, rules: Iterable[Rule] = RULES) -> Iterator[Finding]:
    """The findings of every rule, or of some of them."""
    for rule in rules:
        yield from rule.findings(rete)


def suspended(rete: Rete) -> int:
    """How many rules may be silent because something they read could not be read."""
    return sum(rule.is_suspended(rete) for rule in RULES)
