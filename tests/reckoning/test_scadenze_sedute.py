"""Due dates of sittings and of what they decide: each appears, grows overdue, is dealt with."""

from datetime import date

import pytest

from tests.aiuti.registro import STIPULA, Data, minutes, table
from tests.aiuti.scadenzario import BODIES, alliance, approved_on, days, due, held, planned

NOTICE: Data = {"convocazione": {"preavviso": {"giorni": 10}}, "termine_festivo": "slitta"}
NEXT = "2026-06-12-plenaria"


def test_a_planned_sitting_is_to_be_convened_in_time() -> None:
    records = alliance(NOTICE)
    records[("verbale", NEXT)] = planned()
    found = due(records)[f"convocazione/{NEXT}"]

    # 2 June is a holiday: the day before.
    assert (found.scade, found.dedotta) == (date(2026, 6, 1), False)
    assert (found.articolo, found.comando) == ("1", f"rete verbale convoca {NEXT}")
    late = due(records, "2026-06-02")[f"convocazione/{NEXT}"]
    assert late.state_on(date(2026, 6, 2)) == "scaduta"


def test_a_sitting_already_convened_or_past_is_not_to_be_convened() -> None:
    records = alliance(NOTICE)
    records[("verbale", NEXT)] = planned(convocazione={"inviata": "2026-05-28", "mezzo": "posta"})

    assert f"convocazione/{NEXT}" not in due(records)
    assert f"convocazione/{NEXT}" in due(records, "2026-05-27")
    records[("verbale", NEXT)] = planned()
    assert f"convocazione/{NEXT}" not in due(records, "2026-06-13")


def test_where_the_rules_give_no_notice_nothing_is_to_be_convened() -> None:
    records = alliance()
    records[("verbale", NEXT)] = planned()

    assert due(records, "2026-06-11").keys() == {"fine-periodo/primo"}


def test_a_tables_own_notice_wins_and_no_article_is_named_for_it() -> None:
    own: Data = {"regole": {"convocazione": {"preavviso": {"giorni": 3}}},
                 "dal": "2024-01-15", "atto": STIPULA}  # fmt: skip
    records = alliance(NOTICE)
    records[("tavolo", "abitare")] = {**table("abitare", *BODIES), "regolamento": [own]}
    records[("verbale", "2026-06-12-abitare")] = planned()
    found = due(records)["convocazione/2026-06-12-abitare"]

    assert (found.scade, found.articolo) == (date(2026, 6, 9), None)


def test_a_sitting_whose_day_is_past_is_to_be_written() -> None:
    records = alliance()
    records[("verbale", "2026-05-20-plenaria")] = planned()

    assert days(due(records), "redazione/2026-05-20-plenaria") == ("2026-05-20", False)
    assert "redazione/2026-05-20-plenaria" not in due(records, "2026-05-20")
    records[("verbale", "2026-05-20-plenaria")] = held()
    assert "redazione/2026-05-20-plenaria" not in due(records)


DRAFT = "2026-03-02-plenaria"


@pytest.mark.parametrize(
    ("rules", "others", "day", "inferred"),
    [
        ({"verbali": {"approvazione": "firma", "entro": {"giorni": 30}}}, [],
         "2026-04-01", False),
        ({"verbali": {"approvazione": "seduta-stante"}}, [], "2026-03-02", False),
        ({"verbali": {"approvazione": "seduta-successiva"}}, ["2026-07-01-plenaria"],
         "2026-07-01", False),
        ({}, ["2026-07-01-plenaria", "2026-09-01-plenaria"], "2026-07-01", True),
        ({"cadenza": {"ogni_mesi": 4}}, [], "2026-07-02", True),
        ({"cadenza": {"volte_anno": 2}}, ["2026-07-01-abitare"], "2026-09-02", True),
    ],
)  # fmt: skip
def test_minutes_are_to_be_approved_by_the_rules_else_by_the_next_sitting(
    rules: Data, others: list[str], day: str, inferred: bool
) -> None:
    records = alliance(rules)
    records[("tavolo", "abitare")] = table("abitare", *BODIES)
    records[("verbale", DRAFT)] = held()
    for other in others:
        records[("verbale", other)] = planned()
    found = due(records)

    assert days(found, f"approvazione/{DRAFT}") == (day, inferred)
    assert found[f"approvazione/{DRAFT}"].comando == f"rete verbale approva {DRAFT}"


def test_minutes_of_which_nothing_says_by_when_have_no_day() -> None:
    records = alliance()
    records[("verbale", DRAFT)] = held()

    assert f"approvazione/{DRAFT}" not in due(records)


def test_minutes_stay_overdue_until_they_are_approved() -> None:
    records = alliance({"verbali": {"approvazione": "firma", "entro": {"giorni": 30}}})
    records[("verbale", DRAFT)] = approved_on("2026-05-10")

    before = due(records, "2026-05-09")[f"approvazione/{DRAFT}"]
    assert before.state_on(date(2026, 5, 9)) == "scaduta"
    assert f"approvazione/{DRAFT}" not in due(records, "2026-05-10")


