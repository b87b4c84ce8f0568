"""The text of the pact: as signed, as in force on a day, or with all its articles' versions."""

from datetime import date

from rete.errors import ReteError
from rete.model.patto import Patto
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.acts_in_words import act_in_words
from rete.reckoning.rules_in_words import rules_in_words
from rete.reckoning.terms import term_on
from rete.reckoning.text_in_time import (
    ArticoloNelTempo,
    Origine,
    VersioneNelTempo,
    articles_in_view,
    signing,
)
from rete.reckoning.viste import Vista
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class VersioneTesto:
    """One version of an article; ``al`` is its last day, where another took its place."""

    testo: str | None
    regole: tuple[str, ...]
    dal: DataParziale | None
    al: DataParziale | None
    atto: str
    origine: Origine
    sostituita_da: str | None
    in_vigore: bool
    mai_in_vigore: bool


@dataclass(frozen=True, kw_only=True)
class ArticoloTesto:
    numero: str
    rubrica: str
    versioni: tuple[VersioneTesto, ...]


@dataclass(frozen=True, kw_only=True)
class PattoTesto:
    """``altri`` are the numbers of the articles that are not in this view."""

    titolo: str
    nome: str
    vista: Vista
    giorno: date
    premesse: tuple[str, ...]
    obiettivi: tuple[str, ...]
    articoli: tuple[ArticoloTesto, ...]
    altri: tuple[str, ...]
    periodo: str | None
    periodo_dal: DataParziale | None
    periodo_al: DataParziale | None
    fine_dedotta: bool
    fondato_da: str | None


def patto(rete: Rete, giorno: date, _riferimento: str | None = None) -> PattoTesto:
    """The pact in force on a day; ReteError where its file cannot be read."""
    return patto_in_vista(rete, giorno, "vigente")


def patto_in_vista(rete: Rete, giorno: date, vista: Vista) -> PattoTesto:
    if rete.patto is None:
        raise ReteError("data/patto.yaml non si legge: correggilo prima di farne un documento")
    found = rete.patto
    term = term_on(found, giorno)
    first = signing(found)
    shown = articles_in_view(found, vista, giorno)
    return PattoTesto(
        titolo=found.titolo,
        nome=found.nome,
        vista=vista,
        giorno=giorno,
        premesse=found.premesse,
        obiettivi=found.obiettivi,
        articoli=tuple(_article(rete, article) for article in shown),
        altri=_missing(found, shown),
        periodo=(term.titolo or term.id) if term else None,
        periodo_dal=term.dal if term else None,
        periodo_al=term.al if term else None,
        fine_dedotta=term.inferred if term else False,
        fondato_da=act_in_words(first.atto, rete) if first else None,
    )


def _missing(found: Patto, shown: tuple[ArticoloNelTempo, ...]) -> tuple[str, ...]:
    there = {article.articolo.numero for article in shown}
    return tuple(a.numero for a in found.articoli if a.numero not in there)


def _article(rete: Rete, article: ArticoloNelTempo) -> ArticoloTesto:
    return ArticoloTesto(
        numero=article.articolo.numero,
        rubrica=article.articolo.rubrica,
        versioni=tuple(_version(rete, item) for item in article.versioni),
    )


def _version(rete: Rete, item: VersioneNelTempo) -> VersioneTesto:
    versione = item.versione
    rules = rules_in_words(versione.regole, rete) if versione.regole else ()
    return VersioneTesto(
        testo=versione.testo,
        regole=tuple(rule.testo for rule in rules),
        dal=versione.dal,
        al=item.fino,
        atto=act_in_words(versione.atto, rete),
        origine=item.origine,
        sostituita_da=act_in_words(item.sostituita_da, rete) if item.sostituita_da else None,
        in_vigore=item.vale,
        mai_in_vigore=item.mai,
    )
