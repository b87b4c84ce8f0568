"""Follow-ups: of which actions, on which days, until they are done."""

from collections import defaultdict
from collections.abc import Iterator

from rete.diagnostics import Faults, fault
from rete.italiano import in_quotes
from rete.model.rete import Rete
from rete.model.seguito import Seguito, SeguitoAzione
from rete.rules.rule import error, warning
from rete.rules.voci import unknown_bodies


@error("SEG001", "seguito", "verbale")
def follow_ups_are_of_actions_that_exist(rete: Rete) -> Faults:
    """Un seguito riguarda un'azione di un verbale del registro.

    Il verbale è quello del nome del file, l'azione quella che ha quel numero nel verbale.
    """
    for seguito in rete.seguiti.values():
        verbale = rete.verbali.get(seguito.id)
        if verbale is None:
            if not rete.verbale_exists(seguito.id):
                yield fault(
                    seguito,
                    (),
                    f"il verbale «{seguito.id}» non è nel registro",
                    f"crea data/verbali/{seguito.id[:4]}/{seguito.id}.yaml, o dai a questo "
                    "file il nome del suo verbale, se nessun altro lo ha",
                )
            continue
        actions = frozenset(azione.n for azione in verbale.azioni)
        for index, step in enumerate(seguito.azioni):
            if step.n not in actions:
                yield fault(
                    seguito,
                    ("azioni", index, "n"),
                    f"il verbale «{verbale.id}» non ha un'azione {step.n}",
                    "correggi «n»",
                )


@warning("SEG002", "seguito", "verbale")
def the_days_of_follow_ups_tell_which_holds(rete: Rete) -> Faults:
    """Nessun seguito viene prima della seduta, e due dello stesso giorno non si contraddicono.

    I seguiti si leggono per data, in qualunque ordine siano le righe: due modifiche fatte insieme
    e poi unite restano valide tutte e due. Se due dello stesso giorno dicono cose diverse vale la
    riga che viene dopo, e va guardata.
    """
    for seguito in rete.seguiti.values():
        verbale = rete.verbali.get(seguito.id)
        for index, step, before in _with_what_came_before(seguito):
            if verbale is not None and step.data < verbale.data:
                why = f"prima della seduta del {verbale.data}"
                remedy = "correggi la data"
            elif other := next((one for one in before if _is_at_odds(one, step)), None):
                why = f"e un altro dello stesso giorno dice altro: {_at_odds(other, step)}"
                remedy = "vale questa riga, che viene dopo: se non è così, correggi le date"
            else:
                continue
            yield fault(
                seguito,
                ("azioni", index, "data"),
                f"il seguito dell'azione {step.n} è del {step.data}, {why}",
                remedy,
            )


@warning("SEG003", "seguito")
def nothing_follows_the_end_of_an_action(rete: Rete) -> Faults:
    """Dopo che un'azione è fatta o annullata non le succede più niente.

    Se resta qualcosa da fare, è un'azione nuova di un'altra seduta. Può succedere quando si
    uniscono due modifiche fatte insieme: vale il seguito con la data più recente, e l'azione può
    tornare aperta.
    """
    for seguito in rete.seguiti.values():
        for index, step, before in _with_what_came_before(seguito):
            ended = next((one for one in before if one.stato != "in-corso"), None)
            if ended is not None and not _is_at_odds(ended, step):
                yield fault(
                    seguito,
                    ("azioni", index),
                    f"il seguito dell'azione {step.n} del {step.data} («{step.stato}») viene "
                    f"dopo che è «{ended.stato}» dal {ended.data}",
                    "se una delle due righe è sbagliata, correggi «stato» o «data»",
                )


@error("SEG004", "seguito", "ente")
def who_takes_over_an_action_is_known(rete: Rete) -> Faults:
    """Chi prende in carico un'azione è un ente del registro.

    Un nome che non corrisponde a nessuna scheda non si può sollecitare.
    """
    for seguito in rete.seguiti.values():
        named = (
            (("azioni", index, "responsabili", position), ente)
            for index, step in enumerate(seguito.azioni)
            for position, ente in enumerate(step.responsabili)
        )
        yield from unknown_bodies(rete, seguito, named)


def _with_what_came_before(
    seguito: Seguito,
) -> Iterator[tuple[int, SeguitoAzione, tuple[SeguitoAzione, ...]]]:
    """Each follow-up, by date, with those before it of its action: its end, those of that day."""
    past: dict[int, tuple[SeguitoAzione, ...]] = defaultdict(tuple)
    for index, step in sorted(enumerate(seguito.azioni), key=lambda one: one[1].data):
        before = past[step.n]
        yield index, step, before
        ends = [one for one in before if one.stato != "in-corso"][:1]
        that_day = [one for one in before if one.data == step.data and one not in ends]
        past[step.n] = (*ends, *that_day, step)


def _is_at_odds(one: SeguitoAzione, other: SeguitoAzione) -> bool:
    return one.data == other.data and _at_odds(one, other) is not None


def _at_odds(one: SeguitoAzione, other: SeguitoAzione) -> str | None:
    """What two follow-ups say otherwise, each in its own words; None where they can both hold."""
    if one.stato != other.stato:
        return f"«{one.stato}» e «{other.stato}»"
    if one.entro and other.entro and one.entro != other.entro:
        return f"entro il {one.entro} ed entro il {other.entro}"
    here, there = _who(one), _who(other)
    if here and there and {*here} != {*there}:
        return f"affidata a {in_quotes(here)} e affidata a {in_quotes(there)}"
    return None


def _who(step: SeguitoAzione) -> tuple[str, ...]:
    return (*step.responsabili, *step.incaricati)
