"""Periods of any record: the words that name them and the faults of their days (for the others)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import pairwise
from typing import Any, TypeVar

from rete.diagnostics import Fault
from rete.italiano import join_words
from rete.model.comuni import FONTE
from rete.model.elenchi import CLOSING_KEYS, Voce, voci_di
from rete.model.rete import Rete, Tipo
from rete.model.tempo import Periodo, surely_before
from rete.reckoning.stretches import Stretch, sure

LAST_DAY = "correggi «dal» o «al»: «al» è l'ultimo giorno in cui vale"

_CLOSE = "chiudi con «al» il periodo di prima, o correggi «dal»"

P = TypeVar("P", bound=Periodo)


def ends_before_start(rete: Rete, tipo: Tipo) -> Iterator[Fault]:
    """Items of a kind of file whose end surely comes before their start."""
    for item in voci_di(rete, tipo, "dal", "al"):
        dal, al = item.voce.dal, item.voce.al
        if dal is not None and al is not None and surely_before(al, dal):
            yield Fault(
                file=item.file,
                path=(*item.path, "al"),
                message=f"{item.what} finisce prima di cominciare: «al» è {al}",
                remedy=LAST_DAY,
            )


def without_start(rete: Rete, tipo: Tipo, *, also_without_act: bool = False) -> Iterator[Fault]:
    """Periods that do not say since when; ``fonte`` may not know it."""
    for item in voci_di(rete, tipo, "dal", "atto"):
        act = item.voce.atto
        if item.voce.dal is not None or act == FONTE or (act is None and not also_without_act):
            continue
        yield Fault(
            file=item.file,
            path=item.path,
            message=f"{item.what} non dice da quando vale" + (f" (atto «{act}»)" if act else ""),
            remedy="scrivi «dal»; può mancare solo con «atto: fonte»",
        )


def closed_without_end(rete: Rete, tipo: Tipo) -> Iterator[Fault]:
    """Periods that say why or by which act they ended, but not when."""
    for item in voci_di(rete, tipo, "al", *CLOSING_KEYS):
        keys = [key for key in CLOSING_KEYS if getattr(item.voce, key) is not None]
        if keys and item.voce.al is None:
            said = join_words([f"«{key}»" for key in keys])
            yield Fault(
                file=item.file,
                path=(*item.path, keys[0]),
                on_key=True,
                message=f"{item.what} ha {said} ma non ha «al»",
                remedy=f"scrivi in «al» l'ultimo giorno in cui vale, o togli {said}",
            )


def overlapping(
    items: Iterable[Voce[P]],
    among: Callable[[Voce[P]], Hashable] = lambda item: item.file,
    *,
    remedy: str | None = None,
) -> Iterator[Fault]:
    """Periods, ``among`` those of one kind, that surely hold on the same day.

    The fault stands on the one that begins later.
    """
    groups: dict[Hashable, list[Voce[P]]] = defaultdict(list)
    for item in items:
        groups[among(item)].append(item)
    for group in groups.values():
        if len(group) > 1:  # as few are
            yield from _overlapping(group, remedy)


def _overlapping(items: list[Voce[P]], remedy: str | None) -> Iterator[Fault]:
    held = [(days, item) for item in items if (days := sure(item.voce))]
    held.sort(key=lambda one: one[0][0])
    longest: tuple[Stretch, Voce[P]] | None = None
    for days, item in held:
        if longest is not None and days[0] <= longest[0][1]:
            usual = LAST_DAY if longest[1].voce.al else _CLOSE
            yield Fault(
                file=item.file,
                path=(*item.path, "dal"),
                message=f"{longest[1].what} e {item.what} si sovrappongono",
                remedy=remedy or usual,
            )
        if longest is None or days[1] > longest[0][1]:
            longest = (days, item)


def out_of_order(
    items: Iterable[Voce[Any]], key: str = "dal", *, distinct: bool = False
) -> Iterator[Fault]:
    """Items of a list that surely come before the one above them (or, if asked, on its day)."""
    dated = [(day, item) for item in items if (day := getattr(item.voce, key)) is not None]
    for (day_before, before), (day, item) in pairwise(dated):
        if before.sopra is not item.sopra:  # two lists
            continue
        if surely_before(day, day_before):
            message = f"nell'elenco {item.what} segue {before.what}, che è più recente"
            remedy = "metti le voci dalla più vecchia alla più recente, o correggi la data"
        elif distinct and day == day_before and not day.is_month:
            message = f"{item.what} comincia lo stesso giorno della voce precedente"
            remedy = "tieni una sola voce per giorno, o correggi la data"
        else:
            continue
        yield Fault(file=item.file, path=(*item.path, key), message=message, remedy=remedy)
