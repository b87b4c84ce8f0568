"""The rules of an article or of a table with their scopes, in plain sentences."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from rete.italiano import join_words
from rete.model.patto import Versione
from rete.model.regole import RegolePer
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.reckoning.articles import articles_in_force
from rete.reckoning.rules_in_words import RegolaDetta, rules_in_words
from rete.records import frozen

_SILENT: Final = {
    "convocazione": "le regole sulle convocazioni",
    "convocazione.preavviso": "il preavviso delle convocazioni",
    "convocazione.documenti": "il termine per mandare i documenti",
    "convocazione.urgente": "il preavviso dei casi urgenti",
    "convocazione.seconda_dopo": "il tempo fra la prima e la seconda convocazione",
    "convocazione.a_richiesta_di": "la regola su chi può chiedere una riunione",
    "decisioni": "le regole su come si decide",
    "decisioni.decide": "la regola su chi decide",
    "decisioni.numero_legale": "il numero legale",
    "decisioni.maggioranza": "la maggioranza",
    "decisioni.parita": "la regola sui voti pari",
    "decisioni.segreto": "la regola sul voto segreto",
    "decisioni.ratifica": "la ratifica",
    "decisioni.arrotonda": "la regola sull'arrotondamento",
    "decisioni.bianche": "la regola sulle schede bianche",
    "decisioni.esclusi": "la regola sugli esclusi dal voto",
    "deleghe": "la regola sulle deleghe",
    "voto": "l'attesa di chi è entrato da poco",
    "sospesi_nel_numero_legale": "la regola sugli enti sospesi",
    "assenze": "la regola sulle assenze",
    "verbali": "le regole sui verbali",
    "verbali.approvazione": "il modo di approvare i verbali",
    "verbali.entro": "il termine per approvare i verbali",
    "cadenza": "la cadenza delle riunioni",
    "termine_festivo": "la regola sui termini festivi",
    "silenzio": "la regola sul silenzio",
    "congiunte": "la regola sulle sedute congiunte",
}
_KINDS: Final = {
    "plenaria": "la plenaria",
    "cabina-di-regia": "la cabina di regia",
    "tavolo-tematico": "i tavoli tematici",
    "gruppo-di-lavoro": "i gruppi di lavoro",
}
_SESSIONS: Final = {"ordinaria": "sedute ordinarie", "straordinaria": "sedute straordinarie"}


@frozen
class RegolaDiTavolo:
    """A rule of a table in words, and the article that lays it down; None: the table's own."""

    testo: str
    articolo: str | None


def scope_in_words(scope: RegolePer, rete: Rete) -> str:
    """«per Plenaria», «per i gruppi di lavoro, nelle sedute straordinarie»."""
    parts = []
    if scope.tavoli:
        parts.append(f"per {join_words(rete.nomi_tavoli(scope.tavoli))}")
    if scope.generi:
        parts.append(f"per {join_words([_KINDS[kind] for kind in scope.generi])}")
    if scope.sessioni:
        parts.append(f"nelle {join_words([_SESSIONS[one] for one in scope.sessioni])}")
    return ", ".join(parts) or "per un ambito non detto"


def rules_of_scopes(versione: Versione, rete: Rete) -> Iterator[RegolaDetta]:
    """Every rule of a version that is for some only, after the words of its scope."""
    for scope in versione.regole_per:
        for key, text in rules_of_scope(scope, rete):
            yield key, f"{scope_in_words(scope, rete)}: {text}"


def rules_of_scope(scope: RegolePer, rete: Rete) -> Iterator[RegolaDetta]:
    """The rules of a scope in words, and what does not hold there."""
    if scope.regole is not None:
        yield from rules_in_words(scope.regole, rete)
    yield from silent_in_scope(scope)


def silent_in_scope(scope: RegolePer) -> Iterator[RegolaDetta]:
    """What more general rules say and does not hold in a scope."""
    for key in scope.tace:
        yield key, f"non vale, e non si controlla, ciò che è detto in generale: {_SILENT[key]}"


def rules_of_table(rete: Rete, tavolo: Tavolo, day: date) -> Iterator[RegolaDiTavolo]:
    """The rules that a table does not share with all the others, the narrowest scope first."""
    own = [v for v in tavolo.regolamento if v.dal is None or v.dal.primo <= day]
    if own:
        last = max(own, key=lambda v: v.dal.primo if v.dal else date.min)
        for _, text in rules_in_words(last.regole, rete):
            yield RegolaDiTavolo(testo=text, articolo=None)
    for numero, scope in _scopes_of(rete, tavolo, day):
        session = ", ".join(f"nelle {_SESSIONS[one]}" for one in scope.sessioni)
        for _, text in rules_of_scope(scope, rete):
            words = f"{session}: {text}" if session else text
            yield RegolaDiTavolo(testo=words, articolo=numero)


def _scopes_of(rete: Rete, tavolo: Tavolo, day: date) -> list[tuple[str, RegolePer]]:
    found = [
        (article.articolo.numero, scope)
        for article in (articles_in_force(rete.patto, day) if rete.patto else ())
        for scope in article.versione.regole_per
        if any(
            scope.holds_for(tavolo.id, tavolo.genere, session)
            for session in scope.sessioni or ("ordinaria",)
        )
    ]
    return sorted(found, key=lambda one: one[1].rango, reverse=True)
