"""Projects: what they name, their partners in time, the order of their phases."""

from collections import defaultdict
from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.elenchi import FASI, PARTNER, Voce, voci
from rete.model.progetto import Partner
from rete.model.rete import Rete
from rete.rules.periodi import ends_before_start, out_of_order, overlapping
from rete.rules.riferimenti import (
    unknown_holders,
    unknown_tables,
    unknown_terms,
    unresolved_acts,
)
from rete.rules.rule import Rule, rule


@rule("PRO001", Severity.ERROR, reads=("progetto", "ente", "tavolo", "bisogno", "atto", "verbale"))
def references_resolve(rete: Rete) -> Iterator[Fault]:
    """Il tavolo, i partner, i bisogni e gli atti che un progetto nomina sono nel registro.

    Un progetto si legge insieme a ciò da cui nasce: con un nome sbagliato non si ritrova.
    """
    for progetto in rete.progetti.values():
        yield from unknown_tables(rete, progetto.file, [(("tavolo",), progetto.tavolo)])
        for index, need in enumerate(progetto.bisogni):
            if need not in rete.bisogni and not rete.is_unread("bisogno", need):
                yield Fault(
                    file=progetto.file,
                    path=("bisogni", index),
                    message=f"«{need}» non è un bisogno del registro",
                    remedy=f"crea data/bisogni/{need}.yaml o correggi il nome",
                )
    yield from unknown_holders(rete, "progetto")
    yield from unresolved_acts(rete, "progetto")


@rule("PRO002", Severity.ERROR, reads=("progetto", "patto"))
def terms_are_in_the_vocabulary(rete: Rete) -> Iterator[Fault]:
    """Ambiti e comunità di un progetto sono parole del vocabolario del patto.

    Con parole diverse per la stessa cosa gli elenchi per ambito sarebbero incompleti. Se il
    vocabolario è vuoto il patto non dice nulla, e il controllo tace.
    """
    yield from unknown_terms(rete, rete.progetti.values())


@rule("PRO003", Severity.ERROR, reads=("progetto",))
def partners_leave_after_they_join(rete: Rete) -> Iterator[Fault]:
    """La presenza di un partner finisce dopo essere cominciata.

    Un periodo che finisce prima di cominciare non vale in nessun giorno: una delle due date è da
    correggere.
    """
    yield from ends_before_start(rete, "progetto")


@rule("PRO004", Severity.ERROR, reads=("progetto",))
def a_body_is_partner_once(rete: Rete) -> Iterator[Fault]:
    """Un ente è partner di un progetto una volta sola per volta.

    Due presenze negli stessi giorni lo conterebbero due volte; chi cambia ruolo chiude la presenza
    di prima.
    """
    yield from overlapping(voci(rete, PARTNER), lambda item: (item.file, item.voce.ente))


@rule("PRO005", Severity.ERROR, reads=("progetto",))
def phases_are_in_order(rete: Rete) -> Iterator[Fault]:
    """Le fasi di un progetto vanno dalla più vecchia alla più recente.

    L'ultima voce dice a che punto è il progetto: fuori ordine direbbe il falso.
    """
    yield from out_of_order(voci(rete, FASI))


@rule("PRO006", Severity.WARNING, reads=("progetto",))
def one_lead_partner_at_a_time(rete: Rete) -> Iterator[Fault]:
    """Un progetto ha un capofila, e uno solo per volta.

    Il capofila risponde del progetto verso chi lo finanzia: senza, o con due, non si sa chi.
    """
    leads: dict[str, list[Voce[Partner]]] = defaultdict(list)
    for item in voci(rete, PARTNER):
        if item.voce.ruolo == "capofila":
            leads[item.file].append(item)
    for progetto in rete.progetti.values():
        found = leads[progetto.file]
        if not found:
            yield Fault(
                file=progetto.file,
                path=("partner",),
                on_key=True,
                message="nessun partner è capofila",
                remedy="scrivi «ruolo: capofila» per l'ente che risponde del progetto",
            )
        elif len({one.voce.ente for one in found}) > 1:
            yield from overlapping(found)


RULES: tuple[Rule, ...] = (
    references_resolve,
    terms_are_in_the_vocabulary,
    partners_leave_after_they_join,
    a_body_is_partner_once,
    phases_are_in_order,
    one_lead_partner_at_a_time,
)
