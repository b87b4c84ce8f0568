"""Who was there, told otherwise: only connected, only a number, a proxy left by who goes away."""

from datetime import date

import pytest

from rete.documents.verbale import verbale as minutes_as_document
from rete.reckoning.selection import stato_verbale
from rete.reckoning.sitting import Seduta, sitting_of
from rete.rules.verbali_presenze import proxies_go_from_who_is_away_to_who_is_there
from rete.views.conti import count_lines
from rete.views.conti_dati import count_as_plain
from tests.aiuti.registro import Data, minutes, network, rete_of

BODIES = ["acqua", "bosco", "colle", "dente", "erba", "fiume"]
DAY = "2024-05-10-plenaria"
RULES: Data = {
    "decisioni": [
        {
            "maggioranza": {"oltre": "1/2", "di": "votanti"},
            "numero_legale": {"prima": {"oltre": "1/2"}},
        }
    ],
    "deleghe": {"massimo": 1, "nel_numero_legale": "sì"},
}
OPEN: Data = {"votazione": {"metodo": "palese"}}


def counted(*decisions: Data, presenti: list[str] | None = None, **more: object) -> Seduta:
    records = network(BODIES, RULES)
    record = minutes(presenti or [], *decisions, **more)
    if presenti is None:
        del record["presenti"]
    records[("verbale", DAY)] = record
    rete = rete_of(records)
    return sitting_of(rete, rete.verbali[DAY])


def number_legal(seduta: Seduta) -> list[int | None]:
    return [one.presenza.nel_numero_legale if one.presenza else None for one in seduta.conti]


LEFT: Data = {
    "deleghe": [{"di": "dente", "a": "acqua"}],
    "movimenti": [{"ente": "dente", "esce": "18:00", "dopo_il_voto": 1}],
}


def test_a_proxy_left_by_who_goes_away_counts_from_then_on() -> None:
    seduta = counted(OPEN, OPEN, presenti=BODIES[:4], **LEFT)
    first, second = (one.presenza for one in seduta.conti)
    assert first is not None
    assert second is not None
    assert (first.in_proprio, first.per_delega) == (frozenset(BODIES[:4]), frozenset())
    assert (second.in_proprio, second.per_delega) == (frozenset(BODIES[:3]), frozenset({"dente"}))
    assert number_legal(seduta) == [4, 4]


def test_who_has_not_come_yet_is_not_represented_by_the_proxy_that_it_leaves_later() -> None:
    moves = [
        {"ente": "dente", "entra": "17:30", "dal_voto": 2},
        {"ente": "dente", "esce": "18:00", "dopo_il_voto": 2},
    ]
    seduta = counted(OPEN, OPEN, OPEN, presenti=BODIES[:4], **{**LEFT, "movimenti": moves})
    assert number_legal(seduta) == [3, 4, 4]


@pytest.mark.parametrize(("gone", "faults"), [(True, 0), (False, 1)])
def test_a_proxy_of_who_was_there_is_a_fault_only_where_it_stayed(gone: bool, faults: int) -> None:
    records = network(BODIES, RULES)
    more = LEFT if gone else {"deleghe": LEFT["deleghe"]}
    records[("verbale", DAY)] = minutes(BODIES[:4], OPEN, **more)
    found = list(proxies_go_from_who_is_away_to_who_is_there.findings(rete_of(records)))
    assert len(found) == faults


def test_a_sitting_where_everybody_was_connected_was_held_and_is_counted() -> None:
    seduta = counted(collegati=BODIES[:4], modalita="distanza")
    assert seduta.verbale.was_held
    assert seduta.apertura is not None
    assert seduta.apertura.presenza.nel_numero_legale == 4


def test_where_only_a_number_is_known_it_is_counted_and_it_is_said() -> None:
    against: Data = {"votazione": {"metodo": "palese", "contrari": ["acqua"]}}
    seduta = counted(against, presenti_numero=4)
    (conto,) = seduta.conti
    assert conto.voti is not None
    assert (conto.voti.favorevoli, conto.voti.contrari) == (3, 1)
    assert (conto.in_numero, conto.esito) == (True, "approvata")
    rete = rete_of({**network(BODIES, RULES)})
    (line, *_) = count_lines(rete, seduta, conto.decisione)
    assert line.endswith("4 su 6 (il verbale dice quanti erano, non chi: si contano tutti)")
    assert count_as_plain(rete, seduta, conto.decisione)["senza_nomi"] == 4


def test_of_a_number_who_is_out_or_excluded_is_taken_away() -> None:
    excluding: Data = {"votazione": {"metodo": "palese", "esclusi": ["bosco"]}}
    out = [{"ente": "dente", "esce": "18:00", "dopo_il_voto": 1}]
    seduta = counted(OPEN, OPEN, excluding, presenti_numero=5, movimenti=out)
    assert number_legal(seduta) == [5, 4, 3]


def test_with_a_number_and_proxies_nothing_is_counted_and_it_is_said_why() -> None:
    seduta = counted(OPEN, presenti_numero=4, deleghe=[{"di": "dente", "a": "acqua"}])
    assert number_legal(seduta) == [None]
    (told, *_) = count_lines(rete_of(network(BODIES, RULES)), seduta, seduta.conti[0].decisione)
    assert "quanti erano e non chi" in told


def test_in_writing_the_document_says_on_which_day_each_answered() -> None:
    records = network(BODIES, RULES)
    records[("verbale", DAY)] = minutes(
        ["acqua", "bosco"], modalita="scritta", risposte=[{"ente": "acqua", "il": "2024-05-08"}]
    )
    found = minutes_as_document(rete_of(records), date(2024, 6, 1), DAY)
    assert found["presenze"].presenti == (
        "Associazione acqua (08/05/2024)",
        "Associazione bosco",
    )


@pytest.mark.parametrize(
    ("key", "value", "state"),
    [
        ("spostata", {"il": "2024-05-05", "a": "2024-05-17-plenaria"}, "spostata"),
        ("disdetta", {"il": "2024-05-05"}, "disdetta"),
    ],
)
def test_a_sitting_that_is_off_is_planned_until_the_day_on_which_it_is_decided(
    key: str, value: Data, state: str
) -> None:
    records = network(BODIES, RULES)
    records[("verbale", DAY)] = {key: value, "odg": [{"punto": 1, "titolo": "Uno"}]}
    records[("verbale", "2024-05-17-plenaria")] = {"odg": [{"punto": 1, "titolo": "Uno"}]}
    rete = rete_of(records)
    found = [stato_verbale(rete, rete.verbali[DAY], date(2024, 5, d)) for d in (4, 5)]
    assert found == ["pianificata", state]
