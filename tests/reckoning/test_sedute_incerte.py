"""Sittings counted as later acts correct them, and left uncounted where nobody can tell."""

from datetime import date
from typing import Any

import pytest

from rete.model.verbale import Verbale
from rete.reckoning.moments import sat_there
from rete.reckoning.selection import FiltroVerbali, verbali_scelti
from rete.reckoning.sitting import Conto, sitting_of, stated_outcome
from rete.rules.sedute import decisions_are_taken_in_number, outcomes_follow_from_the_votes
from rete.rules.sedute_enti import who_is_present_sits_at_the_table, who_presides_sits_at_the_table
from rete.views.verbali import elenco_verbali
from tests.aiuti.registro import STIPULA, Data, Records, act, body, minutes, network, rete_of, table

BODIES = ["acqua", "bosco", "colle", "dente", "erba", "fiume"]
DAY = "2024-05-10"
SITTING = f"{DAY}-plenaria"
NEXT = "2024-06-10-plenaria"
RULES: Data = {
    "decisioni": [
        {
            "numero_legale": {"prima": {"oltre": "1/2"}},
            "maggioranza": {"oltre": "1/2", "di": "votanti"},
        }
    ],
    "deleghe": {"massimo": 1, "nel_numero_legale": "sì"},
}
OPEN: Data = {"votazione": {"metodo": "palese"}}


def held(present: list[str], *decisions: Data, rules: Data = RULES, **more: Any) -> Records:
    records = network(BODIES, rules)
    records[("verbale", SITTING)] = minutes(present, *(decisions or (OPEN,)), **more)
    return records


def corrected(records: Records, **what: Any) -> Records:
    effect = {"tipo": "rettifica", "verbale": SITTING, **what}
    return {**records, ("verbale", NEXT): minutes(BODIES, {"effetti": [effect]})}


def counted(records: Records, **more: Any) -> Conto:
    rete = rete_of(records, **more)
    return sitting_of(rete, rete.verbali[SITTING]).conti[0]


def entitled(records: Records) -> int | None:
    presence = counted(records).presenza
    return presence.aventi_diritto if presence else None


# --- rectified minutes ---


def test_who_was_there_is_counted_as_rectified() -> None:
    records = held(BODIES[:3])
    assert counted(records).in_numero is False
    assert counted(corrected(records, presenti=BODIES[:4])).in_numero is True
    assert counted(corrected(records, collegati=["fiume"])).in_numero is True
    assert counted(corrected(held(BODIES), presenti=[])).in_numero is False


def test_who_presides_and_had_left_is_told_also_from_a_rectification() -> None:
    rules: Data = {
        "decisioni": [{"maggioranza": {"oltre": "1/2", "di": "votanti"}, "parita": "presiede"}]
    }
    tie: Data = {"votazione": {"metodo": "palese", "contrari": BODIES[1:3]}}
    left = [{"ente": BODIES[0], "esce": "18:00", "dopo_il_voto": 0}]
    records = held(BODIES[1:5], tie, rules=rules, presiede=BODIES[0], movimenti=left)
    for there in (records, corrected(records, presenti=BODIES[:5])):
        assert (counted(there).esito, counted(there).parita_ignota) == (None, True)


def test_the_list_of_sittings_has_who_was_there_as_rectified_by_its_day() -> None:
    rete = rete_of(corrected(held(BODIES[:3]), presenti=BODIES[:4]))
    for day, number in ((date(2024, 5, 31), 3), (date(2030, 1, 1), 4)):
        chosen = verbali_scelti(rete, FiltroVerbali(tavolo="plenaria"), day)
        (row,) = (r for r in elenco_verbali(rete, chosen, day).righe if r["id"] == SITTING)
        assert row["presenti"] == number
        of_the_fourth = verbali_scelti(rete, FiltroVerbali(ente=BODIES[3]), day)
        assert (SITTING in [verbale.id for verbale in of_the_fourth]) is (number == 4)


def test_of_two_rectifications_the_later_counts() -> None:
    records = corrected(held(BODIES[:3]), presenti=BODIES[:4])
    records[("atto", "2024-07-01-rettifica")] = act(
        {"tipo": "rettifica", "verbale": SITTING, "presenti": BODIES[:2]}
    )
    assert counted(records).in_numero is False
    records[("atto", "2024-08-01-revoca")] = act({"tipo": "revoca", "atto": "2024-07-01-rettifica"})
    assert counted(records).in_numero is True


def test_minutes_do_not_rectify_themselves_nor_what_comes_later() -> None:
    itself: Data = {"tipo": "rettifica", "verbale": SITTING, "presenti": BODIES}
    assert counted(held(BODIES[:3], {**OPEN, "effetti": [itself]})).in_numero is False
    records = held(BODIES[:3])
    records[("verbale", "2024-04-10-plenaria")] = minutes(BODIES, {"effetti": [itself]})
    assert counted(records).in_numero is False


