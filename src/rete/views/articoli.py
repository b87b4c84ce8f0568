"""The articles of the pact, one by one or all together, in the three views."""

from datetime import date
from typing import Final

from rete.italiano import short_date
from rete.model.patto import Articolo, Patto, Versione
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import act_in_words, period_in_words, since_in_words
from rete.reckoning.articles import (
    ArticoloNelTempo,
    VersioneNelTempo,
    article_in_view,
    articles_in_view,
    signing,
    through_time,
)
from rete.reckoning.rules_in_words import rules_of_version
from rete.reckoning.viste import Vista
from rete.views.dati import Plain, Record, record_as_plain
from rete.views.lists_and_cards import Righe, Scheda, Sezione, card, section
from rete.views.parti_di_scheda import notes, sources

NO_ARTICLES: Final = "gli articoli non sono nel registro"
NO_TEXT: Final = "il testo non è nel registro"
NOTHING: Final = "di questa versione il registro non ha né il testo né le regole"


def dati_articolo(rete: Rete, patto: Patto, articolo: Articolo, vista: Vista, day: date) -> Record:
    """One article with the versions of a view, their rules also in words."""
    shown = article_in_view(patto, articolo, vista, day)
    versions = [_version_as_plain(rete, item) for item in shown.versioni]
    return record_as_plain(articolo, vista=vista, versioni=versions)


def dati_articoli(rete: Rete, patto: Patto, vista: Vista, day: date) -> list[Plain]:
    """All articles with the versions of a view, as data."""
    return [
        dati_articolo(rete, patto, item.articolo, vista, day)
        for item in articles_in_view(patto, vista, day)
    ]


def _version_as_plain(rete: Rete, item: VersioneNelTempo) -> Record:
    rules = [text for _, text in rules_of_version(item.versione, rete)]
    return record_as_plain(
        item.versione,
        regole_in_parole=rules if item.versione.has_rules else None,
        origine=item.origine,
        in_vigore=item.vale,
        fino=item.fino,
        sostituita_da=item.sostituita_da,
    )


def scheda_articolo(
    rete: Rete, patto: Patto, articolo: Articolo, vista: Vista, day: date
) -> Scheda:
    """One article as a card, with the versions of a view."""
    shown = article_in_view(patto, articolo, vista, day)
    return card(
        f"Articolo {articolo.numero}. {articolo.rubrica}",
        _heading(rete, patto, shown, vista, day),
        *(_version_section(rete, item, day) for item in shown.versioni),
        sources((*articolo.fonti, *(f for v in shown.versioni for f in v.versione.fonti))),
        notes(articolo.note),
    )


def _heading(rete: Rete, patto: Patto, shown: ArticoloNelTempo, vista: Vista, day: date) -> Righe:
    whole = through_time(patto, shown.articolo, day)
    others = [item for item in whole.versioni if item not in shown.versioni]
    match vista, shown.versioni:
        case "originario", ():
            yield "Originario", "non era nel patto firmato"
        case "originario", _:
            first = signing(patto)
            unknown = "non si sa con quale atto fu firmato"
            yield "Originario", act_in_words(first.atto, rete) if first else unknown
        case "vigente", ():
            yield f"Al {short_date(day)}", "non in vigore"
        case "vigente", _:
            yield f"Al {short_date(day)}", "in vigore"
        case _:
            yield "Versioni", str(len(whole.versioni))
    told = [f"{_period(item)}: {act_in_words(item.versione.atto, rete)}" for item in others]
    yield from (("" if place else "Altre versioni", text) for place, text in enumerate(told))


def _version_section(rete: Rete, item: VersioneNelTempo, day: date) -> Sezione:
    versione = item.versione
    standing = f" (in vigore al {short_date(day)})" if item.vale else ""
    return section(
        f"{_capital(_period(item))}{standing}",
        (
            ("Atto", f"{_ORIGINS[item.origine]}{act_in_words(versione.atto, rete)}"),
            ("Poi", _replaced(rete, item)),
            ("Testo", _text(versione)),
            ("Regole", _rules(rete, versione)),
            ("Note", versione.note),
        ),
    )


_ORIGINS: Final = {
    "firmata": "",
    "incerta": "non si sa se c'era già alla firma: ",
    "aggiunta": "aggiunto dopo la firma: ",
    "modificata": "modificato: ",
}


def article_rows(rete: Rete, patto: Patto, vista: Vista, day: date) -> Righe:
    """All the articles of a view, with their rules in words; then those that are not in it."""
    if not patto.articoli:
        yield "", NO_ARTICLES
        return
    shown = articles_in_view(patto, vista, day)
    for article in shown:
        yield from _rows(rete, article, vista, day)
    there = {article.articolo.numero for article in shown}
    missing = [articolo.numero for articolo in patto.articoli if articolo.numero not in there]
    if missing:
        signed = vista == "originario"
        why = "non erano nel patto firmato" if signed else "non in vigore quel giorno"
        yield "", f"{why}: {', '.join(missing)}"


def _rows(rete: Rete, article: ArticoloNelTempo, vista: Vista, day: date) -> Righe:
    yield f"Art. {article.articolo.numero}", article.articolo.rubrica
    for place, item in enumerate(article.versioni):
        if place:
            yield "", ""
        standing = ""
        if vista == "multivigente":
            standing = f" (in vigore al {short_date(day)})" if item.vale else ""
        act = act_in_words(item.versione.atto, rete)
        replaced, rules = _replaced(rete, item), _rules(rete, item.versione)
        yield from (
            ("", f"{_ORIGINS[item.origine]}{_period(item)}, {act}{standing}"),
            ("", f"poi {replaced}" if replaced else None),
            ("", _text(item.versione)),
            ("", f"regole:\n{rules}" if rules else None),
        )


def _period(item: VersioneNelTempo) -> str:
    if item.mai:
        return f"mai in vigore ({since_in_words(item.versione.dal)})"
    return period_in_words(item.versione.dal, item.fino)


def _replaced(rete: Rete, item: VersioneNelTempo) -> str | None:
    if item.sostituita_da is None:
        return None
    return f"sostituito da {act_in_words(item.sostituita_da, rete)}"


def _text(versione: Versione) -> str:
    if versione.testo:
        return versione.testo
    return NO_TEXT if versione.has_rules else NOTHING


def _rules(rete: Rete, versione: Versione) -> str | None:
    told = [f"- {text}" for _, text in rules_of_version(versione, rete)]
    return "\n".join(told) or None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
