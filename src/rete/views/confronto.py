"""What changed between two days, as a card and as data; the sentences are in `cambiamenti`."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rete.italiano import count, join_words, short_date
from rete.model.rete import Rete
from rete.model.tempo import first_day, in_short
from rete.reckoning.compare import ARGOMENTI, Confronto
from rete.reckoning.one_change import Argomento, Cambiamento, Istante
from rete.reckoning.rows_in_words import Oggetto
from rete.views.cambiamenti import Detto, told
from rete.views.dati import Record, known, record_as_plain
from rete.views.lists_and_cards import Righe, Scheda, Sezione, below, card, section
from rete.views.parti_di_scheda import unread_note
from rete.views.periodi import running_in_words

_TITLES: Final[dict[Argomento, str]] = {
    "periodi": "Periodi",
    "segreteria": "Segreteria",
    "cariche": "Cariche",
    "aderenti": "Aderenti",
    "tavoli": "Tavoli",
    "articoli": "Articoli",
    "regole": "Regole",
}


def dati_confronto(confronto: Confronto) -> Record:
    """Each change with its keys and in words; nothing is grouped."""
    rete = confronto.dopo.rete
    unknown = _not_in_the_register(confronto)
    changes = [
        record_as_plain(
            change,
            materie=[_subject(about) for about in change.materie] or None,
            in_parole="; ".join(detto.frase for detto in told(rete, (change,))),
        )
        for change in confronto.cambiamenti
    ]
    return known(
        dal=confronto.prima.giorno,
        al=confronto.dopo.giorno,
        cambiamenti=changes,
        senza_cambiamenti=[a for a in confronto.uguali if a not in unknown],
        non_nel_registro=unknown,
    )


def _subject(about: Oggetto) -> str:
    """«ammissione», «bilancio», «altre»: with the call where it is only in one."""
    only = f", {about.chiamata} convocazione" if about.chiamata else ""
    return f"{about.tipo or about.materia or 'altre'}{only}"


def scheda_confronto(confronto: Confronto) -> Scheda:
    """All that changed, as a card."""
    first, last = confronto.prima.giorno, confronto.dopo.giorno
    return card(
        f"Che cosa è cambiato dal {short_date(first)} al {short_date(last)}",
        _heading(confronto),
        *tuple(
            section
            for argomento in ARGOMENTI
            for section in _sections(confronto.dopo.rete, argomento, confronto.of(argomento))
        ),
    )


def _heading(confronto: Confronto) -> Righe:
    first, last = confronto.prima, confronto.dopo
    for state in (first, last) if first.giorno != last.giorno else (last,):
        yield f"Al {short_date(state.giorno)}", _at_a_glance(state)
    yield from below(unread_note(last.rete, "ente", "tavolo"))
    if first.giorno == last.giorno and first.rete is last.rete:
        yield "", "i due giorni sono lo stesso: non c'è niente da confrontare"
    elif not confronto.cambiamenti:
        yield "", "nulla è cambiato, per quanto ne sa il registro"
    unknown = _not_in_the_register(confronto)
    same = [argomento for argomento in confronto.uguali if argomento not in unknown]
    if confronto.cambiamenti and same:
        yield "Senza cambiamenti", _names(same)
    if unknown:
        yield "Non nel registro", _names(unknown)


def _names(argomenti: Sequence[Argomento]) -> str:
    return join_words([_TITLES[argomento].lower() for argomento in argomenti])


def _not_in_the_register(confronto: Confronto) -> tuple[Argomento, ...]:
    """The subjects of which the register says nothing: that they did not change is not known."""
    states = (confronto.prima, confronto.dopo)
    patti = [state.rete.patto for state in states]
    tables = [tavolo for state in states for tavolo in state.rete.tavoli.values()]
    articles = any(patto and patto.articoli for patto in patti)
    said: dict[Argomento, bool] = {
        "segreteria": any(patto and patto.segreteria for patto in patti),
        "cariche": any(patto and patto.cariche for patto in patti),
        "articoli": articles,
        "regole": articles or any(tavolo.regolamento for tavolo in tables),
    }
    return tuple(argomento for argomento in ARGOMENTI if said.get(argomento) is False)


def _at_a_glance(state: Istante) -> str:
    members = len(state.rete.membri(state.giorno))
    active = [t for t in state.rete.tavoli.values() if state.rete.tavolo_attivo(t, state.giorno)]
    running = running_in_words(state.rete.patto, state.giorno) if state.rete.patto else ""
    partial = ", fra quelli che il registro conosce" if state.rete.is_partial else ""
    parts = [
        running,
        f"{count(members, 'ente nella rete', 'enti nella rete')}{partial}",
        count(len(active), "tavolo attivo", "tavoli attivi"),
    ]
    return "; ".join(part for part in parts if part)


def _sections(
    rete: Rete, argomento: Argomento, changes: tuple[Cambiamento, ...]
) -> Iterator[Sezione]:
    """What changed in a subject by day; each table has a section of its own."""
    found = sorted(told(rete, changes), key=lambda detto: (detto.di, first_day(detto.giorno)))
    for table, group in groupby(found, key=lambda detto: detto.di):
        title = _TITLES[argomento]
        yield section(
            f"{title}: {table}" if table else title,
            (row for detto in group for row in _rows(detto)),
        )


def _rows(detto: Detto) -> Righe:
    when = in_short(detto.giorno) if detto.giorno else "senza data"
    yield when, detto.frase
    yield from below((*detto.righe, *detto.atti))
