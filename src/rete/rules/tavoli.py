"""Tables: since when they are there, who sits and coordinates, and when; own rules: `regole`."""

from collections import defaultdict
from datetime import date
from typing import Final

from rete.diagnostics import Faults, fault, fault_within
from rete.model.elenchi import CHIUSURA, COMPONENTI, COORDINAMENTO, ending_with, voci
from rete.model.forma_di_elenco import Elenco
from rete.model.rete import Rete
from rete.model.tavolo import Vita
from rete.model.tempo import Periodo, surely_before
from rete.reckoning.stretches import possible, surely_leaves
from rete.rules.rule import error, warning
from rete.rules.voci import (
    closed_without_end,
    ends_before_start,
    only_from_sources,
    overlapping,
    unknown_holders,
    unknown_terms,
    unresolved_acts,
    without_sources,
    without_start,
)

_PLENARIE: Final = Elenco(
    posto="tavolo.vita", voce=Vita, nome="plenaria", detto="la plenaria «{1.id}»"
)


@error("TAV001", "ente", "tavolo")
def seats_name_known_bodies(rete: Rete) -> Faults:
    """Chi siede a un tavolo o lo coordina è un ente del registro.

    Un nome che non corrisponde a nessuna scheda non si può convocare né contare.
    """
    return unknown_holders(rete, "tavolo")


@error("TAV002", "tavolo", "atto", "verbale")
def acts_are_there(rete: Rete) -> Faults:
    """Gli atti citati nella scheda di un tavolo sono nel registro.

    Un tavolo, chi vi siede e chi lo coordina esistono per una decisione: deve potersi ritrovare.
    """
    return unresolved_acts(rete, "tavolo")


@error("TAV003", "tavolo", "patto")
def periods_say_since_when(rete: Rete) -> Faults:
    """Il tavolo, i posti e i coordinamenti dicono da quando valgono.

    Senza «dal» non si sa chi sedeva in un certo giorno. Può mancare solo con «atto: fonte» e, se
    l'elenco del registro è parziale, per chi non ha neppure un atto.
    """
    complete = rete.patto is not None and rete.patto.is_complete
    yield from without_start(rete, "tavolo", also_without_act=complete)


@error("TAV009", "tavolo")
def tables_close_after_they_open(rete: Rete) -> Faults:
    """Un tavolo è chiuso dopo essere stato istituito.

    Se la chiusura viene prima, il tavolo non c'è mai stato: una delle date è sbagliata.
    """
    for tavolo in rete.tavoli.values():
        began, closed = tavolo.istituzione.dal, tavolo.chiusura
        if began and closed and surely_before(closed.al, began):
            yield fault(
                tavolo,
                ("chiusura", "al"),
                f"il tavolo è chiuso il {closed.al}, prima dell'istituzione ({began})",
                "correggi la data della chiusura o quella dell'istituzione",
            )


@error("TAV010", "tavolo", "patto")
def terms_are_in_the_vocabulary(rete: Rete) -> Faults:
    """Ambiti e comunità di un tavolo sono parole del vocabolario del patto.

    Con parole diverse per la stessa cosa gli elenchi per ambito sarebbero incompleti. Se il
    vocabolario è vuoto il patto non dice nulla, e il controllo tace.
    """
    return unknown_terms(rete, rete.tavoli.values())


@error("TAV011", "tavolo")
def ids_do_not_look_like_a_second_sitting(rete: Rete) -> Faults:
    """Il nome del file di un tavolo non finisce in «-bis».

    «-bis» distingue la seconda seduta di un giorno: i verbali di questo tavolo sarebbero presi per
    seconde sedute di un altro.
    """
    for tavolo in rete.tavoli.values():
        if tavolo.id.endswith("-bis"):
            yield fault(
                tavolo,
                (),
                f"il nome «{tavolo.id}» finisce in «-bis»",
                "dagli un id che nessun altro tavolo ha, per esempio "
                f"«{tavolo.id.removesuffix('-bis')}-due», e correggi chi lo cita",
            )


@error("TAV012", "tavolo")
def one_plenary_at_a_time(rete: Rete) -> Faults:
    """La rete ha una sola plenaria per volta.

    Alla plenaria siedono tutti gli aderenti: se ce ne fossero due, non si saprebbe quale decide.
    """
    plenaries = [
        item._replace(path=("istituzione",))
        for item in voci(rete, _PLENARIE)
        if item.scheda.genere == "plenaria"
    ]
    remedy = "chiudine una con «chiusura», o correggi «genere»"
    yield from overlapping(plenaries, lambda _: None, remedy=remedy)


