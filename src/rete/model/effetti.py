"""Which keys each kind of effect needs and allows, as data; what effects do is kept elsewhere."""

from collections.abc import Mapping
from types import MappingProxyType

from rete.model.comuni import Effetto, TipoEffetto
from rete.records import dataclass

EFFECT_KEYS = (
    *("ente", "tavolo", "dal", "al", "decorrenza", "qualita", "causa", "a", "nome", "genere"),
    *("coordina", "componenti", "articolo", "periodo", "monitoraggio", "progetto", "verbale"),
    *("atto", "effetti", "presenti", "collegati", "esito"),
)
"""Every key of an effect beside ``tipo``, in the order in which they are told."""


@dataclass(frozen=True, kw_only=True)
class ChiaviEffetto:
    """The keys of one kind of effect: one of each ``needed`` group, at least one ``some_of``."""

    needed: tuple[tuple[str, ...], ...]
    some_of: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every key that has a place in this kind of effect."""
        needed = [key for group in self.needed for key in group]
        return (*needed, *self.some_of, *self.optional)


def _keys(*needed: str, optional: tuple[str, ...] = ()) -> ChiaviEffetto:
    """The row of the table: ``"dal | decorrenza"`` is one of the two."""
    groups = tuple(tuple(group.split(" | ")) for group in needed)
    return ChiaviEffetto(needed=groups, optional=optional)


KEYS: Mapping[TipoEffetto, ChiaviEffetto] = MappingProxyType(
    {
        "ammissione": _keys("ente", "dal | decorrenza", optional=("qualita",)),
        "cessazione": _keys("ente", "al", "causa"),
        "subentro": _keys("ente", "a", "dal"),
        "sospensione": _keys("ente", "dal", optional=("al",)),
        "fine-sospensione": _keys("ente", "al"),
        "qualifica": _keys("ente", "qualita", "dal"),
        "istituzione": _keys(
            "tavolo", "nome", "genere", "dal", optional=("coordina", "componenti")
        ),
        "chiusura": _keys("tavolo", "al"),
        "ingresso": _keys("tavolo", "ente", "dal"),
        "uscita": _keys("tavolo", "ente", "al"),
        "coordinamento": _keys("tavolo", "ente", "dal"),
        "fine-coordinamento": _keys("tavolo", "ente", "al"),
        "segreteria": _keys("ente", "dal"),
        "modifica-articolo": _keys("articolo", "dal"),
        "rinnovo": _keys("periodo", "dal", optional=("al",)),
        "monitoraggio": _keys("monitoraggio", "dal"),
        "avvio-progetto": _keys("progetto", "dal"),
        "approvazione-verbale": _keys("verbale"),
        "ratifica": _keys("atto"),
        "rettifica": _keys("atto | verbale"),
        "revoca": _keys("atto"),
    }
)
"""What each kind needs. A rectification needs more, by what it rectifies: see ``keys_of``."""

# To undo all that an act did there is «revoca»: a rectification always says something in its place.
_OF_AN_ACT = ChiaviEffetto(needed=(("atto",),), some_of=("effetti", "esito"))
_OF_MINUTES = ChiaviEffetto(needed=(("verbale",),), some_of=("presenti", "collegati", "esito"))


def keys_of(effetto: Effetto) -> ChiaviEffetto:
    """The keys that an effect needs and allows."""
    if effetto.tipo == "rettifica" and (effetto.atto is None) != (effetto.verbale is None):
        return _OF_AN_ACT if effetto.atto is not None else _OF_MINUTES
    return KEYS[effetto.tipo]


def given_keys(effetto: Effetto) -> tuple[str, ...]:
    """The keys that an effect has; an empty list says something only of who was there."""
    return tuple(key for key in EFFECT_KEYS if _is_given(key, getattr(effetto, key)))


def _is_given(key: str, value: object) -> bool:
    return value is not None and (value != () or key in ("presenti", "collegati"))
