"""The text of the pact: as signed, as in force on a day, or with all its articles' versions."""

from datetime import date
from typing import Any

from rete.errors import ReteError
from rete.model.patto import Articolo, Patto
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import act_in_words
from rete.reckoning.articles import (
    ArticoloNelTempo,
    VersioneNelTempo,
    articles_in_view,
    signing,
)
from rete.reckoning.rules_in_words import rules_of_version
from rete.reckoning.terms import term_on
from rete.reckoning.viste import Vista
from rete.records import frozen


@frozen
class VersioneTesto:
    """One version of an article, with its rules and acts in words."""

    nel_tempo: VersioneNelTempo
    regole: tuple[str, ...]
    atto: str
    sostituita_da: str | None


@frozen
class ArticoloTesto:
    articolo: Articolo
    versioni: tuple[VersioneTesto, ...]


def patto(
    rete: Rete, giorno: date, _riferimento: str | None = None, *, vista: Vista = "vigente"
) -> dict[str, Any]:
    """The pact in one of its views; ``altri`` are the numbers of the articles that are not in it.

    ReteError where its file cannot be read.
    """
    if rete.patto is None:
        raise ReteError("data/patto.yaml non si legge: correggilo prima di farne un documento")
    found = rete.patto
    first = signing(found)
    shown = articles_in_view(found, vista, giorno)
    return {
        "vista": vista,
        "articoli": tuple(_article(rete, article) for article in shown),
        "altri": _missing(found, shown),
        "periodo": term_on(found, giorno),
        "fondato_da": act_in_words(first.atto, rete) if first else None,
    }


def _missing(found: Patto, shown: tuple[ArticoloNelTempo, ...]) -> tuple[str, ...]:
    there = {article.articolo.numero for article in shown}
    return tuple(a.numero for a in found.articoli if a.numero not in there)


def _article(rete: Rete, article: ArticoloNelTempo) -> ArticoloTesto:
    return ArticoloTesto(
        articolo=article.articolo,
        versioni=tuple(_version(rete, item) for item in article.versioni),
    )


def _version(rete: Rete, item: VersioneNelTempo) -> VersioneTesto:
    rules = rules_of_version(item.versione, rete)
    return VersioneTesto(
        nel_tempo=item,
        regole=tuple(text for _, text in rules),
        atto=act_in_words(item.versione.atto, rete),
        sostituita_da=act_in_words(item.sostituita_da, rete) if item.sostituita_da else None,
    )
