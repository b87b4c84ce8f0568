"""The table of kinds of effect, `ROWS`; what each cell is: `riga`; who carries it out: `edits`."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import Final

from rete.model.comuni import Effetto, TipoEffetto
from rete.model.effetti.atti import ATTI
from rete.model.effetti.enti import ENTI
from rete.model.effetti.patto import PATTO
from rete.model.effetti.riga import Attesa, ChiaviEffetto, RigaEffetto
from rete.model.effetti.tavoli import TAVOLI

EFFECT_KEYS: Final = tuple(field.name for field in fields(Effetto))[1:]
"""Every key of an effect beside ``tipo``, in the order in which they are told."""

ROWS: Final[Mapping[TipoEffetto, RigaEffetto]] = MappingProxyType(
    {**ENTI, **TAVOLI, **PATTO, **ATTI}
)
"""In the order of the format, which lists of kinds have."""


def _expected() -> Mapping[str, Sequence[tuple[TipoEffetto, Attesa]]]:
    pairs = [(kind, place) for kind, row in ROWS.items() for place in row.found]
    pairs.sort(key=lambda pair: (pair[1].portato, ROWS[pair[0]].nearness))
    found: dict[str, list[tuple[TipoEffetto, Attesa]]] = {}
    for kind, place in pairs:
        found.setdefault(place.posto, []).append((kind, place))
    return found


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
