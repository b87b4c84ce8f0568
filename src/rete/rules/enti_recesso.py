"""Bodies that withdraw: whether they gave the notice that the pact wants."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from rete.diagnostics import Fault, Severity
from rete.model.elenchi import ADESIONI, voci
from rete.model.ente import Adesione
from rete.model.rete import Rete
from rete.model.tempo import first_day
from rete.model.vigenti import rules_of_day
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.last_days import day_after, shifts
from rete.reckoning.lengths import length_in_words
from rete.rules.rule import Rule, rule


@rule("ENT021", Severity.WARNING, reads=("ente", "patto", "verbale", "atto"))
def who_withdraws_gives_notice(rete: Rete) -> Iterator[Fault]:
    """Chi recede dà il preavviso che chiedono le regole.

    Il preavviso è in `recesso.preavviso`; si conta dal giorno dell'atto di recesso (un atto di tipo
    `recesso` dell'ente, altrimenti quello che il registro cita in «atto_fine») all'ultimo giorno di
    adesione. Se di quel giorno si sa solo il mese, si segnala quando è presto qualunque giorno
    sia. Non riguarda chi esce per un'altra causa.
    """
    own = _own_acts(rete)
    for item in voci(rete, ADESIONI):
        adesione = item.voce
        if adesione.causa != "recesso" or adesione.al is None:
            continue
        told = _day_told(rete, adesione, own.get(item.id, ()))
        rules = rules_of_day(rete, told) if told else None
        length = rules.recesso.preavviso if rules and rules.recesso else None
        if told is None or length is None:
            continue
        first = day_after(told, length, shift=shifts(rete, told))
        if first is not None and adesione.al.ultimo < first:
            yield Fault(
                file=item.file,
                path=(*item.path, "al"),
                message=f"«{item.id}» recede con l'atto del {told} e aderisce fino al "
                f"{adesione.al}: con un preavviso di {length_in_words(length)} aderisce almeno "
                f"fino al {first}",
                remedy="controlla il giorno dell'atto e «al»; se sono giusti, il recesso è "
                "senza il preavviso dovuto",
            )


def _own_acts(rete: Rete) -> Mapping[str, list[date]]:
    """The days of the acts by which each body says that it withdraws."""
    found: dict[str, list[date]] = defaultdict(list)
    for atto in rete.atti.values():
        if atto.tipo == "recesso" and atto.di is not None:
            found[atto.di].append(atto.data)
    return found


def _day_told(rete: Rete, adesione: Adesione, own: Iterable[date]) -> date | None:
    """The day of the act of withdrawal; None where no act is known, or one could not be read.

    A body often says so first, and a decision takes note of it: the notice runs from the first.
    An act that corrects another gives no less notice than the one that it corrects.
    """
    if adesione.atto_fine is None:
        return None
    references = (adesione.atto_fine, *acts_of(rete).corrected_by(adesione.atto_fine))
    found = [act for one in references if (act := rete.act(one)) is not None]
    if len(found) < len(references) or rete.any_unread("atto"):
        return None
    days = [act.data for act in found]
    before = [day for day in own if first_day(adesione.dal) <= day <= max(days)]
    return min(before + days)


RULES: tuple[Rule, ...] = (who_withdraws_gives_notice,)