def test_a_deserted_or_written_sitting_is_not_the_next_one() -> None:
    records = alliance()
    records[("verbale", DRAFT)] = held()
    records[("verbale", "2026-04-01-plenaria")] = held(deserta="18:30")
    records[("verbale", "2026-04-10-plenaria")] = held(modalita="scritta")
    records[("verbale", "2026-07-01-plenaria")] = planned()

    assert days(due(records), f"approvazione/{DRAFT}") == ("2026-07-01", True)


def test_nothing_follows_from_a_sitting_that_may_be_unread() -> None:
    records = alliance({"cadenza": {"ogni_mesi": 2}})
    records[("verbale", DRAFT)] = held()
    unread = [("verbale", "2026-04-01-plenaria")]

    assert f"approvazione/{DRAFT}" in due(records)
    assert "riunione/plenaria" in due(records)
    records[("verbale", "2026-04-01-plenaria")] = held()
    silent = due(records, unread=unread)
    assert {f"approvazione/{DRAFT}", "riunione/plenaria"} & set(silent) == set()


# --- tables that do not meet ---


def test_a_table_is_to_meet_within_its_cadence() -> None:
    records = alliance({"cadenza": {"ogni_mesi": 3}})
    records[("verbale", "2026-02-01-plenaria")] = approved_on("2026-02-02")
    found = due(records)["riunione/plenaria"]

    assert (found.scade, found.dedotta, found.articolo) == (date(2026, 5, 1), False, "1")
    assert found.comando == "rete verbale convoca plenaria"
    records[("verbale", "2026-05-30-plenaria")] = approved_on("2026-05-30")
    assert days(due(records), "riunione/plenaria") == ("2026-08-30", False)


def test_a_deserted_sitting_does_not_count_as_met() -> None:
    records = alliance({"cadenza": {"ogni_mesi": 3}})
    records[("verbale", "2026-02-01-plenaria")] = approved_on("2026-02-02")
    records[("verbale", "2026-05-30-plenaria")] = approved_on("2026-05-30", deserta="18:30")

    assert days(due(records), "riunione/plenaria") == ("2026-05-01", False)


def test_a_tables_own_cadence_wins_and_times_a_year_are_inferred() -> None:
    records = alliance({"cadenza": {"ogni_mesi": 3}})
    own = {**table("abitare", *BODIES), "cadenza": {"volte_anno": 2}}
    records[("tavolo", "abitare")] = own
    records[("verbale", "2026-02-01-abitare")] = approved_on("2026-02-02")
    found = due(records)["riunione/abitare"]

    assert (found.scade, found.dedotta, found.articolo) == (date(2026, 8, 1), True, None)


def test_a_table_that_never_met_is_counted_from_when_it_was_set_up() -> None:
    assert days(due(alliance({"cadenza": {"ogni_mesi": 3}})), "riunione/plenaria") == (
        "2024-04-15",
        False,
    )


def test_a_table_that_is_closed_or_will_meet_in_time_is_left_alone() -> None:
    records = alliance({"cadenza": {"ogni_mesi": 3}})
    records[("verbale", "2026-05-01-plenaria")] = approved_on("2026-05-02")
    assert "riunione/plenaria" in due(records)
    records[("verbale", "2026-07-20-plenaria")] = planned()
    assert "riunione/plenaria" not in due(records)

    records = alliance({"cadenza": {"ogni_mesi": 3}})
    shut = {**table("abitare"), "chiusura": {"al": "2026-03-31", "atto": STIPULA}}
    records[("tavolo", "abitare")] = shut
    assert "riunione/abitare" not in due(records)


@pytest.mark.parametrize("met", ["2026-02-01", "2026-03-05"])
def test_a_sitting_planned_too_late_is_told_and_no_other_is_to_be_convened(met: str) -> None:
    records = alliance({"cadenza": {"ogni_mesi": 3}})
    records[("verbale", f"{met}-plenaria")] = approved_on(met)
    assert due(records)["riunione/plenaria"].comando == "rete verbale convoca plenaria"
    records[("verbale", NEXT)] = planned()
    found = due(records)["riunione/plenaria"]

    assert found.perche.endswith(
        f"; la prossima, «{NEXT}», è prevista per il 12/06/2026, oltre il termine"
    )
    assert found.comando is None


# --- actions ---

ACTION: Data = {"n": 1, "testo": "Scrivere.", "responsabili": ["il-ponte"], "entro": "2026-05-31"}


