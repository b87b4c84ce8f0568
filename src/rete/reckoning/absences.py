"""Who reached, at a table, the absences in a row that the rules of a day speak of."""

from collections.abc import Iterable, Iterator
from datetime import date

from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.model.vigenti import article_of, rules_of_day
from rete.reckoning.attendance import Frequenza
from rete.reckoning.presence import attending
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class TroppeAssenze:
    """A body that still sits there; ``articolo`` is None where the table's own rules say it."""

    ente: str
    tavolo: str
    di_fila: int
    soglia: int
    articolo: str | None
    effetto: str | None


def reached_thresholds(
    rete: Rete, found: Iterable[Frequenza], day: date
) -> Iterator[TroppeAssenze]:
    """Of these, who is absent without excuse since so many sittings as the rules of a day say."""
    for row in found:
        if row.assenze_di_fila == 0:
            continue
        rules = rules_of_day(rete, day, row.tavolo)
        assenze = rules.assenze if rules else None
        if assenze is None or assenze.consecutive is None:
            continue
        if row.assenze_di_fila >= assenze.consecutive and _is_expected(rete, row, day):
            yield TroppeAssenze(
                ente=row.ente,
                tavolo=row.tavolo,
                di_fila=row.assenze_di_fila,
                soglia=assenze.consecutive,
                articolo=article_of(rete, day, _consecutive, row.tavolo),
                effetto=assenze.effetto,
            )


def _consecutive(rules: Regole) -> object:
    return rules.assenze


def _is_expected(rete: Rete, row: Frequenza, day: date) -> bool:
    """Whether a body surely sits at a table that meets, and is not suspended, on a day."""
    tavolo = rete.tavoli.get(row.tavolo)
    return (
        tavolo is not None
        and rete.tavolo_attivo(tavolo, day) is not False
        and rete.siede(row.tavolo, row.ente, day) is True
        and rete.sospeso(row.ente, day) is False
    )


def silent_sittings(rete: Rete, dal: date | None, al: date, tavolo: str | None) -> tuple[str, ...]:
    """The sittings held in some days, by id, whose minutes do not say who was there."""
    return tuple(
        sorted(
            verbale.id
            for verbale in rete.verbali.values()
            if verbale.was_held
            and verbale.data <= al
            and (dal is None or verbale.data >= dal)
            and (tavolo is None or tavolo in verbale.tavoli)
            and attending(rete, verbale) is None
        )
    )
