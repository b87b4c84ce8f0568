"""Sittings without a quorum and what follows them: were they, and did the second call wait."""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.italiano import count
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.model.vigenti import rules_of_day
from rete.reckoning.counts_in_words import fraction_in_words
from rete.reckoning.invitations import Chiamata, second_call_is_too_soon
from rete.reckoning.sitting import Apertura, Seduta, sittings, stated_outcome
from rete.rules.rule import Rule, rule
from rete.rules.sedute import EVERYTHING


@rule("VER053", Severity.WARNING, reads=EVERYTHING)
def a_deserted_sitting_lacked_its_quorum(rete: Rete) -> Iterator[Fault]:
    """Una seduta dichiarata deserta non aveva il numero legale.

    Si conta chi c'era alla fine, dopo le entrate e le uscite. Se il numero legale c'era, la seduta
    poteva decidere, e la seconda convocazione non può contare su meno presenti. Dove le regole non
    chiedono un numero legale, o non si sa chi c'era, non si controlla.
    """
    for seduta in sittings(rete):
        end = seduta.chiusura if seduta.verbale.deserta is not None else None
        if end is not None and end.in_numero:
            yield Fault(
                file=seduta.verbale.file,
                path=("deserta",),
                message=f"la seduta è dichiarata deserta, ma il numero legale c'era: "
                f"{_reached(end)}",
                remedy="controlla presenti, deleghe e movimenti: di chi se n'è andato si scrive "
                "quando",
            )


def _reached(moment: Apertura) -> str:
    """«presenti 4 su 6 aventi diritto, ne servono più di 1/2, cioè almeno 4»."""
    presence, asked = moment.presenza, moment.numero_legale
    base = presence.base_numero_legale
    least = f", ne servono {fraction_in_words(asked.quorum, base)}" if asked else ""
    return f"presenti {presence.nel_numero_legale} su {base} aventi diritto{least}"


@rule("VER054", Severity.WARNING, reads=EVERYTHING)
def a_second_call_follows_a_deserted_first(rete: Rete) -> Iterator[Fault]:
    """Una seconda convocazione viene dopo una prima seduta andata deserta.

    In seconda convocazione possono bastare meno presenti: vale solo se la prima seduta non ha
    potuto decidere. Se la prima risulta in numero legale, o ha deciso, la seconda è contata con la
    misura sbagliata. Dove della prima non c'è il verbale, o non si può contare, non si controlla.
    """
    held = {seduta.verbale.id: seduta for seduta in sittings(rete)}
    for verbale in rete.verbali.values():
        call = first_call_of(rete, verbale)
        first = held.get(call.id) if call is not None else None
        if first is None or first.verbale.deserta is not None:
            continue
        why = _why_it_was_valid(rete, first)
        if why is not None:
            yield Fault(
                file=verbale.file,
                path=("seconda_di",),
                message=f"«{first.verbale.id}», di cui questa è la seconda convocazione, non è "
                f"andata deserta: {why}",
                remedy="controlla chi c'era alla prima e se è andata deserta; se è giusto, la "
                "seconda va contata come una prima convocazione",
            )


def first_call_of(rete: Rete, verbale: Verbale) -> Verbale | None:
    """The first call of a second one, if it can be one: VER016 tells of those that cannot."""
    first = rete.verbali.get(verbale.seconda_di or "")
    if first is None or first.tavolo != verbale.tavolo:
        return None
    return first if (first.data, first.id) < (verbale.data, verbale.id) else None


def _why_it_was_valid(rete: Rete, first: Seduta) -> str | None:
    """What shows that a sitting was held; None where its quorum was missing, or nobody can tell."""
    opening = first.apertura
    if opening is not None and opening.in_numero is not None:
        return _reached(opening) if opening.in_numero else None
    for decisione in first.verbale.decisioni:
        if stated_outcome(rete, first.verbale, decisione) == "approvata":
            return f"ha approvato la decisione {decisione.n}"
    return None


@rule("VER055", Severity.WARNING, reads=("verbale", "patto", "tavolo"))
def a_second_call_waits_for_its_first(rete: Rete) -> Iterator[Fault]:
    """La seconda convocazione comincia dopo la prima, passate le ore che chiedono le regole.

    Le ore sono in `convocazione.seconda_dopo`; si contano dall'ora della prima convocazione. Dove
    un'ora non è scritta si segnala solo quello che è sbagliato a qualunque ora.
    """
    for verbale in rete.verbali.values():
        first = first_call_of(rete, verbale)
        if first is not None:
            said = _too_soon(rete, first, verbale)
            if said is not None:
                yield Fault(
                    file=verbale.file,
                    path=("inizio",) if verbale.inizio else ("seconda_di",),
                    message=f"la seconda convocazione {said}",
                    remedy="correggi i giorni e le ore delle due sedute, se sono sbagliati",
                )
        foreseen = verbale.convocazione.seconda_il if verbale.convocazione else None
        if foreseen is not None and foreseen >= verbale.data:
            hours = second_call_is_too_soon(
                rules_of_day(rete, verbale.data, verbale.tavolo),
                Chiamata(giorno=verbale.data, ora=verbale.inizio),
                Chiamata(giorno=foreseen),
            )
            if hours is not None:
                yield Fault(
                    file=verbale.file,
                    path=("convocazione", "seconda_il"),
                    message=f"la seconda convocazione è per il {foreseen}: dalla prima devono "
                    f"passare {count(hours, 'ora', 'ore')}",
                    remedy="correggi il giorno, se è sbagliato",
                )


def _too_soon(rete: Rete, first: Verbale, second: Verbale) -> str | None:
    """What is wrong with the hours of a second call; None where they are right, or not known."""
    if second.data == first.data and first.inizio is not None and second.inizio is not None:
        if second.inizio <= first.inizio:
            return f"comincia alle {second.inizio}, e la prima è alle {first.inizio}"
        gone = first.deserta
        if gone is not None and first.inizio <= gone and second.inizio < gone:
            return f"comincia alle {second.inizio}, prima che la prima vada deserta alle {gone}"
    hours = second_call_is_too_soon(
        rules_of_day(rete, first.data, first.tavolo),
        Chiamata(giorno=first.data, ora=first.inizio),
        Chiamata(giorno=second.data, ora=second.inizio),
    )
    if hours is None:
        return None
    return f"viene troppo presto: dalla prima devono passare {count(hours, 'ora', 'ore')}"


RULES: tuple[Rule, ...] = (
    a_deserted_sitting_lacked_its_quorum,
    a_second_call_follows_a_deserted_first,
    a_second_call_waits_for_its_first,
)
