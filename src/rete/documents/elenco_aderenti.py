"""The list of members on a day: who is in, since when, by which act."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from rete.documents.ente_di_un_giorno import entry, name_on
from rete.model.ente import Adesione, Ente
from rete.model.rete import Rete
from rete.model.tempo import DataParziale, any_covers
from rete.reckoning.acts_in_words import act_in_words, since_in_words
from rete.reckoning.missing import last_published_count
from rete.reckoning.offices import offices_on
from rete.reckoning.terms import term_on
from rete.records import frozen


@frozen
class Riga:
    """One member; ``dal`` is unknown where a source says only that it was already in."""

    ente: Ente
    denominazione: str
    adesione: Adesione
    dal: DataParziale | None
    atto: str
    sospeso: bool


@frozen
class CaricaTenuta:
    """Who holds an office; ``dal`` says since when, in words."""

    carica: str
    ente: str
    dal: str


def elenco_aderenti(rete: Rete, giorno: date, _riferimento: str | None = None) -> dict[str, Any]:
    """The members of a day, by name; ``incerti`` are the bodies that nobody can say."""
    patto = rete.patto
    righe = tuple(_rows(rete, giorno))
    return {
        "righe": righe,
        "pubblici": sum(riga.ente.natura == "pubblico" for riga in righe),
        "privati": sum(riga.ente.natura == "privato-sociale" for riga in righe),
        "osservatori": sum(riga.adesione.qualita == "osservatore" for riga in righe),
        "sospesi": sum(riga.sospeso for riga in righe),
        "incerti": tuple(_uncertain(rete, giorno)),
        "illeggibili": rete.unread_names("ente"),
        "cariche": tuple(_offices(rete, giorno)),
        "conteggio": last_published_count(patto, giorno) if patto else None,
        "in_vigore": patto is None or term_on(patto, giorno) is not None,
    }


def _rows(rete: Rete, giorno: date) -> Iterator[Riga]:
    members = sorted(rete.membri(giorno), key=lambda ente: _by_name(ente, giorno))
    for ente in members:
        adesione = rete.adesione(ente, giorno)
        if adesione is None:
            continue
        ingresso = entry(ente, adesione)
        yield Riga(
            ente=ente,
            denominazione=name_on(ente, giorno),
            adesione=adesione,
            dal=ingresso.dal,
            atto=act_in_words(ingresso.atto, rete),
            sospeso=any_covers(ente.sospensioni, giorno) is True,
        )


def _offices(rete: Rete, giorno: date) -> Iterator[CaricaTenuta]:
    for office, holders in offices_on(rete, giorno):
        for held in holders:
            ente = rete.enti.get(held.ente)
            yield CaricaTenuta(
                carica=office,
                ente=name_on(ente, giorno) if ente else held.ente,
                dal=since_in_words(held.dal),
            )


def _uncertain(rete: Rete, giorno: date) -> Iterator[str]:
    """Bodies of which the register cannot tell whether they were in."""
    found = [ente for ente in rete.enti.values() if any_covers(ente.adesioni, giorno) is None]
    for ente in sorted(found, key=lambda ente: _by_name(ente, giorno)):
        yield name_on(ente, giorno)


def _by_name(ente: Ente, giorno: date) -> tuple[str, str]:
    return (name_on(ente, giorno).casefold(), ente.id)
