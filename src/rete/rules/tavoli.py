"""Tables: acts, words, one plenary; their seats: `tavoli_incarichi`; own rules: `tavoli_regole`."""

from collections.abc import Iterator
from typing import Final

from rete.diagnostics import Fault, Severity
from rete.model.elenchi import Elenco, voci
from rete.model.rete import Rete
from rete.model.tavolo import Vita
from rete.model.tempo import surely_before
from rete.rules.periodi import overlapping, without_start
from rete.rules.riferimenti import (
    only_from_sources,
    unknown_holders,
    unknown_terms,
    unresolved_acts,
    without_sources,
)
from rete.rules.rule import Rule, rule

_PLENARIE: Final = Elenco(
    tipo="tavolo", chiavi=("vita",), voce=Vita, nome="plenaria", detto="la plenaria «{1.id}»"
)


@rule("TAV001", Severity.ERROR, reads=("ente", "tavolo"))
def seats_name_known_bodies(rete: Rete) -> Iterator[Fault]:
    """Chi siede a un tavolo o lo coordina è un ente del registro.

    Un nome che non corrisponde a nessuna scheda non si può convocare né contare.
    """
    yield from unknown_holders(rete, "tavolo")


@rule("TAV002", Severity.ERROR, reads=("tavolo", "atto", "verbale"))
def acts_are_there(rete: Rete) -> Iterator[Fault]:
    """Gli atti citati nella scheda di un tavolo sono nel registro.

    Un tavolo, chi vi siede e chi lo coordina esistono per una decisione: deve potersi ritrovare.
    """
    yield from unresolved_acts(rete, "tavolo")


@rule("TAV003", Severity.ERROR, reads=("tavolo", "patto"))
def periods_say_since_when(rete: Rete) -> Iterator[Fault]:
    """Il tavolo, i posti e i coordinamenti dicono da quando valgono.

    Senza «dal» non si sa chi sedeva in un certo giorno. Può mancare solo con «atto: fonte» e, se
    l'elenco del registro è parziale, per chi non ha neppure un atto.
    """
    complete = rete.patto is not None and rete.patto.is_complete
    yield from without_start(rete, "tavolo", also_without_act=complete)


@rule("TAV009", Severity.ERROR, reads=("tavolo",))
def tables_close_after_they_open(rete: Rete) -> Iterator[Fault]:
    """Un tavolo è chiuso dopo essere stato istituito.

    Se la chiusura viene prima, il tavolo non c'è mai stato: una delle date è sbagliata.
    """
    for tavolo in rete.tavoli.values():
        began, closed = tavolo.istituzione.dal, tavolo.chiusura
        if began and closed and surely_before(closed.al, began):
            yield Fault(
                file=tavolo.file,
                path=("chiusura", "al"),
                message=f"il tavolo è chiuso il {closed.al}, prima dell'istituzione ({began})",
                remedy="correggi la data della chiusura o quella dell'istituzione",
            )


@rule("TAV010", Severity.ERROR, reads=("tavolo", "patto"))
def terms_are_in_the_vocabulary(rete: Rete) -> Iterator[Fault]:
    """Ambiti e comunità di un tavolo sono parole del vocabolario del patto.

    Con parole diverse per la stessa cosa gli elenchi per ambito sarebbero incompleti. Se il
    vocabolario è vuoto il patto non dice nulla, e il controllo tace.
    """
    yield from unknown_terms(rete, rete.tavoli.values())


@rule("TAV011", Severity.ERROR, reads=("tavolo",))
def ids_do_not_look_like_a_second_sitting(rete: Rete) -> Iterator[Fault]:
    """Il nome del file di un tavolo non finisce in «-bis».

    «-bis» distingue la seconda seduta di un giorno: i verbali di questo tavolo sarebbero presi per
    seconde sedute di un altro.
    """
    for tavolo in rete.tavoli.values():
        if tavolo.id.endswith("-bis"):
            yield Fault(
                file=tavolo.file,
                message=f"il nome «{tavolo.id}» finisce in «-bis»",
                remedy="dagli un id che nessun altro tavolo ha, per esempio "
                f"«{tavolo.id.removesuffix('-bis')}-due», e correggi chi lo cita",
            )


@rule("TAV012", Severity.ERROR, reads=("tavolo",))
def one_plenary_at_a_time(rete: Rete) -> Iterator[Fault]:
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


@rule("TAV019", Severity.WARNING, reads=("tavolo", "patto"))
def complete_registers_cite_acts(rete: Rete) -> Iterator[Fault]:
    """In un registro completo i tavoli citano atti, non «fonte».

    «fonte» serve dove gli atti non si conoscono. Se in data/patto.yaml l'elenco è «completo», gli
    atti ci sono: vanno citati.
    """
    yield from only_from_sources(rete, "tavolo")


@rule("TAV021", Severity.WARNING, reads=("tavolo",))
def sources_are_written(rete: Rete) -> Iterator[Fault]:
    """Un tavolo che cita «fonte» scrive qual è la fonte.

    «fonte» vuol dire che l'atto si conosce solo da documenti o pagine: senza dire quali, nessuno
    può verificare. La fonte sta nella voce o in fondo alla scheda.
    """
    yield from without_sources(rete, "tavolo")


RULES: tuple[Rule, ...] = (
    seats_name_known_bodies,
    acts_are_there,
    periods_say_since_when,
    tables_close_after_they_open,
    terms_are_in_the_vocabulary,
    ids_do_not_look_like_a_second_sitting,
    one_plenary_at_a_time,
    complete_registers_cite_acts,
    sources_are_written,
)
