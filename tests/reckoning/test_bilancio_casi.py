"""The books in the cases that bend them: signings, comings and goings, hostile data."""

import copy

import pytest

from tests.aiuti.coppie import ACT, DAY, FOUNDERS, SITTING, base, decided, eve
from tests.aiuti.registro import STIPULA, Data, Records, act, body, rete_of
from tests.reckoning.test_bilancio import LATER, judged, kinds, scarti

ADMISSION: Data = {"tipo": "ammissione", "ente": "dente", "dal": DAY}


def admitted(by: str = ACT, **more: str) -> Records:
    """A register where dente is in by an act."""
    records = base()
    records[("ente", "dente")]["adesioni"] = [{"dal": DAY, "atto": by, **more}]
    return records


# --- the day of the signature ---

FROM_SIGNATURE: Data = {"tipo": "ammissione", "ente": "dente", "decorrenza": "firma"}


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ({"firma": DAY}, []),
        ({"firma": "2024-05-21"}, ["valori"]),
        ({}, ["valori"]),
    ],
)
def test_an_admission_from_the_signature_begins_when_the_body_signs(
    signed: dict[str, str], expected: list[str]
) -> None:
    assert kinds(decided(admitted(**signed), FROM_SIGNATURE)) == expected


def test_nobody_signs_before_being_admitted() -> None:
    records = decided(admitted(), FROM_SIGNATURE)
    records[("ente", "dente")]["adesioni"][0] |= {"dal": "2024-05-01", "firma": "2024-05-01"}
    assert kinds(records) == ["posteriore"]


# --- the signing of the pact ---


@pytest.mark.parametrize(
    ("names", "total", "expected"),
    [
        ([*FOUNDERS, "dente"], None, []),
        (FOUNDERS, None, ["senza-effetto"]),
        (FOUNDERS, 3, ["senza-effetto"]),
        (FOUNDERS, 4, []),
        (None, None, []),
        (None, 12, []),
    ],
)
def test_a_signing_admits_who_signs_and_nobody_else(
    names: list[str] | None, total: int | None, expected: list[str]
) -> None:
    records = base()
    records[("ente", "dente")]["adesioni"] = [{"dal": "2024-01-15", "atto": STIPULA}]
    signing = records[("atto", STIPULA)]
    del signing["firmatari"]
    signing |= {"firmatari": names} if names else {}
    signing |= {"firmatari_totale": total} if total else {}
    assert kinds(records) == expected


def test_who_signed_and_is_not_in_is_told_on_the_signing() -> None:
    records = base()
    records[("ente", "colle")]["adesioni"] = []
    (scarto,) = scarti(records)
    assert (scarto.genere, scarto.squilibrio) == ("ATT", "non-attuata")
    assert scarto.fault.path == ("firmatari", 2)


def test_who_was_in_already_may_sign_again() -> None:
    records = base()
    records[("atto", "2024-05-01-stipula")] = act(tipo="stipula", firmatari=FOUNDERS)
    del records[("atto", "2024-05-01-stipula")]["effetti"]
    assert kinds(records) == []


def test_a_signing_founds_but_neither_ends_nor_suspends() -> None:
    records = base()
    records[("ente", "colle")]["sospensioni"] = [{"dal": "2024-02-01", "atto": STIPULA}]
    table = records[("tavolo", "abitare")]
    table["chiusura"] = {"al": "2024-06-30", "atto": STIPULA}
    table["componenti"][1] |= {"al": "2024-03-01", "atto_fine": STIPULA}
    assert kinds(records) == ["senza-effetto"] * 3


# --- in, out, and in again ---


def left_and_back() -> Records:
    records = base()
    out: Data = {"tipo": "cessazione", "ente": "bosco", "al": "2024-05-10", "causa": "recesso"}
    back: Data = {"tipo": "ammissione", "ente": "bosco", "dal": "2024-05-15"}
    seat: Data = {"tipo": "ingresso", "tavolo": "abitare", "ente": "bosco", "dal": "2024-05-15"}
    records[("ente", "bosco")]["adesioni"] = [
        {"dal": "2024-01-15", "atto": STIPULA, "al": "2024-05-10", "atto_fine": ACT}
        | {"causa": "recesso"},
        {"dal": "2024-05-15", "atto": f"{LATER}/1"},
    ]
    seats = records[("tavolo", "abitare")]["componenti"]
    seats[1] |= {"al": "2024-05-10", "atto_fine": ACT}
    seats.append({"ente": "bosco", "dal": "2024-05-15", "atto": f"{LATER}/1"})
    return decided(decided(records, out), back, seat, sitting=LATER)


def test_a_body_that_comes_back_has_new_periods() -> None:
    assert kinds(left_and_back()) == []


