"""The rules that articles and tables lay down, as they are written; sittings by them: `sedute`."""

from collections.abc import Iterator

from rete.diagnostics import Faults, fault
from rete.model.elenchi import PERIODI, REGOLAMENTO, VERSIONI, voci
from rete.model.rete import Rete
from rete.rules.quantita import (
    Ruled,
    ambiguous_rows,
    impossible_quotas,
    lengths_without_one_unit,
    rows_of_unknown_tables,
    rules_at_odds,
    unknown_matters,
)
from rete.rules.rule import error
from rete.rules.voci import out_of_order


def ruled(rete: Rete) -> Iterator[Ruled]:
    """The parts of the pact that lay down quantities."""
    patto = rete.patto
    if patto is None:
        return
    for term in voci(rete, PERIODI):
        yield Ruled(term.file, term.path, term.noun, term.voce)
    for item in voci(rete, VERSIONI):
        yield Ruled(item.file, (*item.path, "regole"), item.what, item.voce.regole)
        yield Ruled(item.file, (*item.path, "regole_per"), item.what, item.voce.regole_per)
    for index, duty in enumerate(patto.adempimenti):
        yield Ruled(patto.file, ("adempimenti", index), f"l'adempimento «{duty.id}»", duty)


@error("PAT009", "patto")
def versions_are_in_order(rete: Rete) -> Faults:
    """Le versioni di un articolo vanno dalla più vecchia alla più recente, una per giorno.

    Ogni versione vale fino alla successiva: fuori ordine si leggerebbe il testo sbagliato, e i
    verbali si conterebbero con le regole di un altro tempo.
    """
    return out_of_order(voci(rete, VERSIONI), distinct=True)


@error("PAT014", "patto")
def lengths_have_one_unit(rete: Rete) -> Faults:
    """Nel patto ogni durata, e ogni cadenza, ha una sola unità.

    «{giorni: 10, mesi: 1}» non dice quanto tempo è, e una durata senza unità nemmeno.
    """
    return lengths_without_one_unit(ruled(rete))


@error("PAT015", "patto")
def quotas_can_be_reached(rete: Rete) -> Faults:
    """Nel patto ogni quota dice una cosa sola, e si può raggiungere.

    Numero legale e maggioranza dicono «oltre», «almeno» oppure «numero»; una frazione di voti dice
    anche «di» chi, e oltre la totalità non c'è nessuno.
    """
    return impossible_quotas(ruled(rete))


@error("PAT016", "patto", "tavolo")
def decisions_go_to_known_tables(rete: Rete) -> Faults:
    """Nel patto chi decide e chi ratifica sono tavoli del registro.

    Se il tavolo non c'è, ogni decisione presa altrove risulterebbe presa da chi non poteva.
    """
    return rows_of_unknown_tables(rete, ruled(rete))


@error("PAT017", "patto")
def one_row_rules_a_decision(rete: Rete) -> Faults:
    """Nel patto ogni decisione segue una sola voce di «decisioni».

    Con due voci per lo stesso effetto o la stessa materia, o due voci per tutte le altre, non si sa
    quale maggioranza serve. Una voce per la seconda convocazione sta accanto a quella per tutte e
    due.
    """
    return ambiguous_rows(ruled(rete))


@error("PAT036", "patto")
def rules_agree_with_themselves(rete: Rete) -> Faults:
    """Nel patto ogni voce sulle decisioni, e quella sulle deleghe, dice ogni cosa una volta sola.

    Due maggioranze in due chiavi, un numero legale vuoto, un massimo di deleghe detto in due modi o
    per niente: non si sa quale conta.
    """
    return rules_at_odds(ruled(rete))


@error("PAT037", "patto")
def rules_name_known_matters(rete: Rete) -> Faults:
    """Le materie che il patto nomina nelle regole sono fra quelle del suo vocabolario.

    Bilancio, elezioni e scioglimento ci sono sempre. Una materia scritta in un altro modo non è di
    nessuna decisione, e la sua regola non varrebbe mai.
    """
    return unknown_matters(rete, ruled(rete))


