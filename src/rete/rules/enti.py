"""Bodies: since when they are in, by which acts, who speaks for them, how they withdraw."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from rete.diagnostics import Faults, fault_within
from rete.model.elenchi import ADESIONI, REFERENTI, SOSPENSIONI, voci
from rete.model.ente import Adesione
from rete.model.rete import Rete
from rete.model.tempo import DataParziale, first_day, next_day
from rete.model.vigenti import rules_of_day
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.last_days import day_after, shifts
from rete.reckoning.lengths import length_in_words
from rete.reckoning.stretches import surely_leaves
from rete.rules.rule import error, warning
from rete.rules.voci import (
    closed_without_end,
    ends_before_start,
    only_from_sources,
    overlapping,
    unknown_tables,
    unknown_terms,
    unresolved_acts,
    without_sources,
    without_start,
)


@error("ENT001", "ente", "atto", "verbale")
def acts_are_there(rete: Rete) -> Faults:
    """Gli atti citati nella scheda di un ente sono nel registro.

    Un'adesione si prova con il suo atto: se l'atto non c'è, nessuno può dire perché l'ente è
    nella rete.
    """
    return unresolved_acts(rete, "ente")


@error("ENT002", "ente")
def periods_say_since_when(rete: Rete) -> Faults:
    """Adesioni e sospensioni dicono da quando valgono.

    Senza «dal» non si sa chi c'era in un certo giorno. Può mancare solo con «atto: fonte», quando
    la fonte dice soltanto che era già così; e per un referente di cui non si cita l'atto.
    """
    return without_start(rete, "ente")


@warning("ENT003", "ente", "patto")
def complete_registers_cite_acts(rete: Rete) -> Faults:
    """In un registro completo gli enti citano atti, non «fonte».

    «fonte» serve dove gli atti non si conoscono. Se in data/patto.yaml l'elenco è «completo», gli
    atti ci sono: vanno citati.
    """
    return only_from_sources(rete, "ente")


@error("ENT004", "ente")
def periods_end_after_they_start(rete: Rete) -> Faults:
    """Adesioni, sospensioni e referenti finiscono dopo essere cominciati.

    Un periodo che finisce prima di cominciare non vale in nessun giorno: una delle due date è da
    correggere.
    """
    return ends_before_start(rete, "ente")


@error("ENT005", "ente")
def adhesions_do_not_overlap(rete: Rete) -> Faults:
    """Le adesioni di un ente non si sovrappongono.

    Un ente aderisce una volta sola per volta. Chi torna, o cambia qualità, ha un'adesione nuova che
    comincia dopo la fine della precedente.
    """
    return overlapping(voci(rete, ADESIONI))


@error("ENT006", "ente")
def suspensions_do_not_overlap(rete: Rete) -> Faults:
    """Le sospensioni di un ente non si sovrappongono.

    Chi è già sospeso non si può sospendere di nuovo: si prolunga la sospensione che c'è.
    """
    return overlapping(voci(rete, SOSPENSIONI))


@error("ENT007", "ente")
def only_members_are_suspended(rete: Rete) -> Faults:
    """Una sospensione sta dentro un'adesione.

    Si sospende solo chi aderisce. Con la fine dell'adesione finisce anche la sospensione, che va
    chiusa lo stesso giorno.
    """
    for item in voci(rete, SOSPENSIONI):
        if surely_leaves(item.voce, item.scheda.adesioni):
            yield fault_within(
                item,
                (),
                f"{item.what} esce dalle adesioni dell'ente",
                "correggi le date, o chiudi la sospensione quando finisce l'adesione",
            )


@error("ENT008", "ente")
def closing_words_have_an_end(rete: Rete) -> Faults:
    """Un'adesione o una sospensione con una causa o un atto di fine dice quando è finita.

    Senza «al» il periodo risulta ancora aperto: l'ente continuerebbe a essere convocato e contato.
    """
    return closed_without_end(rete, "ente")


@error("ENT009", "ente")
def members_sign_before_they_leave(rete: Rete) -> Faults:
    """Un ente firma la sua adesione prima che finisca.

    La firma può venire dopo la decisione che ammette l'ente, non dopo la sua uscita.
    """
    for item in voci(rete, ADESIONI):
        firma, al = item.voce.firma, item.voce.al
        if firma is not None and al is not None and firma > al.ultimo:
            yield fault_within(
                item,
                ("firma",),
                f"{item.what} è firmata il {firma}, dopo la sua fine ({al})",
                "correggi «firma» o «al»",
            )


@warning("ENT036", "ente", "patto", "atto", "verbale")
def public_bodies_decide_to_join(rete: Rete) -> Faults:
    """Di un ente pubblico che entra nella rete risulta l'atto con cui ha deciso di aderire.

    Un accordo con la pubblica amministrazione è preceduto da una determinazione dell'organo
    competente (L. 241/1990, art. 11 comma 4-bis). Va in data/atti, e l'adesione lo cita in
    «atto_proprio». Se l'elenco degli aderenti è parziale, o si sa dell'adesione solo da una fonte,
    il controllo tace; tace anche per gli osservatori, che non prendono impegni.
    """
    if not rete.is_complete:
        return
    known = acts_of(rete).per_riferimento
    before: dict[str, DataParziale | None] = {}
    for item in voci(rete, ADESIONI):
        period = item.voce
        goes_on = item.id in before and _follows(before[item.id], period.dal)
        before[item.id] = period.al
        if item.scheda.natura != "pubblico" or period.qualita != "effettivo" or goes_on:
            continue
        if period.atto in known and period.atto_proprio is None:
            yield fault_within(
                item,
                ("atto",),
                f"non risulta l'atto con cui «{item.id}», che è un ente pubblico, ha deciso di "
                "aderire",
                "registra la sua delibera con «rete atto registra», e citala in «atto_proprio»",
            )


def _follows(ended: DataParziale | None, begins: DataParziale | None) -> bool:
    """Whether a period goes on where the one before ends: the same membership."""
    return ended is not None and begins is not None and begins.primo <= next_day(ended.ultimo)


@error("ENT014", "ente", "patto")
def terms_are_in_the_vocabulary(rete: Rete) -> Faults:
    """Ambiti e comunità di un ente sono parole del vocabolario del patto.

    Con parole diverse per la stessa cosa gli elenchi per ambito sarebbero incompleti. Se il
    vocabolario è vuoto il patto non dice nulla, e il controllo tace.
    """
    return unknown_terms(rete, rete.enti.values())


@error("ENT015", "ente", "tavolo")
def spokespersons_sit_at_known_tables(rete: Rete) -> Faults:
    """Il tavolo per cui vale un referente è un tavolo del registro.

    Altrimenti le convocazioni di quel tavolo non lo raggiungerebbero.
    """
    for item in voci(rete, REFERENTI):
        if item.voce.tavolo is not None:
            yield from unknown_tables(rete, item, [((*item.path, "tavolo"), item.voce.tavolo)])


@warning("ENT017", "ente")
def one_representative_at_a_time(rete: Rete) -> Faults:
    """Un ente ha un solo rappresentante per volta, per ogni tavolo.

    Con due rappresentanti non si sa chi vota. Chi prende il posto di un altro comincia dopo la sua
    fine; chi lo affianca è un supplente.
    """
    held = [item for item in voci(rete, REFERENTI) if item.voce.ruolo == "rappresentante"]
    yield from overlapping(held, lambda item: (item.file, item.voce.tavolo))


@warning("ENT019", "ente")
def sources_are_written(rete: Rete) -> Faults:
    """Chi cita «fonte» scrive qual è la fonte.

    «fonte» vuol dire che l'atto si conosce solo da documenti o pagine: senza dire quali, nessuno
    può verificare. La fonte sta nella voce o in fondo alla scheda.
    """
    return without_sources(rete, "ente")


@warning("ENT021", "ente", "patto", "verbale", "atto")
def who_withdraws_gives_notice(rete: Rete) -> Faults:
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
            yield fault_within(
                item,
                ("al",),
                f"«{item.id}» recede con l'atto del {told} e aderisce fino al "
                f"{adesione.al}: con un preavviso di {length_in_words(length)} aderisce almeno "
                f"fino al {first}",
                "controlla il giorno dell'atto e «al»; se sono giusti, il recesso è "
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
