"""The text of the pact on a day: premises, articles in force with their acts, terms."""

from dataclasses import dataclass
from datetime import date

from rete.errors import ReteError
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.articles import articles_in_force
from rete.reckoning.terms import term_on
from rete.reckoning.wording import act_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticoloTesto:
    """One article as it read that day; ``modificato_da`` is the act of a version not the first."""

    numero: str
    rubrica: str
    testo: str | None
    dal: DataParziale | None
    modificato_da: str | None
    aggiunto_da: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PattoTesto:
    titolo: str
    nome: str
    giorno: date
    premesse: tuple[str, ...]
    obiettivi: tuple[str, ...]
    articoli: tuple[ArticoloTesto, ...]
    periodo: str | None
    periodo_dal: DataParziale | None
    periodo_al: DataParziale | None
    fine_dedotta: bool
    fondato_da: str | None


def patto(rete: Rete, giorno: date, _riferimento: str | None = None) -> PattoTesto:
    """The pact in force on a day; ReteError where its file cannot be read."""
    if rete.patto is None:
        raise ReteError("data/patto.yaml non si legge: correggilo prima di farne un documento")
    term = term_on(rete.patto, giorno)
    first = min(
        (termine for termine in rete.patto.periodi if termine.dal),
        key=lambda termine: termine.dal.primo if termine.dal else date.max,
        default=None,
    )
    return PattoTesto(
        titolo=rete.patto.titolo,
        nome=rete.patto.nome,
        giorno=giorno,
        premesse=rete.patto.premesse,
        obiettivi=rete.patto.obiettivi,
        articoli=_articles(rete, giorno, first.atto if first else None),
        periodo=(term.titolo or term.id) if term else None,
        periodo_dal=term.dal if term else None,
        periodo_al=term.al if term else None,
        fine_dedotta=term.inferred if term else False,
        fondato_da=act_in_words(first.atto, rete) if first else None,
    )


def _articles(rete: Rete, giorno: date, founding: str | None) -> tuple[ArticoloTesto, ...]:
    if rete.patto is None:
        return ()
    found = []
    for article in articles_in_force(rete.patto, giorno):
        versions = sorted(
            article.articolo.versioni, key=lambda v: v.dal.primo if v.dal else date.min
        )
        is_first = article.versione is versions[0]
        act = act_in_words(article.versione.atto, rete)
        found.append(
            ArticoloTesto(
                numero=article.articolo.numero,
                rubrica=article.articolo.rubrica,
                testo=article.versione.testo,
                dal=article.versione.dal,
                modificato_da=None if is_first else act,
                aggiunto_da=act if is_first and article.versione.atto != founding else None,
            )
        )
    return tuple(found)
