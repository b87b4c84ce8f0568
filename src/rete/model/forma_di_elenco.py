"""What a list with days or acts is (`Elenco`), and an item of it (`Voce`); the lists, `elenchi`."""

from collections.abc import Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any, Final, Generic, NamedTuple, TypeVar, cast

from rete.diagnostics import DocPath
from rete.model.nominati import KEYS
from rete.model.rete import Tipo
from rete.records import dataclass

V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)

CLOSING_KEYS: Final = ("atto_fine", "causa")
"""What an item says only of its end."""


def sigla(tipo: Tipo) -> str:
    """What the codes of the findings on a kind of file begin with."""
    return tipo[:3].upper()


@dataclass(frozen=True, kw_only=True, eq=False)
class Elenco(Generic[V]):
    """One list: ``posto`` is the kind of file and the keys that lead to it, ``voce`` are its items.

    ``nome`` is one of them in a word. ``detto`` names one in a finding, ``quando`` tells its days
    (else those of its period): both are filled in with the item and with what holds the list.
    An item that goes on when one of ``finisce_con`` ends, of its body or of its table, ends too.
    """

    posto: str
    voce: type[V]
    nome: str
    detto: str
    quando: str | None = None
    finisce_con: "tuple[Elenco[Any], ...]" = ()

    @cached_property
    def tipo(self) -> Tipo:
        return cast(Tipo, self.posto.partition(".")[0])

    @cached_property
    def chiavi(self) -> tuple[str, ...]:
        return tuple(self.posto.split(".")[1:])

    @property
    def sigla(self) -> str:
        return sigla(self.tipo)

    @cached_property
    def campi(self) -> frozenset[str]:
        """The keys that an item may have."""
        return frozenset(field.name for field in fields(cast(Any, self.voce)))

    @cached_property
    def atti(self) -> tuple[str, ...]:
        """Those under which an item cites an act."""
        return tuple(key for key, kind in KEYS.items() if kind == "atto" and key in self.campi)

    def has(self, *keys: str) -> bool:
        return self.campi.issuperset(keys)

    def items_of(self, scheda: Any) -> Sequence[tuple[DocPath, V, Any]]:
        """The items that a record has, each with its place and with what holds the list."""
        found: list[tuple[DocPath, Any, Any]] = [((), scheda, scheda)]
        for key in self.chiavi:
            found = [one for path, holder, _ in found for one in _below(path, holder, key)]
        return found


def _below(path: DocPath, holder: Any, key: str) -> list[tuple[DocPath, Any, Any]]:
    value = getattr(holder, key)
    if isinstance(value, tuple):
        return [((*path, key, index), item, holder) for index, item in enumerate(value)]
    return [] if value is None else [((*path, key), value, holder)]


class Voce(NamedTuple, Generic[V_co]):
    """An item of a list, with its place in a file; ``sopra`` is what holds the list."""

    elenco: Elenco[Any]
    scheda: Any
    file: str
    path: DocPath
    voce: V_co
    sopra: Any

    @property
    def id(self) -> str:
        """That of its record; the pact, which has none, is «patto»."""
        return getattr(self.scheda, "id", self.elenco.tipo)

    # Thousands are looked at and few are at fault: words are looked for only then.

    @property
    def noun(self) -> str:
        return self.elenco.detto.format(self.voce, self.sopra)

    @property
    def what(self) -> str:
        """Its name with its days: ``l'adesione dal 2024-01-15``."""
        if self.elenco.quando is not None:
            return self.noun + self.elenco.quando.format(self.voce)
        dal, al = getattr(self.voce, "dal", None), getattr(self.voce, "al", None)
        if dal is not None:
            return f"{self.noun} dal {dal}"
        return f"{self.noun} fino al {al}" if al else self.noun
