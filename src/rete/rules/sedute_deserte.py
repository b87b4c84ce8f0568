"""Sittings that may not have decided: deserted, called again, with a tie nobody can tell."""

from typing import Final

from rete.diagnostics import Faults, fault
from rete.model.rete import Rete
from rete.model.verbale import Verbale, Votazione
from rete.model.vigenti import rules_of_sitting
from rete.reckoning.counts_in_words import fraction_in_words, votes_in_words
from rete.reckoning.lengths import length_in_words
from rete.reckoning.seating import Chiamata, second_call_is_too_soon
from rete.reckoning.sitting import Apertura, Seduta, sittings, stated_outcome
from rete.rules.rule import warning
from rete.rules.sedute import EVERYTHING, counts


@warning("VER053", *EVERYTHING)
def a_deserted_sitting_lacked_its_quorum(rete: Rete) -> Faults:
    """Una seduta dichiarata deserta non aveva il numero legale.

    Si conta chi c'era alla fine, dopo le entrate e le uscite. Se il numero legale c'era, la seduta
    poteva decidere, e la seconda convocazione non può contare su meno presenti. Dove le regole non
    chiedono un numero legale, o non si sa chi c'era, non si controlla.
    """
    for seduta in sittings(rete):
        end = seduta.chiusura if seduta.verbale.deserta is not None else None
        if end is not None and end.in_numero:
            yield fault(
                seduta.verbale,
                ("deserta",),
                f"la seduta è dichiarata deserta, ma il numero legale c'era: {_reached(end)}",
                "controlla presenti, deleghe e movimenti: di chi se n'è andato si scrive quando",
            )


def _reached(moment: Apertura) -> str:
    """«presenti 4 su 6 aventi diritto, ne servono più di 1/2, cioè almeno 4»; of each table."""
    told = []
    for asked in moment.numeri_legali:
        of = f" di «{asked.tavolo}»" if asked.tavolo else ""
        least = fraction_in_words(asked.quorum, asked.servono)
        told.append(
            f"presenti {asked.presenti} su {asked.base} aventi diritto{of}, ne servono {least}"
        )
    return "; ".join(told)


@warning("VER054", *EVERYTHING)
def a_second_call_follows_a_deserted_first(rete: Rete) -> Faults:
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
            yield fault(
                verbale,
                ("seconda_di",),
                f"«{first.verbale.id}», di cui questa è la seconda convocazione, non è "
                f"andata deserta: {why}",
                "controlla chi c'era alla prima e se è andata deserta; se è giusto, la "
                "seconda va contata come una prima convocazione",
            )


def first_call_of(rete: Rete, verbale: Verbale) -> Verbale | None:
    """The first call of a second one, if it can be one: VER016 tells of those that cannot."""
    first = rete.verbali.get(verbale.seconda_di or "")
    if first is None or first.tavolo != verbale.tavolo:
        return None
    return first if first.order < verbale.order else None


def _why_it_was_valid(rete: Rete, first: Seduta) -> str | None:
    """What shows that a sitting was held; None where its quorum was missing, or nobody can tell."""
    opening = first.apertura
    if opening is not None and opening.in_numero is not None:
        return _reached(opening) if opening.in_numero else None
    for decisione in first.verbale.decisioni:
        if stated_outcome(rete, first.verbale, decisione) == "approvata":
            return f"ha approvato la decisione {decisione.n}"
    return None


