"""The annex of signatories on a day: who joined, how, by which acts, until when."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from rete.documents.ente_di_un_giorno import name_on
from rete.italiano import short_date
from rete.model.comuni import FONTE
from rete.model.ente import Adesione, Ente
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import act_in_words
from rete.reckoning.runs import unbroken_run
from rete.records import frozen

Modo = Literal["firma", "adesione", "ammissione", "subentro", "qualifica", "fonte", "altro"]


@frozen
class Firmatario:
    """One period of one body: who comes back, or is of another quality, stands here twice."""

    ente: Ente
    adesione: Adesione
    denominazione: str
    modo: Modo
    atto: str
    atto_proprio: str | None
    uscito: bool
    atto_fine: str | None


def firmatari(rete: Rete, giorno: date, _riferimento: str | None = None) -> dict[str, Any]:
    """Whoever was in by a day, also those that have left since; in order of entry."""
    found = sorted(_periods(rete, giorno), key=_by_entry)
    return {
        "righe": tuple(_row(rete, ente, adesione, giorno) for ente, adesione in found),
        "firmatari_totale": _declared(rete, giorno),
        "illeggibili": rete.unread_names("ente"),
    }


def _periods(rete: Rete, giorno: date) -> Iterator[tuple[Ente, Adesione]]:
    for ente in rete.enti.values():
        for adesione in ente.adesioni:
            if adesione.dal is None or adesione.dal.primo <= giorno:
                yield ente, adesione


def _by_entry(pair: tuple[Ente, Adesione]) -> tuple[date, str, str]:
    ente, adesione = pair
    since = adesione.dal.primo if adesione.dal else date.max
    return (since, ente.denominazione.casefold(), ente.id)


def _row(rete: Rete, ente: Ente, adesione: Adesione, giorno: date) -> Firmatario:
    ended = adesione.al is not None and adesione.al.ultimo <= giorno
    own = adesione.atto_proprio
    return Firmatario(
        ente=ente,
        adesione=adesione,
        denominazione=name_on(ente, giorno),
        modo=_how(rete, ente, adesione),
        atto=act_in_words(adesione.atto, rete),
        atto_proprio=_own_act(rete, own) if own else None,
        uscito=ended,
        atto_fine=act_in_words(adesione.atto_fine, rete) if ended and adesione.atto_fine else None,
    )


def _how(rete: Rete, ente: Ente, adesione: Adesione) -> Modo:
    *before, current = unbroken_run(adesione, ente.adesioni)
    if before and before[-1].qualita != current.qualita:
        return "qualifica"
    if adesione.atto == FONTE:
        return "fonte"
    found = rete.act(adesione.atto)
    if found is None:
        return "altro"
    if _succeeds(found, ente.id):
        return "subentro"
    if found.decisione is not None:
        return "ammissione"
    match found.atto.tipo if found.atto else "altro":
        case "stipula":
            return "firma"
        case "adesione":
            return "adesione"
        case _:
            return "altro"


def _succeeds(found: Provvedimento, ente: str) -> bool:
    """Whether an act says that a body takes the place of others."""
    act = found.decisione or found.atto
    effects = act.effetti if act else ()
    return any(effetto.tipo == "subentro" and ente in effetto.a for effetto in effects)


def _own_act(rete: Rete, reference: str) -> str:
    """The body's own resolution as it is cited: who adopted it, its number, its day."""
    found = rete.act(reference)
    atto = found.atto if found else None
    if atto is None or not (atto.organo or atto.numero):
        return act_in_words(reference, rete)
    parts = [part for part in (atto.organo, f"n. {atto.numero}" if atto.numero else None) if part]
    return f"{', '.join(parts)} del {short_date(atto.data)} ({reference})"


def _declared(rete: Rete, giorno: date) -> int | None:
    """How many signed, where the act of signing says a number greater than the names it has."""
    for atto in sorted(rete.atti.values(), key=lambda atto: atto.id):
        total = atto.firmatari_totale or 0
        if atto.tipo == "stipula" and atto.data <= giorno and total > len(atto.firmatari):
            return total
    return None
