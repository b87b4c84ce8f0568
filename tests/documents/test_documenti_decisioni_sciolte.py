"""The minutes as a document: where decisions under no point of the agenda stand."""

from datetime import date
from typing import Any

import pytest

from rete.documents.verbale import verbale
from tests.aiuti.mano import MINUTES, MINUTES_FILE, Mano, write
from tests.aiuti.registro import Data, minutes, network, rete_of
from tests.conftest import Said

SITTING = "2024-05-10-plenaria"
BODIES = ["acqua", "bosco"]


def told(*points: int | None) -> dict[str, Any]:
    records = network(BODIES, {})
    decisions: list[Data] = [{} if point is None else {"punto": point} for point in points]
    record = minutes(BODIES, *decisions)
    record["odg"] = [{"punto": 1, "titolo": "Prima"}, {"punto": 2, "titolo": "Seconda"}]
    records[("verbale", SITTING)] = record
    return verbale(rete_of(records), date(2026, 6, 1), SITTING)


@pytest.mark.parametrize(
    ("points", "before", "under", "after"),
    [
        ((None, None, 1, None, 2), [1, 2], [[3], [5]], [4]),
        ((2, 1, None), [], [[2], [1]], [3]),
        ((None, 2), [1], [[], [2]], []),
        ((None, None), [], [[], []], [1, 2]),
        ((None, 9, 1), [1, 2], [[3], []], []),  # a point that the agenda does not have
    ],
)
def test_decisions_under_no_point_stand_where_they_were_taken(
    points: tuple[int | None, ...], before: list[int], under: list[list[int]], after: list[int]
) -> None:
    text = told(*points)

    assert [one.decisione.n for one in text["prime_decisioni"]] == before
    assert [[one.decisione.n for one in point.decisioni] for point in text["punti"]] == under
    assert [one.decisione.n for one in text["ultime_decisioni"]] == after


def test_the_document_has_them_before_the_first_point_and_after_the_last(mano: Mano) -> None:
    text = mano.text(MINUTES_FILE)
    write(mano.register, {MINUTES_FILE: text.replace("n: 2, ", "n: 2, punto: 1, ")})

    said: Said = mano.call("documento", "verbale", MINUTES)

    assert [line for line in said.out.splitlines() if line.startswith("##")][1:8] == [
        "## Ordine del giorno",
        "## Prima dei punti all'ordine del giorno",
        "### Decisione 1. Prima",
        "## Punto 1. Decisioni",
        "### Decisione 2. Seconda",
        "## Altre decisioni",
        "### Decisione 3. Terza",
    ]