def _all_ruled(rete: Rete) -> Iterator[Ruled]:
    """The parts of tables that lay down quantities."""
    for tavolo in rete.tavoli.values():
        if tavolo.cadenza is not None:
            yield Ruled(tavolo.file, ("cadenza",), "la cadenza del tavolo", tavolo.cadenza)
    for item in voci(rete, REGOLAMENTO):
        yield Ruled(item.file, (*item.path, "regole"), item.what, item.voce.regole)


@error("TAV013", "tavolo")
def own_rules_are_in_order(rete: Rete) -> Faults:
    """I regolamenti di un tavolo vanno dal più vecchio al più recente, uno per giorno.

    Ogni regolamento vale fino al successivo: fuori ordine si conterebbe con le regole sbagliate.
    """
    return out_of_order(voci(rete, REGOLAMENTO), distinct=True)


@error("TAV014", "tavolo")
def charges_expire_after_the_table_opens(rete: Rete) -> Faults:
    """L'incarico di un tavolo scade dopo la sua istituzione.

    Un incarico già scaduto quando il tavolo nasce è un errore di scrittura.
    """
    for tavolo in rete.tavoli.values():
        began = tavolo.istituzione.dal
        expires = tavolo.incarico.scade if tavolo.incarico else None
        if began and expires and expires < began.primo:
            yield fault(
                tavolo,
                ("incarico", "scade"),
                f"l'incarico scade il {expires}, prima dell'istituzione ({began})",
                "correggi «scade» o la data dell'istituzione",
            )


@error("TAV015", "tavolo")
def lengths_of_tables_have_one_unit(rete: Rete) -> Faults:
    """Nelle regole di un tavolo ogni durata, e ogni cadenza, ha una sola unità.

    «{giorni: 10, mesi: 1}» non dice quanto tempo è, e una durata senza unità nemmeno.
    """
    return lengths_without_one_unit(_all_ruled(rete))


@error("TAV016", "tavolo")
def quotas_of_tables_can_be_reached(rete: Rete) -> Faults:
    """Nel regolamento di un tavolo ogni quota dice una cosa sola, e si può raggiungere.

    Numero legale e maggioranza dicono «oltre», «almeno» oppure «numero»; una frazione di voti dice
    anche «di» chi, e oltre la totalità non c'è nessuno.
    """
    return impossible_quotas(_all_ruled(rete))


@error("TAV017", "tavolo")
def decisions_of_tables_go_to_known_tables(rete: Rete) -> Faults:
    """Nel regolamento di un tavolo chi decide e chi ratifica sono tavoli del registro.

    Se il tavolo non c'è, ogni decisione presa altrove risulterebbe presa da chi non poteva.
    """
    return rows_of_unknown_tables(rete, _all_ruled(rete))


@error("TAV018", "tavolo")
def one_row_of_tables_rules_a_decision(rete: Rete) -> Faults:
    """Nel regolamento di un tavolo ogni decisione segue una sola voce di «decisioni».

    Con due voci per lo stesso effetto o la stessa materia, o due voci per tutte le altre, non si sa
    quale maggioranza serve. Una voce per la seconda convocazione sta accanto a quella per tutte e
    due.
    """
    return ambiguous_rows(_all_ruled(rete))


@error("TAV036", "tavolo")
def rules_of_tables_agree_with_themselves(rete: Rete) -> Faults:
    """Nel regolamento di un tavolo ogni voce sulle decisioni, e sulle deleghe, dice una cosa sola.

    Due maggioranze in due chiavi, un numero legale vuoto, un massimo di deleghe detto in due modi o
    per niente: non si sa quale conta.
    """
    return rules_at_odds(_all_ruled(rete))


@error("TAV037", "tavolo", "patto")
def rules_of_tables_name_known_matters(rete: Rete) -> Faults:
    """Le materie nominate nel regolamento di un tavolo sono fra quelle del vocabolario del patto.

    Bilancio, elezioni e scioglimento ci sono sempre. Una materia scritta in un altro modo non è di
    nessuna decisione, e la sua regola non varrebbe mai.
    """
    return unknown_matters(rete, _all_ruled(rete))
