"""Attendance: who was expected at each sitting, who came and how, and what later acts correct."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rete.reckoning.attendance import Frequenza, attendance
from tests.aiuti.registro import STIPULA, Data, Records, body, minutes, network, rete_of, table

BODIES = ["acqua", "bosco", "colle", "dente"]
FIRST, SECOND, THIRD = "2024-03-10", "2024-04-10", "2024-05-10"


def held(*sittings: Data, days: tuple[str, ...] = (FIRST, SECOND, THIRD)) -> Records:
    """Plenary sittings of a network of four."""
    records = network(BODIES, {"deleghe": {"massimo": 1}})
    for day, record in zip(days, sittings, strict=False):
        records[("verbale", f"{day}-plenaria")] = record
    return records


def of(records: Records, ente: str, tavolo: str = "plenaria", **limits: Any) -> Frequenza | None:
    found = attendance(rete_of(records), **limits)
    return next((f for f in found if (f.tavolo, f.ente) == (tavolo, ente)), None)


def counts(records: Records, ente: str, tavolo: str = "plenaria") -> tuple[int, ...]:
    """Sittings, then: present, connected, by proxy, excused, absent, absent in a row."""
    found = of(records, ente, tavolo)
    assert found is not None
    return (
        found.sedute,
        found.presenti,
        found.collegati,
        found.per_delega,
        found.giustificati,
        found.assenti,
        found.assenze_di_fila,
    )


def test_each_sitting_is_counted_in_the_way_in_which_a_body_took_part() -> None:
    records = held(
        minutes(["acqua"], collegati=["bosco"], giustificati=["colle"]),
        minutes(["acqua"], deleghe=[{"di": "bosco", "a": "acqua"}], giustificati=["bosco"]),
        minutes(["bosco"]),
    )
    assert counts(records, "acqua") == (3, 2, 0, 0, 0, 1, 1)
    assert counts(records, "bosco") == (3, 1, 1, 1, 0, 0, 0)
    assert counts(records, "colle") == (3, 0, 0, 0, 1, 2, 2)
    assert counts(records, "dente") == (3, 0, 0, 0, 0, 3, 3)


def test_who_arrives_late_or_leaves_early_was_there() -> None:
    moves = [
        {"ente": "bosco", "entra": "18:30", "dal_voto": 2},
        {"ente": "colle", "esce": "18:40"},
    ]
    records = held(minutes(["acqua", "bosco", "colle"], {}, {}, movimenti=moves))
    assert [counts(records, ente)[1] for ente in ("bosco", "colle")] == [1, 1]


def test_a_proxy_to_nobody_who_was_there_is_an_absence() -> None:
    records = held(
        minutes(["acqua"], deleghe=[{"di": "bosco", "a": "colle"}]),
        minutes(["acqua"], deleghe=[{"di": "bosco"}]),
    )
    assert counts(records, "bosco") == (2, 0, 0, 1, 0, 1, 0)


def test_who_came_in_later_or_left_is_not_counted_absent() -> None:
    records = held(minutes(["acqua"]), minutes(["acqua"]), minutes(["acqua"]))
    records[("ente", "bosco")]["adesioni"] = [{"dal": SECOND, "atto": "fonte"}]
    records[("ente", "colle")]["adesioni"][0]["al"] = SECOND
    assert counts(records, "bosco")[0] == 2
    assert counts(records, "colle")[0] == 2
    records[("ente", "colle")]["adesioni"][0]["al"] = "2024-02-01"
    assert of(records, "colle") is None


def test_the_suspended_are_not_expected() -> None:
    records = held(minutes(["acqua"]), minutes(["acqua", "bosco"]), minutes(["acqua"]))
    suspended = {"dal": SECOND, "al": SECOND, "atto": STIPULA}
    records[("ente", "bosco")]["sospensioni"] = [suspended]
    assert counts(records, "bosco") == (2, 0, 0, 0, 0, 2, 2)


def test_a_sitting_deserted_was_held_and_one_planned_was_not() -> None:
    deserted = {k: v for k, v in minutes(["acqua"]).items() if k != "decisioni"}
    planned = {"odg": [{"punto": 1, "titolo": "Varie"}]}
    records = held({**deserted, "deserta": "17:30"}, planned)
    assert counts(records, "acqua") == (1, 1, 0, 0, 0, 0, 0)
    assert counts(records, "bosco") == (1, 0, 0, 0, 0, 1, 1)


def test_minutes_that_do_not_say_who_was_there_are_left_out() -> None:
    silent = minutes([], {})
    del silent["presenti"]
    assert counts(held(silent, minutes(["acqua"])), "acqua")[0] == 1


def test_a_joint_sitting_is_one_of_each_table_for_who_sits_there() -> None:
    records = held(minutes(["acqua"], congiunta_con=["abitare", "plenaria"]))
    records[("ente", "ospite")] = body("ospite")
    records[("tavolo", "abitare")] = table("abitare", "acqua", "ospite")
    assert counts(records, "acqua") == counts(records, "acqua", "abitare") == (1, 1, *[0] * 5)
    assert counts(records, "ospite", "abitare") == (1, 0, 0, 0, 0, 1, 1)
    assert of(records, "bosco", "abitare") is None
    assert of(records, "ospite") is None


def test_a_stretch_of_time_limits_the_sittings() -> None:
    records = held(minutes(["acqua"]), minutes(["acqua"]), minutes(["acqua"]))
    middle = of(records, "acqua", dal=date(2024, 4, 1), al=date(2024, 4, 10))
    assert middle is not None
    assert middle.sedute == 1


def test_a_sitting_counts_whom_a_later_act_says_was_there() -> None:
    correction: Data = {"tipo": "rettifica", "verbale": f"{FIRST}-plenaria"}
    correct = {"effetti": [{**correction, "presenti": ["bosco"], "collegati": ["acqua"]}]}
    records = held(minutes(["acqua"], {}), minutes(["acqua"], correct))
    assert counts(records, "acqua") == (2, 1, 1, 0, 0, 0, 0)
    assert counts(records, "bosco") == (2, 1, 0, 0, 0, 1, 1)
    nobody = {"effetti": [{**correction, "presenti": []}]}
    assert counts(held(minutes(["acqua"], {}), minutes(["acqua"], nobody)), "acqua")[5] == 1


HOW = st.sampled_from(["presenti", "collegati", "giustificati", "deleghe", "assenti"])


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(BODIES, HOW)), min_size=1, max_size=3))
def test_the_counts_add_up(plans: list[dict[str, str]]) -> None:
    sittings = []
    for plan in plans:
        lists = {
            key: [ente for ente in BODIES if plan[ente] == key]
            for key in ("presenti", "collegati", "giustificati")
        }
        proxies = [{"di": ente, "a": BODIES[0]} for ente in BODIES[1:] if plan[ente] == "deleghe"]
        more: Data = {key: lists[key] for key in ("collegati", "giustificati")}
        sittings.append(minutes(lists["presenti"], {}, deleghe=proxies, **more))
    for found in attendance(rete_of(held(*sittings))):
        by_manner = found.presenti + found.collegati + found.per_delega
        assert found.intervenute == by_manner
        assert found.sedute == by_manner + found.giustificati + found.assenti == len(plans)
        assert found.assenze_di_fila <= found.assenti
