"""What an undo changes back in one record, key by key, in words of the register.

Two states of the data of a file go in, now and before, and sentences come out: «sigla: «LB» torna
«BUSSOLA»». Nothing here knows which keys there are: their titles are those of the schemas.
"""

import json
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from rete.diagnostics import DocPath, in_brief
from rete.italiano.etichette import CAUSE, ESITI, GENERI, METODI, MODALITA, NATURE, label
from rete.model.rete import Rete
from rete.model.tempo import DataParziale, in_short, partial_date
from rete.records import frozen

_LONGEST = 200
_MOST_ITEMS = 6
_BESIDE = 20
_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "natura": NATURE,
    "causa": CAUSE,
    "esito": ESITI,
    "genere": GENERI,
    "metodo": METODI,
    "modalita": MODALITA,
}
_SAY_THEMSELVES: Final = (
    *("ente", "tavolo", "nome", "titolo", "denominazione", "oggetto", "testo", "rubrica", "id"),
    *("stato", "ruolo", "indicatore", "nota", "tipo"),
)
"""Keys whose value needs no label before it."""

_DAYS_OR_MONTHS: Final = ("dal", "al", "data", "entro")


MOST_TOLD = 25
"""Sentences about one file: past so many, its lines say it better."""

_NUMBERED = ("id", "n", "numero", "punto")
_NAMED = ("ente", "tavolo", "ruolo", "dal", "data", "titolo", "file", "indicatore", "periodo")

Title = Callable[[DocPath], str | None]
"""The title that the schema gives to a key of the record (a number in the path is any item)."""

_Where = tuple[str, ...]
_Differences = Iterator[tuple[_Where, str]]
"""Each value that differs: under which keys and items, and what becomes of it."""


def told_back(now: Any, before: Any, title: Title, rete: Rete) -> tuple[str, ...]:
    """Each value that changes back; empty where the two hold the same data."""
    found = _Telling(title=title, rete=rete).values(now, before, (), ())
    sentences = tuple(
        ": ".join([*([", ".join(where)] if where else []), "; ".join(what for _, what in group)])
        for where, group in groupby(found, key=itemgetter(0))
    )
    others = len(sentences) - MOST_TOLD
    if others > 1:
        more = f"e {others} altre differenze: con --differenze si vedono tutte"
        return (*sentences[:MOST_TOLD], more)
    return sentences


