"""Needs: what they name, and the order of the steps taken about them."""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.bisogno import Bisogno
from rete.model.rete import Rete
from rete.model.tempo import surely_before
from rete.rules.periodi import Dated, out_of_order
from rete.rules.riferimenti import (
    Cited,
    Named,
    unknown_bodies,
    unknown_tables,
    unknown_terms,
    unresolved_acts,
)
from rete.rules.rule import Rule, rule

_CLOSED = ("soddisfatto", "archiviato")


def steps(bisogno: Bisogno) -> list[Dated]:
    return [
        Dated(
            bisogno.file,
            ("passi", index, "data"),
            f"il passo «{step.stato}» del {step.data}",
            step.data,
        )
        for index, step in enumerate(bisogno.passi)
    ]


def _citations(bisogno: Bisogno) -> Iterator[Cited]:
    if bisogno.emerso.atto is not None:
        yield Cited(bisogno.file, ("emerso", "atto"), "il bisogno", bisogno.emerso.atto)
    for dated, step in zip(steps(bisogno), bisogno.passi, strict=True):
        if step.atto is not None:
            yield Cited(bisogno.file, (*dated.path[:-1], "atto"), dated.what, step.atto)


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
        yield from unresolved_acts(rete, _citations(bisogno))


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
    for bisogno in rete.bisogni.values():
        taken = steps(bisogno)
        yield from out_of_order(taken)
        for step in taken:
            if surely_before(step.day, bisogno.emerso.dal):
                yield Fault(
                    file=step.file,
                    path=step.path,
                    message=f"{step.what} viene prima che il bisogno emerga ({bisogno.emerso.dal})",
                    remedy="correggi la data del passo o quella di «emerso»",
                )


@rule("BIS004", Severity.WARNING, reads=("bisogno",))
def closed_needs_stay_closed(rete: Rete) -> Iterator[Fault]:
    """Dopo che un bisogno è soddisfatto o archiviato non ci sono altri passi.

    Se il bisogno si ripresenta si scrive una scheda nuova, così si vede che è tornato.
    """
    for bisogno in rete.bisogni.values():
        for closed, step in zip(bisogno.passi, steps(bisogno)[1:], strict=False):
            if closed.stato in _CLOSED:
                yield Fault(
                    file=step.file,
                    path=step.path,
                    message=f"{step.what} viene dopo che il bisogno è «{closed.stato}»",
                    remedy="correggi lo stato di prima, o scrivi una scheda nuova",
                )


RULES: tuple[Rule, ...] = (
    references_resolve,
    terms_are_in_the_vocabulary,
    steps_are_in_order,
    closed_needs_stay_closed,
)
