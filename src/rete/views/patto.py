"""The pact as a card, on a day: terms, secretariat, articles in force, vocabularies, counts."""

from collections.abc import Iterator
from datetime import date

from rete.italiano import count, short_date
from rete.italiano.etichette import MODI_RINNOVO, label
from rete.model.comuni import Durata
from rete.model.patto import Patto, Rinnovo, Voce
from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.reckoning.articles import articles_in_force
from rete.reckoning.terms import gap_on, gaps, term_on, terms
from rete.reckoning.wording import (
    act_in_words,
    partial_in_short,
    period_in_words,
    since_in_words,
)
from rete.views.dati import Plain, record_as_plain
from rete.views.forma import Riga, Scheda, Sezione, lines
from rete.views.parti import contacts, notes, sources, tenure

NO_ARTICLES = "gli articoli non sono nel registro"
_UNITS = {
    "giorni": ("giorno", "giorni"),
    "giorni_liberi": ("giorno libero", "giorni liberi"),
    "giorni_lavorativi": ("giorno lavorativo", "giorni lavorativi"),
    "mesi": ("mese", "mesi"),
    "anni": ("anno", "anni"),
}
_SUBJECTS = {
    "convocazione": "convocazione",
    "decisioni": "decisioni",
    "deleghe": "deleghe",
    "voto": "diritto di voto",
    "sospesi_nel_numero_legale": "sospesi e numero legale",
    "recesso": "recesso",
    "assenze": "assenze",
    "verbali": "verbali",
    "cadenza": "cadenza",
    "termine_festivo": "termini che cadono in un giorno festivo",
}


def dati_patto(rete: Rete, patto: Patto, day: date) -> dict[str, Plain]:
    """The fields of the file, with the terms' inferred ends, the gaps and what holds on the day."""
    shown = record_as_plain(patto)
    shown["fine_periodi"] = [
        {"periodo": term.id, "al": str(term.al), "dedotta": term.inferred}
        for term in terms(patto)
        if term.al
    ]
    shown["vuoti"] = [{"dal": gap.dal.isoformat(), "al": gap.al.isoformat()} for gap in gaps(patto)]
    if running := term_on(patto, day):
        shown["periodo_in_corso"] = running.id
    secretariat = rete.incarichi_del_giorno(patto.segreteria, day)
    shown["segreteria_in_carica"] = [item.ente for item in secretariat]
    shown["articoli_vigenti"] = [
        {
            "numero": found.articolo.numero,
            "rubrica": found.articolo.rubrica,
            **record_as_plain(found.versione),
        }
        for found in articles_in_force(patto, day)
    ]
    return shown


def scheda_patto(rete: Rete, patto: Patto, day: date) -> Scheda:
    on_the_day = f"al {short_date(day)}"
    return Scheda(
        titolo=patto.titolo,
        righe=tuple(_heading(patto, day)),
        sezioni=(
            Sezione(titolo="Contatti", righe=tuple(contacts(patto.contatti))),
            Sezione(titolo="Periodi", righe=tuple(_terms(rete, patto))),
            Sezione(titolo=f"Segreteria {on_the_day}", righe=tuple(_secretariat(rete, patto, day))),
            _list("Premesse", patto.premesse),
            _list("Obiettivi", patto.obiettivi),
            _list("Criticità", patto.criticita),
            Sezione(
                titolo=f"Articoli in vigore {on_the_day}",
                righe=tuple(_articles(rete, patto, day)),
            ),
            _vocabulary("Ambiti", patto.vocabolari.ambiti),
            _vocabulary("Comunità", patto.vocabolari.comunita),
            Sezione(titolo="Monitoraggi", righe=tuple(_monitorings(patto))),
            Sezione(titolo="Indicatori", righe=tuple(_indicators(patto))),
            Sezione(titolo="Adempimenti", righe=tuple(_duties(patto))),
            Sezione(titolo="Conteggi pubblicati", righe=tuple(_published_counts(patto))),
            sources(patto.fonti),
            notes(patto.note),
        ),
    )


def _heading(patto: Patto, day: date) -> Iterator[Riga]:
    complete = "completo" if patto.is_complete else "parziale: il registro non ha tutti gli enti"
    yield from lines(
        ("Nome", patto.nome),
        ("Elenco degli aderenti", complete),
        (f"Al {short_date(day)}", _running(patto, day)),
    )


def _running(patto: Patto, day: date) -> str:
    running = term_on(patto, day)
    if running is not None:
        return f"è in corso il periodo «{running.titolo or running.id}»"
    gap = gap_on(patto, day)
    if gap is not None:
        return f"nessun periodo in corso (vuoto {_days(gap.dal, gap.al)})"
    return "nessun periodo in corso, per quanto ne sa il registro"


def _days(first: date, last: date) -> str:
    return f"dal {short_date(first)} al {short_date(last)}"


