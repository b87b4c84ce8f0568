"""The pact: its terms and its secretariat; its lists: `patto_elenchi`, offices: `cariche`."""

from dataclasses import replace

from rete.diagnostics import Faults, fault_within
from rete.model.elenchi import PERIODI, SEGRETERIA, voci
from rete.model.patto import Patto, Termine
from rete.model.rete import Rete
from rete.model.tempo import DataParziale, next_day
from rete.reckoning.terms import end_by_length
from rete.rules.rule import error, warning
from rete.rules.voci import (
    closed_without_end,
    ends_before_start,
    only_from_sources,
    out_of_order,
    overlapping,
    unknown_holders,
    unresolved_acts,
    without_sources,
    without_start,
)


def pact(rete: Rete) -> tuple[Patto, ...]:
    """The pact as something to go through: nothing where it could not be read."""
    return (rete.patto,) if rete.patto else ()


@error("PAT001", "patto", "atto", "verbale")
def acts_are_there(rete: Rete) -> Faults:
    """Gli atti citati nel patto sono nel registro.

    Periodi, articoli, segreteria e cariche cambiano per una decisione: deve potersi ritrovare.
    """
    return unresolved_acts(rete, "patto")


@error("PAT002", "patto", "ente")
def secretariats_are_known_bodies(rete: Rete) -> Faults:
    """Chi tiene la segreteria, o ha una carica, è un ente del registro.

    I documenti ne riportano il nome, che sta nella sua scheda.
    """
    return unknown_holders(rete, "patto")


@error("PAT003", "patto")
def periods_end_after_they_start(rete: Rete) -> Faults:
    """I periodi del patto, della segreteria e delle cariche finiscono dopo essere cominciati.

    Un periodo che finisce prima di cominciare non vale in nessun giorno: una delle due date è da
    correggere.
    """
    return ends_before_start(rete, "patto")


@error("PAT004", "patto")
def secretariats_say_since_when(rete: Rete) -> Faults:
    """La segreteria e le cariche dicono da quando sono di un ente.

    Senza «dal» non si sa chi le aveva in un certo giorno. Può mancare solo con «atto: fonte».
    """
    return without_start(rete, "patto")


@error("PAT005", "patto")
def terms_follow_one_another(rete: Rete) -> Faults:
    """I periodi del patto vanno dal più vecchio al più recente e non si sovrappongono.

    In ogni giorno vale un periodo solo, con la sua scadenza e il suo modo di rinnovo. Se «al» manca
    la fine si ricava da «durata»; dopo un periodo senza termine non ne viene un altro. Fra un
    periodo e l'altro possono esserci giorni scoperti.
    """
    items = voci(rete, PERIODI)
    yield from out_of_order(items)
    # A term of which nobody knows the end: only its first day is sure.
    ended = [
        (item, None if item.voce.senza_termine else end_of_term(item.voce) or item.voce.dal)
        for item in items
    ]
    yield from overlapping(
        [item._replace(voce=replace(item.voce, al=last)) for item, last in ended]
    )


@warning("PAT006", "patto")
def terms_say_when_they_end(rete: Rete) -> Faults:
    """Ogni periodo del patto dice quando finisce o quanto dura, o che è senza termine.

    Senza «al», né «durata», né «senza_termine: sì», nessuno può dire quando il patto scade né
    entro quando rinnovarlo.
    """
    for item in voci(rete, PERIODI):
        if item.voce.al is None and item.voce.durata is None and not item.voce.senza_termine:
            yield fault_within(
                item,
                (),
                f"{item.what} non dice né quando finisce né quanto dura",
                "aggiungi «al» o «durata», per esempio {anni: 4}; se non ha una fine, "
                "«senza_termine: sì»",
            )


@error("PAT027", "patto")
def what_has_no_end_says_none(rete: Rete) -> Faults:
    """Un periodo «senza_termine» non ha una durata né un rinnovo.

    Un patto che vale senza una fine non scade e non si rinnova: una durata, o un giorno entro cui
    decidere il rinnovo, direbbe il contrario. «al» può esserci solo se un atto l'ha poi fatto
    finire: allora «senza_termine» si toglie.
    """
    for item in voci(rete, PERIODI):
        if not item.voce.senza_termine:
            continue
        for key in ("al", "durata", "rinnovo"):
            if getattr(item.voce, key) is not None:
                yield fault_within(
                    item,
                    (key,),
                    f"{item.what} è «senza_termine», e ha «{key}»",
                    f"togli «{key}» o «senza_termine»",
                )


@warning("PAT007", "patto")
def ends_and_lengths_agree(rete: Rete) -> Faults:
    """Se un periodo del patto ha sia «al» sia «durata», le due cose vanno d'accordo.

    La fine che si ricava dalla durata può differire di un giorno, secondo che si conti o no il
    giorno in cui comincia. Se differisce di più, una delle due è sbagliata; vale «al».
    """
    for item in voci(rete, PERIODI):
        al, end = item.voce.al, inferred_end(item.voce)
        if al is None or end is None:
            continue
        if al.ultimo < end.primo or al.primo > next_day(end.ultimo):
            yield fault_within(
                item,
                ("durata",),
                f"per la durata {item.noun} finisce il {end.primo}, per «al» il {al}",
                "correggi «durata» o «al»",
            )


@warning("PAT021", "patto")
def complete_registers_cite_acts(rete: Rete) -> Faults:
    """In un registro completo il patto cita atti, non «fonte».

    «fonte» serve dove gli atti non si conoscono. Se l'elenco è «completo», gli atti ci sono: vanno
    citati.
    """
    return only_from_sources(rete, "patto")


@error("PAT022", "patto")
def closing_words_have_an_end(rete: Rete) -> Faults:
    """Una segreteria, o una carica, con una causa o un atto di fine dice quando è finita.

    Senza «al» risulta ancora aperta: i documenti nominerebbero ancora chi l'aveva.
    """
    return closed_without_end(rete, "patto")


@warning("PAT023", "patto")
def one_secretariat_at_a_time(rete: Rete) -> Faults:
    """La segreteria è di un ente per volta.

    I documenti dicono da chi vengono: con due segreterie non si sa quale nominare. Quella di prima
    finisce il giorno prima della nuova.
    """
    return overlapping(voci(rete, SEGRETERIA))


@warning("PAT024", "patto")
def sources_are_written(rete: Rete) -> Faults:
    """Il patto che cita «fonte» scrive qual è la fonte.

    «fonte» vuol dire che l'atto si conosce solo da documenti o pagine: senza dire quali, nessuno
    può verificare. La fonte sta nella voce o in fondo al file.
    """
    return without_sources(rete, "patto")


def inferred_end(term: Termine) -> DataParziale | None:
    """The days between which a term ends by its length; None where that says nothing sure."""
    is_sound = term.durata is not None and len(term.durata.units) == 1
    return end_by_length(term) if is_sound else None


def end_of_term(term: Termine) -> DataParziale | None:
    """The end that a term says, else the one that follows from its length."""
    return term.al or inferred_end(term)
