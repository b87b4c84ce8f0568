"""Which records a list shows on a day, and their state then; `views` makes rows of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Literal, TypeVar, get_args

from rete.model.atto import Atto
from rete.model.comuni import Esito, Genere, Qualita, TipoEffetto, every_effect
from rete.model.ente import Adesione, Ente
from rete.model.rete import Rete
from rete.model.ricerca import contains
from rete.model.tavolo import Tavolo
from rete.model.tempo import any_covers, first_day, within
from rete.model.verbale import Verbale
from rete.reckoning.comings import attending
from rete.reckoning.decisions import outcome_on
from rete.records import frozen

StatoEnte = Literal[
    "aderente", "osservatore", "sospeso", "cessato", "non-aderente", "da-verificare"
]
StatoTavolo = Literal["attivo", "chiuso", "non-istituito", "da-verificare"]
StatoVerbale = Literal["pianificata", "spostata", "disdetta", "bozza", "approvato"]
Scheda = TypeVar("Scheda", Ente, Tavolo)
Datata = TypeVar("Datata", Verbale, Atto)


@frozen
class FiltroEnti:
    tutti: bool = False
    natura: str | None = None
    qualita: Qualita | None = None
    ambito: str | None = None
    comunita: str | None = None
    tavolo: str | None = None
    cerca: str | None = None


@frozen
class FiltroTavoli:
    tutti: bool = False
    genere: Genere | None = None
    ente: str | None = None


@frozen
class FiltroVerbali:
    tavolo: str | None = None
    anno: int | None = None
    dal: date | None = None
    fino: date | None = None
    ente: str | None = None
    stato: StatoVerbale | None = None
    effetto: TipoEffetto | None = None
    esito: Esito | None = None
    cerca: str | None = None


@frozen
class FiltroAtti:
    tipo: str | None = None
    dal: date | None = None
    fino: date | None = None
    ente: str | None = None


Scelti = tuple[tuple[Scheda, ...], tuple[str, ...]]
"""The records that a list shows, and the ids of those that may belong to it: nobody can tell."""


def stato_ente(rete: Rete, ente: Ente, day: date) -> StatoEnte:
    """What a body is to the alliance on a day."""
    inside = any_covers(ente.adesioni, day)
    if inside is False:
        ended = any(p.al is not None and p.al.ultimo < day for p in ente.adesioni)
        return "cessato" if ended else "non-aderente"
    suspended = any_covers(ente.sospensioni, day)
    if inside is None or suspended is None:
        return "da-verificare"
    if suspended:
        return "sospeso"
    period = rete.adesione(ente, day)
    return "osservatore" if period and period.qualita == "osservatore" else "aderente"


def adesione_da_mostrare(rete: Rete, ente: Ente, day: date) -> Adesione | None:
    """The adhesion that holds on a day, else the last one begun before it."""
    if holding := rete.adesione(ente, day):
        return holding
    begun = [p for p in ente.adesioni if p.dal is None or p.dal.primo <= day]
    return max(begun, key=lambda p: first_day(p.dal), default=None)


def stato_tavolo(rete: Rete, tavolo: Tavolo, day: date) -> StatoTavolo:
    """Whether a table is active, closed or not yet set up on a day, or nobody can tell."""
    match rete.tavolo_attivo(tavolo, day):
        case True:
            return "attivo"
        case None:
            return "da-verificare"
        case False:
            closed = tavolo.chiusura is not None and day > tavolo.chiusura.al.ultimo
            return "chiuso" if closed else "non-istituito"


def stato_verbale(rete: Rete, verbale: Verbale, day: date) -> StatoVerbale:
    """How far some minutes had come by the end of a day."""
    if verbale.disdetta is not None and verbale.disdetta.il <= day:
        return "disdetta"
    if verbale.spostata is not None and verbale.spostata.il <= day:
        return "spostata"
    if not verbale.was_held:
        return "pianificata"
    approved = approvato_il(rete, verbale)
    if not verbale.is_approved or (approved is not None and approved > day):
        return "bozza"
    return "approvato"


def approvato_il(rete: Rete, verbale: Verbale) -> date | None:
    """The day of the approval, where the minutes or the act that approves tell it."""
    approval = verbale.approvazione
    if approval is None:
        return None
    if approval.data is not None:
        return approval.data
    if approval.modo == "seduta-stante":
        return verbale.data
    act = rete.act(approval.atto) if approval.atto else None
    return act.data if act else None


def enti_scelti(rete: Rete, filtro: FiltroEnti, day: date) -> Scelti[Ente]:
    """The bodies of a list, by name."""
    shown: list[Ente] = []
    unsure: list[str] = []
    for ente in sorted(rete.enti.values(), key=lambda e: (e.denominazione.casefold(), e.id)):
        if not _matches(rete, ente, filtro, day):
            continue
        seated = filtro.tavolo is None or rete.siede(filtro.tavolo, ente.id, day)
        if seated is False:
            continue
        inside = filtro.tutti or any_covers(ente.adesioni, day)
        if inside is False:
            continue
        if seated and inside:
            shown.append(ente)
        else:
            unsure.append(ente.id)
    return tuple(shown), tuple(unsure)


def _matches(rete: Rete, ente: Ente, filtro: FiltroEnti, day: date) -> bool:
    """Whether a body is of the kind wanted, leaving aside whether and where it is in."""
    period = adesione_da_mostrare(rete, ente, day)
    return (
        filtro.natura in (None, ente.natura)
        and (filtro.qualita is None or (period is not None and period.qualita == filtro.qualita))
        and (filtro.ambito is None or filtro.ambito in ente.ambiti)
        and (filtro.comunita is None or filtro.comunita in ente.comunita)
        and (filtro.cerca is None or contains(filtro.cerca, _texts_of_ente(ente)))
    )


def _texts_of_ente(ente: Ente) -> Iterator[str | None]:
    yield from (ente.id, ente.denominazione, ente.sigla, ente.codice_fiscale)
    yield ente.sede.comune if ente.sede else None
    for former in ente.denominazioni_precedenti:
        yield former.denominazione


def tavoli_scelti(rete: Rete, filtro: FiltroTavoli, day: date) -> Scelti[Tavolo]:
    """The tables of a list, by kind and name; without `tutti`, those not known to be closed."""
    shown: list[Tavolo] = []
    unsure: list[str] = []
    for tavolo in sorted(rete.tavoli.values(), key=by_kind):
        if filtro.genere not in (None, tavolo.genere):
            continue
        if not filtro.tutti and rete.tavolo_attivo(tavolo, day) is False:
            continue
        seated = filtro.ente is None or rete.siede(tavolo.id, filtro.ente, day)
        if seated is True:
            shown.append(tavolo)
        elif seated is None:
            unsure.append(tavolo.id)
    return tuple(shown), tuple(unsure)


_GENERI: tuple[Genere, ...] = get_args(Genere)


def by_kind(tavolo: Tavolo) -> tuple[int, str, str]:
    """The order of tables: the plenary first, then the others by kind and name."""
    return (_GENERI.index(tavolo.genere), tavolo.nome.casefold(), tavolo.id)


def verbali_scelti(rete: Rete, filtro: FiltroVerbali, day: date) -> tuple[Verbale, ...]:
    """The sittings of a list, the newest first."""
    found = [
        verbale
        for verbale in rete.verbali.values()
        if (filtro.tavolo is None or filtro.tavolo in verbale.tavoli)
        and (filtro.anno is None or verbale.data.year == filtro.anno)
        and within(verbale.data, filtro.dal, filtro.fino)
        and (filtro.ente is None or _was_there(rete, verbale, filtro.ente, day))
        and (filtro.stato is None or stato_verbale(rete, verbale, day) == filtro.stato)
        and _has_such_a_decision(rete, verbale, filtro, day)
        and (filtro.cerca is None or contains(filtro.cerca, _texts_of_verbale(verbale)))
    ]
    return tuple(_newest_first(found))


def _was_there(rete: Rete, verbale: Verbale, ente: str, day: date) -> bool:
    there = attending(rete, verbale, day)
    return ente in (there.tutti if there else verbale.collegati)


def _has_such_a_decision(rete: Rete, verbale: Verbale, filtro: FiltroVerbali, day: date) -> bool:
    """Whether one decision has both the effect and the outcome wanted."""
    if filtro.effetto is None and filtro.esito is None:
        return True
    return any(
        filtro.effetto in (None, *(one.tipo for one in every_effect(decisione.effetti)))
        and filtro.esito in (None, outcome_on(rete, verbale, decisione, day))
        for decisione in verbale.decisioni
    )


def _texts_of_verbale(verbale: Verbale) -> Iterator[str | None]:
    for punto in verbale.odg:
        yield from (punto.titolo, *punto.detto)
    for decisione in verbale.decisioni:
        yield from (decisione.oggetto, decisione.testo, *decisione.premesse)


def atti_scelti(rete: Rete, filtro: FiltroAtti) -> tuple[Atto, ...]:
    """The acts of a list, the newest first."""
    found = [
        atto
        for atto in rete.atti.values()
        if filtro.tipo in (None, atto.tipo)
        and within(atto.data, filtro.dal, filtro.fino)
        and (filtro.ente is None or filtro.ente in _enti_of(atto))
    ]
    return tuple(_newest_first(found))


def _newest_first(found: Iterable[Datata]) -> list[Datata]:
    """By day, the newest first; those of one day by name."""
    by_name = sorted(found, key=attrgetter("id"))
    return sorted(by_name, key=attrgetter("data"), reverse=True)


def _enti_of(atto: Atto) -> Iterator[str]:
    """The bodies that an act is of, that signed it, or that its effects name."""
    if atto.di is not None:
        yield atto.di
    yield from atto.firmatari
    for effetto in every_effect(atto.effetti):
        yield from filter(None, (effetto.ente, effetto.coordina))
        yield from (*effetto.a, *effetto.componenti)
