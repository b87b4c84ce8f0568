"""The minutes of a sitting as they are signed (`decisioni_a_verbale`, `presenze_a_verbale`)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from rete.documents import the_sitting
from rete.documents.decisioni_a_verbale import DecisioneTesto, decisions
from rete.documents.presenze_a_verbale import presences
from rete.model.rete import Rete
from rete.model.svolgimento import proceedings
from rete.model.verbale import Approvazione, Azione, Decisione, Punto, Verbale
from rete.reckoning.acts_in_words import act_in_words, effect_in_words
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.follow_ups import who_does
from rete.reckoning.selection import approvato_il
from rete.reckoning.sitting import Seduta, sitting_of
from rete.records import frozen


@frozen
class TavoloTesto:
    nome: str
    genere: str | None


@frozen
class AzioneTesto:
    """``responsabili`` are the names of all who do it, also of those that are no bodies."""

    azione: Azione
    responsabili: tuple[str, ...]


@frozen
class FattoTesto:
    """One thing that happened at a point; ``prosegue``: said after a decision of the same point."""

    testo: str | None = None
    decisione: DecisioneTesto | None = None
    azione: AzioneTesto | None = None
    prosegue: bool = False


@frozen
class PuntoTesto:
    """A point; ``fatti`` is what happened in its order, without the discussion that comes first."""

    punto: Punto
    decisioni: tuple[DecisioneTesto, ...]
    fatti: tuple[FattoTesto, ...]


@frozen
class ApprovazioneTesto:
    """On which day and by which act, in words."""

    approvazione: Approvazione
    giorno: date | None
    atto: str | None


def verbale(rete: Rete, giorno: date, riferimento: str | None) -> dict[str, Any]:
    """The minutes with this id, as they stand on a day; ReteError where they are not there.

    ``rettifiche`` are the later acts that correct what they say of who was there. Of the decisions
    under no point, ``prime_decisioni`` came before every one that has a point, ``ultime_decisioni``
    are the others.
    """
    record = the_sitting(rete, riferimento)
    seduta = sitting_of(rete, record)
    taken = decisions(rete, seduta)
    point_of = _points_of_decisions(record)
    first = min((n for n, point in point_of.items() if point is not None), default=0)
    loose = [one for one in taken if point_of[one.decisione.n] is None]
    return {
        **heading(rete, seduta, giorno),
        "tavoli": tuple(_table(rete, tavolo) for tavolo in record.tavoli),
        "seconda_di": _first_call(rete, record),
        "prime_decisioni": tuple(one for one in loose if one.decisione.n < first),
        "punti": tuple(
            PuntoTesto(
                punto=punto,
                decisioni=tuple(d for d in taken if point_of[d.decisione.n] == punto.punto),
                fatti=tuple(_what_happened(rete, record, punto, taken)),
            )
            for punto in record.odg
        ),
        "ultime_decisioni": tuple(one for one in loose if one.decisione.n >= first),
        "azioni": tuple(_action(rete, azione) for azione in record.azioni),
        "rettifiche": tuple(_corrections(rete, record)),
    }


def _what_happened(
    rete: Rete, record: Verbale, punto: Punto, taken: Sequence[DecisioneTesto]
) -> Iterator[FattoTesto]:
    has_decided = False
    for one in proceedings(record, replace(punto, discussione=None)):
        match one:
            case str():
                yield FattoTesto(testo=one, prosegue=has_decided)
                has_decided = False
            case Decisione():
                yield from (FattoTesto(decisione=d) for d in taken if d.decisione is one)
                has_decided = True
            case Azione():
                yield FattoTesto(azione=_action(rete, one))


def _action(rete: Rete, azione: Azione) -> AzioneTesto:
    return AzioneTesto(azione=azione, responsabili=who_does(rete, azione))


def heading(rete: Rete, seduta: Seduta, giorno: date) -> dict[str, Any]:
    """What minutes and an extract of them begin and end with; names are those of bodies.

    ``approvazione`` is None while the minutes are a draft.
    """
    record = seduta.verbale
    return {
        "verbale": record,
        "presiede": rete.nome_ente(record.presiede) if record.presiede else None,
        "presenze": presences(rete, seduta),
        "approvazione": _approval(rete, record, giorno),
    }


def _table(rete: Rete, tavolo: str) -> TavoloTesto:
    record = rete.tavoli.get(tavolo)
    return TavoloTesto(nome=rete.nome_tavolo(tavolo), genere=record.genere if record else None)


def _points_of_decisions(record: Verbale) -> dict[int, int | None]:
    """The point of each decision by its number; None where the agenda does not have it."""
    places = {punto.punto for punto in record.odg}
    return {d.n: d.punto if d.punto in places else None for d in record.decisioni}


def _first_call(rete: Rete, record: Verbale) -> str | None:
    """The first call in words, where this is the second one."""
    if record.seconda_di is None:
        return None
    first = rete.verbali.get(record.seconda_di)
    return f"{first.data:%d/%m/%Y}" if first else ""


def _approval(rete: Rete, record: Verbale, giorno: date) -> ApprovazioneTesto | None:
    """How and when minutes were approved; None where on that day they were not."""
    approved = record.approvazione
    when = approvato_il(rete, record)
    if approved is None or (when is not None and when > giorno):
        return None
    return ApprovazioneTesto(
        approvazione=approved,
        giorno=when,
        atto=act_in_words(approved.atto, rete) if approved.atto else None,
    )


def _corrections(rete: Rete, record: Verbale) -> Iterator[str]:
    for by, effetto in acts_of(rete).rectifying(record.id):
        act = act_in_words(by.riferimento, rete)
        yield f"{effect_in_words(effetto, rete)}: {act}"
