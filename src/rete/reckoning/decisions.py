"""All decisions in one register, numbered by year, and the outcome of each on a day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from rete.model.comuni import Esito
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale
from rete.reckoning.acts_that_hold import acts_of
from rete.records import frozen


@frozen
class DecisioneNumerata:
    """A decision with its number in the year, over all tables: the order is that of the days."""

    anno: int
    numero: int
    verbale: Verbale
    decisione: Decisione

    @property
    def riferimento(self) -> str:
        return f"{self.verbale.id}/{self.decisione.n}"


def numbered_decisions(rete: Rete) -> Iterator[DecisioneNumerata]:
    """Every decision, in the order in which they were taken; of two with one number the first."""
    in_the_year: Counter[int] = Counter()
    for verbale in sorted(rete.verbali.values(), key=attrgetter("order")):
        taken: dict[int, Decisione] = {}
        for decisione in verbale.decisioni:
            taken.setdefault(decisione.n, decisione)
        for _, decisione in sorted(taken.items()):
            in_the_year[verbale.data.year] += 1
            yield DecisioneNumerata(
                anno=verbale.data.year,
                numero=in_the_year[verbale.data.year],
                verbale=verbale,
                decisione=decisione,
            )


def outcome_on(rete: Rete, verbale: Verbale, decisione: Decisione, day: date) -> Esito:
    """The outcome of a decision, as the acts of a day and before had rectified it."""
    acts = acts_of(rete)
    act = acts.per_riferimento.get(f"{verbale.id}/{decisione.n}")
    stated = decisione.esito
    for by, effetto in acts.holding_over(act) if act else ():
        if effetto.tipo == "rettifica" and effetto.esito is not None and by.data <= day:
            stated = effetto.esito
    return stated
