"""The same facts in any order give the same due dates and the same attendance, byte for byte."""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import Any, Final

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from rete.load.kinds import Known, classify
from rete.load.loader import load
from rete.model.rete import Rete
from rete.reckoning.deadlines import deadlines
from rete.render.json_out import as_json
from rete.schema import schema_of
from rete.source import compose
from rete.views.presenze import FiltroPresenze, dati_presenze, presences_of
from rete.views.scadenze import dati_scadenze
from tests.aiuti import misura
from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.registro import STIPULA, Data, Memory, Records, act, as_yaml, body, path_of
from tests.aiuti.scadenzario import BODIES, FOUNDED, TODAY, alliance, held

DAYS = ("2024-06-01", "2025-03-01", "2025-12-31", TODAY, "2027-02-01", "2029-01-01")

UNORDERED: Final = frozenset(
    {
        # of whoever is there, and of what each did
        *("presenti", "collegati", "giustificati", "deleghe", "ospiti", "responsabili"),
        *("contrari", "astenuti", "non_votanti", "esclusi", "preferenze", "firmatari"),
        # dated, or with a number of their own
        *("adesioni", "sospensioni", "referenti", "denominazioni_precedenti", "partner", "fasi"),
        *("componenti", "coordinamento", "regolamento"),
        *("segreteria", "cariche", "periodi", "versioni"),
        *("odg", "decisioni", "azioni", "effetti", "articoli", "conteggi_pubblicati", "valori"),
        # with a name of their own
        *("ambiti", "comunita", "congiunta_con", "allegati", "fonti", "a", "bisogni"),
        *("monitoraggi", "indicatori", "adempimenti"),
    }
)
"""The lists that say the same in any order; not `movimenti`, nor anything in `regole`.

In three places an order does say something, and no register here has it: which of two follow-ups or
of two phases of one day is the later, and which year a yearly monitoring without a day is of.
"""


def in_another_order(value: Any, random: Random) -> Any:
    """The same facts: keys stay where they are, the items of unordered lists do not."""
    match value:
        case dict():
            return {
                key: item
                if key == "regole"
                else _shuffled(in_another_order(item, random), random)
                if key in UNORDERED and isinstance(item, list)
                else in_another_order(item, random)
                for key, item in value.items()
            }
        case list():
            return [in_another_order(item, random) for item in value]
        case _:
            return value


def _shuffled(items: list[Any], random: Random) -> list[Any]:
    return random.sample(items, len(items))


def register_of(files: Mapping[str, Data]) -> Rete:
    loaded = load(Memory({path: as_yaml(value) for path, value in files.items()}))
    assert [fault.message for fault in loaded.findings] == []
    return loaded.rete


def due_dates(rete: Rete, oggi: date) -> str:
    return as_json(dati_scadenze(rete, deadlines(rete, oggi), oggi))


def presences(rete: Rete, oggi: date) -> str:
    filtro = FiltroPresenze(al=oggi)
    return as_json(dati_presenze(rete, presences_of(rete, filtro)))


def shuffled_register(files: Mapping[str, Data], random: Random) -> Rete:
    mixed = {path: in_another_order(value, random) for path, value in files.items()}
    return register_of(dict(_shuffled(list(mixed.items()), random)))


def example() -> dict[str, Data]:
    """The files of the example, as data."""
    found: dict[str, Data] = {}
    for file in sorted((EXAMPLE / "data").rglob("*.yaml")):
        path = file.relative_to(EXAMPLE).as_posix()
        known = classify(path)
        assert isinstance(known, Known)
        value = compose(file.read_bytes(), schema_of(known.kind.name).shape).value
        assert isinstance(value, dict)
        value = {key: item for key, item in value.items() if key != "allegati"}
        found[path] = value
    return found


def ties() -> dict[str, Data]:
    """A register in which everything that falls due has a twin on the same day."""
    plenary = "2026-03-10-plenaria"
    records: Records = alliance(
        periodi=[
            {"id": "primo", "dal": "2024-01-15", "al": "2027-12-31", "atto": STIPULA},
            {"id": "secondo", "dal": "2028-01-01", "al": "2029-12-31", "atto": STIPULA},
        ],
        segreteria=[{"ente": ente, **FOUNDED} for ente in BODIES],
        monitoraggi=[{"id": one, "tipo": "intermedio", "periodo": "primo"} for one in "ab"],
        adempimenti=[
            {"id": one, "chi": "il-ponte", "cosa": "Scrivere", "ogni": {"mesi": 6}, "articolo": "1"}
            for one in "ab"
        ],
    )
    ends = {"ruolo": "rappresentante", "dal": "2024-01-15", "al": "2026-12-31"}
    records[("ente", "il-ponte")]["referenti"] = [
        {**ends, "carica": "presidente"},
        {**ends, "carica": "direttrice"},
    ]
    records[("verbale", plenary)] = held(
        azioni=[
            {"n": n, "testo": f"Cosa {n}", "responsabili": BODIES, "entro": "2026-09-01"}
            for n in (1, 2)
        ]
    )
    both = {"dal": "2026-04-01", "tipo": "ammissione"}
    records[("ente", "acqua")], records[("ente", "bosco")] = body("acqua"), body("bosco")
    records[("atto", "2026-03-20-due")] = act(
        {**both, "ente": "acqua"}, {**both, "ente": "bosco"}, {**both, "ente": "colle"}
    )
    records[("ente", "colle")] = body("colle")
    steps = [
        {"n": 1, "data": "2026-04-01", "stato": "in-corso", "responsabili": ["il-ponte"]},
        {"n": 1, "data": "2026-04-02", "stato": "in-corso", "entro": "2026-10-01"},
        {"n": 1, "data": "2026-04-03", "stato": "in-corso", "responsabili": BODIES[:2]},
    ]
    records[("seguito", plenary)] = {"azioni": steps}
    return {path_of(*key): record for key, record in records.items()}


REGISTERS: Final[Mapping[str, dict[str, Data]]] = {"example": example(), "ties": ties()}
AS_WRITTEN = {name: register_of(files) for name, files in REGISTERS.items()}


@pytest.mark.parametrize("told", [due_dates, presences])
@pytest.mark.parametrize("name", REGISTERS)
# Not shrunk: no seed is simpler than another.
@misura.examples(every=15, some=5, phases=(Phase.generate,))
@given(seed=st.integers(0, 2**32), day=st.sampled_from(DAYS))
def test_the_same_facts_in_any_order_give_the_same_bytes(
    name: str, told: Callable[[Rete, date], str], seed: int, day: str
) -> None:
    oggi = date.fromisoformat(day)
    mixed = shuffled_register(REGISTERS[name], Random(seed))

    assert told(mixed, oggi) == told(AS_WRITTEN[name], oggi)


def test_what_is_put_in_another_order_is_much_and_stays_the_same_facts() -> None:
    """The property would say nothing of lists with one item, or of facts that got lost."""
    files = REGISTERS["example"]
    mixed = {path: in_another_order(value, Random(1)) for path, value in files.items()}

    assert sum(mixed[path] != value for path, value in files.items()) > 60
    assert {p: _sorted(v) for p, v in mixed.items()} == {p: _sorted(v) for p, v in files.items()}


def _sorted(value: Any) -> Any:
    match value:
        case dict():
            return {key: _sorted(item) for key, item in value.items()}
        case list():
            return sorted(map(_sorted, value), key=repr)
        case _:
            return value
