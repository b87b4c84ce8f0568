"""A register at a glance on a day: what runs, who is in, what waits (for `stato`)."""

from collections.abc import Iterator
from datetime import date

from rete.model.rete import Rete
from rete.model.tempo import DataParziale, any_covers
from rete.model.verbale import Verbale
from rete.reckoning.acts_that_hold import EffettoDisposto
from rete.reckoning.answers import left_undone
from rete.reckoning.deadlines import Scadenza, deadlines
from rete.reckoning.follow_ups import actions_of
from rete.reckoning.missing import Lacuna, missing
from rete.reckoning.selection import stato_verbale
from rete.reckoning.terms import Term, term_on, terms
from rete.records import frozen


@frozen
class PeriodoOggi:
    """The term that runs; where none does, when the one before ended and the next begins.

    ``ignoto`` says that nobody can tell whether one runs: the pact was not read.
    """

    termine: Term | None
    ignoto: bool = False
    finito: DataParziale | None = None
    comincia: DataParziale | None = None


@frozen
class AderentiOggi:
    totale: int
    pubblici: int
    privati: int
    osservatori: int
    sospesi: int
    incerti: int


@frozen
class SeduteOggi:
    """Sittings: those of the year so far, and the ids of those that wait for something."""

    tenute: int
    deserte: int
    da_approvare: tuple[str, ...]
    senza_verbale: tuple[str, ...]
    prossime: tuple[Verbale, ...]


@frozen
class Panorama:
    nome: str | None
    giorno: date
    periodo: PeriodoOggi
    aderenti: AderentiOggi
    tavoli_attivi: int
    tavoli_incerti: int
    sedute: SeduteOggi
    azioni_aperte: int
    azioni_scadute: int
    da_attuare: tuple[EffettoDisposto, ...]
    lacune: tuple[Lacuna, ...]
    scadenze: tuple[Scadenza, ...]


def overview(rete: Rete, day: date) -> Panorama:
    """All of a register on a day, in numbers and ids."""
    active = [rete.tavolo_attivo(tavolo, day) for tavolo in rete.tavoli.values()]
    open_actions = [
        action
        for verbale in rete.verbali.values()
        if verbale.data <= day
        for action in actions_of(rete, verbale, day)
        if action.is_open
    ]
    return Panorama(
        nome=rete.patto.nome if rete.patto else None,
        giorno=day,
        periodo=_term(rete, day),
        aderenti=_members(rete, day),
        tavoli_attivi=active.count(True),
        tavoli_incerti=active.count(None),
        sedute=_sittings(rete, day),
        azioni_aperte=len(open_actions),
        azioni_scadute=sum(action.is_late(day) for action in open_actions),
        da_attuare=tuple(found for found in left_undone(rete) if found.di.data <= day),
        lacune=missing(rete, day),
        scadenze=deadlines(rete, day),
    )


def _term(rete: Rete, day: date) -> PeriodoOggi:
    if rete.patto is None:
        return PeriodoOggi(termine=None, ignoto=True)
    if running := term_on(rete.patto, day):
        return PeriodoOggi(termine=running)
    known = terms(rete.patto)
    ended = [term.al for term in known if term.al and term.al.ultimo < day]
    coming = [term.dal for term in known if term.dal and term.dal.primo > day]
    return PeriodoOggi(
        termine=None,
        finito=max(ended, default=None),
        comincia=min(coming, default=None),
    )


def _members(rete: Rete, day: date) -> AderentiOggi:
    members = rete.membri(day)
    public = sum(ente.natura == "pubblico" for ente in members)
    adhesions = [rete.adesione(ente, day) for ente in members]
    return AderentiOggi(
        totale=len(members),
        pubblici=public,
        privati=len(members) - public,
        osservatori=sum(a is not None and a.qualita == "osservatore" for a in adhesions),
        sospesi=sum(any_covers(ente.sospensioni, day) is True for ente in members),
        incerti=sum(any_covers(ente.adesioni, day) is None for ente in rete.enti.values()),
    )


def _sittings(rete: Rete, day: date) -> SeduteOggi:
    past = [v for v in rete.verbali.values() if v.data <= day]
    this_year = [v for v in past if v.data.year == day.year and v.was_held]
    coming = [v for v in rete.verbali.values() if v.data >= day and v.is_planned]
    return SeduteOggi(
        tenute=len(this_year),
        deserte=sum(v.deserta is not None for v in this_year),
        da_approvare=_ids(v for v in past if stato_verbale(rete, v, day) == "bozza"),
        senza_verbale=_ids(v for v in past if v.data < day and v.is_planned),
        prossime=tuple(sorted(coming, key=lambda v: v.id)),
    )


def _ids(sittings: Iterator[Verbale]) -> tuple[str, ...]:
    return tuple(sorted(v.id for v in sittings))
