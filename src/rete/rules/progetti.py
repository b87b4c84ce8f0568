"""Needs, projects and monitorings: what they name, and their days."""

from collections import defaultdict
from itertools import pairwise

from rete.diagnostics import Faults, fault, fault_within
from rete.model.elenchi import FASI, PARTNER, PASSI, voci
from rete.model.forma_di_elenco import Voce
from rete.model.monitoraggio import Monitoraggio
from rete.model.patto import Termine
from rete.model.progetto import Partner
from rete.model.rete import Rete
from rete.model.tempo import surely_before
from rete.rules.patto import end_of_term
from rete.rules.rule import error, warning
from rete.rules.voci import (
    Named,
    ends_before_start,
    out_of_order,
    overlapping,
    unknown_bodies,
    unknown_holders,
    unknown_tables,
    unknown_terms,
    unresolved_acts,
)

_CLOSED = ("soddisfatto", "archiviato")


@error("BIS001", "bisogno", "ente", "tavolo", "atto", "verbale")
def references_of_needs_resolve(rete: Rete) -> Faults:
    """Gli enti, il tavolo e gli atti che la scheda di un bisogno nomina sono nel registro.

    Un bisogno si segue da dove è emerso: chi lo ha portato, chi se ne occupa, chi lo ha deciso.
    """
    for bisogno in rete.bisogni.values():
        bodies: list[Named] = [
            (("emerso", "enti", index), one) for index, one in enumerate(bisogno.emerso.enti)
        ]
        yield from unknown_bodies(rete, bisogno, bodies)
        if bisogno.tavolo is not None:
            yield from unknown_tables(rete, bisogno, [(("tavolo",), bisogno.tavolo)])
    yield from unresolved_acts(rete, "bisogno")


@error("BIS002", "bisogno", "patto")
def terms_of_needs_are_in_the_vocabulary(rete: Rete) -> Faults:
    """Ambiti e comunità di un bisogno sono parole del vocabolario del patto.

    Con parole diverse per la stessa cosa gli elenchi per ambito sarebbero incompleti. Se il
    vocabolario è vuoto il patto non dice nulla, e il controllo tace.
    """
    return unknown_terms(rete, rete.bisogni.values())


@error("BIS003", "bisogno")
def steps_are_in_order(rete: Rete) -> Faults:
    """I passi di un bisogno vanno dal più vecchio al più recente, e vengono dopo che è emerso.

    L'ultima voce dice a che punto si è: fuori ordine direbbe il falso.
    """
    taken = voci(rete, PASSI)
    yield from out_of_order(taken, "data")
    for step in taken:
        emerged = step.scheda.emerso.dal
        if surely_before(step.voce.data, emerged):
            yield fault_within(
                step,
                ("data",),
                f"{step.what} viene prima che il bisogno emerga ({emerged})",
                "correggi la data del passo o quella di «emerso»",
            )


@warning("BIS004", "bisogno")
def closed_needs_stay_closed(rete: Rete) -> Faults:
    """Dopo che un bisogno è soddisfatto o archiviato non ci sono altri passi.

    Se il bisogno si ripresenta si scrive una scheda nuova, così si vede che è tornato.
    """
    for before, step in pairwise(voci(rete, PASSI)):
        closed = before.voce.stato
        if before.scheda is step.scheda and closed in _CLOSED:
            yield fault_within(
                step,
                ("data",),
                f"{step.what} viene dopo che il bisogno è «{closed}»",
                "correggi lo stato di prima, o scrivi una scheda nuova",
            )


@error("PRO001", "progetto", "ente", "tavolo", "bisogno", "atto", "verbale")
def references_resolve(rete: Rete) -> Faults:
    """Il tavolo, i partner, i bisogni e gli atti che un progetto nomina sono nel registro.

    Un progetto si legge insieme a ciò da cui nasce: con un nome sbagliato non si ritrova.
    """
    for progetto in rete.progetti.values():
        yield from unknown_tables(rete, progetto, [(("tavolo",), progetto.tavolo)])
        for index, need in enumerate(progetto.bisogni):
            if need not in rete.bisogni and not rete.is_unread("bisogno", need):
                yield fault(
                    progetto,
                    ("bisogni", index),
                    f"«{need}» non è un bisogno del registro",
                    f"crea data/bisogni/{need}.yaml o correggi il nome",
                )
    yield from unknown_holders(rete, "progetto")
    yield from unresolved_acts(rete, "progetto")


@error("PRO002", "progetto", "patto")
def terms_are_in_the_vocabulary(rete: Rete) -> Faults:
    """Ambiti e comunità di un progetto sono parole del vocabolario del patto.

    Con parole diverse per la stessa cosa gli elenchi per ambito sarebbero incompleti. Se il
    vocabolario è vuoto il patto non dice nulla, e il controllo tace.
    """
    return unknown_terms(rete, rete.progetti.values())


