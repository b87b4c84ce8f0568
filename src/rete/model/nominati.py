"""Which keys of a record name another one, and of which kind: every id and act that stands there.

What is written in words (texts, notes) names nobody here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final, Literal, NamedTuple

from rete.diagnostics import DocPath
from rete.model.atto import Atto
from rete.model.verbale import Verbale

Nominato = Literal["ente", "tavolo", "verbale", "atto", "monitoraggio", "progetto", "bisogno"]

_NAMING: Final[Mapping[Nominato, str]] = {
    "ente": (
        "ente enti a coordina componenti firmatari presenti collegati giustificati presiede ospiti "
        "contrari astenuti non_votanti esclusi anticipati eletti responsabili richiesta_da"
    ),
    "tavolo": "tavolo congiunta_con decide",
    "atto": "atto atto_fine atto_proprio",
    "verbale": "verbale seconda_di",
    "monitoraggio": "monitoraggio",
    "progetto": "progetto",
    "bisogno": "bisogni",
}
KEYS: Final = {key: kind for kind, keys in _NAMING.items() for key in keys.split()}
"""Key → the kind of what it names. A guest, who is elected, the author of an act and who has a duty
may be named by an id or in words: only an id is ever the same as one."""

KEYS_IN: Final[Mapping[tuple[str, str], Nominato]] = {
    ("deleghe", "di"): "ente",
    ("spostata", "a"): "verbale",
    ("adempimenti", "chi"): "ente",
    ("ratifica", "chi"): "tavolo",
    ("regole_per", "tavoli"): "tavolo",
    ("monitoraggi", "id"): "monitoraggio",
}
"""The same, by the key above too, for keys that elsewhere mean something else."""

_NOT_IN_THE_FILE: Final = frozenset({"id", "file", "data", "sigillo"})


class Nome(NamedTuple):
    """One id written somewhere in a file; ``valore`` of an act is its whole reference."""

    path: DocPath
    kind: Nominato
    valore: str


def names_in(record: Any) -> Iterator[Nome]:
    """Every place of a record's file where another record is named, in the order of its keys."""
    for field in fields(record):
        if field.name in _NOT_IN_THE_FILE or (
            field.name == "tavolo" and isinstance(record, Verbale)
        ):
            continue
        if field.name == "di" and isinstance(record, Atto) and record.di is not None:
            yield Nome(("di",), "ente", record.di)
        yield from _names(getattr(record, field.name), (field.name,), "", field.name)


def _names(value: Any, path: DocPath, above: str, key: str) -> Iterator[Nome]:
    if isinstance(value, str):
        kind = KEYS_IN.get((above, key)) or KEYS.get(key)
        if kind is not None:
            yield Nome(path, kind, value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _names(item, (*path, index), above, key)
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            yield from _names(inner, (*path, field.name), key, field.name)
