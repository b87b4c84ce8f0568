"""Bodies in time: since when they are in, by which acts, who speaks for them (`enti_identita`)."""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.elenchi import ADESIONI, REFERENTI, SOSPENSIONI, voci
from rete.model.rete import Rete
from rete.reckoning.stretches import surely_leaves
from rete.rules.periodi import (
    closed_without_end,
    ends_before_start,
    overlapping,
    without_start,
)
from rete.rules.riferimenti import (
    only_from_sources,
    unknown_tables,
    unknown_terms,
    unresolved_acts,
    without_sources,
)
from rete.rules.rule import Rule, rule


@rule("ENT001", Severity.ERROR, reads=("ente", "atto", "verbale"))
def acts_are_there(rete: Rete) -> Iterator[Fault]:
    """Gli atti citati nella scheda di un ente sono nel registro.

    Un'adesione si prova con il suo atto: se l'atto non c'è, nessuno può dire perché l'ente è
    nella rete.
    """
    yield from unresolved_acts(rete, "ente")


@rule("ENT002", Severity.ERROR, reads=("ente",))
def periods_say_since_when(rete: Rete) -> Iterator[Fault]:
    """Adesioni e sospensioni dicono da quando valgono.

    Senza «dal» non si sa chi c'era in un certo giorno. Può mancare solo con «atto: fonte», quando
    la fonte dice soltanto che era già così; e per un referente di cui non si cita l'atto.
    """
    yield from without_start(rete, "ente")


@rule("ENT003", Severity.WARNING, reads=("ente", "patto"))
def complete_registers_cite_acts(rete: Rete) -> Iterator[Fault]:
    """In un registro completo gli enti citano atti, non «fonte».

    «fonte» serve dove gli atti non si conoscono. Se in data/patto.yaml l'elenco è «completo», gli
    atti ci sono: vanno citati.
    """
    yield from only_from_sources(rete, "ente")


@rule("ENT004", Severity.ERROR, reads=("ente",))
def periods_end_after_they_start(rete: Rete) -> Iterator[Fault]:
    """Adesioni, sospensioni e referenti finiscono dopo essere cominciati.

    Un periodo che finisce prima di cominciare non vale in nessun giorno: una delle due date è da
    correggere.
    """
    yield from ends_before_start(rete, "ente")


@rule("ENT005", Severity.ERROR, reads=("ente",))
def adhesions_do_not_overlap(rete: Rete) -> Iterator[Fault]:
    """Le adesioni di un ente non si sovrappongono.

    Un ente aderisce una volta sola per volta. Chi torna, o cambia qualità, ha un'adesione nuova che
    comincia dopo la fine della precedente.
    """
    yield from overlapping(voci(rete, ADESIONI))


@rule("ENT006", Severity.ERROR, reads=("ente",))
def suspensions_do_not_overlap(rete: Rete) -> Iterator[Fault]:
    """Le sospensioni di un ente non si sovrappongono.

    Chi è già sospeso non si può sospendere di nuovo: si prolunga la sospensione che c'è.
    """
    yield from overlapping(voci(rete, SOSPENSIONI))


@rule("ENT007", Severity.ERROR, reads=("ente",))
def only_members_are_suspended(rete: Rete) -> Iterator[Fault]:
    """Una sospensione sta dentro un'adesione.

    Si sospende solo chi aderisce. Con la fine dell'adesione finisce anche la sospensione, che va
    chiusa lo stesso giorno.
    """
    for item in voci(rete, SOSPENSIONI):
        if surely_leaves(item.voce, item.scheda.adesioni):
            yield Fault(
                file=item.file,
                path=item.path,
                message=f"{item.what} esce dalle adesioni dell'ente",
                remedy="correggi le date, o chiudi la sospensione quando finisce l'adesione",
            )


@rule("ENT008", Severity.ERROR, reads=("ente",))
def closing_words_have_an_end(rete: Rete) -> Iterator[Fault]:
    """Un'adesione o una sospensione con una causa o un atto di fine dice quando è finita.

    Senza «al» il periodo risulta ancora aperto: l'ente continuerebbe a essere convocato e contato.
    """
    yield from closed_without_end(rete, "ente")


@rule("ENT009", Severity.ERROR, reads=("ente",))
def members_sign_before_they_leave(rete: Rete) -> Iterator[Fault]:
    """Un ente firma la sua adesione prima che finisca.

    La firma può venire dopo la decisione che ammette l'ente, non dopo la sua uscita.
    """
    for item in voci(rete, ADESIONI):
        firma, al = item.voce.firma, item.voce.al
        if firma is not None and al is not None and firma > al.ultimo:
            yield Fault(
                file=item.file,
                path=(*item.path, "firma"),
                message=f"{item.what} è firmata il {firma}, dopo la sua fine ({al})",
                remedy="correggi «firma» o «al»",
            )


@rule("ENT014", Severity.ERROR, reads=("ente", "patto"))
def terms_are_in_the_vocabulary(rete: Rete) -> Iterator[Fault]:
    """Ambiti e comunità di un ente sono parole del vocabolario del patto.

    Con parole diverse per la stessa cosa gli elenchi per ambito sarebbero incompleti. Se il
    vocabolario è vuoto il patto non dice nulla, e il controllo tace.
    """
    yield from unknown_terms(rete, rete.enti.values())


@rule("ENT015", Severity.ERROR, reads=("ente", "tavolo"))
def spokespersons_sit_at_known_tables(rete: Rete) -> Iterator[Fault]:
    """Il tavolo per cui vale un referente è un tavolo del registro.

    Altrimenti le convocazioni di quel tavolo non lo raggiungerebbero.
    """
    for item in voci(rete, REFERENTI):
        if item.voce.tavolo is not None:
            yield from unknown_tables(rete, item.file, [((*item.path, "tavolo"), item.voce.tavolo)])


@rule("ENT017", Severity.WARNING, reads=("ente",))
def one_representative_at_a_time(rete: Rete) -> Iterator[Fault]:
    """Un ente ha un solo rappresentante per volta, per ogni tavolo.

    Con due rappresentanti non si sa chi vota. Chi prende il posto di un altro comincia dopo la sua
    fine; chi lo affianca è un supplente.
    """
    held = [item for item in voci(rete, REFERENTI) if item.voce.ruolo == "rappresentante"]
    yield from overlapping(held, lambda item: (item.file, item.voce.tavolo))


@rule("ENT019", Severity.WARNING, reads=("ente",))
def sources_are_written(rete: Rete) -> Iterator[Fault]:
    """Chi cita «fonte» scrive qual è la fonte.

    «fonte» vuol dire che l'atto si conosce solo da documenti o pagine: senza dire quali, nessuno
    può verificare. La fonte sta nella voce o in fondo alla scheda.
    """
    yield from without_sources(rete, "ente")


RULES: tuple[Rule, ...] = (
    acts_are_there,
    periods_say_since_when,
    complete_registers_cite_acts,
    periods_end_after_they_start,
    adhesions_do_not_overlap,
    suspensions_do_not_overlap,
    only_members_are_suspended,
    closing_words_have_an_end,
    members_sign_before_they_leave,
    terms_are_in_the_vocabulary,
    spokespersons_sit_at_known_tables,
    one_representative_at_a_time,
    sources_are_written,
)
