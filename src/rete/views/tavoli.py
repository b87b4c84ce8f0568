"""Tables as a list and as a card, on a day."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from rete.italiano import count, every, short_date
from rete.italiano.etichette import GENERI, STATI_TAVOLO, STATI_VERBALE, label
from rete.model.regole import Cadenza
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.verbale import Verbale
from rete.model.vigenti import has_scopes
from rete.reckoning.acts_in_words import act_in_words, partial_in_short, since_in_words
from rete.reckoning.seating import seated, sittings_of_last_year, sittings_to_come
from rete.reckoning.selection import Scelti, stato_tavolo, stato_verbale
from rete.views.dati import Record, record_as_plain
from rete.views.lists_and_cards import Colonna, Elenco, Righe, Scheda, card, section
from rete.views.parti_di_scheda import list_of_kind, name_and_id, notes, sources, tenure, words_of

if TYPE_CHECKING:
    from rete.reckoning.scopes_in_words import RegolaDiTavolo


def elenco_tavoli(rete: Rete, scelti: Scelti[Tavolo], day: date) -> Elenco:
    """Tables as a list, with their state on a day."""
    shown, _ = scelti
    words = f"{count(len(shown), 'tavolo', 'tavoli')} al {short_date(day)}"
    closing = words if shown else "nessun tavolo corrisponde"
    return list_of_kind(rete, "tavolo", _columns(rete, day), scelti, closing)


def _columns(rete: Rete, day: date) -> tuple[Colonna, ...]:
    def leads(tavolo: Tavolo) -> tuple[str, ...] | None:
        charges = rete.incarichi_del_giorno(tavolo.coordinamento, day)
        return tuple(item.ente for item in charges) or None

    def how_many(tavolo: Tavolo) -> int | None:
        there = seated(rete, tavolo, day)
        # A table whose components the register does not tell has not, for that, none.
        return len(there) if there or tavolo.componenti else None

    return (
        Colonna("id", "Id"),
        Colonna("nome", "Nome"),
        Colonna("genere", "Genere", GENERI),
        Colonna(
            "stato",
            "Stato",
            STATI_TAVOLO,
            valore=lambda tavolo: stato_tavolo(rete, tavolo, day),
        ),
        Colonna("componenti", "Enti", valore=how_many),
        Colonna("coordina", "Coordina", rete.nome_ente, valore=leads),
        Colonna("dal", "Dal", in_tabella=False, valore=attrgetter("istituzione.dal")),
        Colonna("al", "Al", in_tabella=False, valore=lambda t: t.chiusura and t.chiusura.al),
    )


def dati_tavolo(rete: Rete, tavolo: Tavolo, day: date) -> Record:
    """The fields of the file, the state on the day, who sat then and the sittings around it."""
    return record_as_plain(
        tavolo,
        stato=stato_tavolo(rete, tavolo, day),
        siedono=seated(rete, tavolo, day),
        coordina=[i.ente for i in rete.incarichi_del_giorno(tavolo.coordinamento, day)],
        sedute=[v.id for v in sittings_of_last_year(rete, tavolo, day)],
        regole_sue=[record_as_plain(rule) for rule in _own_rules(rete, tavolo, day)],
        prossime_sedute=[v.id for v in sittings_to_come(rete, tavolo, day)],
    )


def scheda_tavolo(rete: Rete, tavolo: Tavolo, day: date) -> Scheda:
    """A table as a card, on a day."""
    on_the_day = f"al {short_date(day)}"
    leads = rete.incarichi_del_giorno(tavolo.coordinamento, day)
    of_last_year = sittings_of_last_year(rete, tavolo, day)
    return card(
        tavolo.nome,
        _heading(rete, tavolo, day),
        section("Incarico", _charge(tavolo)),
        section(
            f"Coordinamento {on_the_day}", (line for item in leads for line in tenure(rete, item))
        ),
        section(f"Componenti {on_the_day}", _components(rete, tavolo, day)),
        section(f"Regole sue {on_the_day}", _rules(rete, tavolo, day)),
        section(
            "Sedute degli ultimi 12 mesi",
            _sitting_lines(rete, of_last_year, day) if of_last_year else (("", "nessuna"),),
        ),
        section("Prossime sedute", _sitting_lines(rete, sittings_to_come(rete, tavolo, day), day)),
        sources((*tavolo.fonti, *tavolo.istituzione.fonti)),
        notes(tavolo.note),
    )


def _heading(rete: Rete, tavolo: Tavolo, day: date) -> Righe:
    founded, closed = tavolo.istituzione, tavolo.chiusura
    yield from (
        ("Id", tavolo.id),
        ("Genere", label(GENERI, tavolo.genere)),
        (f"Stato al {short_date(day)}", label(STATI_TAVOLO, stato_tavolo(rete, tavolo, day))),
        ("Istituzione", f"{since_in_words(founded.dal)}, {act_in_words(founded.atto, rete)}"),
        (
            "Chiusura",
            f"ultimo giorno {partial_in_short(closed.al)}, {act_in_words(closed.atto, rete)}"
            if closed
            else None,
        ),
        ("Ambiti", words_of(rete, "ambiti", tavolo.ambiti)),
        ("Comunità", words_of(rete, "comunita", tavolo.comunita)),
        ("Cadenza", cadence_in_words(tavolo.cadenza) if tavolo.cadenza else None),
    )


def cadence_in_words(cadenza: Cadenza) -> str:
    """How often a table meets, in words."""
    parts = []
    if cadenza.ogni_mesi is not None:
        parts.append(every(cadenza.ogni_mesi, "mese", "mesi"))
    if cadenza.volte_anno is not None:
        parts.append(f"{count(cadenza.volte_anno, 'volta', 'volte')} l'anno")
    return ", ".join(parts) or "non detta"


def _charge(tavolo: Tavolo) -> Righe:
    charge = tavolo.incarico
    if charge is not None:
        yield from (
            ("Scopo", charge.scopo),
            ("Risultato atteso", charge.risultato_atteso),
            ("Scade", short_date(charge.scade) if charge.scade else None),
        )


def _components(rete: Rete, tavolo: Tavolo, day: date) -> Righe:
    if rete.tavolo_attivo(tavolo, day) is False:
        yield "", "nessuno: quel giorno il tavolo non c'è"
        return
    if tavolo.sits_all_members:
        yield from _all_members(rete, day)
    seats = rete.incarichi_del_giorno(tavolo.componenti, day)
    for seat in sorted(seats, key=lambda s: (rete.nome_ente(s.ente).casefold(), s.ente)):
        yield from tenure(rete, seat)
    if not seats and not tavolo.sits_all_members:
        yield "", "il registro non ne dice"


def _own_rules(rete: Rete, tavolo: Tavolo, day: date) -> tuple["RegolaDiTavolo", ...]:
    """The rules that a table does not share with all the others; most registers have none."""
    if not tavolo.regolamento and not has_scopes(rete):
        return ()
    from rete.reckoning.scopes_in_words import rules_of_table

    return tuple(rules_of_table(rete, tavolo, day))


def _rules(rete: Rete, tavolo: Tavolo, day: date) -> Righe:
    """What holds here and not everywhere, each with where it stands."""
    for rule in _own_rules(rete, tavolo, day):
        where = f"articolo {rule.articolo}" if rule.articolo else "regolamento del tavolo"
        yield "", f"{rule.testo} ({where})"


def _all_members(rete: Rete, day: date) -> Righe:
    members = rete.membri(day)
    yield "", f"tutti gli enti della rete, {len(members)}:"
    for ente in members:
        period = rete.adesione(ente, day)
        yield name_and_id(rete, ente.id), since_in_words(period.dal if period else None)


def _sitting_lines(rete: Rete, sittings: Sequence[Verbale], day: date) -> Righe:
    for verbale in sittings:
        state = label(STATI_VERBALE, stato_verbale(rete, verbale, day))
        yield short_date(verbale.data), f"{verbale.id}, {state}"
