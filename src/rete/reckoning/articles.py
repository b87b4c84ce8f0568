"""Which version of each article is in force on a day; all of them: `text_in_time`."""

from datetime import date

from rete.model.patto import Articolo, Patto, Versione
from rete.model.tempo import first_day
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
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
