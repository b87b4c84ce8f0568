"""Periods of any record: the words that name them and the faults of their days; no file is read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Generic, NamedTuple, Protocol, TypeVar

from rete.diagnostics import DocPath, Fault
from rete.italiano import join_words
from rete.model.comuni import FONTE
from rete.model.tempo import DataParziale, Periodo, first_day, surely_before

LAST_DAY = "correggi «dal» o «al»: «al» è l'ultimo giorno in cui vale"

P_co = TypeVar("P_co", bound=Periodo, covariant=True)
Days = tuple[date, date]


class Decided(Periodo, Protocol):
    """A period that an act began; the act may be unknown."""

    @property
    def atto(self) -> str | None: ...


class Closable(Periodo, Protocol):
    """A period that can say why, and by which act, it ended."""

    @property
    def atto_fine(self) -> str | None: ...
    @property
    def causa(self) -> str | None: ...


class Stretch(NamedTuple, Generic[P_co]):
    """A period with its place in a file and its name in words (``l'adesione``).

    Thousands are made for each rule and few are at fault, so words are looked for only then.
    """

    file: str
    path: DocPath
    name: Callable[..., str]  # of the period: said so, Stretch would not be covariant
    period: P_co

    @property
    def noun(self) -> str:
        return self.name(self.period)

    @property
    def what(self) -> str:
        """Its name with its days: ``l'adesione dal 2024-01-15``."""
        if self.period.dal is not None:
            return f"{self.noun} dal {self.period.dal}"
        return f"{self.noun} fino al {self.period.al}" if self.period.al else self.noun


class Dated(NamedTuple):
    """Something that happened on a day, with its place and its name in words."""

    file: str
    path: DocPath
    what: str
    day: DataParziale


def stretches(
    file: str, key: str, items: Sequence[P_co], name: Callable[[P_co], str]
) -> Sequence[Stretch[P_co]]:
    """The items of one list of a file, ready to be judged."""
    if not items:  # as most lists of most files are
        return ()
    return [Stretch(file, (key, index), name, item) for index, item in enumerate(items)]


# --- what is certain of a period, and what is possible ---


def sure_days(period: Periodo) -> Days | None:
    """The first and last day on which a period holds whatever its unknown days are.

    Without ``dal`` it holds from its first dated source on, else on its last day alone.
    """
    end = period.al.primo if period.al else date.max
    if period.dal is not None:
        start = period.dal.ultimo
    else:
        told = [fonte.data.ultimo for fonte in period.fonti if fonte.data is not None]
        start = min(told) if told and min(told) <= end else end
        if period.al is not None and period.al.is_month and start == end:
            return None
    return (start, end) if start <= end else None


def possible_days(period: Periodo) -> Days:
    """The first and last day on which a period may hold."""
    start = first_day(period.dal)
    return (start, period.al.ultimo if period.al else date.max)


def unbroken(days: Iterable[Days]) -> list[Days]:
    """The same days as few stretches: those that touch or overlap become one."""
    joined: list[Days] = []
    for start, end in sorted(days):
        if joined and start.toordinal() <= joined[-1][1].toordinal() + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def surely_leaves(period: Periodo, holders: Sequence[Periodo]) -> bool:
    """Whether a period surely holds on some day outside every unbroken stretch of the holders."""
    end = period.al.primo if period.al else date.max
    start = period.dal.ultimo if period.dal else end
    possible = unbroken(possible_days(holder) for holder in holders)
    return not any(first <= start and end <= last for first, last in possible)


# --- faults ---


def ends_before_start(items: Iterable[Stretch[Periodo]]) -> Iterator[Fault]:
    for item in items:
        dal, al = item.period.dal, item.period.al
        if dal is not None and al is not None and surely_before(al, dal):
            yield Fault(
                file=item.file,
                path=(*item.path, "al"),
                message=f"{item.what} finisce prima di cominciare: «al» è {al}",
                remedy=LAST_DAY,
            )


def without_start(
    items: Iterable[Stretch[Decided]], *, also_without_act: bool = False
) -> Iterator[Fault]:
    """Periods that do not say since when; ``fonte`` may not know it."""
    for item in items:
        act = item.period.atto
        if item.period.dal is not None or act == FONTE or (act is None and not also_without_act):
            continue
        yield Fault(
            file=item.file,
            path=item.path,
            message=f"{item.what} non dice da quando vale" + (f" (atto «{act}»)" if act else ""),
            remedy="scrivi «dal»; può mancare solo con «atto: fonte»",
        )


def closed_without_end(items: Iterable[Stretch[Closable]]) -> Iterator[Fault]:
    """Periods that say why or by which act they ended, but not when."""
    for item in items:
        keys = [key for key in ("atto_fine", "causa") if getattr(item.period, key) is not None]
        if keys and item.period.al is None:
            said = join_words([f"«{key}»" for key in keys])
            yield Fault(
                file=item.file,
                path=(*item.path, keys[0]),
                on_key=True,
                message=f"{item.what} ha {said} ma non ha «al»",
                remedy=f"scrivi in «al» l'ultimo giorno in cui vale, o togli {said}",
            )


def overlapping(items: Iterable[Stretch[Periodo]], *, remedy: str | None = None) -> Iterator[Fault]:
    """Periods that surely hold on the same day; the fault stands on the one that begins later."""
    held = [(days, item) for item in items if (days := sure_days(item.period))]
    held.sort(key=lambda one: one[0][0])
    longest: tuple[Days, Stretch[Periodo]] | None = None
    for days, item in held:
        if longest is not None and days[0] <= longest[0][1]:
            yield _overlap(longest[1], item, remedy)
        if longest is None or days[1] > longest[0][1]:
            longest = (days, item)


def _overlap(first: Stretch[Periodo], second: Stretch[Periodo], remedy: str | None) -> Fault:
    usual = LAST_DAY if first.period.al else "chiudi con «al» il periodo di prima, o correggi «dal»"
    return Fault(
        file=second.file,
        path=(*second.path, "dal"),
        message=f"{first.what} e {second.what} si sovrappongono",
        remedy=remedy or usual,
    )


def out_of_order(items: Sequence[Dated], *, distinct: bool = False) -> Iterator[Fault]:
    """Items of a list that surely come before the one above them (or, if asked, on its day)."""
    for before, item in pairwise(items):
        if surely_before(item.day, before.day):
            yield Fault(
                file=item.file,
                path=item.path,
                message=f"nell'elenco {item.what} segue {before.what}, che è più recente",
                remedy="metti le voci dalla più vecchia alla più recente, o correggi la data",
            )
        elif distinct and item.day == before.day and not item.day.is_month:
            yield Fault(
                file=item.file,
                path=item.path,
                message=f"{item.what} comincia lo stesso giorno della voce precedente",
                remedy="tieni una sola voce per giorno, o correggi la data",
            )
