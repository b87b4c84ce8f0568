"""What an undo changes back in one record, key by key, in words of the register.

Two states of the data of a file go in, now and before, and sentences come out: «sigla: «LB» torna
«BUSSOLA»». Nothing here knows which keys there are: their titles are those of the schemas.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from rete.diagnostics import DocPath, in_brief
from rete.italiano.etichette import CAUSE, ESITI, GENERI, METODI, MODALITA, NATURE, label
from rete.model.rete import Rete
from rete.model.tempo import DataParziale, partial_date
from rete.records import frozen
from rete.views.lists_and_cards import in_short

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


@frozen
class Parole:
    """Where the words come from: the titles of the schemas, the names in the register."""

    title: Callable[[DocPath], str | None]
    rete: Rete

    def name(self, path: DocPath) -> str:
        """What a key is called: the schema's title, else the key itself."""
        return self.title(path) or in_brief(str(path[-1]))


def lowered(title: str) -> str:
    """A title in the middle of a sentence: `codice fiscale`, but `PEC`."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def scalar_in_words(value: Any, path: DocPath, words: Parole) -> str:
    """A value as a sentence quotes it: a day as a day, the rest between quotation marks."""
    plain = _plain(value, path, words)
    return plain if _day(str(value), str(path[-1])) else f"«{plain}»"


def item_in_words(value: Any, path: DocPath, words: Parole) -> str:
    """A group of values, or a list, on one line and not too long."""
    line = _group(value, path, words)
    return f"«{line if len(line) <= _LONGEST else f'{line[: _LONGEST - 1]}…'}»"


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


def _group(value: Any, path: DocPath, words: Parole) -> str:
    match value:
        case dict():
            own = list(value.items())
            parts = [_labelled(each, (*path, key), words) for key, each in own[:_MOST_ITEMS]]
        case list():
            own = list(enumerate(value))
            parts = [_group(each, (*path, at), words) for at, each in own[:_MOST_ITEMS]]
        case _:
            return _plain(value, path, words)
    return ", ".join([*parts, "…"] if len(own) > _MOST_ITEMS else parts)


def _labelled(value: Any, path: DocPath, words: Parole) -> str:
    if path[-1] in _SAY_THEMSELVES and not isinstance(value, (dict, list)):
        return _plain(value, path, words)
    inside = _group(value, path, words)
    shown = f"({inside})" if isinstance(value, dict) else inside
    return f"{lowered(words.name(path))} {shown}"


def _plain(value: Any, path: DocPath, words: Parole) -> str:
    text = str(value)
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    if day := _day(text, key):
        return in_short(day)
    if table := _LABELS.get(key):
        return label(table, in_brief(text))
    if key == "tavolo" and text in words.rete.tavoli:
        return in_brief(words.rete.nome_tavolo(text))
    if key in ("id", "file", "atto") or text not in words.rete.enti:
        return in_brief(text)
    return in_brief(words.rete.nome_ente(text))


def _day(text: str, key: str) -> DataParziale | None:
    """The day that a value is; a month only where days or months are expected."""
    found = partial_date(text) if len(text) in (7, 10) else None
    return None if found is None or (found.is_month and key not in _DAYS_OR_MONTHS) else found


MOST_TOLD = 25
"""Sentences about one file: past so many, its lines say it better."""

_NUMBERED = ("id", "n", "numero", "punto")
_NAMED = ("ente", "tavolo", "ruolo", "dal", "data", "titolo", "file", "indicatore", "periodo")

Title = Callable[[DocPath], str | None]
"""The title that the schema gives to a key of the record (a number in the path is any item)."""


@frozen
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
