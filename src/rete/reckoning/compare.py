"""What differs between two states of the register: `changed_*` of each subject, together."""

from typing import Final

from rete.reckoning.changed_articles import changed_articles, changed_rules
from rete.reckoning.changed_members import changed_members
from rete.reckoning.changed_tables import changed_tables
from rete.reckoning.changed_terms import changed_secretariat, changed_terms
from rete.reckoning.one_change import Argomento, Cambiamento, Istante
from rete.records import dataclass

ARGOMENTI: Final[tuple[Argomento, ...]] = (
    "periodi",
    "segreteria",
    "aderenti",
    "tavoli",
    "articoli",
    "regole",
)


@dataclass(frozen=True, kw_only=True)
class Confronto:
    """The two states with all that changed from one to the other, in the order of subjects."""

    prima: Istante
    dopo: Istante
    cambiamenti: tuple[Cambiamento, ...]

    def of(self, argomento: Argomento) -> tuple[Cambiamento, ...]:
        return tuple(change for change in self.cambiamenti if change.argomento == argomento)

    @property
    def uguali(self) -> tuple[Argomento, ...]:
        """The subjects in which nothing changed."""
        changed = {change.argomento for change in self.cambiamenti}
        return tuple(argomento for argomento in ARGOMENTI if argomento not in changed)


def compare(prima: Istante, dopo: Istante) -> Confronto:
    """Two days of one register, or two registers on one day: what the second has of different."""
    return Confronto(
        prima=prima,
        dopo=dopo,
        cambiamenti=(
            *changed_terms(prima, dopo),
            *changed_secretariat(prima, dopo),
            *changed_members(prima, dopo),
            *changed_tables(prima, dopo),
            *changed_articles(prima, dopo),
            *changed_rules(prima, dopo),
        ),
    )
