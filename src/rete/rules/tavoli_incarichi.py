"""Tables: the time of their seats and coordinations; which bodies they name is elsewhere."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from rete.diagnostics import Fault, Severity
from rete.model.comuni import Incarico
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import Periodo
from rete.rules.periodi import (
    Stretch,
    closed_without_end,
    ends_before_start,
    overlapping,
    possible_days,
    surely_leaves,
)
from rete.rules.rule import Rule, rule
from rete.rules.tavoli import coordinations, life, seats


@rule("TAV004", Severity.ERROR, reads=("tavolo",))
def periods_end_after_they_start(rete: Rete) -> Iterator[Fault]:
    """Posti e coordinamenti finiscono dopo essere cominciati.

    Un periodo che finisce prima di cominciare non vale in nessun giorno: una delle due date è da
    correggere.
    """
    for tavolo in rete.tavoli.values():
        yield from ends_before_start(seats(tavolo))
        yield from ends_before_start(coordinations(tavolo))


@rule("TAV005", Severity.ERROR, reads=("tavolo",))
def a_body_sits_once(rete: Rete) -> Iterator[Fault]:
    """I posti di un ente allo stesso tavolo non si sovrappongono.

    Un ente siede una volta sola: due posti nello stesso giorno lo conterebbero due volte.
    """
    for tavolo in rete.tavoli.values():
        by_body: dict[str, list[Stretch[Incarico]]] = defaultdict(list)
        for item in seats(tavolo):
            by_body[item.period.ente].append(item)
        for items in by_body.values():
            yield from overlapping(items)


@rule("TAV006", Severity.WARNING, reads=("tavolo",))
def one_coordinator_at_a_time(rete: Rete) -> Iterator[Fault]:
    """Un tavolo ha un solo coordinatore per volta.

    Chi coordina convoca e presiede: se sono in due, i documenti non sanno chi nominare. Il
    coordinamento di prima finisce il giorno prima del nuovo.
    """
    for tavolo in rete.tavoli.values():
        yield from overlapping(coordinations(tavolo))


@rule("TAV007", Severity.ERROR, reads=("tavolo", "ente", "patto"))
def coordinators_sit_at_the_table(rete: Rete) -> Iterator[Fault]:
    """Chi coordina un tavolo vi siede per tutto il tempo.

    Alla plenaria e ai tavoli aperti basta aderire alla rete. Se di un tavolo non si conoscono i
    componenti, e l'elenco del registro è parziale, il controllo tace.
    """
    complete = rete.patto is not None and rete.patto.is_complete
    for tavolo in rete.tavoli.values():
        if not (tavolo.componenti or tavolo.sits_all_members or complete):
            continue
        by_body: dict[str, list[Periodo]] = defaultdict(list)
        for seat in tavolo.componenti:
            by_body[seat.ente].append(seat)
        for item in coordinations(tavolo):
            ente = rete.enti.get(item.period.ente)
            if ente is None:
                continue
            holders = by_body[ente.id]
            if surely_leaves(item.period, [*holders, *_membership(tavolo, ente.adesioni)]):
                yield Fault(
                    file=tavolo.file,
                    path=item.path,
                    message=f"{item.what}: in quel tempo l'ente non siede sempre al tavolo",
                    remedy=(
                        "correggi le date, o scrivi le adesioni dell'ente che mancano"
                        if tavolo.sits_all_members
                        else "correggi le date, o scrivi il posto che manca in «componenti»"
                    ),
                )


def _membership(tavolo: Tavolo, adhesions: tuple[Periodo, ...]) -> tuple[Periodo, ...]:
    return adhesions if tavolo.sits_all_members else ()


@rule("TAV008", Severity.ERROR, reads=("tavolo",))
def nobody_sits_at_a_table_that_is_not_there(rete: Rete) -> Iterator[Fault]:
    """Nessuno siede a un tavolo, o lo coordina, prima che sia istituito o dopo che è chiuso.

    Con la chiusura di un tavolo finiscono tutti i posti e il coordinamento: vanno chiusi lo stesso
    giorno, altrimenti risulterebbero ancora aperti.
    """
    for tavolo in rete.tavoli.values():
        whole = life(tavolo, "il tavolo").period
        first, last = possible_days(whole)
        for item in (*seats(tavolo), *coordinations(tavolo)):
            dal, al = item.period.dal, item.period.al
            if dal is not None and dal.ultimo < first:
                yield Fault(
                    file=tavolo.file,
                    path=(*item.path, "dal"),
                    message=f"{item.what} comincia prima dell'istituzione del tavolo ({whole.dal})",
                    remedy="correggi «dal» o la data dell'istituzione",
                )
            if (al.primo if al else date.max) > last:
                said = f"finisce il {al}, dopo" if al else "è ancora aperto dopo"
                yield Fault(
                    file=tavolo.file,
                    path=(*item.path, "al") if al else item.path,
                    message=f"{item.what} {said} la chiusura del tavolo ({whole.al})",
                    remedy=f"scrivi «al: {whole.al}», o correggi la chiusura",
                )


@rule("TAV020", Severity.ERROR, reads=("tavolo",))
def closing_words_have_an_end(rete: Rete) -> Iterator[Fault]:
    """Un posto o un coordinamento con una causa o un atto di fine dice quando è finito.

    Senza «al» risulta ancora aperto: l'ente continuerebbe a essere convocato e contato.
    """
    for tavolo in rete.tavoli.values():
        yield from closed_without_end(seats(tavolo))
        yield from closed_without_end(coordinations(tavolo))


RULES: tuple[Rule, ...] = (
    periods_end_after_they_start,
    a_body_sits_once,
    one_coordinator_at_a_time,
    coordinators_sit_at_the_table,
    nobody_sits_at_a_table_that_is_not_there,
    closing_words_have_an_end,
)
