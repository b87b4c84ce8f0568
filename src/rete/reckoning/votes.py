"""The votes of a decision, in every way in which they may add up; what follows: `outcome`."""

from collections.abc import Iterator
from typing import Final

from rete.model.verbale import Votazione
from rete.reckoning.presence import Presenza
from rete.records import frozen

_MOST_SUMS: Final = 2000
"""Beyond so many ways in which the votes may add up, nobody tries them all."""

_Sum = tuple[int, int, int, int]
"""For, against, abstained, not voting."""


@frozen
class Voti:
    """The votes of one decision."""

    favorevoli: int
    contrari: int
    astenuti: int
    non_votanti: int = 0
    bianche: int = 0
    nulle: int = 0

    @property
    def espressi(self) -> int:
        """The votes for and against: abstentions, blank and void ballots are left out."""
        return self.favorevoli + self.contrari

    @property
    def su_scheda(self) -> int:
        """The ballots put in the urn that say neither yes nor no."""
        return self.bianche + self.nulle

    @property
    def totale(self) -> int:
        return self.espressi + self.astenuti + self.su_scheda + self.non_votanti

    @property
    def sono_pari(self) -> bool:
        """Whether there is a tie: as many for as against, and somebody voted."""
        return self.favorevoli == self.contrari > 0


def possible_votes(votazione: Votazione, presence: Presenza) -> tuple[Voti, ...]:
    """Every way in which the votes may add up: one, where nothing is in doubt.

    There are several where a body holds more proxies than it may, and those represented did not
    all vote alike. None where a secret ballot has no numbers, where votes are for names, or where
    the ways are too many to be tried.
    """
    if not is_counted(votazione):
        return ()
    return tuple(_votes(votazione, one) for one in _sums(votazione, presence))


def is_counted(votazione: Votazione) -> bool:
    """Whether the minutes say enough to count the votes for and against."""
    by_exception = votazione.metodo != "segreto" and not votazione.preferenze
    return votazione.conteggio is not None or by_exception


def _votes(votazione: Votazione, found: _Sum) -> Voti:
    favour, against, abstained, silent = found
    told = votazione.conteggio
    if told is None:
        return Voti(favorevoli=favour, contrari=against, astenuti=abstained, non_votanti=silent)
    return Voti(
        favorevoli=told.favorevoli,
        contrari=told.contrari,
        astenuti=told.astenuti,
        non_votanti=max(silent, told.non_votanti),  # those named are among those counted
        bianche=told.bianche,
        nulle=told.nulle,
    )


def _sums(votazione: Votazione, presence: Presenza) -> tuple[_Sum, ...]:
    """Those that surely vote, with each choice among the proxies of which only some hold."""
    if presence.senza_nomi is not None:
        return (_by_number(votazione, presence.senza_nomi),)
    found = {_by_kind(votazione, presence.votanti)}
    for group in presence.in_eccesso:
        kinds = _by_kind(votazione, group.di)
        found = {_added(one, more) for one in found for more in _chosen(kinds, group.valgono)}
        if len(found) > _MOST_SUMS:
            return ()
    if votazione.conteggio is not None:  # numbers are told: only who did not vote is counted
        found = {(0, 0, 0, silent) for *_, silent in found}
    return tuple(sorted(found))


def _by_kind(votazione: Votazione, pool: frozenset[str]) -> _Sum:
    """How many of these bodies voted in each way; those in favour follow by difference."""
    if votazione.conteggio is not None:
        silent = len(pool & set(votazione.non_votanti))
        return len(pool) - silent, 0, 0, silent
    against = pool & set(votazione.contrari)
    abstained = (pool & set(votazione.astenuti)) - against
    silent_ones = (pool & set(votazione.non_votanti)) - against - abstained
    favour = len(pool) - len(against) - len(abstained) - len(silent_ones)
    return favour, len(against), len(abstained), len(silent_ones)


def _by_number(votazione: Votazione, voters: int) -> _Sum:
    """The same of so many voters of whom nobody knows who they are: the named are of them."""
    against, abstained = set(votazione.contrari), set(votazione.astenuti)
    silent = len(set(votazione.non_votanti) - against - abstained)
    if votazione.conteggio is not None:
        return 0, 0, 0, silent
    away = len(against) + len(abstained - against) + silent
    return max(0, voters - away), len(against), len(abstained - against), silent


def _chosen(kinds: _Sum, number: int) -> Iterator[_Sum]:
    """Every way of taking so many out of these, of each kind as many as there are."""
    favour, against, abstained, silent = kinds
    for no in range(min(against, number) + 1):
        for neither in range(min(abstained, number - no) + 1):
            for quiet in range(min(silent, number - no - neither) + 1):
                yes = number - no - neither - quiet
                if yes <= favour:
                    yield yes, no, neither, quiet


def _added(one: _Sum, other: _Sum) -> _Sum:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3])