@frozen
class _Telling:
    """The walk through two states of one record, side by side, and its words: the titles of the
    schemas, the names in the register."""

    title: Title
    rete: Rete

    def values(self, now: Any, before: Any, path: DocPath, where: _Where) -> _Differences:
        if now == before:
            return
        match now, before:
            case dict(), dict():
                yield from self._keys(now, before, path, where)
            case list(), list():
                yield from self._items(now, before, path, where)
            case _:
                old, new = self._said(now, path), self._said(before, path)
                if isinstance(now, str) and isinstance(before, str) and old == new:
                    old, new = around(now, before)
                yield where, f"{old} torna {new}"

    def _keys(
        self, now: Mapping[str, Any], before: Mapping[str, Any], path: DocPath, where: _Where
    ) -> _Differences:
        for key in dict.fromkeys((*now, *before)):
            inside = (*path, key)
            label = (*where, self._name(inside))
            if key not in before:
                yield from self._gone_or_back(now[key], inside, label, "si toglie")
            elif key not in now:
                yield from self._gone_or_back(before[key], inside, label, "torna")
            else:
                yield from self.values(now[key], before[key], inside, label)

    def _gone_or_back(self, value: Any, path: DocPath, where: _Where, verb: str) -> _Differences:
        """A key that goes away, or comes back, with all that it holds."""
        if value == []:
            yield where, f"{verb} l'elenco vuoto"
        elif isinstance(value, list):
            yield from self._each(value, (*path, 0), where, verb)
        else:
            yield from self._each([value], path, where, verb)

    def _each(self, items: list[Any], path: DocPath, where: _Where, verb: str) -> _Differences:
        return ((where, f"{verb} {self._said(item, path)}") for item in items)

    def _items(
        self, now: list[Any], before: list[Any], path: DocPath, where: _Where
    ) -> _Differences:
        inside = (*path, 0)
        gone, back = _left_over(now, before)
        if not gone and not back:
            yield where, "torna l'ordine di prima"
        pairs, gone, back = _paired(gone, back)
        yield from self._each(gone, inside, where, "si toglie")
        yield from self._each(back, inside, where, "torna")
        for old, new in pairs:
            yield from self.values(old, new, inside, (*where, self._named(new, inside)))

    # --- words -------------------------------------------------------------------------------

    def _name(self, path: DocPath) -> str:
        """What a key is called in a sentence (`codice fiscale`, `PEC`): its title, else itself."""
        title = self.title(path) or in_brief(str(path[-1]))
        return title if title[1:2].isupper() else title[:1].lower() + title[1:]

    def _named(self, item: Any, path: DocPath) -> str:
        """How one item of a list is called: by its number, else by what it is about."""
        if number := _number(item):
            key, value = number
            return f"{self._name((*path, key))} {value}"
        own = {key: item[key] for key in _NAMED if key in item} if isinstance(item, dict) else {}
        return self._said(own or item, path)

    def _said(self, value: Any, path: DocPath) -> str:
        """A value as a sentence quotes it: a day as a day, the rest between quotation marks; a
        group of values, or a list, on one line and not too long."""
        if not isinstance(value, (dict, list)):
            plain = self._plain(value, path)
            return plain if _day(str(value), str(path[-1])) else f"«{plain}»"
        line = self._group(value, path)
        return f"«{line if len(line) <= _LONGEST else f'{line[: _LONGEST - 1]}…'}»"

    def _group(self, value: Any, path: DocPath) -> str:
        match value:
            case dict():
                own = list(value.items())
                parts = [self._labelled(each, (*path, key)) for key, each in own[:_MOST_ITEMS]]
            case list():
                own = list(enumerate(value))
                parts = [self._group(each, (*path, at)) for at, each in own[:_MOST_ITEMS]]
            case _:
                return self._plain(value, path)
        return ", ".join([*parts, "…"] if len(own) > _MOST_ITEMS else parts)

    def _labelled(self, value: Any, path: DocPath) -> str:
        if path[-1] in _SAY_THEMSELVES and not isinstance(value, (dict, list)):
            return self._plain(value, path)
        inside = self._group(value, path)
        return f"{self._name(path)} {f'({inside})' if isinstance(value, dict) else inside}"

    def _plain(self, value: Any, path: DocPath) -> str:
        text = str(value)
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        if day := _day(text, key):
            return in_short(day)
        if table := _LABELS.get(key):
            return label(table, in_brief(text))
        if key == "tavolo":
            return in_brief(self.rete.nome_tavolo(text))
        return in_brief(text if key in ("id", "file", "atto") else self.rete.nome_ente(text))


def around(now: str, before: str) -> tuple[str, str]:
    """Two long texts, each from a little before where they begin to differ."""
    same = next(
        (at for at, (a, b) in enumerate(zip(now, before, strict=False)) if a != b),
        min(len(now), len(before)),
    )
    start = max(same - _BESIDE, 0)
    if start:
        # From the beginning of a word, where one begins before the difference.
        start = now.find(" ", start, same) + 1 or start
    cut = "…" if start else ""
    return f"«{cut}{in_brief(now[start:])}»", f"«{cut}{in_brief(before[start:])}»"


def _day(text: str, key: str) -> DataParziale | None:
    """The day that a value is; a month only where days or months are expected."""
    found = partial_date(text) if len(text) in (7, 10) else None
    return None if found is None or (found.is_month and key not in _DAYS_OR_MONTHS) else found


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
    return json.dumps(value, sort_keys=True, default=repr)


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
    """What an item is, whatever else it says: its number, else all that it is about."""
    if not isinstance(item, dict):
        return None
    named = [(k, item[k]) for k in _NAMED if k in item and not isinstance(item[k], (dict, list))]
    return _number(item) or tuple(named) or None


def _number(item: Any) -> tuple[str, Any] | None:
    """The key that numbers an item of a list, with its value."""
    for key in _NUMBERED if isinstance(item, dict) else ():
        if key in item and not isinstance(item[key], (dict, list)):
            return key, item[key]
    return None
