"""Tables: the rules and the charge that they have of their own."""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.elenchi import REGOLAMENTO, voci
from rete.model.rete import Rete
from rete.rules.periodi import out_of_order
from rete.rules.quantita import (
    Ruled,
    ambiguous_rows,
    impossible_quotas,
    lengths_without_one_unit,
    rows_of_unknown_tables,
)
from rete.rules.rule import Rule, rule


def _all_ruled(rete: Rete) -> Iterator[Ruled]:
    """The parts of tables that lay down quantities."""
    for tavolo in rete.tavoli.values():
        if tavolo.cadenza is not None:
            yield Ruled(tavolo.file, ("cadenza",), "la cadenza del tavolo", tavolo.cadenza)
    for item in voci(rete, REGOLAMENTO):
        yield Ruled(item.file, (*item.path, "regole"), item.what, item.voce.regole)


@rule("TAV013", Severity.ERROR, reads=("tavolo",))
def own_rules_are_in_order(rete: Rete) -> Iterator[Fault]:
    """I regolamenti di un tavolo vanno dal più vecchio al più recente, uno per giorno.

    Ogni regolamento vale fino al successivo: fuori ordine si conterebbe con le regole sbagliate.
    """
    yield from out_of_order(voci(rete, REGOLAMENTO), distinct=True)


@rule("TAV014", Severity.ERROR, reads=("tavolo",))
def charges_expire_after_the_table_opens(rete: Rete) -> Iterator[Fault]:
    """L'incarico di un tavolo scade dopo la sua istituzione.

    Un incarico già scaduto quando il tavolo nasce è un errore di scrittura.
    """
    for tavolo in rete.tavoli.values():
        began = tavolo.istituzione.dal
        expires = tavolo.incarico.scade if tavolo.incarico else None
        if began and expires and expires < began.primo:
            yield Fault(
                file=tavolo.file,
                path=("incarico", "scade"),
                message=f"l'incarico scade il {expires}, prima dell'istituzione ({began})",
                remedy="correggi «scade» o la data dell'istituzione",
            )


@rule("TAV015", Severity.ERROR, reads=("tavolo",))
def lengths_have_one_unit(rete: Rete) -> Iterator[Fault]:
    """Nelle regole di un tavolo ogni durata, e ogni cadenza, ha una sola unità.

    «{giorni: 10, mesi: 1}» non dice quanto tempo è, e una durata senza unità nemmeno.
    """
    yield from lengths_without_one_unit(_all_ruled(rete))


@rule("TAV016", Severity.ERROR, reads=("tavolo",))
def quotas_can_be_reached(rete: Rete) -> Iterator[Fault]:
    """Nel regolamento di un tavolo ogni quota è una sola frazione, e si può raggiungere.

    Numero legale e maggioranza dicono «oltre» oppure «almeno», e oltre la totalità non c'è nessuno.
    """
    yield from impossible_quotas(_all_ruled(rete))


@rule("TAV017", Severity.ERROR, reads=("tavolo",))
def decisions_go_to_known_tables(rete: Rete) -> Iterator[Fault]:
    """Nel regolamento di un tavolo chi decide e chi ratifica sono tavoli del registro.

    Se il tavolo non c'è, ogni decisione presa altrove risulterebbe presa da chi non poteva.
    """
    yield from rows_of_unknown_tables(rete, _all_ruled(rete))


@rule("TAV018", Severity.ERROR, reads=("tavolo",))
def one_row_rules_a_decision(rete: Rete) -> Iterator[Fault]:
    """Nel regolamento di un tavolo ogni decisione segue una sola voce di «decisioni».

    Con due voci per lo stesso effetto, o due voci senza «per», non si sa quale maggioranza serve.
    """
    yield from ambiguous_rows(_all_ruled(rete))


RULES: tuple[Rule, ...] = (
    own_rules_are_in_order,
    charges_expire_after_the_table_opens,
    lengths_have_one_unit,
    quotas_can_be_reached,
    decisions_go_to_known_tables,
    one_row_rules_a_decision,
)
