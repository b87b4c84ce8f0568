"""Which records cite an act, and where: asked for one act at a time, so nothing is indexed."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Literal

from rete.model.rete import Rete
from rete.records import dataclass

Tipo = Literal["ente", "tavolo", "patto", "verbale", "atto", "bisogno", "progetto", "monitoraggio"]
_CITING_KEYS = ("atto", "atto_fine", "atto_proprio")


@dataclass(frozen=True, kw_only=True)
class Citazione:
    """A record that cites an act; ``dove`` are the keys that lead to it, without positions."""

    tipo: Tipo
    id: str
    dove: tuple[str, ...]


def citing(rete: Rete, reference: str) -> tuple[Citazione, ...]:
    """The records that cite an act, each place once, in the order of kinds and ids."""
    found: list[Citazione] = []
    for tipo, identifier, record in _records(rete):
        places = dict.fromkeys(_places(record, reference, ()))
        found += [Citazione(tipo=tipo, id=identifier, dove=place) for place in places]
    return tuple(found)


def _records(rete: Rete) -> Iterator[tuple[Tipo, str, object]]:
    if rete.patto is not None:
        yield "patto", "patto", rete.patto
    yield from (("ente", i, record) for i, record in sorted(rete.enti.items()))
    yield from (("tavolo", i, record) for i, record in sorted(rete.tavoli.items()))
    yield from (("verbale", i, record) for i, record in sorted(rete.verbali.items()))
    yield from (("atto", i, record) for i, record in sorted(rete.atti.items()))
    yield from (("bisogno", i, record) for i, record in sorted(rete.bisogni.items()))
    yield from (("progetto", i, record) for i, record in sorted(rete.progetti.items()))
    yield from (("monitoraggio", i, record) for i, record in sorted(rete.monitoraggi.items()))


def _places(value: object, reference: str, place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, tuple):
        for item in value:
            yield from _places(item, reference, place)
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name in _CITING_KEYS:
                if inner == reference:
                    yield (*place, field.name)
            elif inner and not isinstance(inner, str):
                yield from _places(inner, reference, (*place, field.name))
