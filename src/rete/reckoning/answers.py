"""For each effect that counts, the records that answer to it: the balance from the acts' side."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.reckoning.acts_that_hold import SENZA_RISCONTRO, EffettoDisposto, acts_of
from rete.reckoning.balance import books
from rete.reckoning.claim import Pretesa
from rete.reckoning.effects import carried_out_in, is_overtaken
from rete.records import frozen


@frozen
class Riscontro:
    """One effect, with the records that answer to it or follow from it.

    ``attuato`` is None where a file that could not be read may hold the answer; ``superato`` says
    that nothing is left to do because the table has closed before.
    """

    disposto: EffettoDisposto
    attuato: bool | None
    voci: tuple[Pretesa, ...]
    superato: bool = False


@lru_cache(maxsize=4)
def answers(rete: Rete) -> Mapping[str, tuple[Riscontro, ...]]:
    """The effects to be carried out, by the act that lays them down."""
    found: dict[str, list[Riscontro]] = defaultdict(list)
    for disposto in acts_of(rete).in_force:
        if disposto.effetto.tipo not in SENZA_RISCONTRO:
            found[disposto.di.riferimento].append(_answer(rete, disposto))
    return {act: tuple(riscontri) for act, riscontri in found.items()}


def _answer(rete: Rete, disposto: EffettoDisposto) -> Riscontro:
    pairs = books(rete)
    voci = tuple(pairs.answering.get((disposto.di.riferimento, disposto.path), ()))
    carried_out: bool | None = False
    overtaken = not voci and is_overtaken(rete, disposto)
    if overtaken or not pairs.is_left_undone(disposto):
        carried_out = True if voci or overtaken else carried_out_in(rete, disposto) or None
    return Riscontro(disposto=disposto, attuato=carried_out, voci=voci, superato=overtaken)


def ratified_by(rete: Rete, reference: str) -> Provvedimento | None:
    """The act in force that ratifies another."""
    for found in acts_of(rete).in_force:
        if found.effetto.tipo == "ratifica" and found.effetto.atto == reference:
            return found.di
    return None


def left_undone(rete: Rete) -> tuple[EffettoDisposto, ...]:
    """The effects that surely nobody has written in the register yet, in the order of acts."""
    undone = [
        riscontro.disposto
        for riscontri in answers(rete).values()
        for riscontro in riscontri
        if riscontro.attuato is False
    ]
    return tuple(sorted(undone, key=lambda found: found.di.order))
