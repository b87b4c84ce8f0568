"""What an undo changes back in one record, key by key, in words of the register.

Two states of the data of a file go in, now and before, and sentences come out: «sigla: «LB» torna
«BUSSOLA»». Nothing here knows which keys there are: their titles are those of the schemas.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rete.diagnostics import DocPath
from rete.model.rete import Rete
from rete.records import dataclass
from rete.views.ritorno_valori import Parole, around, item_in_words, lowered, scalar_in_words

MOST_TOLD = 25
"""Sentences about one file: past so many, its lines say it better."""

_NUMBERED = ("id", "n", "numero", "punto")
_NAMED = ("ente", "tavolo", "ruolo", "dal", "data", "titolo", "file", "indicatore", "periodo")

Title = Callable[[DocPath], str | None]
"""The title that the schema gives to a key of the record (a number in the path is any item)."""


@dataclass(frozen=True, kw_only=True)
class _Difference:
    """One value that differs: under which keys and items, and what becomes of it."""

    where: tuple[str, ...]
    what: str


def told_back(now: Any, before: Any, title: Title, rete: Rete) -> tuple[str, ...]:
    """Each value that changes back; empty where the two hold the same data."""
    found = list(_Telling(Parole(title=title, rete=rete)).values(now, before, (), ()))
    sentences = [
        ": ".join([*([", ".join(where)] if where else []), "; ".join(one.what for one in group)])
        for where, group in groupby(found, key=lambda one: one.where)
    ]
    others = len(sentences) - MOST_TOLD
    if others > 1:
        return (
            *sentences[:MOST_TOLD],
            f"e {others} altre differenze: con --differenze si vedono tutte",
        )
    return tuple(sentences)


class _Telling:
    """The walk through two states of one record, side by side."""

    def __init__(self, words: Parole) -> None:
        self._words = words

    def values(
        self, now: Any, before: Any, path: DocPath, where: tuple[str, ...]
    ) -> Iterator[_Difference]:
        if now == before:
            return
        match now, before:
            case dict(), dict():
                yield from self._keys(now, before, path, where)
            case list(), list():
                yield from self._items(now, before, path, where)
            case _:
                old, new = self._in_words(now, path), self._in_words(before, path)
                if isinstance(now, str) and isinstance(before, str) and old == new:
                    old, new = around(now, before)
                yield _Difference(where=where, what=f"{old} torna {new}")

    def _in_words(self, value: Any, path: DocPath) -> str:
        if isinstance(value, (dict, list)):
            return item_in_words(value, path, self._words)
        return scalar_in_words(value, path, self._words)

    def _keys(
        self,
        now: Mapping[str, Any],
        before: Mapping[str, Any],
        path: DocPath,
        where: tuple[str, ...],
    ) -> Iterator[_Difference]:
        for key in dict.fromkeys((*now, *before)):
            inside = (*path, key)
            label = (*where, lowered(self._words.name(inside)))
            if key not in before:
                yield from self._gone_or_back(now[key], inside, label, "si toglie")
            elif key not in now:
                yield from self._gone_or_back(before[key], inside, label, "torna")
            else:
                yield from self.values(now[key], before[key], inside, label)

    def _gone_or_back(
        self, value: Any, path: DocPath, label: tuple[str, ...], verb: str
    ) -> Iterator[_Difference]:
        """A key that goes away, or comes back, with all that it holds."""
        items = value if isinstance(value, list) else [value]
        inside = (*path, 0) if isinstance(value, list) else path
        if not items:
            yield _Difference(where=label, what=f"{verb} l'elenco vuoto")
        for item in items:
            yield _Difference(where=label, what=f"{verb} {self._in_words(item, inside)}")

    def _items(
        self, now: Sequence[Any], before: Sequence[Any], path: DocPath, where: tuple[str, ...]
    ) -> Iterator[_Difference]:
        inside = (*path, 0)
        gone, back = _left_over(now, before)
        if not gone and not back:
            yield _Difference(where=where, what="torna l'ordine di prima")
        pairs, gone, back = _paired(gone, back)
        for item in gone:
            yield _Difference(where=where, what=f"si toglie {self._in_words(item, inside)}")
        for item in back:
            yield _Difference(where=where, what=f"torna {self._in_words(item, inside)}")
        for old, new in pairs:
            yield from self.values(old, new, inside, (*where, self._named(new, inside)))

    def _named(self, item: Any, path: DocPath) -> str:
        """How one item of a list is called: by its number, else by what it is about."""
        if not isinstance(item, dict):
            return self._in_words(item, path)
        for key in _NUMBERED:
            if key in item and not isinstance(item[key], (dict, list)):
                return f"{lowered(self._words.name((*path, key)))} {item[key]}"
        own = {key: item[key] for key in _NAMED if key in item}
        return item_in_words(own or item, path, self._words)


def _left_over(now: Sequence[Any], before: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """The items that only one of two lists has, each as often as it has it more."""
    mine, theirs = Counter(map(_as_key, now)), Counter(map(_as_key, before))
    return _more_often(now, mine - theirs), _more_often(before, theirs - mine)


def _more_often(items: Sequence[Any], wanted: Counter[str]) -> list[Any]:
    found = []
    for item in items:
        if wanted[key := _as_key(item)] > 0:
            wanted[key] -= 1
            found.append(item)
    return found


def _as_key(value: Any) -> str:
    match value:
        case dict():
            return "{" + ",".join(f"{k!r}:{_as_key(v)}" for k, v in sorted(value.items())) + "}"
        case list():
            return "[" + ",".join(map(_as_key, value)) + "]"
        case _:
            return repr(value)


def _paired(
    gone: Sequence[Any], back: Sequence[Any]
) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """The items that are the same thing with other values, and those that are left alone."""
    waiting: dict[object, deque[int]] = defaultdict(deque)
    for place, item in enumerate(back):
        if (identity := _identity(item)) is not None:
            waiting[identity].append(place)
    pairs, alone, met = [], [], set[int]()
    for item in gone:
        identity = _identity(item)
        places = waiting.get(identity) if identity is not None else None
        if places:
            met.add(place := places.popleft())
            pairs.append((item, back[place]))
        else:
            alone.append(item)
    return pairs, alone, [item for place, item in enumerate(back) if place not in met]


def _identity(item: Any) -> object:
    if not isinstance(item, dict):
        return None
    for key in _NUMBERED:
        if key in item and not isinstance(item[key], (dict, list)):
            return key, item[key]
    named = [(k, item[k]) for k in _NAMED if k in item and not isinstance(item[k], (dict, list))]
    return tuple(named) or None
