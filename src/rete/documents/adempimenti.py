"""The duties that fell due in a term of the pact, and on which days; for `monitoraggio`."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from rete.model.comuni import Durata
from rete.model.patto import Adempimento, Patto
from rete.model.rete import Rete
from rete.reckoning.deadlines.from_pact import times_in
from rete.reckoning.lengths import every_in_words
from rete.reckoning.terms import Term
from rete.records import frozen


@frozen
class AdempimentoTesto:
    """One duty; ``giorni`` are those on which it fell due in the term, until the day asked.

    ``nel_registro`` is what the register can say of whether it was done.
    """

    dovuto: Adempimento
    chi: str
    quando: str
    giorni: tuple[date, ...]
    nel_registro: str


def duties_in(
    rete: Rete, patto: Patto, term: Term | None, giorno: date
) -> tuple[AdempimentoTesto, ...]:
    """The duties that fell due in a term by a day."""
    found = []
    for duty in patto.adempimenti:
        days = tuple(_days(rete, duty, term, giorno))
        if days:
            found.append(_duty(rete, duty, days))
    return tuple(found)


def _duty(rete: Rete, duty: Adempimento, days: tuple[date, ...]) -> AdempimentoTesto:
    who = rete.nome_ente(duty.chi) if duty.chi in rete.enti else rete.nome_tavolo(duty.chi)
    once = duty.entro is not None
    return AdempimentoTesto(
        dovuto=duty,
        chi=who,
        quando="una volta sola" if once else every_in_words(duty.ogni or Durata()),
        giorni=days,
        nel_registro="è ancora fra gli adempimenti del patto: non risulta fatto"
        if once
        else "il registro non annota se è stato fatto",
    )


def _days(rete: Rete, duty: Adempimento, term: Term | None, giorno: date) -> Iterator[date]:
    """The days in a term, not after one, on which a duty fell due."""
    if term is None or term.dal is None:
        return
    if duty.entro is not None:
        in_time = term.al is None or duty.entro <= term.al.ultimo
        if term.dal.primo <= duty.entro <= giorno and in_time:
            yield duty.entro
    elif duty.ogni is not None:
        yield from takewhile(lambda day: day <= giorno, times_in(rete, term, duty.ogni, giorno))
