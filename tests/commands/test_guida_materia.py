"""Who writes minutes by questions is asked for the matter only where some rule names one."""

import pytest

from rete.commands.verbale.guida import Guida
from rete.load.loader import load
from tests.aiuti.registro import Data, network, store_of

KNOWN = {"punto 1": "Il conto", "punto 1 decisione 1": "Si approva il conto."}
MATTER = "punto 1 decisione 1 materia"


def guide(rules: Data, known: dict[str, str]) -> Guida:
    return Guida(load(store_of(network(["uno"], rules))), ["TAVOLO: plenaria"], (), known)


@pytest.mark.parametrize(
    ("rules", "asked"),
    [
        ({}, False),
        ({"decisioni": [{"parita": "respinta"}]}, False),
        ({"decisioni": [{"materie": ["bilancio"], "parita": "respinta"}]}, True),
        ({"deleghe": {"massimo": 1, "vietate_per": ["elezioni"]}}, True),
    ],
)
def test_the_matter_is_asked_where_a_rule_names_one(rules: Data, asked: bool) -> None:
    questions = [one.opzione for one in guide(rules, KNOWN).domande()]
    assert (MATTER in questions) is asked


def test_the_answer_is_a_line_of_the_notes() -> None:
    rules = {"decisioni": [{"materie": ["bilancio"], "parita": "respinta"}]}
    one = guide(rules, {**KNOWN, MATTER: "bilancio"})
    assert [*one.domande()]
    assert "MATERIA: bilancio" in one.lines