def test_an_outcome_is_judged_as_rectified() -> None:
    vote = {"votazione": {"metodo": "palese", "contrari": BODIES[:4]}}
    records = held(BODIES, vote)
    assert len(list(outcomes_follow_from_the_votes.test(rete_of(records)))) == 1
    right = rete_of(corrected(records, esito="respinta"))
    assert list(outcomes_follow_from_the_votes.test(right)) == []
    minutes_ = right.verbali[SITTING]
    assert stated_outcome(right, minutes_, minutes_.decisioni[0]) == "respinta"


def test_of_several_decisions_an_outcome_without_its_number_corrects_none() -> None:
    rete = rete_of(corrected(held(BODIES, OPEN, OPEN), esito="respinta"))
    record = rete.verbali[SITTING]
    assert {stated_outcome(rete, record, d) for d in record.decisioni} == {"approvata"}


def test_who_turns_out_not_to_have_been_there_is_not_told_any_more() -> None:
    records = held([*BODIES, "ospite"])
    records[("ente", "ospite")] = body("ospite")
    assert len(list(who_is_present_sits_at_the_table.test(rete_of(records)))) == 1
    right = rete_of(corrected(records, presenti=BODIES))
    assert list(who_is_present_sits_at_the_table.test(right)) == []


def test_a_body_admitted_by_a_decision_since_rectified_votes_after_that_decision() -> None:
    records = held([*BODIES[:3], "golena"], OPEN, OPEN)
    admission: Data = {"tipo": "ammissione", "ente": "golena", "dal": DAY}
    records[("ente", "golena")] = body("golena", {"dal": DAY, "atto": f"{NEXT}/1"})
    effect = {"tipo": "rettifica", "atto": f"{SITTING}/1", "effetti": [admission]}
    records[("verbale", NEXT)] = minutes(BODIES, {"effetti": [effect]})
    rete = rete_of(records)
    first, second = sitting_of(rete, rete.verbali[SITTING]).conti
    assert first.presenza is not None
    assert second.presenza is not None
    assert (first.presenza.aventi_diritto, second.presenza.aventi_diritto) == (6, 7)


# --- what nobody can tell ---


def test_an_unread_act_of_later_may_have_corrected_the_minutes() -> None:
    records = corrected(held(BODIES[:3]), presenti=BODIES)
    assert counted(records, unread=[("verbale", NEXT)]).in_numero is None
    earlier = ("verbale", "2024-02-10-plenaria")
    records = {**held(BODIES[:3]), earlier: minutes(BODIES)}
    assert counted(records, unread=[earlier]).in_numero is False


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ({"dal": "2024-05", "atto": "fonte"}, None),
        ({"dal": "2024-04", "atto": "fonte"}, 6),
        ({"dal": "2024-01-15", "atto": STIPULA, "al": "2024-05"}, None),
        ({"dal": "2024-01-15", "atto": STIPULA, "al": "2024-04"}, 5),
        ({"atto": "fonte"}, None),
        ({"atto": "fonte", "fonti": [{"titolo": "Elenco", "data": "2024-03"}]}, 6),
        ({"atto": "fonte", "fonti": [{"titolo": "Elenco", "data": "2024-06"}]}, None),
    ],
)
def test_who_is_entitled_is_not_known_inside_a_month_without_its_day(
    period: Data, expected: int | None
) -> None:
    records = held(BODIES)
    records[("ente", "fiume")]["adesioni"] = [period]
    assert entitled(records) == expected
    seats = held(BODIES)
    seats[("tavolo", "plenaria")]["genere"] = "cabina-di-regia"
    founded = [{"ente": e, "dal": "2024-01-15", "atto": STIPULA} for e in BODIES[:5]]
    seats[("tavolo", "plenaria")]["componenti"] = [*founded, {"ente": "fiume", **period}]
    assert entitled(seats) == expected


def test_a_suspension_of_unknown_day_leaves_the_count_unknown() -> None:
    records = held(BODIES)
    records[("ente", "fiume")]["sospensioni"] = [{"dal": "2024-05", "atto": "fonte"}]
    assert entitled(records) is None
    records[("ente", "fiume")]["sospensioni"] = [{"dal": "2024-04", "atto": "fonte"}]
    assert entitled(records) == 5


def test_a_wait_that_begins_in_a_month_without_its_day_ends_on_a_day_unknown() -> None:
    records = held(BODIES, rules={**RULES, "voto": {"dopo": {"mesi": 1}}})
    records[("ente", "golena")] = body("golena", {"dal": "2024-04", "atto": "fonte"})
    assert entitled(records) is None
    records[("ente", "golena")]["adesioni"][0]["dal"] = "2024-03"
    assert entitled(records) == 7


