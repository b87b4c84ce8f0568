"""The articles with their versions in time: as signed, as in force on a day, or all of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from rete.model.comuni import FONTE
from rete.model.patto import Articolo, Patto, Termine, Versione
from rete.model.tempo import DataParziale, eve, first_day
from rete.reckoning.viste import Vista
from rete.records import frozen


@frozen
class ArticoloVigente:
    articolo: Articolo
    versione: Versione


def articles_in_force(patto: Patto, day: date) -> tuple[ArticoloVigente, ...]:
    """The articles that hold on a day with the version of that day, in the order of the pact."""
    return tuple(
        ArticoloVigente(articolo=articolo, versione=versione)
        for articolo in patto.articoli
        if (versione := version_on(articolo, day)) is not None
    )


def version_on(articolo: Articolo, day: date) -> Versione | None:
    """The last version begun by a day; one that says no start was there before the others."""
    begun = [v for v in articolo.versioni if first_day(v.dal) <= day]
    # The last written wins between two of the same day.
    return max(reversed(begun), key=lambda version: first_day(version.dal), default=None)


Origine = Literal["firmata", "incerta", "aggiunta", "modificata"]
"""Signed; perhaps there already (only sources tell it); added or amended afterwards."""


@frozen
class VersioneNelTempo:
    """One version: until when it holds, and whether it is that of the day asked about.

    ``mai`` says that another took its place before it ever held.
    """

    versione: Versione
    origine: Origine
    fino: DataParziale | None
    sostituita_da: str | None
    vale: bool
    mai: bool


@frozen
class ArticoloNelTempo:
    """An article with some of its versions, the oldest first."""

    articolo: Articolo
    versioni: tuple[VersioneNelTempo, ...]


def articles_in_view(patto: Patto, vista: Vista, day: date) -> tuple[ArticoloNelTempo, ...]:
    """The articles that a view shows, each with the versions that it shows, in the pact's order."""
    found = (article_in_view(patto, articolo, vista, day) for articolo in patto.articoli)
    return tuple(article for article in found if article.versioni)


def article_in_view(patto: Patto, articolo: Articolo, vista: Vista, day: date) -> ArticoloNelTempo:
    """One article with the versions that a view shows: none where it was not there."""
    whole = through_time(patto, articolo, day)
    match vista:
        case "originario":
            kept = tuple(v for v in whole.versioni if v.origine == "firmata")
        case "vigente":
            kept = tuple(v for v in whole.versioni if v.vale)
        case "multivigente":
            kept = whole.versioni
    return replace(whole, versioni=kept)


def through_time(patto: Patto, articolo: Articolo, day: date) -> ArticoloNelTempo:
    """One article with all its versions."""
    return ArticoloNelTempo(
        articolo=articolo, versioni=tuple(_versions(signing(patto), articolo, day))
    )


def signing(patto: Patto) -> Termine | None:
    """The first term of the pact: its act is the one by which the pact was signed."""
    dated = [termine for termine in patto.periodi if termine.dal is not None]
    return min(dated, key=lambda termine: first_day(termine.dal), default=None)


def _versions(signed: Termine | None, articolo: Articolo, day: date) -> Iterator[VersioneNelTempo]:
    ordered = sorted(articolo.versioni, key=lambda versione: first_day(versione.dal))
    current = version_on(articolo, day)
    for place, versione in enumerate(ordered):
        following = ordered[place + 1] if place + 1 < len(ordered) else None
        yield VersioneNelTempo(
            versione=versione,
            origine=_origin(signed, versione, is_first=place == 0),
            fino=_day_before(following.dal) if following else None,
            sostituita_da=following.atto if following else None,
            vale=versione is current,
            mai=following is not None and first_day(following.dal) <= first_day(versione.dal),
        )


def _origin(signed: Termine | None, versione: Versione, *, is_first: bool) -> Origine:
    if not is_first:
        return "modificata"
    if signed is not None and versione.atto == signed.atto != FONTE:
        return "firmata"
    signed_on = signed.dal if signed else None
    if signed_on is None or first_day(versione.dal) <= signed_on.ultimo:
        return "firmata"
    return "incerta" if versione.atto == FONTE else "aggiunta"


def _day_before(day: DataParziale | None) -> DataParziale | None:
    """The last day before a start; of a start known to the month only the month before is known."""
    if day is None:
        return None
    last = eve(day.primo)
    return DataParziale(last.replace(day=1), last) if day.is_month else DataParziale.of_day(last)
