"""The text of the notice that a sitting is moved or called off, to be sent as it is."""

from collections.abc import Iterator
from datetime import date

from rete.documents.seduta_prevista import addressees
from rete.italiano import date_after
from rete.model.convocazione import Previsione
from rete.model.rete import Rete
from rete.model.verbale import Verbale

_WAYS = {
    "distanza": "in collegamento a distanza",
    "mista": "in presenza e in collegamento a distanza",
    "presenza": "in presenza",
    "scritta": "in forma scritta",
}


def notice_of_a_move(
    rete: Rete, was: Verbale, day: date, now: Previsione, motivo: str | None
) -> Iterator[str]:
    """The lines of the notice: ``was`` is the sitting before, ``day`` and ``now`` what it becomes.

    A sitting of which nobody was told yet is «prevista», not «convocata».
    """
    stays = day == was.data
    yield f"Oggetto: {_tables(rete, was)}, seduta {'variata' if stays else 'spostata'}"
    yield ""
    if stays:
        yield f"La seduta {_as_called(was)} resta quel giorno, e si tiene{_in_words(now)}."
    else:
        yield f"La seduta {_as_called(was)} è spostata {date_after('al', day)}{_in_words(now)}."
    if motivo is not None:
        yield f"Motivo: {motivo}"
    yield "L'ordine del giorno resta lo stesso:"
    yield from (f"{punto.stampato}. {punto.titolo}" for punto in was.odg)
    yield from _to_whom(rete, was)


def notice_of_calling_off(rete: Rete, was: Verbale, motivo: str | None) -> Iterator[str]:
    """The same of a sitting that is not held."""
    yield f"Oggetto: {_tables(rete, was)}, seduta disdetta"
    yield ""
    yield f"La seduta {_as_called(was)} è disdetta: non si tiene."
    if motivo is not None:
        yield f"Motivo: {motivo}"
    yield from _to_whom(rete, was)


def _tables(rete: Rete, verbale: Verbale) -> str:
    return " e ".join(rete.nomi_tavoli(verbale.tavoli))


def _as_called(verbale: Verbale) -> str:
    called = "convocata" if verbale.inviata is not None else "prevista"
    return f"{called} per {date_after('il', verbale.data)}{_in_words(verbale.prevista)}"


def _in_words(place: Previsione) -> str:
    parts = (
        f" alle ore {place.ora}" if place.ora else "",
        f", presso {place.luogo}" if place.luogo else "",
        f", {_WAYS[place.modalita]}" if place.modalita else "",
        f" ({place.collegamento})" if place.collegamento else "",
    )
    return "".join(parts)


def _to_whom(rete: Rete, verbale: Verbale) -> Iterator[str]:
    yield ""
    yield "A:"
    for one in addressees(rete, verbale):
        office = f", {one.carica}" if one.carica else ""
        address = f" <{one.recapito}>" if one.recapito else " (nessun recapito nel registro)"
        yield f"- {one.ente}{office}{address}"
