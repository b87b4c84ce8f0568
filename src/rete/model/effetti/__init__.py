"""The table of kinds of effect, `ROWS`; what each cell is: `riga`; who carries it out: `edits`."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Final, TypeVar, get_args

from rete.model.comuni import Effetto, TipoEffetto
from rete.model.effetti.begins import BEGINS
from rete.model.effetti.ends import ENDS
from rete.model.effetti.riga import Attesa, ChiaviEffetto, RigaEffetto

_Row = TypeVar("_Row")

EFFECT_KEYS: Final = tuple(field.name for field in fields(Effetto))[1:]
"""Every key of an effect beside ``tipo``, in the order in which they are told."""


def of_every_kind(rows: Mapping[TipoEffetto, _Row]) -> Mapping[TipoEffetto, _Row]:
    """A table of effects in the order of the format; KeyError, at import, if one has no row."""
    return MappingProxyType({kind: rows[kind] for kind in get_args(TipoEffetto)})


_NEAREST_FIRST: Final = {**BEGINS, **ENDS}
ROWS: Final[Mapping[TipoEffetto, RigaEffetto]] = of_every_kind(_NEAREST_FIRST)


def _expected() -> Mapping[str, tuple[tuple[TipoEffetto, Attesa], ...]]:
    found: dict[str, list[tuple[TipoEffetto, Attesa]]] = {}
    for kind, row in _NEAREST_FIRST.items():
        for place in row.found:
            found.setdefault(place.posto, []).append((kind, place))
    return {
        posto: tuple(sorted(pairs, key=lambda pair: pair[1].portato))
        for posto, pairs in found.items()
    }


EXPECTED: Final = _expected()
"""By the place of a citation, the effects that would justify it: first those that are on it."""

# To undo all that an act did there is «revoca»: a rectification always says something in its place.
_OF_AN_ACT = ChiaviEffetto(needed=(("atto",),), some_of=("effetti", "esito"))
_OF_MINUTES = ChiaviEffetto(needed=(("verbale",),), some_of=("presenti", "collegati", "esito"))


def keys_of(effetto: Effetto) -> ChiaviEffetto:
    """The keys that an effect needs and allows."""
    if effetto.tipo == "rettifica" and (effetto.atto is None) != (effetto.verbale is None):
        return _OF_AN_ACT if effetto.atto is not None else _OF_MINUTES
    return ROWS[effetto.tipo].keys


def given_keys(effetto: Effetto) -> tuple[str, ...]:
    """The keys that an effect has; an empty list says something only of who was there."""
    return tuple(key for key in EFFECT_KEYS if _is_given(key, getattr(effetto, key)))


def _is_given(key: str, value: object) -> bool:
    return value is not None and (value != () or key in ("presenti", "collegati"))