@error("PRO003", "progetto")
def partners_leave_after_they_join(rete: Rete) -> Faults:
    """La presenza di un partner finisce dopo essere cominciata.

    Un periodo che finisce prima di cominciare non vale in nessun giorno: una delle due date è da
    correggere.
    """
    return ends_before_start(rete, "progetto")


@error("PRO004", "progetto")
def a_body_is_partner_once(rete: Rete) -> Faults:
    """Un ente è partner di un progetto una volta sola per volta.

    Due presenze negli stessi giorni lo conterebbero due volte; chi cambia ruolo chiude la presenza
    di prima.
    """
    return overlapping(voci(rete, PARTNER), lambda item: (item.file, item.voce.ente))


@error("PRO005", "progetto")
def phases_are_in_order(rete: Rete) -> Faults:
    """Le fasi di un progetto vanno dalla più vecchia alla più recente.

    L'ultima voce dice a che punto è il progetto: fuori ordine direbbe il falso.
    """
    return out_of_order(voci(rete, FASI))


@warning("PRO006", "progetto")
def one_lead_partner_at_a_time(rete: Rete) -> Faults:
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
            yield fault(
                progetto,
                ("partner",),
                "nessun partner è capofila",
                "scrivi «ruolo: capofila» per l'ente che risponde del progetto",
                on_key=True,
            )
        elif len({one.voce.ente for one in found}) > 1:
            yield from overlapping(found)


@error("MON001", "monitoraggio", "patto")
def the_pact_foresees_it(rete: Rete) -> Faults:
    """Ogni monitoraggio è tra quelli che il patto prevede.

    Il nome del file è l'id del monitoraggio in data/patto.yaml: da lì si sa di che periodo parla.
    """
    if rete.patto is None:
        return
    foreseen = {one.id for one in rete.patto.monitoraggi}
    for found in rete.monitoraggi.values():
        if found.id not in foreseen:
            yield fault(
                found,
                (),
                f"«{found.id}» non è un monitoraggio previsto dal patto",
                "aggiungilo a «monitoraggi» in data/patto.yaml o correggi il nome del file",
            )


@error("MON002", "monitoraggio", "patto")
def values_are_of_known_indicators(rete: Rete) -> Faults:
    """I valori di un monitoraggio sono di indicatori del patto.

    L'unità di misura e la fonte di un indicatore stanno nel patto: senza, un numero non dice nulla.
    """
    if rete.patto is None:
        return
    known = {one.id for one in rete.patto.indicatori}
    for found in rete.monitoraggi.values():
        for index, value in enumerate(found.valori):
            if value.indicatore not in known:
                yield fault(
                    found,
                    ("valori", index, "indicatore"),
                    f"«{value.indicatore}» ({value.data}) non è un indicatore del patto",
                    "aggiungilo a «indicatori» in data/patto.yaml o correggi il nome",
                )


@error("MON003", "monitoraggio", "atto", "verbale")
def acts_are_there(rete: Rete) -> Faults:
    """L'atto citato da un monitoraggio è nel registro.

    È la decisione che ha avviato o approvato la verifica: deve potersi ritrovare.
    """
    return unresolved_acts(rete, "monitoraggio")


@warning("MON004", "monitoraggio", "patto")
def values_are_of_the_monitored_term(rete: Rete) -> Faults:
    """I valori di un monitoraggio hanno date del periodo che si verifica.

    Un valore preso prima o dopo non misura quello che è stato fatto in quel periodo.
    """
    if rete.patto is None:
        return
    by_id = {term.id: term for term in rete.patto.periodi}
    monitored = {one.id: by_id.get(one.periodo) for one in rete.patto.monitoraggi}
    for found in rete.monitoraggi.values():
        term = monitored.get(found.id)
        if term is not None:
            yield from _values_outside(found, term)


def _values_outside(found: Monitoraggio, term: Termine) -> Faults:
    end = end_of_term(term)
    for index, value in enumerate(found.valori):
        early = term.dal is not None and value.data.ultimo < term.dal.primo
        late = end is not None and value.data.primo > end.ultimo
        if early or late:
            yield fault(
                found,
                ("valori", index, "data"),
                f"il valore di «{value.indicatore}» è del {value.data}, fuori dal periodo "
                f"«{term.id}»",
                "correggi la data, o metti il valore nel monitoraggio del suo periodo",
            )


@error("MON005", "monitoraggio")
def an_indicator_has_one_value_a_day(rete: Rete) -> Faults:
    """Un indicatore ha un solo valore per data.

    Con due valori per la stessa data non si sa qual è quello giusto.
    """
    for found in rete.monitoraggi.values():
        seen: set[tuple[str, str]] = set()
        for index, value in enumerate(found.valori):
            one = (value.indicatore, str(value.data))
            if one in seen:
                yield fault(
                    found,
                    ("valori", index, "indicatore"),
                    f"«{value.indicatore}» ha più di un valore per il {value.data}",
                    "tieni il valore giusto",
                )
            seen.add(one)