@warning("VER055", "verbale", "patto", "tavolo")
def a_second_call_waits_for_its_first(rete: Rete) -> Faults:
    """La seconda convocazione comincia dopo la prima, passato il tempo che chiedono le regole.

    Il tempo è in `convocazione.seconda_dopo`; le ore si contano da quella della prima convocazione,
    i giorni dal suo giorno. Dove un'ora non è scritta si segnala solo quello che è sbagliato a
    qualunque ora.
    """
    for verbale in rete.verbali.values():
        first = first_call_of(rete, verbale)
        if first is not None:
            said = _too_soon(rete, first, verbale)
            if said is not None:
                yield fault(
                    verbale,
                    ("inizio",) if verbale.inizio else ("seconda_di",),
                    f"la seconda convocazione {said}",
                    "correggi i giorni e le ore delle due sedute, se sono sbagliati",
                )
        call = verbale.convocazione
        foreseen = call.seconda_il if call else None
        if foreseen is not None and foreseen >= verbale.data:
            wait = second_call_is_too_soon(
                rules_of_sitting(rete, verbale),
                Chiamata(giorno=verbale.data, ora=verbale.prevista.ora),
                Chiamata(giorno=foreseen, ora=call.seconda_ora if call else None),
            )
            if wait is not None:
                yield fault(
                    verbale,
                    ("convocazione", "seconda_il"),
                    f"la seconda convocazione è per il {foreseen}: dalla prima devono "
                    f"passare {length_in_words(wait)}",
                    "correggi il giorno, se è sbagliato",
                )


def _too_soon(rete: Rete, first: Verbale, second: Verbale) -> str | None:
    """What is wrong with the hours of a second call; None where they are right, or not known."""
    if second.data == first.data and first.inizio is not None and second.inizio is not None:
        if second.inizio <= first.inizio:
            return f"comincia alle {second.inizio}, e la prima è alle {first.inizio}"
        gone = first.deserta
        if gone is not None and first.inizio <= gone and second.inizio < gone:
            return f"comincia alle {second.inizio}, prima che la prima vada deserta alle {gone}"
    wait = second_call_is_too_soon(
        rules_of_sitting(rete, first),
        Chiamata(giorno=first.data, ora=first.prevista.ora),
        Chiamata(giorno=second.data, ora=second.inizio or second.prevista.ora),
    )
    if wait is None:
        return None
    return f"viene troppo presto: dalla prima devono passare {length_in_words(wait)}"


@warning("VER052", *EVERYTHING)
def ties_can_be_told(rete: Rete) -> Faults:
    """Di una parità che tocca a chi presiede si sa come ha votato chi presiede.

    Dove le regole dicono «parita: presiede» e serve più della metà, dalla parte di chi presiede si
    conta un voto in più. Se il voto è segreto, se il verbale non dice chi presiede, se chi presiede
    in quel momento non c'era o era escluso, o se ci sono solo i numeri, nessuno può dire se la
    proposta è approvata.
    """
    for verbale, index, conto in counts(rete):
        votazione, votes = conto.decisione.votazione, conto.voti
        if not conto.parita_ignota or votazione is None or votes is None:
            continue
        if stated_outcome(rete, verbale, conto.decisione) == "presa-d-atto":
            continue
        chair = verbale.presiede
        who = f"«{chair}», che presiede" if chair else "chi presiede, che il verbale non nomina"
        yield fault(
            verbale,
            ("decisioni", index, "votazione"),
            f"la decisione {conto.decisione.n} è in parità ({votes_in_words(votes)}): "
            f"decide il voto di {who}, e non si può dire quale sia stato",
            _what_to_do(verbale, votazione),
        )


_AGAIN: Final = "se importa, la proposta si vota di nuovo"


def _what_to_do(verbale: Verbale, votazione: Votazione) -> str:
    if verbale.is_approved:
        return f"un verbale approvato non si cambia: {_AGAIN}"
    if verbale.presiede is None:
        return "scrivi in «presiede» chi presiedeva"
    if votazione.metodo == "segreto":
        return f"un voto segreto non lo dice: {_AGAIN}"
    if votazione.conteggio is not None:
        return "scrivi in «contrari» e «astenuti» chi non era a favore, se si sa"
    return (
        "controlla «presiede», i movimenti e gli esclusi; se sono giusti presiedeva un altro, e il "
        f"verbale non dice chi: {_AGAIN}"
    )
