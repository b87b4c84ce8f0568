"""The whole register at once: its records by id, and the questions of a day.

Every question that could depend on a record that was not read answers None.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any, Final, Literal, TypeVar

from rete.model.allegati import Alterato
from rete.model.atto import Atto
from rete.model.bisogno import Bisogno
from rete.model.comuni import FONTE, Incarico
from rete.model.ente import Adesione, Ente
from rete.model.monitoraggio import Monitoraggio
from rete.model.patto import Patto
from rete.model.progetto import Progetto
from rete.model.provvedimento import Provvedimento, decided, of_its_own
from rete.model.seguito import Seguito
from rete.model.tavolo import Tavolo
from rete.model.tempo import Periodo, any_covers, covers
from rete.model.verbale import Verbale
from rete.records import dataclass

_Held = TypeVar("_Held", bound=Incarico)

Tipo = Literal[
    "patto", "ente", "tavolo", "verbale", "atto", "seguito", "bisogno", "progetto", "monitoraggio"
]
"""The kinds of record."""

PLURALI: Final[Mapping[Tipo, str]] = {
    "ente": "enti",
    "tavolo": "tavoli",
    "verbale": "verbali",
    "atto": "atti",
    "seguito": "seguiti",
    "bisogno": "bisogni",
    "progetto": "progetti",
    "monitoraggio": "monitoraggi",
}
"""Where the register has the records of a kind; their folder has the same name."""

ALTRI = "…"
"""Among the unread ids of a kind: a whole folder could not be read, nobody knows what is in it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Rete:
    """Records by id; ``unread`` holds, by kind, the ids of the files that could not be read.

    Two registers are the same only if they are one object: what is reckoned of it is kept by it.
    """

    patto: Patto | None = None
    enti: Mapping[str, Ente] = field(default_factory=dict)
    tavoli: Mapping[str, Tavolo] = field(default_factory=dict)
    verbali: Mapping[str, Verbale] = field(default_factory=dict)
    atti: Mapping[str, Atto] = field(default_factory=dict)
    seguiti: Mapping[str, Seguito] = field(default_factory=dict)
    bisogni: Mapping[str, Bisogno] = field(default_factory=dict)
    progetti: Mapping[str, Progetto] = field(default_factory=dict)
    monitoraggi: Mapping[str, Monitoraggio] = field(default_factory=dict)
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)
    allegati: Mapping[str, str | None] = field(default_factory=dict)
    """Every file below data/allegati/; the SHA-256 of those that a record cites."""
    alterati: Mapping[str, Alterato] = field(default_factory=dict)
    """Of those, the ones whose SHA-256 is not the one that is written, and why."""

    def is_unread(self, kind: Tipo, identifier: str) -> bool:
        """Whether the file of this record is there, or may be, but could not be read."""
        ids = self.unread.get(kind)
        if not ids:
            return False
        return identifier in ids or (ALTRI in ids and identifier not in self.schede(kind))

    def has_id(self, kind: Tipo, identifier: str) -> bool:
        """Whether a record of this name is there, be it one whose file could not be read."""
        return identifier in self.schede(kind) or identifier in self.unread.get(kind, ())

    def may_have_more(self, kind: Tipo) -> bool:
        """Whether there may be records of a kind whose very names are not known."""
        return ALTRI in self.unread.get(kind, ())

    def schede(self, kind: Tipo) -> Mapping[str, Any]:
        """The records of a kind, by id."""
        if kind == "patto":
            return {} if self.patto is None else {"patto": self.patto}
        records: Mapping[str, Any] = getattr(self, PLURALI[kind])
        return records

    @property
    def is_complete(self) -> bool:
        """Whether the pact was read, and says that the register has all the members."""
        return self.patto is not None and self.patto.is_complete

    @property
    def is_partial(self) -> bool:
        """Whether the pact was read, and says that the register has not all the members."""
        return self.patto is not None and not self.patto.is_complete

    def any_unread(self, *kinds: str) -> bool:
        """Whether some record of these kinds could not be read."""
        return any(self.unread.get(kind) for kind in kinds)

    def unread_names(self, *kinds: str) -> tuple[str, ...]:
        """The records that could not be read, of these kinds or of all; the pact by that word."""
        found = {
            "patto" if kind == "patto" else name
            for kind in kinds or self.unread
            for name in self.unread.get(kind, ())
        }
        return tuple(sorted(found))

    def ente_exists(self, identifier: str) -> bool:
        return identifier in self.enti or self.is_unread("ente", identifier)

    def tavolo_exists(self, identifier: str) -> bool:
        return identifier in self.tavoli or self.is_unread("tavolo", identifier)

    def verbale_exists(self, identifier: str) -> bool:
        return identifier in self.verbali or self.is_unread("verbale", identifier)

    def nome_ente(self, identifier: str) -> str:
        """The short name of a body, or its id where the register does not say."""
        ente = self.enti.get(identifier)
        return ente.nome_breve if ente else identifier

    def nomi_enti(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self.nome_ente, identifiers))

    def nome_materia(self, identifier: str) -> str:
        """The name of what a decision is about; the word itself where the pact does not have it."""
        known = self.patto.vocabolari.nomi_materie if self.patto else {}
        return known.get(identifier, identifier)

    def nome_tavolo(self, identifier: str) -> str:
        tavolo = self.tavoli.get(identifier)
        return tavolo.nome if tavolo else identifier

    def nomi_tavoli(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self.nome_tavolo, identifiers))

    # --- acts ---

    def act_exists(self, reference: str) -> bool | None:
        """Whether a reference leads to an act; None where its file could not be read."""
        if reference == FONTE:
            return True
        minutes, slash, _ = reference.partition("/")
        if self.is_unread("verbale" if slash else "atto", minutes):
            return None
        return self.act(reference) is not None

    def act(self, reference: str) -> Provvedimento | None:
        """The decision (``<verbale>/<n>``) or the act that a reference names, if it is there."""
        minutes, slash, number = reference.partition("/")
        if not slash:
            atto = self.atti.get(reference)
            return of_its_own(atto) if atto else None
        verbale = self.verbali.get(minutes)
        for index, decisione in enumerate(verbale.decisioni if verbale else ()):
            if verbale and str(decisione.n) == number:
                return decided(verbale, index)
        return None

    # --- who is in, on a day ---

    def adesione(self, ente: Ente, day: date) -> Adesione | None:
        """The period of adhesion that surely holds on a day."""
        return next((period for period in ente.adesioni if covers(period, day)), None)

    def aderisce(self, identifier: str, day: date) -> bool | None:
        """Whether a body is in the alliance on a day."""
        return self._of_a_body(identifier, day, lambda ente: ente.adesioni)

    def sospeso(self, identifier: str, day: date) -> bool | None:
        """Whether a body is suspended on a day."""
        return self._of_a_body(identifier, day, lambda ente: ente.sospensioni)

    def _of_a_body(
        self, identifier: str, day: date, periods: Callable[[Ente], Sequence[Periodo]]
    ) -> bool | None:
        if self.is_unread("ente", identifier):
            return None
        ente = self.enti.get(identifier)
        return any_covers(periods(ente), day) if ente else False

    def membri(self, day: date) -> tuple[Ente, ...]:
        """The bodies that the register knows to be in on a day, by name."""
        found = [ente for ente in self.enti.values() if any_covers(ente.adesioni, day)]
        return tuple(sorted(found, key=lambda ente: (ente.denominazione.casefold(), ente.id)))

    def siede(self, tavolo: str, ente: str, day: date) -> bool | None:
        """Whether a body sits at a table on a day: the members, or its components."""
        if self.is_unread("tavolo", tavolo) or self.is_unread("ente", ente):
            return None
        table = self.tavoli.get(tavolo)
        if table is None:
            return False
        seats = any_covers([seat for seat in table.componenti if seat.ente == ente], day)
        if seats or not table.sits_all_members:
            return seats
        return self.aderisce(ente, day)

    def tavolo_attivo(self, tavolo: Tavolo, day: date) -> bool | None:
        """Whether a table is set up and not closed on a day; None where nobody knows since when."""
        return covers(tavolo.vita, day)

    def incarichi_del_giorno(self, items: tuple[_Held, ...], day: date) -> tuple[_Held, ...]:
        """The seats (or coordinations, secretariats, offices) that surely hold on a day."""
        return tuple(item for item in items if covers(item, day))


def holds(period: Periodo, day: date) -> bool:
    """Whether a period surely holds on a day."""
    return covers(period, day) is True
