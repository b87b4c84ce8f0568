"""One act and its effects as written; whether it holds is `acts_that_hold`'s."""

from collections.abc import Iterator
from datetime import date

from rete.diagnostics import DocPath
from rete.model.comuni import Effetto
from rete.model.effetti import ROWS
from rete.model.provvedimento import Provvedimento, decided, of_its_own
from rete.model.rete import Rete
from rete.records import dataclass

Oggetto = tuple[str, ...]

SENZA_RISCONTRO = frozenset(kind for kind, row in ROWS.items() if not row.found)
"""Effects on other acts: nothing in the register answers to them."""


@dataclass(frozen=True, kw_only=True)
class EffettoDisposto:
    """One effect with the act that lays it down and the place where it is written."""

    di: Provvedimento
    path: DocPath
    effetto: Effetto
    oggetto: Oggetto
    non_prima: date
    """The day before which it cannot reach: its act's, or that of the act which it corrects."""


def object_of(effetto: Effetto) -> Oggetto:
    """What an effect is about: with the act and the ``tipo``, what pairs it with a record."""
    keys = ROWS[effetto.tipo].about
    found = [getattr(effetto, key) for key in keys] or [effetto.atto or effetto.verbale]
    return tuple(part for part in found if part)


def disposed(act: Provvedimento, path: DocPath, effetto: Effetto, since: date) -> EffettoDisposto:
    """An effect with its act, where it is written, and the day before which it cannot be."""
    return EffettoDisposto(
        di=act, path=path, effetto=effetto, oggetto=object_of(effetto), non_prima=since
    )


def every_act(rete: Rete) -> Iterator[Provvedimento]:
    """Every decision of every sitting, then the acts born outside sittings."""
    for verbale in rete.verbali.values():
        for index in range(len(verbale.decisioni)):
            yield decided(verbale, index)
    yield from map(of_its_own, rete.atti.values())
