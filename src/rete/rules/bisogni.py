"""Needs: what they name, and the order of the steps taken about them."""

from collections.abc import Iterator
from itertools import pairwise

from rete.diagnostics import Fault, Severity
from rete.model.elenchi import PASSI, voci
from rete.model.rete import Rete
from rete.model.tempo import surely_before
from rete.rules.periodi import out_of_order
from rete.rules.riferimenti import (
    Named,
    unknown_bodies,
    unknown_tables,
    unknown_terms,
    unresolved_acts,
)
from rete.rules.rule import Rule, rule

_CLOSED = ("soddisfatto", "archiviato")


@rule("BIS001", Severity.ERROR, reads=("bisogno", "ente", "tavolo", "atto", "verbale"))
def references_resolve(rete: Rete) -> Iterator[Fault]:
    """Gli enti, il tavolo e gli atti che la scheda di un bisogno nomina sono nel registro.

    Un bisogno si segue da dove è emerso: chi lo ha portato, chi se ne occupa, chi lo ha deciso.
    """
    for bisogno in rete.bisogni.values():
        bodies: list[Named] = [
            (("emerso", "enti", index), one) for index, one in enumerate(bisogno.emerso.enti)
        ]
        yield from unknown_bodies(rete, bisogno.file, bodies)
        if bisogno.tavolo is not None:
            yield from unknown_tables(rete, bisogno.file, [(("tavolo",), bisogno.tavolo)])
    yield from unresolved_acts(rete, "bisogno")


@rule("BIS002", Severity.ERROR, reads=("bisogno", "patto"))
def terms_are_in_the_vocabulary(rete: Rete) -> Iterator[Fault]:
    """Ambiti e comunità di un bisogno sono parole del vocabolario del patto.

    Con parole diverse per la stessa cosa gli elenchi per ambito sarebbero incompleti. Se il
    vocabolario è vuoto il patto non dice nulla, e il controllo tace.
    """
    yield from unknown_terms(rete, rete.bisogni.values())


@rule("BIS003", Severity.ERROR, reads=("bisogno",))
def steps_are_in_order(rete: Rete) -> Iterator[Fault]:
    """I passi di un bisogno vanno dal più vecchio al più recente, e vengono dopo che è emerso.

    L'ultima voce dice a che punto si è: fuori ordine direbbe il falso.
    """
    taken = voci(rete, PASSI)
    yield from out_of_order(taken, "data")
    for step in taken:
        emerged = step.scheda.emerso.dal
        if surely_before(step.voce.data, emerged):
            yield Fault(
                file=step.file,
                path=(*step.path, "data"),
                message=f"{step.what} viene prima che il bisogno emerga ({emerged})",
                remedy="correggi la data del passo o quella di «emerso»",
            )


@rule("BIS004", Severity.WARNING, reads=("bisogno",))
def closed_needs_stay_closed(rete: Rete) -> Iterator[Fault]:
    """Dopo che un bisogno è soddisfatto o archiviato non ci sono altri passi.

    Se il bisogno si ripresenta si scrive una scheda nuova, così si vede che è tornato.
    """
    for before, step in pairwise(voci(rete, PASSI)):
        closed = before.voce.stato
        if before.scheda is step.scheda and closed in _CLOSED:
            yield Fault(
                file=step.file,
                path=(*step.path, "data"),
                message=f"{step.what} viene dopo che il bisogno è «{closed}»",
                remedy="correggi lo stato di prima, o scrivi una scheda nuova",
            )


RULES: tuple[Rule, ...] = (
    references_resolve,
    terms_are_in_the_vocabulary,
    steps_are_in_order,
    closed_needs_stay_closed,
)