# --- what the same sitting changes ---


def took_over(n: int) -> Records:
    """bosco gives way to golena by decision n of a sitting, from that very day."""
    records = held([*BODIES, "golena"], OPEN, OPEN, OPEN, presiede="bosco")
    cited = {"atto_fine": f"{SITTING}/{n}", "al": "2024-05-09"}
    records[("ente", "bosco")]["adesioni"][0] |= cited
    records[("ente", "golena")] = body("golena", {"dal": DAY, "atto": f"{SITTING}/{n}"})
    return records


def test_who_gives_way_during_a_sitting_sat_there_until_then() -> None:
    rete = rete_of(took_over(2))
    conti = sitting_of(rete, rete.verbali[SITTING]).conti
    voters = [conto.presenza.votanti if conto.presenza else frozenset() for conto in conti]
    assert ["bosco" in v for v in voters] == [True, True, False]
    assert ["golena" in v for v in voters] == [False, False, True]
    assert list(who_is_present_sits_at_the_table.test(rete)) == []
    assert list(who_presides_sits_at_the_table.test(rete)) == []


def test_who_is_suspended_by_the_sitting_could_preside_it() -> None:
    for atto, told in ((f"{SITTING}/2", 0), ("fonte", 1)):
        records = held(BODIES, OPEN, OPEN, presiede="bosco")
        records[("ente", "bosco")]["sospensioni"] = [{"dal": DAY, "atto": atto}]
        assert len(list(who_presides_sits_at_the_table.test(rete_of(records)))) == told


# --- lists that say a thing twice ---


def test_a_body_with_two_seats_or_two_memberships_votes_once() -> None:
    records = held(BODIES)
    twice = [{"dal": "2024-01-15", "atto": STIPULA}, {"dal": "2024-03-01", "atto": "fonte"}]
    records[("ente", "fiume")]["adesioni"] = twice
    assert entitled(records) == 6
    records[("tavolo", "plenaria")] |= {"genere": "cabina-di-regia"}
    seats = [{"ente": e, "dal": "2024-01-15", "atto": STIPULA} for e in (*BODIES, "acqua")]
    records[("tavolo", "plenaria")]["componenti"] = seats
    assert entitled(records) == 6


def test_a_joint_sitting_counts_each_body_once() -> None:
    records = held(BODIES)
    del records[("verbale", SITTING)]
    for name in ("abitare", "giovani"):
        records[("tavolo", name)] = table(name, "acqua", "bosco", *BODIES[2:3])
    key = ("verbale", f"{DAY}-abitare")
    records[key] = minutes(BODIES[:3], OPEN, congiunta_con=["giovani", "abitare"])
    rete = rete_of(records)
    (conto,) = sitting_of(rete, rete.verbali[key[1]]).conti
    assert conto.presenza is not None
    assert conto.presenza.aventi_diritto == 3


def test_a_proxy_falls_when_its_holder_is_excluded_from_the_vote() -> None:
    proxies = [{"di": "fiume", "a": "acqua"}]
    vote = {"votazione": {"metodo": "palese", "esclusi": ["acqua"]}}
    presence = counted(held(BODIES[:5], vote, deleghe=proxies)).presenza
    assert presence is not None
    assert presence.votanti == {"bosco", "colle", "dente", "erba"}
    assert presence.nel_numero_legale == 4


def test_the_quorum_told_is_the_one_that_is_not_reached() -> None:
    easy = {"per": ["ingresso"], "numero_legale": {"prima": {"almeno": "1/6"}}}
    hard = {"per": ["uscita"], "numero_legale": {"prima": {"almeno": "5/6"}}}
    seat: Data = {"tavolo": "plenaria", "ente": "acqua"}
    effects = [
        {"tipo": "ingresso", "dal": DAY, **seat},
        {"tipo": "uscita", "al": DAY, **seat},
    ]
    records = held(BODIES[:4], {**OPEN, "effetti": effects}, rules={"decisioni": [easy, hard]})
    (fault,) = decisions_are_taken_in_number.test(rete_of(records))
    assert "almeno 5/6, cioè 5" in fault.message


def test_nobody_can_tell_who_sat_where_a_file_could_not_be_read() -> None:
    records = held(BODIES)
    rete = rete_of(records, unread=[("ente", "acqua")])
    record: Verbale = rete.verbali[SITTING]
    assert sat_there(rete, record, "acqua") is None
    assert sat_there(rete, record, "bosco") is True
    assert sat_there(rete, record, "nessuno") is False
