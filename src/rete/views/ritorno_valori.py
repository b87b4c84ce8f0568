"""One value of a record in words: a date as it is read, a body by its name, a list in short."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from rete.diagnostics import DocPath, in_brief
from rete.italiano.etichette import CAUSE, ESITI, GENERI, METODI, MODALITA, NATURE, label
from rete.model.rete import Rete
from rete.model.tempo import DataParziale, partial_date
from rete.records import dataclass
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


@dataclass(frozen=True, kw_only=True)
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