def test_an_action_stays_until_a_follow_up_ends_it() -> None:
    records = alliance()
    records[("verbale", DRAFT)] = held(azioni=[ACTION])
    found = due(records)[f"azione/{DRAFT}/1"]

    assert found.state_on(date(2026, 6, 1)) == "scaduta"
    assert (found.enti, found.tavolo) == (("il-ponte",), "plenaria")
    assert found.comando == f"rete azione aggiorna {DRAFT}/1"
    assert f"azione/{DRAFT}/1" not in due(records, "2026-03-01")
    records[("seguito", DRAFT)] = {"azioni": [{"n": 1, "data": "2026-05-20", "stato": "fatta"}]}
    assert f"azione/{DRAFT}/1" not in due(records)
    assert f"azione/{DRAFT}/1" in due(records, "2026-05-19")
    assert f"azione/{DRAFT}/1" not in due(records, unread=[("seguito", DRAFT)])


def test_an_action_put_off_and_handed_over_has_its_new_day_and_its_new_bodies() -> None:
    records = alliance()
    records[("verbale", DRAFT)] = held(azioni=[ACTION])
    step: Data = {"n": 1, "data": "2026-05-20", "stato": "in-corso", "entro": "2026-07-31",
                  "responsabili": ["la-soglia"]}  # fmt: skip
    records[("seguito", DRAFT)] = {"azioni": [step]}
    found = due(records)[f"azione/{DRAFT}/1"]

    assert (found.scade, found.enti) == (date(2026, 7, 31), ("la-soglia",))


# --- decisions ---


def test_a_decision_not_carried_out_is_due_when_it_takes_effect() -> None:
    seat: Data = {"tipo": "ingresso", "tavolo": "abitare", "ente": "il-ponte", "dal": "2026-04-01"}
    lead: Data = {"tipo": "coordinamento", "tavolo": "abitare", "ente": "il-ponte",
                  "dal": "2026-07-01"}  # fmt: skip
    records = alliance()
    records[("tavolo", "abitare")] = table("abitare", "la-soglia")
    records[("verbale", DRAFT)] = minutes(BODIES, {"effetti": [seat, lead]})
    found = due(records)[f"attuazione/{DRAFT}/1"]

    assert (found.scade, found.comando) == (date(2026, 4, 1), f"rete verbale attua {DRAFT}/1")
    assert "in tutto 2 effetti" in found.titolo
    there = {"dal": "2026-04-01", "atto": f"{DRAFT}/1"}
    done = table("abitare", "la-soglia")
    done["componenti"].append({"ente": "il-ponte", **there})
    records[("tavolo", "abitare")] = done
    assert due(records)[f"attuazione/{DRAFT}/1"].scade == date(2026, 7, 1)
    done["coordinamento"] = [{"ente": "il-ponte", "dal": "2026-07-01", "atto": f"{DRAFT}/1"}]
    assert f"attuazione/{DRAFT}/1" not in due(records)


def test_a_decision_that_reaches_back_is_due_on_its_own_day() -> None:
    seat: Data = {"tipo": "ingresso", "tavolo": "abitare", "ente": "il-ponte", "dal": "2026-01-01"}
    records = alliance()
    records[("tavolo", "abitare")] = table("abitare", "la-soglia")
    records[("verbale", DRAFT)] = minutes(BODIES, {"effetti": [seat]})

    assert days(due(records), f"attuazione/{DRAFT}/1") == ("2026-03-02", False)


RATIFIED: Data = {
    "decisioni": [
        {"per": ["sospensione"], "ratifica": {"chi": "plenaria", "entro": {"giorni": 60}}}
    ]
}
SUSPENDED: Data = {"tipo": "sospensione", "ente": "il-ponte", "dal": "2026-03-02"}


def test_a_decision_waits_for_its_ratification() -> None:
    records = alliance(RATIFIED)
    records[("tavolo", "cabina")] = table("cabina", *BODIES)
    records[("verbale", "2026-03-02-cabina")] = minutes(BODIES, {"effetti": [SUSPENDED]})
    found = due(records)["ratifica/2026-03-02-cabina/1"]

    assert (found.scade, found.articolo, found.tavolo) == (date(2026, 5, 1), "1", "plenaria")
    assert found.state_on(date(2026, 6, 1)) == "scaduta"
    ratified: Data = {"tipo": "ratifica", "atto": "2026-03-02-cabina/1"}
    records[("verbale", "2026-05-20-plenaria")] = minutes(BODIES, {"effetti": [ratified]})
    assert "ratifica/2026-03-02-cabina/1" not in due(records)
    assert "ratifica/2026-03-02-cabina/1" in due(records, "2026-05-19")


def test_whoever_ratifies_needs_no_ratification_nor_does_what_was_not_approved() -> None:
    records = alliance(RATIFIED)
    records[("tavolo", "cabina")] = table("cabina", *BODIES)
    records[("verbale", DRAFT)] = minutes(BODIES, {"effetti": [SUSPENDED]})
    refused: Data = {"effetti": [SUSPENDED], "esito": "respinta"}
    records[("verbale", "2026-03-03-cabina")] = minutes(BODIES, refused)

    assert [one for one in due(records) if one.startswith("ratifica/")] == []