def _terms(rete: Rete, patto: Patto) -> Iterator[Riga]:
    if not patto.periodi:
        yield Riga(etichetta="", testo="non sono nel registro")
    stated = {termine.id: termine for termine in patto.periodi}
    empty = {gap.al: gap for gap in gaps(patto)}
    for term in terms(patto):
        if term.dal and (gap := empty.get(date.fromordinal(term.dal.primo.toordinal() - 1))):
            yield Riga(etichetta="(vuoto)", testo=f"{_days(gap.dal, gap.al)}: nessun periodo")
        termine = stated[term.id]
        inferred = f" (fine dedotta dalla durata: {_length(termine.durata)})"
        end = "" if term.al else ", fine non nota"
        yield from lines(
            (term.id, term.titolo),
            (
                "" if term.titolo else term.id,
                f"{period_in_words(term.dal, term.al)}{inferred if term.inferred else end}",
            ),
            ("", act_in_words(termine.atto, rete)),
            ("", _renewal(termine.rinnovo) if termine.rinnovo else None),
            ("", termine.note),
        )


def _renewal(rinnovo: Rinnovo) -> str | None:
    parts = []
    if rinnovo.modo is not None:
        parts.append(f"rinnovo {label(MODI_RINNOVO, rinnovo.modo)}")
    if rinnovo.decidere_entro is not None:
        parts.append(f"si decide entro {_length(rinnovo.decidere_entro)} prima della fine")
    return ", ".join(parts) or None


def _length(durata: Durata | None) -> str:
    units = durata.units if durata else ()
    words = " e ".join(count(number, *_UNITS[unit]) for unit, number in units)
    saturdays = ", sabato compreso" if durata and durata.sabato else ""
    return f"{words}{saturdays}" or "non detta"


def _secretariat(rete: Rete, patto: Patto, day: date) -> Iterator[Riga]:
    holding = rete.incarichi_del_giorno(patto.segreteria, day)
    for item in holding:
        yield from tenure(rete, item)
    if not holding:
        yield Riga(etichetta="", testo="il registro non dice chi la tiene")


def _articles(rete: Rete, patto: Patto, day: date) -> Iterator[Riga]:
    if not patto.articoli:
        yield Riga(etichetta="", testo=NO_ARTICLES)
        return
    found = articles_in_force(patto, day)
    for item in found:
        versione = item.versione
        act = act_in_words(versione.atto, rete)
        yield from lines(
            (f"Art. {item.articolo.numero}", item.articolo.rubrica),
            ("", f"{since_in_words(versione.dal)}, {act}"),
            ("", versione.testo or "il testo non è nel registro"),
            ("", _subjects(versione.regole) if versione.regole else None),
        )
    holding = {item.articolo.numero for item in found}
    later = [a.numero for a in patto.articoli if a.numero not in holding]
    if later:
        yield Riga(etichetta="", testo=f"non in vigore quel giorno: {', '.join(later)}")


def _subjects(regole: Regole) -> str | None:
    given = [words for key, words in _SUBJECTS.items() if getattr(regole, key) is not None]
    return f"regole su: {', '.join(given)}" if given else None


def _list(title: str, texts: tuple[str, ...]) -> Sezione:
    rows = tuple(Riga(etichetta=f"{i}.", testo=text) for i, text in enumerate(texts, start=1))
    return Sezione(titolo=title, righe=rows)


def _vocabulary(title: str, voci: tuple[Voce, ...]) -> Sezione:
    return Sezione(titolo=title, righe=tuple(lines(*((voce.id, voce.nome) for voce in voci))))


def _monitorings(patto: Patto) -> Iterator[Riga]:
    for planned in patto.monitoraggi:
        until = f", entro il {short_date(planned.entro)}" if planned.entro else ""
        article = f", articolo {planned.articolo}" if planned.articolo else ""
        yield from lines(
            (planned.id, f"{planned.tipo}, periodo «{planned.periodo}»{until}{article}"),
            ("", None if planned.entro else "la data non è nel registro"),
            ("", planned.note),
        )


def _indicators(patto: Patto) -> Iterator[Riga]:
    for indicator in patto.indicatori:
        goal = f", obiettivo {indicator.obiettivo}" if indicator.obiettivo is not None else ""
        yield from lines(
            (indicator.id, f"{indicator.nome} ({indicator.unita}){goal}"),
            ("", f"fonte: {indicator.fonte}"),
        )


def _duties(patto: Patto) -> Iterator[Riga]:
    for duty in patto.adempimenti:
        when = f"ogni {_length(duty.ogni)}" if duty.ogni else None
        if duty.entro is not None:
            when = f"entro il {short_date(duty.entro)}"
        yield from lines(
            (duty.id, f"{duty.chi}: {duty.cosa}"), ("", when), ("", f"articolo {duty.articolo}")
        )


def _published_counts(patto: Patto) -> Iterator[Riga]:
    for published in patto.conteggi_pubblicati:
        told = (("in tutto", published.totale), ("pubblici", published.pubblici))
        parts = [
            f"{number} {what}"
            for what, number in (*told, ("del privato sociale", published.privati))
            if number is not None
        ]
        yield from lines(
            (partial_in_short(published.data), ", ".join(parts) or "nessun numero"),
            *(("", f"fonte: {fonte.titolo}") for fonte in published.fonti),
        )
