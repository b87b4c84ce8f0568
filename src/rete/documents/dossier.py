"""What whoever prepares a sitting reads before it: agenda, what comes back, who votes, the last."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from rete.documents import the_sitting
from rete.documents.decisioni_a_verbale import VotoTesto, vote
from rete.documents.schede import AzioneAperta, open_actions
from rete.documents.seduta_prevista import with_and_without_vote
from rete.errors import ReteError
from rete.model.comuni import Esito
from rete.model.rete import Rete
from rete.model.ricerca import words
from rete.model.tavolo import Tavolo
from rete.model.verbale import Decisione, Verbale
from rete.reckoning.acts_in_words import act_in_words, effect_in_words
from rete.reckoning.agenda import (
    OF_A_TABLE,
    OF_EVERYBODY,
    PuntoProposto,
    agenda,
    is_about_minutes,
    sittings_before,
)
from rete.reckoning.answers import left_undone
from rete.reckoning.deadlines import Scadenza, TipoScadenza, deadlines
from rete.reckoning.decisions import outcome_on
from rete.reckoning.follow_ups import FiltroAzioni
from rete.reckoning.last_days import notice_of
from rete.reckoning.selection import stato_verbale
from rete.reckoning.sitting import sitting_of
from rete.records import frozen
from rete.views.correzioni import Correzione, corrections_in_words


@frozen
class PuntoRiportato:
    """A point that comes from before; ``in_odg`` is its number where the agenda has it."""

    punto: PuntoProposto
    in_odg: str | None


@frozen
class NumeroLegalePrevisto:
    """How many must be there, of how many that count for it; at which table, if at each."""

    servono: int
    su: int
    tavolo: str | None


@frozen
class DecisioneInBreve:
    decisione: Decisione
    voto: VotoTesto | None
    esito: Esito
    correzioni: tuple[Correzione, ...]


@frozen
class UltimaSeduta:
    """The last sitting of a table."""

    verbale: Verbale
    tavoli: tuple[str, ...]
    bozza: bool
    decisioni: tuple[DecisioneInBreve, ...]


@frozen
class DaAttuare:
    atto: str
    effetto: str


def dossier(rete: Rete, giorno: date, riferimento: str | None) -> dict[str, Any]:
    """What is known on a day of a sitting to come; ReteError where it was held by then."""
    record = the_sitting(rete, riferimento)
    if record.was_held and record.data <= giorno:
        raise ReteError(
            f"la seduta «{record.id}» è già stata tenuta: il dossier serve prima; per rifarlo "
            "com'era allora, indica con --al un giorno prima della seduta"
        )
    tables = [table for name in record.tavoli if (table := rete.tavoli.get(name)) is not None]
    return {
        "verbale": record,
        "tavoli": rete.nomi_tavoli(record.tavoli),
        "preavviso": notice_of(rete, record),
        "riportati": tuple(_carried(rete, record, tables, giorno)),
        "azioni": _actions(rete, tables, giorno),
        "scadenze": tuple(_due(rete, record, tables, giorno)),
        "da_attuare": tuple(_undone(rete, tables, giorno)),
        **with_and_without_vote(rete, record),
        "numeri_legali": tuple(_quorum(rete, record)),
        "ultime": tuple(_last_sittings(rete, record, tables, giorno)),
        "illeggibili": rete.unread_names("verbale"),
    }


def _carried(
    rete: Rete, record: Verbale, tables: Iterable[Tavolo], giorno: date
) -> Iterator[PuntoRiportato]:
    """Minutes to approve, points put off, reports: what the agenda should not forget."""
    there = {words(punto.titolo): punto.stampato for punto in record.odg}
    minutes = next((n for key, n in there.items() if is_about_minutes(key)), None)
    seen: set[str] = set()
    for table in tables:
        for point in agenda(rete, table, record.data, giorno):
            if point.ragione not in ("verbale", "rinvio", "relazione") or point.titolo in seen:
                continue
            seen.add(point.titolo)
            number = there.get(words(point.titolo))
            yield PuntoRiportato(
                punto=point,
                in_odg=minutes if point.ragione == "verbale" and number is None else number,
            )


def _actions(rete: Rete, tables: Iterable[Tavolo], giorno: date) -> tuple[AzioneAperta, ...]:
    """The actions of these tables that are still open; of a joint sitting's, once each."""
    found: dict[str, AzioneAperta] = {}
    for table in tables:
        for one in open_actions(rete, FiltroAzioni(tavolo=table.id), giorno):
            found.setdefault(one.scelta.riferimento, one)
    return tuple(found.values())


def _due(rete: Rete, record: Verbale, tables: Iterable[Tavolo], giorno: date) -> Iterator[Scadenza]:
    """What falls due by the day of the sitting; effects to be carried out are told apart."""
    own = {table.id for table in tables}
    is_plenary = any(table.genere == "plenaria" for table in tables)
    kinds: set[TipoScadenza] = {*OF_A_TABLE} - {"attuazione"}
    of_all: set[TipoScadenza] = {*OF_EVERYBODY} - {"attuazione"} if is_plenary else set()
    for one in deadlines(rete, giorno):
        if one.scade > record.data:
            continue
        if one.tipo in of_all or (one.tavolo in own and one.tipo in kinds):
            yield one


def _undone(rete: Rete, tables: Iterable[Tavolo], giorno: date) -> Iterator[DaAttuare]:
    """What these tables decided and the register does not have; of everybody, for the plenary."""
    own = {table.id for table in tables}
    is_plenary = any(table.genere == "plenaria" for table in tables)
    for found in left_undone(rete):
        by = found.di.verbale
        if found.di.data <= giorno and (is_plenary or (by and own & set(by.tavoli))):
            yield DaAttuare(
                atto=act_in_words(found.di.riferimento, rete),
                effetto=effect_in_words(found.effetto, rete),
            )


def _quorum(rete: Rete, record: Verbale) -> Iterator[NumeroLegalePrevisto]:
    """What the rules want of those who are there, reckoned as if nobody were there yet."""
    opening = sitting_of(rete, replace(record, presenti=(), decisioni=())).apertura
    for asked in opening.numeri_legali if opening is not None else ():
        table = rete.nome_tavolo(asked.tavolo) if asked.tavolo else None
        yield NumeroLegalePrevisto(servono=asked.servono, su=asked.base, tavolo=table)


def _last_sittings(
    rete: Rete, record: Verbale, tables: Iterable[Tavolo], giorno: date
) -> Iterator[UltimaSeduta]:
    seen: set[str] = set()
    for table in tables:
        before = [v for v in sittings_before(rete, table.id, record.data) if v.data <= giorno]
        if before and before[-1].id not in seen:
            seen.add(before[-1].id)
            yield _last_sitting(rete, before[-1], giorno)


def _last_sitting(rete: Rete, last: Verbale, giorno: date) -> UltimaSeduta:
    seduta = sitting_of(rete, last)
    return UltimaSeduta(
        verbale=last,
        tavoli=rete.nomi_tavoli(last.tavoli),
        bozza=stato_verbale(rete, last, giorno) != "approvato",
        decisioni=tuple(
            DecisioneInBreve(
                decisione=decisione,
                voto=vote(rete, seduta, decisione),
                esito=outcome_on(rete, last, decisione, giorno),
                correzioni=corrections_in_words(rete, f"{last.id}/{decisione.n}", giorno),
            )
            for decisione in last.decisioni
        ),
    )
