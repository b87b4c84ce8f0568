"""Tables: the time of their seats and coordinations."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from rete.diagnostics import Fault, Severity
from rete.model.elenchi import CHIUSURA, COMPONENTI, COORDINAMENTO, ending_with, voci
from rete.model.rete import Rete
from rete.model.tempo import Periodo
from rete.reckoning.stretches import possible, surely_leaves
from rete.rules.periodi import (
    closed_without_end,
    ends_before_start,
    overlapping,
)
from rete.rules.rule import Rule, rule

_SEAT = "il posto che manca in «componenti»"


@rule("TAV004", Severity.ERROR, reads=("tavolo",))
def periods_end_after_they_start(rete: Rete) -> Iterator[Fault]:
    """Posti e coordinamenti finiscono dopo essere cominciati.

    Un periodo che finisce prima di cominciare non vale in nessun giorno: una delle due date è da
    correggere.
    """
    yield from ends_before_start(rete, "tavolo")


@rule("TAV005", Severity.ERROR, reads=("tavolo",))
def a_body_sits_once(rete: Rete) -> Iterator[Fault]:
    """I posti di un ente allo stesso tavolo non si sovrappongono.

    Un ente siede una volta sola: due posti nello stesso giorno lo conterebbero due volte.
    """
    yield from overlapping(voci(rete, COMPONENTI), lambda item: (item.file, item.voce.ente))


@rule("TAV006", Severity.WARNING, reads=("tavolo",))
def one_coordinator_at_a_time(rete: Rete) -> Iterator[Fault]:
    """Un tavolo ha un solo coordinatore per volta.

    Chi coordina convoca e presiede: se sono in due, i documenti non sanno chi nominare. Il
    coordinamento di prima finisce il giorno prima del nuovo.
    """
    yield from overlapping(voci(rete, COORDINAMENTO))


@rule("TAV007", Severity.ERROR, reads=("tavolo", "ente", "patto"))
def coordinators_sit_at_the_table(rete: Rete) -> Iterator[Fault]:
    """Chi coordina un tavolo vi siede per tutto il tempo.

    Alla plenaria e ai tavoli aperti basta aderire alla rete. Se di un tavolo non si conoscono i
    componenti, e l'elenco del registro è parziale, il controllo tace.
    """
    complete = rete.patto is not None and rete.patto.is_complete
    seats: dict[tuple[str, str], list[Periodo]] = defaultdict(list)
    for seat in voci(rete, COMPONENTI):
        seats[(seat.file, seat.voce.ente)].append(seat.voce)
    for item in voci(rete, COORDINAMENTO):
        tavolo, ente = item.scheda, rete.enti.get(item.voce.ente)
        is_open = tavolo.sits_all_members
        if ente is None or not (tavolo.componenti or is_open or complete):
            continue
        holders = [*seats[(item.file, ente.id)], *(ente.adesioni if is_open else ())]
        if surely_leaves(item.voce, holders):
            missing = "le adesioni dell'ente che mancano" if is_open else _SEAT
            yield Fault(
                file=item.file,
                path=item.path,
                message=f"{item.what}: in quel tempo l'ente non siede sempre al tavolo",
                remedy=f"correggi le date, o scrivi {missing}",
            )


@rule("TAV008", Severity.ERROR, reads=("tavolo",))
def nobody_sits_at_a_table_that_is_not_there(rete: Rete) -> Iterator[Fault]:
    """Nessuno siede a un tavolo, o lo coordina, prima che sia istituito o dopo che è chiuso.

    Con la chiusura di un tavolo finiscono tutti i posti e il coordinamento: vanno chiusi lo stesso
    giorno, altrimenti risulterebbero ancora aperti.
    """
    for elenco in ending_with(CHIUSURA):
        for item in voci(rete, elenco):
            dal, al, whole = item.voce.dal, item.voce.al, item.scheda.vita
            first, last = possible(whole)
            if dal is not None and dal.ultimo.toordinal() < first:
                yield Fault(
                    file=item.file,
                    path=(*item.path, "dal"),
                    message=f"{item.what} comincia prima dell'istituzione del tavolo ({whole.dal})",
                    remedy="correggi «dal» o la data dell'istituzione",
                )
            if (al.primo if al else date.max).toordinal() > last:
                said = f"finisce il {al}, dopo" if al else "è ancora aperto dopo"
                yield Fault(
                    file=item.file,
                    path=(*item.path, "al") if al else item.path,
                    message=f"{item.what} {said} la chiusura del tavolo ({whole.al})",
                    remedy=f"scrivi «al: {whole.al}», o correggi la chiusura",
                )


@rule("TAV020", Severity.ERROR, reads=("tavolo",))
def closing_words_have_an_end(rete: Rete) -> Iterator[Fault]:
    """Un posto o un coordinamento con una causa o un atto di fine dice quando è finito.

    Senza «al» risulta ancora aperto: l'ente continuerebbe a essere convocato e contato.
    """
    yield from closed_without_end(rete, "tavolo")


RULES: tuple[Rule, ...] = (
    periods_end_after_they_start,
    a_body_sits_once,
    one_coordinator_at_a_time,
    coordinators_sit_at_the_table,
    nobody_sits_at_a_table_that_is_not_there,
    closing_words_have_an_end,
)
