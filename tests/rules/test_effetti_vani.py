"""Effects that never count: of a decision that only takes note, or on what comes later."""

import pytest

from rete.reckoning.acts_that_hold import acts_of
from rete.rules import effetti, judge
from rete.rules.rule import rules_of
from tests.aiuti.coppie import ACT, FOUNDERS, SITTING, base, decided
from tests.aiuti.registro import Data, Key, Records, act, approved, minutes, rete_of

AFTER = "2024-05-25-plenaria"
SEAT: Data = {"tipo": "ingresso", "tavolo": "abitare", "ente": "colle", "dal": "2024-05-15"}
LATE: Data = {"tipo": "revoca", "atto": f"{AFTER}/1"}


def told(records: Records, *, unread: tuple[Key, ...] = ()) -> list[str]:
    return [found.code for found in judge(rete_of(records, unread=unread), rules_of(effetti))]


def later(records: Records, *decisions: Data) -> Records:
    return {**records, ("verbale", AFTER): approved(minutes(FOUNDERS, *decisions))}


@pytest.mark.parametrize(
    ("outcome", "codes"), [("presa-d-atto", ["VER027"]), ("respinta", []), ("approvata", [])]
)
def test_only_a_decision_that_takes_note_may_not_say_effects(
    outcome: str, codes: list[str]
) -> None:
    assert told(decided(base(), SEAT, esito=outcome)) == codes


@pytest.mark.parametrize(
    "correction",
    [
        {"tipo": "rettifica", "atto": ACT, "esito": "approvata"},
        {"tipo": "rettifica", "verbale": SITTING, "esito": "respinta"},
        {"tipo": "rettifica", "atto": ACT, "effetti": [{**SEAT, "dal": "2024-05-16"}]},
        {"tipo": "revoca", "atto": ACT},
    ],
)
def test_a_later_act_mends_the_minutes_that_nobody_may_change(correction: Data) -> None:
    noted = decided(base(), SEAT, esito="presa-d-atto")
    assert told(later(noted, {"effetti": [correction]})) == []


def test_effects_that_a_later_act_undoes_are_left_alone() -> None:
    for correction in (
        {"tipo": "rettifica", "atto": ACT, "esito": "respinta"},
        {"tipo": "rettifica", "atto": ACT, "effetti": [SEAT]},
        {"tipo": "revoca", "atto": ACT},
    ):
        assert told(later(decided(base(), LATE), {"effetti": [correction]})) == []


def test_approved_minutes_are_mended_by_a_rectification() -> None:
    noted = decided(base(), SEAT, esito="presa-d-atto")
    (found,) = judge(rete_of(noted), rules_of(effetti))
    assert "rettifica dell'esito" in found.fault.remedy


@pytest.mark.parametrize("tipo", ["ratifica", "rettifica", "revoca"])
def test_nothing_acts_on_what_comes_later_nor_on_itself(tipo: str) -> None:
    more: Data = {"effetti": [SEAT]} if tipo == "rettifica" else {}
    for cited, codes in (
        ("2024-04-10-plenaria/1", []),
        (ACT, ["VER028"]),
        (f"{AFTER}/1", ["VER028"]),
        (f"{AFTER}/9", []),
    ):
        records = later(decided(base(), {"tipo": tipo, "atto": cited, **more}), {})
        assert told(records) == codes, cited


def test_minutes_may_be_approved_before_their_sitting_ends() -> None:
    assert told(decided(base(), {"tipo": "approvazione-verbale", "verbale": SITTING})) == []


def test_what_a_rectification_puts_in_place_acts_on_what_came_before_too() -> None:
    inner: Data = {"tipo": "rettifica", "atto": "2024-04-10-plenaria/1", "effetti": [LATE]}
    assert told(later(decided(base(), inner), {})) == ["VER028"]


def test_an_act_of_its_own_acts_on_what_came_before() -> None:
    for cited, codes in (
        ("2024-04-10-plenaria/1", []),
        ("2024-05-10-atto", ["ATT007"]),
        (ACT, ["ATT007"]),
        (f"{AFTER}/1", ["ATT007"]),
    ):
        records = later(decided(base()), {})
        records[("atto", "2024-05-10-atto")] = act({"tipo": "revoca", "atto": cited})
        assert told(records) == codes, cited


def test_of_two_sittings_of_a_day_either_may_ratify_the_other() -> None:
    records = decided(base(), {"tipo": "ratifica", "atto": "2024-05-10-voce/1"})
    records[("tavolo", "voce")] = {**records[("tavolo", "abitare")], "nome": "Voce"}
    records[("verbale", "2024-05-10-voce")] = approved(minutes(["acqua"], {}))
    assert told(records) == []
    assert "2024-05-10-voce/1" in acts_of(rete_of(records)).ratificati


def test_nobody_ratifies_what_is_still_to_come() -> None:
    records = decided(base(), {"tipo": "ratifica", "atto": f"{AFTER}/1"})
    assert not acts_of(rete_of(later(records, {}))).ratificati


def test_the_rules_are_silent_where_a_file_is_not_read() -> None:
    late = later(decided(base(), LATE), {})
    noted = later(decided(base(), SEAT, esito="presa-d-atto"), {})
    assert (told(late), told(noted)) == (["VER028"], ["VER027"])
    for records in (late, noted):
        assert told(records, unread=(("verbale", AFTER),)) == []
        assert told(records, unread=(("verbale", "2024-04-10-plenaria"),)) != []
