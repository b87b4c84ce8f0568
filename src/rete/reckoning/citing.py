"""Which records cite an act, and where."""

from collections.abc import Iterator

from rete.model.elenchi import TIPI, acts_cited
from rete.model.rete import Rete, Tipo
from rete.reckoning.acts_that_hold import acts_of, every_act
from rete.records import frozen


@frozen
class Citazione:
    """A record that cites an act; ``dove`` are the keys that lead to it, without positions.

    ``cosa`` is what cites it there, in a word.
    """

    tipo: Tipo
    id: str
    dove: tuple[str, ...]
    cosa: str


def citing(rete: Rete, reference: str) -> tuple[Citazione, ...]:
    """The records that cite an act, each place once, in the order of kinds and ids."""
    found = dict.fromkeys((*_in_effects(rete, reference), *_in_lists(rete, reference)))
    return tuple(sorted(found, key=lambda one: (TIPI.index(one.tipo), one.id)))


def _in_effects(rete: Rete, reference: str) -> Iterator[Citazione]:
    for act in every_act(rete):
        tipo: Tipo = "verbale" if act.verbale else "atto"
        for one in acts_of(rete).laid_down(act):
            if one.effetto.atto == reference:
                keys = tuple(step for step in one.path if isinstance(step, str))
                name = act.riferimento.partition("/")[0]
                yield Citazione(tipo=tipo, id=name, dove=(*keys, "atto"), cosa="effetto")


def _in_lists(rete: Rete, reference: str) -> Iterator[Citazione]:
    for item, key, act in acts_cited(rete):
        if act == reference:
            where, elenco = (*item.elenco.chiavi, key), item.elenco
            yield Citazione(tipo=elenco.tipo, id=item.id, dove=where, cosa=elenco.nome)
