"""A body or a table on one page: what its card says, attendance of a year, actions still open."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from rete.documents import asked_for
from rete.model.rete import Rete
from rete.model.tempo import next_day
from rete.reckoning.attendance import Frequenza
from rete.reckoning.follow_ups import AzioneInElenco, FiltroAzioni, azioni_scelte, who_does
from rete.reckoning.seating import a_year_before
from rete.records import frozen
from rete.views import enti, tavoli
from rete.views.azioni import situation
from rete.views.lists_and_cards import Riga, Scheda
from rete.views.presenze import FiltroPresenze, percentage, presences_of, thresholds_in_words


@frozen
class Voce:
    """A line of the card, with those that go with it; ``etichetta`` may be empty."""

    etichetta: str
    testo: str
    seguito: tuple[str, ...]


@frozen
class Parte:
    titolo: str
    voci: tuple[Voce, ...]


@frozen
class PresenzaTesto:
    """``chi`` is the table in the card of a body, the body in that of a table."""

    chi: str
    frequenza: Frequenza
    percentuale: int


@frozen
class AzioneAperta:
    scelta: AzioneInElenco
    responsabili: tuple[str, ...]
    situazione: str


def scheda_ente(rete: Rete, giorno: date, riferimento: str | None) -> dict[str, Any]:
    """The card of a body on a day; ReteError where it is not there."""
    ente = asked_for(rete.enti, "l'ente", riferimento)
    return _card(rete, enti.scheda_ente(rete, ente, giorno), giorno, ente=ente.id)


def scheda_tavolo(rete: Rete, giorno: date, riferimento: str | None) -> dict[str, Any]:
    """The card of a table on a day; ReteError where it is not there."""
    tavolo = asked_for(rete.tavoli, "il tavolo", riferimento)
    return _card(rete, tavoli.scheda_tavolo(rete, tavolo, giorno), giorno, tavolo=tavolo.id)


def _card(
    rete: Rete, scheda: Scheda, giorno: date, *, ente: str | None = None, tavolo: str | None = None
) -> dict[str, Any]:
    since = next_day(a_year_before(giorno))
    attended = FiltroPresenze(al=giorno, dal=since, ente=ente, tavolo=tavolo)
    found = presences_of(rete, attended)
    return {
        "titolo": scheda.titolo,
        "voci": tuple(_entries(scheda.righe)),
        "parti": tuple(
            Parte(titolo=section.titolo, voci=tuple(_entries(section.righe)))
            for section in scheda.sezioni
            if section.righe
        ),
        "presenze": tuple(_attendance(rete, row, attended) for row in found.righe),
        "soglie": tuple(thresholds_in_words(rete, found.soglie)),
        "azioni": tuple(open_actions(rete, FiltroAzioni(ente=ente, tavolo=tavolo), giorno)),
    }


def _entries(rows: Sequence[Riga]) -> Iterator[Voce]:
    """Lines without a label go with the one above, where there is one."""
    label, texts = "", list[str]()
    for row in rows:
        if (row.etichetta or not label) and texts:
            yield Voce(etichetta=label, testo=texts[0], seguito=tuple(texts[1:]))
            texts = []
        label = row.etichetta or label
        texts.append(row.testo)
    if texts:
        yield Voce(etichetta=label, testo=texts[0], seguito=tuple(texts[1:]))


def _attendance(rete: Rete, row: Frequenza, attended: FiltroPresenze) -> PresenzaTesto:
    of_a_body = attended.ente is not None
    return PresenzaTesto(
        chi=rete.nome_tavolo(row.tavolo) if of_a_body else rete.nome_ente(row.ente),
        frequenza=row,
        percentuale=percentage(row),
    )


def open_actions(rete: Rete, given: FiltroAzioni, day: date) -> Iterator[AzioneAperta]:
    """The actions of a body or a table that are still open on a day."""
    for one in azioni_scelte(rete, given, day):
        yield AzioneAperta(
            scelta=one,
            responsabili=who_does(rete, one.oggi),
            situazione=situation(one),
        )
