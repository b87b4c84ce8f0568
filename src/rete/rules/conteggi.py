"""The counts of members that were published, against themselves and against the register."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate

from rete.diagnostics import Fault, Severity
from rete.italiano import count
from rete.model.ente import Ente
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.stretches import Stretch, joined, possible, sure
from rete.records import dataclass
from rete.rules.rule import Rule, rule

_WORDS = {
    "totale": ("aderente", "aderenti"),
    "pubblici": ("ente pubblico", "enti pubblici"),
    "privati": ("ente del privato sociale", "enti del privato sociale"),
}


@rule("PAT018", Severity.ERROR, reads=("patto",))
def published_counts_add_up(rete: Rete) -> Iterator[Fault]:
    """In un conteggio pubblicato il totale è la somma di pubblici e privati.

    Se la fonte dice numeri che non tornano si scrive solo quello di cui ci si fida, e il resto in
    «note».
    """
    patto = rete.patto
    for index, one in enumerate(patto.conteggi_pubblicati if patto else ()):
        if patto is None or one.totale is None or one.pubblici is None or one.privati is None:
            continue
        if one.totale != one.pubblici + one.privati:
            public = count(one.pubblici, *_WORDS["pubblici"])
            parts = f"{public} e {count(one.privati, *_WORDS['privati'])}"
            yield Fault(
                file=patto.file,
                path=("conteggi_pubblicati", index, "totale"),
                message=f"conteggio del {one.data}: {parts} non fanno {one.totale}",
                remedy="ricopia i numeri dalla fonte",
            )


class _Steps:
    """How many of some stretches of days hold on each day."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        changes: dict[int, int] = {}
        for start, end in stretches:
            changes[start] = changes.get(start, 0) + 1
            changes[end + 1] = changes.get(end + 1, 0) - 1
        self._days = sorted(changes)
        self._totals = [0, *accumulate(changes[day] for day in self._days)]

    def between(self, first: date, last: date) -> list[int]:
        """The numbers from a day to another, both included, one for each change."""
        start = bisect_right(self._days, first.toordinal())
        return self._totals[start : bisect_right(self._days, last.toordinal()) + 1]


@dataclass(frozen=True, kw_only=True)
class _Found:
    """How many members the register knows: at least, and at most where it lists them all."""

    fewest: int
    most: int | None

    def allows(self, published: int) -> bool:
        return self.fewest <= published and (self.most is None or published <= self.most)

    def __str__(self) -> str:
        if self.most is None:
            return f"almeno {self.fewest}"
        return str(self.fewest) if self.fewest == self.most else f"da {self.fewest} a {self.most}"


@dataclass(frozen=True, kw_only=True)
class _Counted:
    """The members of some nature: those that surely are, and those that may be, on each day."""

    surely: _Steps
    possibly: _Steps

    def told(self, when: DataParziale, *, complete: bool) -> _Found:
        """How many they were: what holds on every day of a month, and no upper end if partial."""
        most = max(self.possibly.between(when.primo, when.ultimo)) if complete else None
        return _Found(fewest=min(self.surely.between(when.primo, when.ultimo)), most=most)


def _counted(enti: Iterable[Ente]) -> _Counted:
    surely: list[Stretch] = []
    possibly: list[Stretch] = []
    for ente in enti:
        surely += joined(filter(None, map(sure, ente.adesioni)), gap=1)
        possibly += joined(map(possible, ente.adesioni), gap=1)
    return _Counted(surely=_Steps(surely), possibly=_Steps(possibly))


@rule("PAT019", Severity.WARNING, reads=("patto", "ente"))
def published_counts_match_the_register(rete: Rete) -> Iterator[Fault]:
    """I conteggi pubblicati corrispondono agli aderenti del registro in quel giorno.

    Se l'elenco è parziale si segnala soltanto un registro con più aderenti di quelli pubblicati. Il
    controllo tace finché la scheda di qualche ente non si legge, e dove le date non bastano.
    """
    patto = rete.patto
    if patto is None or not patto.conteggi_pubblicati or rete.any_unread("ente"):
        return
    enti = rete.enti.values()
    counted = {
        "totale": _counted(enti),
        "pubblici": _counted(ente for ente in enti if ente.natura == "pubblico"),
        "privati": _counted(ente for ente in enti if ente.natura == "privato-sociale"),
    }
    for index, one in enumerate(patto.conteggi_pubblicati):
        for key, members in counted.items():
            published: int | None = getattr(one, key)
            found = members.told(one.data, complete=patto.is_complete)
            if published is not None and not found.allows(published):
                said = f"pubblicati {count(published, *_WORDS[key])}, nel registro {found}"
                yield Fault(
                    file=patto.file,
                    path=("conteggi_pubblicati", index, key),
                    message=f"conteggio del {one.data}: {said}",
                    remedy="controlla le adesioni e la natura degli enti, o ricopia il numero",
                )


RULES: tuple[Rule, ...] = (published_counts_add_up, published_counts_match_the_register)