def test_who_has_left_may_still_be_called_to_a_table() -> None:
    records = left_and_back()
    records[("ente", "bosco")]["adesioni"].pop()
    records[("verbale", LATER)]["decisioni"][0]["effetti"].pop(0)
    assert kinds(records) == []


def test_a_body_that_is_in_already_may_take_the_place_of_another() -> None:
    records = base()
    effect: Data = {"tipo": "subentro", "ente": "bosco", "a": ["colle", "dente"], "dal": DAY}
    ended = {"al": eve(DAY), "atto_fine": ACT}
    records[("ente", "bosco")]["adesioni"][0] |= ended
    seats = records[("tavolo", "abitare")]["componenti"]
    seats[1] |= ended
    seats.append({"ente": "colle", "dal": DAY, "atto": ACT})
    assert kinds(decided(records, effect)) == ["non-attuata"]  # dente is not in yet
    records[("ente", "dente")]["adesioni"] = [{"dal": DAY, "atto": ACT}]
    assert kinds(decided(records, effect)) == []


def test_one_decision_may_admit_a_body_and_change_its_standing_later() -> None:
    records = base()
    later = "2024-07-01"
    records[("ente", "dente")]["adesioni"] = [
        {"dal": DAY, "atto": ACT, "qualita": "osservatore"} | {"al": eve(later), "atto_fine": ACT},
        {"dal": later, "atto": ACT},
    ]
    observer = {**ADMISSION, "qualita": "osservatore"}
    full: Data = {"tipo": "qualifica", "ente": "dente", "dal": later, "qualita": "effettivo"}
    assert kinds(decided(records, observer, full)) == []


@pytest.mark.parametrize(
    ("causa", "expected"),
    [("mancato-rinnovo", []), ("estinzione", []), ("fusione", []), ("recesso", ["posteriore"])],
)
def test_what_happens_by_itself_may_be_noted_afterwards(causa: str, expected: list[str]) -> None:
    records = base()
    effect = {"tipo": "cessazione", "ente": "colle", "al": "2024-04-30", "causa": causa}
    records[("ente", "colle")]["adesioni"][0] |= {
        "al": "2024-04-30",
        "atto_fine": ACT,
        "causa": causa,
    }
    assert kinds(decided(records, effect)) == expected


def test_the_same_admission_in_an_adhesion_and_in_a_decision_is_one_too_many() -> None:
    records = decided(admitted(), ADMISSION)
    records[("atto", "2024-05-20-adesione-dente")] = act(ADMISSION, tipo="adesione")
    assert [(s.genere, s.squilibrio) for s in scarti(records)] == [("ATT", "non-attuata")]


def test_a_suspension_ends_by_an_act() -> None:
    records = base()
    period = {"dal": DAY, "atto": ACT, "al": "2024-06-30"}
    records[("ente", "colle")]["sospensioni"] = [period]
    open_ended: Data = {"tipo": "sospensione", "ente": "colle", "dal": DAY}
    assert kinds(decided(records, open_ended)) == ["valori"]
    end: Data = {"tipo": "fine-sospensione", "ente": "colle", "al": "2024-06-30"}
    period["atto_fine"] = f"{LATER}/1"
    assert kinds(decided(decided(records, open_ended), end, sitting=LATER)) == []


# --- hostile data ---


def test_effects_without_the_keys_they_need_are_for_others_to_tell() -> None:
    keyless: list[Data] = [{"tipo": tipo} for tipo in ("ammissione", "rettifica", "revoca")]
    seat: Data = {"tipo": "ingresso", "tavolo": "abitare"}
    assert kinds(decided(base(), *keyless, seat, {"tipo": "subentro", "ente": "colle"})) == []


def test_of_two_decisions_with_one_number_the_first_counts() -> None:
    records = decided(admitted(), ADMISSION)
    record = records[("verbale", SITTING)]
    second = {**copy.deepcopy(record["decisioni"][0]), "esito": "respinta"}
    record["decisioni"].append(second)
    assert kinds(records) == []


def test_references_to_nothing_are_for_others_to_tell() -> None:
    gone = "2024-02-30-plenaria/1"
    records = admitted("2023-01-01-nessuno")
    effects: list[Data] = [{"tipo": t, "atto": gone} for t in ("ratifica", "revoca")]
    assert kinds(
        decided(records, *effects, {"tipo": "rettifica", "atto": gone, "effetti": [ADMISSION]})
    ) == ["non-attuata"]


def test_a_table_that_nobody_set_up_is_not_there_yet() -> None:
    records = base()
    records[("ente", "nessuno")] = body("nessuno")
    seats: list[Data] = [
        {"tipo": "ingresso", "tavolo": "ignoto", "ente": "nessuno", "dal": DAY},
        {"tipo": "ammissione", "ente": "ignoto", "dal": DAY},
    ]
    assert judged(rete_of(decided(records, *seats)))[0].squilibrio == "non-attuata"
