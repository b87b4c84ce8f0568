"""The report of a monitoring: the trend of each indicator, what is missing, what was due."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import Any

from rete.errors import ReteError
from rete.model.comuni import Durata
from rete.model.monitoraggio import Valore
from rete.model.patto import Adempimento, Indicatore
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import act_in_words
from rete.reckoning.deadlines.from_pact import times_in
from rete.reckoning.lengths import every_in_words
from rete.reckoning.terms import Term, terms
from rete.records import frozen


@frozen
class ValoreTesto:
    """One value; ``differenza`` is from the one before; ``qui`` if this monitoring took it."""

    rilevato: Valore
    valore: str
    differenza: str | None
    qui: bool


@frozen
class IndicatoreTesto:
    indicatore: Indicatore
    obiettivo: str | None
    valori: tuple[ValoreTesto, ...]


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


def monitoraggio(rete: Rete, giorno: date, riferimento: str | None) -> dict[str, Any]:
    """The report of this monitoring as it stands on a day; ReteError where there is none.

    ``fatto`` is None where the monitoring was not made by the day asked.
    """
    patto = rete.patto
    if patto is None:
        raise ReteError("data/patto.yaml non si legge: correggilo prima di farne un documento")
    foreseen = next((one for one in patto.monitoraggi if one.id == riferimento), None)
    if foreseen is None:
        raise ReteError(f"il patto non prevede il monitoraggio «{riferimento}»")
    if rete.is_unread("monitoraggio", foreseen.id):
        raise ReteError(f"data/monitoraggi/{foreseen.id}.yaml non si legge: correggilo prima")
    made = rete.monitoraggi.get(foreseen.id)
    if made is not None and made.dal.primo > giorno:
        made = None
    term = next((one for one in terms(patto) if one.id == foreseen.periodo), None)
    own = {value.indicatore for value in made.valori} if made is not None else set()
    return {
        "previsto": foreseen,
        "periodo": term,
        "fatto": made,
        "atto": act_in_words(made.atto, rete) if made is not None and made.atto else None,
        "indicatori": tuple(_indicator(rete, one, foreseen.id, giorno) for one in patto.indicatori),
        "senza_valori": tuple(one.nome for one in patto.indicatori if one.id not in own),
        "adempimenti": tuple(
            _duty(rete, duty, days)
            for duty in patto.adempimenti
            if (days := tuple(_days(rete, duty, term, giorno)))
        ),
    }


def _indicator(rete: Rete, indicatore: Indicatore, here: str, giorno: date) -> IndicatoreTesto:
    return IndicatoreTesto(
        indicatore=indicatore,
        obiettivo=None if indicatore.obiettivo is None else _number(indicatore.obiettivo),
        valori=tuple(_trend(rete, indicatore.id, here, giorno)),
    )


def _trend(rete: Rete, indicatore: str, here: str, giorno: date) -> Iterator[ValoreTesto]:
    """Every value known by a day, the oldest first, whichever monitoring took it."""
    found: list[tuple[Valore, bool]] = [
        (value, one.id == here)
        for one in rete.monitoraggi.values()
        for value in one.valori
        if value.indicatore == indicatore and value.data.primo <= giorno
    ]
    before: float | None = None
    for value, own in sorted(found, key=lambda pair: (pair[0].data, not pair[1])):
        yield ValoreTesto(
            rilevato=value,
            valore=_number(value.valore),
            differenza=None if before is None else _difference(value.valore - before),
            qui=own,
        )
        before = value.valore


def _number(value: str | float) -> str:
    """A number as it is written in Italian; a text as it is."""
    if isinstance(value, str):
        return value
    rounded = round(value, 6)
    whole = rounded == int(rounded)
    return str(int(rounded)) if whole else f"{rounded}".replace(".", ",")


def _difference(change: float) -> str:
    sign = "+" if change > 0 else ("\N{MINUS SIGN}" if change < 0 else "")
    return f"{sign}{_number(abs(change))}"


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
