"""The books when acts rectify, revoke and ratify other acts."""

from tests.aiuti.coppie import ACT, FOUNDERS, SITTING, base, decided
from tests.aiuti.registro import Data, approved, minutes
from tests.reckoning.test_bilancio import LATER, REVOCATION, kinds, scarti
from tests.reckoning.test_bilancio_casi import ADMISSION, admitted

AFTER = "2024-05-25-plenaria"


def rectification(of: str, *effects: Data) -> Data:
    return {"tipo": "rettifica", "atto": of, "effetti": list(effects)}


def test_what_a_revoked_act_began_is_closed_by_who_revoked_it() -> None:
    closed = admitted(al="2024-05-25", atto_fine=f"{AFTER}/1")
    records = decided(decided(closed, ADMISSION), REVOCATION, sitting=AFTER)
    assert kinds(records) == []
    records[("ente", "dente")]["adesioni"][0]["al"] = "2024-05-22"
    assert kinds(records) == ["posteriore"]


def test_a_revoked_end_leaves_the_period_open() -> None:
    end: Data = {"tipo": "cessazione", "ente": "colle", "al": "2024-06-30", "causa": "recesso"}
    records = decided(decided(base(), end), REVOCATION, sitting=LATER)
    assert kinds(records) == []
    records[("ente", "colle")]["adesioni"][0] |= {
        "al": "2024-06-30",
        "atto_fine": ACT,
        "causa": "recesso",
    }
    (scarto,) = scarti(records)
    assert (scarto.squilibrio, scarto.fault.remedy) == (
        "superata",
        "togli la fine che disponeva",
    )


def test_who_revokes_a_revocation_brings_the_act_back() -> None:
    records = decided(decided(admitted(), ADMISSION), REVOCATION, sitting=LATER)
    assert kinds(records) == ["superata"]
    back: Data = {"tipo": "revoca", "atto": f"{LATER}/1"}
    assert kinds(decided(records, back, sitting=AFTER)) == []


def test_of_a_chain_of_rectifications_the_last_counts() -> None:
    wrong = {**ADMISSION, "dal": "2024-05-12"}
    records = decided(admitted(f"{AFTER}/1"), {**ADMISSION, "dal": "2024-05-11"})
    records = decided(records, rectification(ACT, wrong), sitting=LATER)
    records = decided(records, rectification(f"{LATER}/1", ADMISSION), sitting=AFTER)
    assert kinds(records) == []
    records[("ente", "dente")]["adesioni"][0]["atto"] = ACT
    told = [s.fault.message for s in scarti(records) if s.squilibrio == "superata"]
    assert len(told) == 1
    assert f"rettificato da «{AFTER}/1»" in told[0]


def test_a_rectification_reaches_back_to_the_act_that_it_corrects_and_no_further() -> None:
    for day, expected in (("2024-05-10", []), ("2024-05-09", ["posteriore"])):
        records = admitted(f"{AFTER}/1")
        records[("ente", "dente")]["adesioni"][0]["dal"] = day
        corrected = rectification(ACT, {**ADMISSION, "dal": day})
        assert kinds(decided(decided(records, ADMISSION), corrected, sitting=AFTER)) == expected


def test_effects_on_other_acts_are_replaced_too() -> None:
    records = decided(decided(admitted(), ADMISSION), REVOCATION, sitting=LATER)
    seat: Data = {"tipo": "ingresso", "tavolo": "abitare", "ente": "colle", "dal": "2024-05-15"}
    records = decided(records, rectification(f"{LATER}/1", seat), sitting=AFTER)
    records[("tavolo", "abitare")]["componenti"].append(
        {"ente": "colle", "dal": "2024-05-15", "atto": f"{AFTER}/1"}
    )
    assert kinds(records) == []
    records = decided(records, rectification(f"{LATER}/1", seat, REVOCATION), sitting=AFTER)
    assert kinds(records) == ["superata"]


def test_an_outcome_rectified_makes_or_unmakes_a_decision() -> None:
    rejected = decided(admitted(), ADMISSION, esito="respinta")
    assert kinds(rejected) == ["non-approvata"]
    for target in ({"atto": ACT}, {"verbale": SITTING}):
        approve: Data = {"tipo": "rettifica", **target, "esito": "approvata"}
        assert kinds(decided(rejected, approve, sitting=LATER)) == []
        reject: Data = {"tipo": "rettifica", **target, "esito": "respinta"}
        unmade = decided(decided(admitted(), ADMISSION), reject, sitting=LATER)
        assert kinds(unmade) == ["non-approvata"]


def test_only_what_comes_later_corrects() -> None:
    itself = decided(admitted(), ADMISSION, REVOCATION)
    assert kinds(itself) == []
    earlier = decided(decided(admitted(), ADMISSION), REVOCATION, sitting="2024-05-01-plenaria")
    assert kinds(earlier) == []
    each_other = decided(
        decided(admitted(), ADMISSION, {"tipo": "revoca", "atto": f"{LATER}/1"}),
        REVOCATION,
        sitting=LATER,
    )
    assert kinds(each_other) == ["superata"]


def test_who_ratifies_may_reach_back_to_what_is_ratified() -> None:
    urgent = "2024-05-01-abitare"
    for day, expected in (("2024-05-01", []), ("2024-04-30", ["posteriore"])):
        records = admitted()
        records[("ente", "dente")]["adesioni"][0]["dal"] = day
        records[("verbale", urgent)] = approved(minutes(["acqua"], {}))
        ratify: Data = {"tipo": "ratifica", "atto": f"{urgent}/1"}
        assert kinds(decided(records, {**ADMISSION, "dal": day}, ratify)) == expected


def test_a_long_chain_of_corrections_is_followed_to_its_end() -> None:
    records = admitted()
    links: list[Data] = [
        {"effetti": [{"tipo": "revoca", "atto": f"{SITTING}/{number}"}]}
        for number in range(1, 1000)
    ]
    links.insert(0, {"effetti": [ADMISSION]})
    records[("verbale", SITTING)] = approved(minutes(FOUNDERS, *links))
    assert kinds(records) == ["superata"]
    links.pop()
    records[("verbale", SITTING)] = approved(minutes(FOUNDERS, *links))
    assert kinds(records) == []
