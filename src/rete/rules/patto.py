"""The pact: its terms and its secretariat; also `patto_elenchi`, `patto_regole`, `conteggi`."""

from collections.abc import Iterator
from dataclasses import replace

from rete.diagnostics import Fault, Severity
from rete.model.elenchi import PERIODI, SEGRETERIA, voci
from rete.model.patto import Patto
from rete.model.rete import Rete
from rete.model.tempo import next_day
from rete.rules.periodi import (
    closed_without_end,
    ends_before_start,
    out_of_order,
    overlapping,
    without_start,
)
from rete.rules.riferimenti import (
    only_from_sources,
    unknown_holders,
    unresolved_acts,
    without_sources,
)
from rete.rules.rule import Rule, rule
from rete.rules.termini import end_of_term, inferred_end


def pact(rete: Rete) -> tuple[Patto, ...]:
    """The pact as something to go through: nothing where it could not be read."""
    return (rete.patto,) if rete.patto else ()


@rule("PAT001", Severity.ERROR, reads=("patto", "atto", "verbale"))
def acts_are_there(rete: Rete) -> Iterator[Fault]:
    """Gli atti citati nel patto sono nel registro.

    Periodi, articoli e segreteria cambiano per una decisione: deve potersi ritrovare.
    """
    yield from unresolved_acts(rete, "patto")


@rule("PAT002", Severity.ERROR, reads=("patto", "ente"))
def secretariats_are_known_bodies(rete: Rete) -> Iterator[Fault]:
    """Chi tiene la segreteria è un ente del registro.

    I documenti che la segreteria firma ne riportano il nome, che sta nella sua scheda.
    """
    yield from unknown_holders(rete, "patto")


@rule("PAT003", Severity.ERROR, reads=("patto",))
def periods_end_after_they_start(rete: Rete) -> Iterator[Fault]:
    """I periodi del patto e della segreteria finiscono dopo essere cominciati.

    Un periodo che finisce prima di cominciare non vale in nessun giorno: una delle due date è da
    correggere.
    """
    yield from ends_before_start(rete, "patto")


@rule("PAT004", Severity.ERROR, reads=("patto",))
def secretariats_say_since_when(rete: Rete) -> Iterator[Fault]:
    """La segreteria dice da quando è di un ente.

    Senza «dal» non si sa chi la teneva in un certo giorno. Può mancare solo con «atto: fonte».
    """
    yield from without_start(rete, "patto")


@rule("PAT005", Severity.ERROR, reads=("patto",))
def terms_follow_one_another(rete: Rete) -> Iterator[Fault]:
    """I periodi del patto vanno dal più vecchio al più recente e non si sovrappongono.

    In ogni giorno vale un periodo solo, con la sua scadenza e il suo modo di rinnovo. Se «al» manca
    la fine si ricava da «durata». Fra un periodo e l'altro possono esserci giorni scoperti.
    """
    items = voci(rete, PERIODI)
    yield from out_of_order(items)
    # A term of which nobody knows the end: only its first day is sure.
    ended = [(item, end_of_term(item.voce) or item.voce.dal) for item in items]
    yield from overlapping(
        [item._replace(voce=replace(item.voce, al=last)) for item, last in ended]
    )


@rule("PAT006", Severity.WARNING, reads=("patto",))
def terms_say_when_they_end(rete: Rete) -> Iterator[Fault]:
    """Ogni periodo del patto dice quando finisce o quanto dura.

    Senza «al» né «durata» nessuno può dire quando il patto scade né entro quando rinnovarlo.
    """
    for item in voci(rete, PERIODI):
        if item.voce.al is None and item.voce.durata is None:
            yield Fault(
                file=item.file,
                path=item.path,
                message=f"{item.what} non dice né quando finisce né quanto dura",
                remedy="aggiungi «al» o «durata», per esempio {anni: 4}",
            )


@rule("PAT007", Severity.WARNING, reads=("patto",))
def ends_and_lengths_agree(rete: Rete) -> Iterator[Fault]:
    """Se un periodo del patto ha sia «al» sia «durata», le due cose vanno d'accordo.

    La fine che si ricava dalla durata può differire di un giorno, secondo che si conti o no il
    giorno in cui comincia. Se differisce di più, una delle due è sbagliata; vale «al».
    """
    for item in voci(rete, PERIODI):
        al, end = item.voce.al, inferred_end(item.voce)
        if al is None or end is None:
            continue
        if al.ultimo < end.primo or al.primo > next_day(end.ultimo):
            yield Fault(
                file=item.file,
                path=(*item.path, "durata"),
                message=f"per la durata {item.noun} finisce il {end.primo}, per «al» il {al}",
                remedy="correggi «durata» o «al»",
            )


@rule("PAT021", Severity.WARNING, reads=("patto",))
def complete_registers_cite_acts(rete: Rete) -> Iterator[Fault]:
    """In un registro completo il patto cita atti, non «fonte».

    «fonte» serve dove gli atti non si conoscono. Se l'elenco è «completo», gli atti ci sono: vanno
    citati.
    """
    yield from only_from_sources(rete, "patto")


@rule("PAT022", Severity.ERROR, reads=("patto",))
def closing_words_have_an_end(rete: Rete) -> Iterator[Fault]:
    """Una segreteria con una causa o un atto di fine dice quando è finita.

    Senza «al» risulta ancora aperta: i documenti la nominerebbero ancora.
    """
    yield from closed_without_end(rete, "patto")


@rule("PAT023", Severity.WARNING, reads=("patto",))
def one_secretariat_at_a_time(rete: Rete) -> Iterator[Fault]:
    """La segreteria è di un ente per volta.

    I documenti dicono da chi vengono: con due segreterie non si sa quale nominare. Quella di prima
    finisce il giorno prima della nuova.
    """
    yield from overlapping(voci(rete, SEGRETERIA))


@rule("PAT024", Severity.WARNING, reads=("patto",))
def sources_are_written(rete: Rete) -> Iterator[Fault]:
    """Il patto che cita «fonte» scrive qual è la fonte.

    «fonte» vuol dire che l'atto si conosce solo da documenti o pagine: senza dire quali, nessuno
    può verificare. La fonte sta nella voce o in fondo al file.
    """
    yield from without_sources(rete, "patto")


RULES: tuple[Rule, ...] = (
    acts_are_there,
    secretariats_are_known_bodies,
    periods_end_after_they_start,
    secretariats_say_since_when,
    terms_follow_one_another,
    terms_say_when_they_end,
    ends_and_lengths_agree,
    complete_registers_cite_acts,
    closing_words_have_an_end,
    one_secretariat_at_a_time,
    sources_are_written,
)
