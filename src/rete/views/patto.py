"""The pact as a card, on a day: terms, who holds what, articles in force, vocabularies, counts."""

from datetime import date

from rete.italiano import short_date
from rete.model.patto import Patto, Voce
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import partial_in_short, period_in_words
from rete.reckoning.articles import articles_in_force
from rete.reckoning.last_days import renewal_day
from rete.reckoning.lengths import every_in_words
from rete.reckoning.offices import offices_on
from rete.reckoning.terms import gaps, term_on, terms
from rete.reckoning.viste import Vista
from rete.views.articoli import article_rows, dati_articoli
from rete.views.dati import Record, known, record_as_plain
from rete.views.lists_and_cards import Righe, Scheda, Sezione, card, section
from rete.views.parti_di_scheda import (
    acts_of_tenure,
    contacts,
    name_and_id,
    notes,
    sources,
    tenure,
)
from rete.views.periodi import running_in_words, term_rows

_TITLES = {
    "originario": "Articoli come firmati",
    "vigente": "Articoli in vigore",
    "multivigente": "Articoli con tutte le versioni",
}


def dati_patto(rete: Rete, patto: Patto, day: date, vista: Vista) -> Record:
    """The fields of the file, with the terms' inferred ends, the gaps and what holds on the day."""
    stated = {termine.id: termine.rinnovo for termine in patto.periodi}
    running = term_on(patto, day)
    return record_as_plain(
        patto,
        fine_periodi=[
            known(periodo=term.id, al=term.al, dedotta=term.inferred)
            for term in terms(patto)
            if term.al
        ],
        vuoti=tuple(gaps(patto)),
        rinnovi=[
            known(periodo=term.id, decidere_entro=last)
            for term in terms(patto)
            if (last := renewal_day(rete, term, stated[term.id]))
        ],
        periodo_in_corso=running and running.id,
        segreteria_in_carica=[
            item.ente for item in rete.incarichi_del_giorno(patto.segreteria, day)
        ],
        cariche_del_giorno=[
            known(carica=item.carica, ente=item.ente)
            for item in rete.incarichi_del_giorno(patto.cariche, day)
        ],
        articoli_vigenti=[
            known(numero=found.articolo.numero, rubrica=found.articolo.rubrica)
            | record_as_plain(found.versione)
            for found in articles_in_force(patto, day)
        ],
        vista=vista,
        articoli_nella_vista=dati_articoli(rete, patto, vista, day),
    )


def scheda_patto(rete: Rete, patto: Patto, day: date, vista: Vista) -> Scheda:
    """The pact as a card, on a day, with its articles in a view."""
    on_the_day = f"al {short_date(day)}"
    return card(
        patto.titolo,
        _heading(patto, day),
        section("Contatti", contacts(patto.contatti)),
        section("Periodi", term_rows(rete, patto)),
        section(f"Segreteria {on_the_day}", _secretariat(rete, patto, day)),
        section(f"Cariche {on_the_day}", _offices(rete, day)),
        _list("Premesse", patto.premesse),
        _list("Obiettivi", patto.obiettivi),
        _list("Criticità", patto.criticita),
        section(
            f"{_TITLES[vista]}{f' {on_the_day}' if vista == 'vigente' else ''}",
            article_rows(rete, patto, vista, day),
        ),
        _vocabulary("Ambiti", patto.vocabolari.ambiti),
        _vocabulary("Comunità", patto.vocabolari.comunita),
        _vocabulary("Materie", patto.vocabolari.materie),
        section("Monitoraggi", _monitorings(patto)),
        section("Indicatori", _indicators(patto)),
        section("Adempimenti", _duties(patto)),
        section("Conteggi pubblicati", _published_counts(patto)),
        sources(patto.fonti),
        notes(patto.note),
    )


def _heading(patto: Patto, day: date) -> Righe:
    complete = "completo" if patto.is_complete else "parziale: il registro non ha tutti gli enti"
    yield from (
        ("Nome", patto.nome),
        ("Elenco degli aderenti", complete),
        (f"Al {short_date(day)}", running_in_words(patto, day)),
    )


def _secretariat(rete: Rete, patto: Patto, day: date) -> Righe:
    holding = rete.incarichi_del_giorno(patto.segreteria, day)
    for item in holding:
        yield from tenure(rete, item)
    if not holding:
        yield "", "il registro non dice chi la tiene"


def _offices(rete: Rete, day: date) -> Righe:
    for office, holders in offices_on(rete, day):
        if not holders:
            yield office, "nessuno, secondo il registro"
        for held in holders:
            yield office, f"{name_and_id(rete, held.ente)}, {period_in_words(held.dal, held.al)}"
            yield from acts_of_tenure(rete, held)


def _list(title: str, texts: tuple[str, ...]) -> Sezione:
    return section(title, ((f"{i}.", text) for i, text in enumerate(texts, start=1)))


def _vocabulary(title: str, voci: tuple[Voce, ...]) -> Sezione:
    return section(title, ((voce.id, voce.nome) for voce in voci))


def _monitorings(patto: Patto) -> Righe:
    for planned in patto.monitoraggi:
        until = f", entro il {short_date(planned.entro)}" if planned.entro else ""
        article = f", articolo {planned.articolo}" if planned.articolo else ""
        yield from (
            (planned.id, f"{planned.tipo}, periodo «{planned.periodo}»{until}{article}"),
            ("", None if planned.entro else "la data non è nel registro"),
            ("", planned.note),
        )


def _indicators(patto: Patto) -> Righe:
    for indicator in patto.indicatori:
        goal = f", obiettivo {indicator.obiettivo}" if indicator.obiettivo is not None else ""
        yield from (
            (indicator.id, f"{indicator.nome} ({indicator.unita}){goal}"),
            ("", f"fonte: {indicator.fonte}"),
        )


def _duties(patto: Patto) -> Righe:
    for duty in patto.adempimenti:
        when = every_in_words(duty.ogni) if duty.ogni else None
        if duty.entro is not None:
            when = f"entro il {short_date(duty.entro)}"
        yield from (
            (duty.id, f"{duty.chi}: {duty.cosa}"),
            ("", when),
            ("", f"articolo {duty.articolo}"),
        )


def _published_counts(patto: Patto) -> Righe:
    for published in patto.conteggi_pubblicati:
        told = (("in tutto", published.totale), ("pubblici", published.pubblici))
        parts = [
            f"{number} {what}"
            for what, number in (*told, ("del privato sociale", published.privati))
            if number is not None
        ]
        yield from (
            (partial_in_short(published.data), ", ".join(parts) or "nessun numero"),
            *(("", f"fonte: {fonte.titolo}") for fonte in published.fonti),
        )