@warning("TAV019", "tavolo", "patto")
def complete_registers_cite_acts(rete: Rete) -> Faults:
    """In un registro completo i tavoli citano atti, non «fonte».

    «fonte» serve dove gli atti non si conoscono. Se in data/patto.yaml l'elenco è «completo», gli
    atti ci sono: vanno citati.
    """
    return only_from_sources(rete, "tavolo")


@warning("TAV021", "tavolo")
def sources_are_written(rete: Rete) -> Faults:
    """Un tavolo che cita «fonte» scrive qual è la fonte.

    «fonte» vuol dire che l'atto si conosce solo da documenti o pagine: senza dire quali, nessuno
    può verificare. La fonte sta nella voce o in fondo alla scheda.
    """
    return without_sources(rete, "tavolo")


_SEAT = "il posto che manca in «componenti»"


@error("TAV004", "tavolo")
def periods_end_after_they_start(rete: Rete) -> Faults:
    """Posti e coordinamenti finiscono dopo essere cominciati.

    Un periodo che finisce prima di cominciare non vale in nessun giorno: una delle due date è da
    correggere.
    """
    return ends_before_start(rete, "tavolo")


@error("TAV005", "tavolo")
def a_body_sits_once(rete: Rete) -> Faults:
    """I posti di un ente allo stesso tavolo non si sovrappongono.

    Un ente siede una volta sola: due posti nello stesso giorno lo conterebbero due volte.
    """
    return overlapping(voci(rete, COMPONENTI), lambda item: (item.file, item.voce.ente))


@warning("TAV006", "tavolo")
def one_coordinator_at_a_time(rete: Rete) -> Faults:
    """Un tavolo ha un solo coordinatore per volta.

    Chi coordina convoca e presiede: se sono in due, i documenti non sanno chi nominare. Il
    coordinamento di prima finisce il giorno prima del nuovo.
    """
    return overlapping(voci(rete, COORDINAMENTO))


@error("TAV007", "tavolo", "ente", "patto")
def coordinators_sit_at_the_table(rete: Rete) -> Faults:
    """Chi coordina un tavolo vi siede per tutto il tempo.

    Alla plenaria e ai tavoli aperti basta aderire alla rete. Se di un tavolo non si conoscono i
    componenti, e l'elenco del registro è parziale, il controllo tace.
    """
    seats: dict[tuple[str, str], list[Periodo]] = defaultdict(list)
    for seat in voci(rete, COMPONENTI):
        seats[(seat.file, seat.voce.ente)].append(seat.voce)
    for item in voci(rete, COORDINAMENTO):
        tavolo, ente = item.scheda, rete.enti.get(item.voce.ente)
        is_open = tavolo.sits_all_members
        if ente is None or not (tavolo.componenti or is_open or rete.is_complete):
            continue
        holders = [*seats[(item.file, ente.id)], *(ente.adesioni if is_open else ())]
        if surely_leaves(item.voce, holders):
            missing = "le adesioni dell'ente che mancano" if is_open else _SEAT
            yield fault_within(
                item,
                (),
                f"{item.what}: in quel tempo l'ente non siede sempre al tavolo",
                f"correggi le date, o scrivi {missing}",
            )


@error("TAV008", "tavolo")
def nobody_sits_at_a_table_that_is_not_there(rete: Rete) -> Faults:
    """Nessuno siede a un tavolo, o lo coordina, prima che sia istituito o dopo che è chiuso.

    Con la chiusura di un tavolo finiscono tutti i posti e il coordinamento: vanno chiusi lo stesso
    giorno, altrimenti risulterebbero ancora aperti.
    """
    for elenco in ending_with(CHIUSURA):
        for item in voci(rete, elenco):
            dal, al, whole = item.voce.dal, item.voce.al, item.scheda.vita
            first, last = possible(whole)
            if dal is not None and dal.ultimo.toordinal() < first:
                yield fault_within(
                    item,
                    ("dal",),
                    f"{item.what} comincia prima dell'istituzione del tavolo ({whole.dal})",
                    "correggi «dal» o la data dell'istituzione",
                )
            if (al.primo if al else date.max).toordinal() > last:
                said = f"finisce il {al}, dopo" if al else "è ancora aperto dopo"
                yield fault(
                    item,
                    (*item.path, "al") if al else item.path,
                    f"{item.what} {said} la chiusura del tavolo ({whole.al})",
                    f"scrivi «al: {whole.al}», o correggi la chiusura",
                )


@error("TAV020", "tavolo")
def closing_words_have_an_end(rete: Rete) -> Faults:
    """Un posto o un coordinamento con una causa o un atto di fine dice quando è finito.

    Senza «al» risulta ancora aperto: l'ente continuerebbe a essere convocato e contato.
    """
    return closed_without_end(rete, "tavolo")
