"""`rete verbale`: which sittings there are, and what the minutes say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti.lettura import REGISTER, commit, copy, ids, record
from tests.aiuti.luoghi import EXAMPLE
from tests.conftest import Said

Rete = Callable[..., Said]
FEBRUARY, MARCH = "2026-02-10-plenaria", "2026-03-20-abitare"
MAY, JULY = "2026-05-04-plenaria", "2026-07-06-plenaria"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], [JULY, MAY, MARCH, FEBRUARY]),
        (["--tavolo", "abitare"], [MARCH]),
        (["--anno", "2025"], []),
        (["--anno", "2026"], [JULY, MAY, MARCH, FEBRUARY]),
        (["--dal", "2026-05-04"], [JULY, MAY]),
        (["--fino", "20/3/2026"], [MARCH, FEBRUARY]),
        (["--ente", "soglia"], [FEBRUARY]),
        (["--stato", "pianificata"], [JULY]),
        (["--stato", "bozza"], [MAY]),
        (["--stato", "approvato"], [MARCH, FEBRUARY]),
        (["--stato", "approvato", "--al", "2026-05-03"], [MARCH]),
        (["--effetto", "sospensione"], [FEBRUARY]),
        (["--effetto", "approvazione-verbale"], [MAY]),
        (["--decisione", "approvata"], [MAY, FEBRUARY]),
        (["--decisione", "respinta"], []),
        (["--effetto", "sospensione", "--decisione", "approvata"], [FEBRUARY]),
        (["--effetto", "sospensione", "--decisione", "respinta"], []),
        (["--cerca", "partecipa da un anno"], [FEBRUARY]),
        (["--cerca", "AUTUNNO"], [JULY]),
        (["--cerca", "il verbale è approvato"], [MAY]),
    ],
)
def test_the_list_is_of_the_sittings_wanted_the_newest_first(
    rete: Rete, options: list[str], expected: list[str]
) -> None:
    said = rete("verbale", "elenca", "--formato", "json", *options, folder=REGISTER)

    assert ids(said, "verbali") == expected


def test_the_outcome_wanted_is_that_of_the_decision_with_the_effect_wanted(rete: Rete) -> None:
    def found(*options: str) -> list[str]:
        asked = ("verbale", "elenca", "--formato", "json", *options)
        return ids(rete(*asked, folder=EXAMPLE), "verbali")

    june = "2025-06-12-plenaria"
    assert june in found("--effetto", "ingresso", "--decisione", "approvata")
    assert june in found("--effetto", "ammissione", "--decisione", "respinta")
    assert june not in found("--effetto", "ammissione", "--decisione", "approvata")


def test_an_outcome_that_was_rectified_is_the_new_one_from_that_day(
    rete: Rete, tmp_path: Path
) -> None:
    folder = copy(tmp_path / "registro")
    atti = folder / "data/atti/2026"
    atti.mkdir(parents=True, exist_ok=True)
    (atti / "2026-05-20-rettifica.yaml").write_text(
        "tipo: provvedimento\noggetto: Rettifica\neffetti:\n"
        f"  - {{tipo: rettifica, atto: {FEBRUARY}/1, esito: respinta}}\n",
        encoding="utf-8",
    )
    asked = ("verbale", "elenca", "--formato", "json", "--decisione", "respinta")

    assert ids(rete(*asked, folder=folder), "verbali") == [FEBRUARY]
    assert ids(rete(*asked, "--al", "2026-05-19", folder=folder), "verbali") == []


def test_a_year_that_is_not_one_is_refused(rete: Rete) -> None:
    said = rete("verbale", "elenca", "--anno", "duemila", folder=REGISTER)

    assert said.code == 2
    assert "«duemila» non è un anno" in said.err


def test_an_empty_list_says_so(rete: Rete) -> None:
    said = rete("verbale", "elenca", "--anno", "1999", folder=REGISTER)

    assert (said.code, said.out) == (0, "nessun verbale corrisponde\n")


def test_minutes_say_who_was_there_and_how(rete: Rete) -> None:
    lines = rete("verbale", "mostra", "2026-02", folder=REGISTER).out.splitlines()

    for line in (
        "Plenaria, seduta del 10/02/2026",
        "  Presenti      Comune di Roccaverde, AIP",
        "  Collegati     Cooperativa La Soglia",
        "  Giustificati  Circolo Il Mulino",
        "  Ospiti        una consulente per il bando",
        "  2.  Bilancio sociale (rinviato)",
    ):
        assert line in lines


def test_a_decision_has_its_vote_by_exception_its_outcome_and_its_effects(rete: Rete) -> None:
    lines = rete("verbale", "mostra", FEBRUARY, folder=REGISTER).out.splitlines()

    assert "      Voto: palese; astenuti: Comune di Roccaverde" in lines
    assert "      Esito: approvata" in lines
    assert "      Effetto: sospensione di Circolo Il Mulino dal 11/02/2026" in lines


def test_approved_minutes_say_when_and_by_which_act(rete: Rete) -> None:
    lines = rete("verbale", "mostra", FEBRUARY, folder=REGISTER).out.splitlines()

    assert "  Data  04/05/2026" in lines
    assert "  Atto  decisione 1 di Plenaria del 04/05/2026 (2026-05-04-plenaria/1)" in lines


def test_minutes_not_approved_are_called_a_draft(rete: Rete) -> None:
    draft = rete("verbale", "mostra", MAY, folder=REGISTER).out
    then = rete("verbale", "mostra", FEBRUARY, "--al", "2026-05-03", folder=REGISTER).out

    assert "bozza: il verbale non è approvato" in draft
    assert "bozza: non ancora approvato" in then


def test_a_planned_sitting_is_not_a_draft(rete: Rete) -> None:
    out = rete("verbale", "mostra", JULY, folder=REGISTER).out

    assert "pianificata" in out
    assert "bozza" not in out
    assert "Presenze" not in out


def test_actions_have_what_became_of_them_by_the_day(rete: Rete) -> None:
    now = rete("verbale", "mostra", MARCH, folder=REGISTER).out
    before = rete("verbale", "mostra", MARCH, "--al", "2026-05-09", folder=REGISTER).out

    assert "AIP, entro il 15/05/2026: fatta" in now
    assert "AIP, entro il 30/09/2026: aperta" in now
    assert "AIP, entro il 15/05/2026: in corso" in before
    assert "10/04/2026: in corso, nuovo termine 15/05/2026, Mancano due vie." in before


def test_json_has_the_minutes_their_state_and_the_follow_ups(rete: Rete) -> None:
    found = record(
        rete("verbale", "mostra", MARCH, "--formato", "json", folder=REGISTER), "verbale"
    )

    assert (found["stato"], found["approvato_il"]) == ("approvato", "2026-03-20")
    assert found["azioni"][0]["stato"] == "fatta"
    assert found["azioni"][0]["entro"] == "2026-04-30"
    assert found["azioni"][0]["entro_attuale"] == "2026-05-15"
    assert [step["data"] for step in found["azioni"][0]["seguiti"]] == [
        "2026-04-10",
        "2026-05-10",
    ]
    assert "sigillo" not in found


def test_minutes_are_found_by_day_and_table(rete: Rete) -> None:
    for typed in ("04/05/2026", "2026-05", "plenaria 2026 05"):
        out = rete("verbale", "mostra", typed, folder=REGISTER).out
        assert out.startswith("Plenaria, seduta del 04/05/2026 (bozza)\n"), typed


def test_several_sittings_are_offered_the_newest_first(rete: Rete) -> None:
    said = rete("verbale", "mostra", "plenaria", folder=REGISTER)

    assert said.code == 2
    assert said.err.index(JULY) < said.err.index(MAY) < said.err.index(FEBRUARY)


def test_follow_ups_that_cannot_be_read_leave_the_state_to_be_verified(
    rete: Rete, tmp_path: Path
) -> None:
    folder = copy(tmp_path / "registro")
    (folder / "data" / "seguiti" / f"{MARCH}.yaml").write_text("azioni: boh\n")
    out = rete("verbale", "mostra", MARCH, folder=folder).out

    assert "AIP, entro il 30/04/2026: da verificare" in out


def test_the_register_of_a_day_has_the_minutes_of_that_day(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    path = folder / "data" / "verbali" / "2026" / f"{JULY}.yaml"
    text = path.read_text()
    path.unlink()
    commit(folder, "2026-05-10")
    path.write_text(text)
    commit(folder, "2026-05-20")

    options = ("verbale", "elenca", "--formato", "json")
    then = rete(*options, "--registro-del", "2026-05-19", folder=folder)
    assert JULY not in ids(then, "verbali")
    assert JULY in ids(rete(*options, folder=folder), "verbali")
