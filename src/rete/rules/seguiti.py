"""Follow-ups: of which actions, in which order, until they are done."""

from collections import defaultdict
from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.rete import Rete
from rete.model.seguito import Seguito, SeguitoAzione
from rete.rules.riferimenti import unknown_bodies
from rete.rules.rule import Rule, rule


@rule("SEG001", Severity.ERROR, reads=("seguito", "verbale"))
def follow_ups_are_of_actions_that_exist(rete: Rete) -> Iterator[Fault]:
    """Un seguito riguarda un'azione di un verbale del registro.

    Il verbale è quello del nome del file, l'azione quella che ha quel numero nel verbale.
    """
    for seguito in rete.seguiti.values():
        verbale = rete.verbali.get(seguito.id)
        if verbale is None:
            if not rete.verbale_exists(seguito.id):
                yield Fault(
                    file=seguito.file,
                    message=f"il verbale «{seguito.id}» non è nel registro",
                    remedy=(
                        f"crea data/verbali/{seguito.id[:4]}/{seguito.id}.yaml o rinomina questo "
                        "file"
                    ),
                )
            continue
        actions = frozenset(azione.n for azione in verbale.azioni)
        for index, step in enumerate(seguito.azioni):
            if step.n not in actions:
                yield Fault(
                    file=seguito.file,
                    path=("azioni", index, "n"),
                    message=f"il verbale «{verbale.id}» non ha un'azione {step.n}",
                    remedy="correggi «n»",
                )


@rule("SEG002", Severity.ERROR, reads=("seguito", "verbale"))
def follow_ups_are_in_order(rete: Rete) -> Iterator[Fault]:
    """I seguiti di un'azione sono in ordine di data, e nessuno viene prima della seduta.

    Lo stato di un'azione è quello dell'ultima riga che la riguarda.
    """
    for seguito in rete.seguiti.values():
        verbale = rete.verbali.get(seguito.id)
        for index, step, before in _with_what_came_before(seguito):
            if verbale is not None and step.data < verbale.data:
                why = f"prima della seduta del {verbale.data}"
            elif before and step.data < before[-1].data:
                why = f"ma è scritto dopo quello del {before[-1].data}"
            else:
                continue
            yield Fault(
                file=seguito.file,
                path=("azioni", index, "data"),
                message=f"il seguito dell'azione {step.n} è del {step.data}, {why}",
                remedy="correggi la data, o metti le righe in ordine",
            )


@rule("SEG003", Severity.ERROR, reads=("seguito",))
def nothing_follows_the_end_of_an_action(rete: Rete) -> Iterator[Fault]:
    """Dopo che un'azione è fatta o annullata non le succede più niente.

    Se resta qualcosa da fare, è un'azione nuova di un'altra seduta.
    """
    for seguito in rete.seguiti.values():
        for index, step, before in _with_what_came_before(seguito):
            ended = next((one for one in before if one.stato != "in-corso"), None)
            if ended is not None:
                yield Fault(
                    file=seguito.file,
                    path=("azioni", index),
                    message=(
                        f"il seguito dell'azione {step.n} del {step.data} viene dopo che è "
                        f"«{ended.stato}» dal {ended.data}"
                    ),
                    remedy="togli la riga di troppo, o correggi «stato»",
                )


@rule("SEG004", Severity.ERROR, reads=("seguito", "ente"))
def who_takes_over_an_action_is_known(rete: Rete) -> Iterator[Fault]:
    """Chi prende in carico un'azione è un ente del registro.

    Un nome che non corrisponde a nessuna scheda non si può sollecitare.
    """
    for seguito in rete.seguiti.values():
        named = (
            (("azioni", index, "responsabili", position), ente)
            for index, step in enumerate(seguito.azioni)
            for position, ente in enumerate(step.responsabili)
        )
        yield from unknown_bodies(rete, seguito.file, named)


def _with_what_came_before(
    seguito: Seguito,
) -> Iterator[tuple[int, SeguitoAzione, tuple[SeguitoAzione, ...]]]:
    """Each follow-up with what is written above it of the same action: its end, and the last."""
    above: dict[int, tuple[SeguitoAzione, ...]] = defaultdict(tuple)
    for index, step in enumerate(seguito.azioni):
        before = above[step.n]
        yield index, step, before
        ends = [one for one in before if one.stato != "in-corso"][:1]
        above[step.n] = (*ends, step)


RULES: tuple[Rule, ...] = (
    follow_ups_are_of_actions_that_exist,
    follow_ups_are_in_order,
    nothing_follows_the_end_of_an_action,
    who_takes_over_an_action_is_known,
)
