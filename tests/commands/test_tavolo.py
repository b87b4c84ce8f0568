"""`rete tavolo`: which tables there are on a day, who sits there and what they did."""

from collections.abc import Callable

import pytest

from tests.aiuti.lettura import REGISTER, ids, record
from tests.conftest import Said

Rete = Callable[..., Said]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["plenaria", "abitare"]),
        (["--tutti"], ["plenaria", "abitare", "feste"]),
        (["--al", "2025-06-30"], ["plenaria", "abitare", "feste"]),
        (["--genere", "tavolo-tematico"], ["abitare"]),
        (["--ente", "mulino"], ["plenaria"]),
        (["--ente", "mulino", "--al", "2025-06-30"], ["plenaria", "feste"]),
        (["--ente", "filanda"], []),
    ],
)
def test_the_list_is_of_the_tables_wanted(
    rete: Rete, options: list[str], expected: list[str]
) -> None:
    said = rete("tavolo", "elenca", "--formato", "json", *options, folder=REGISTER)

    assert ids(said, "tavoli") == expected


def test_a_row_says_how_many_sit_and_who_coordinates(rete: Rete) -> None:
    said = rete("tavolo", "elenca", folder=REGISTER)
    rows = {line.split()[0]: line.split() for line in said.out.splitlines()}

    assert rows["plenaria"][-1] == "4"
    assert rows["abitare"][-2:] == ["2", "AIP"]


def test_the_card_says_who_sits_since_when_and_what_the_table_is_for(rete: Rete) -> None:
    lines = rete("tavolo", "mostra", "abitare", folder=REGISTER).out.splitlines()

    assert "  Scopo             Censire le case vuote" in lines
    assert "  Cadenza              ogni 2 mesi" in lines
    assert "  20/03/2026  2026-03-20-abitare, approvato" in lines
    components = lines[lines.index("Componenti al 01/06/2026") :]
    assert components[1].split() == ["AIP", "(il-ponte)", "dal", "15/01/2024"]
    assert components[2].strip() == "stipula del 15/01/2024 (2024-01-15-stipula)"


def test_at_the_plenary_sits_every_member(rete: Rete) -> None:
    found = record(
        rete("tavolo", "mostra", "plenaria", "--formato", "json", folder=REGISTER), "tavolo"
    )

    assert found["siedono"] == ["il-ponte", "il-mulino", "comune-di-roccaverde", "la-soglia"]
    assert found["sedute"] == ["2026-05-04-plenaria", "2026-02-10-plenaria"]
    assert found["prossime_sedute"] == ["2026-07-06-plenaria"]


def test_sittings_are_those_of_the_twelve_months_before_the_day(rete: Rete) -> None:
    last = rete("tavolo", "mostra", "plenaria", "--al", "2027-02-09", folder=REGISTER).out
    gone = rete("tavolo", "mostra", "plenaria", "--al", "2027-02-10", folder=REGISTER).out

    assert "2026-02-10-plenaria" in last
    assert "2026-02-10-plenaria" not in gone


def test_a_closed_table_has_nobody_and_says_by_which_act(rete: Rete) -> None:
    out = rete("tavolo", "mostra", "feste", folder=REGISTER).out

    assert "nessuno: quel giorno il tavolo non c'è" in out
    assert "ultimo giorno 30/06/2025, provvedimento del 20/06/2025" in out


def test_a_table_that_is_not_there_is_refused(rete: Rete) -> None:
    said = rete("tavolo", "mostra", "zzz", folder=REGISTER)

    assert said.code == 2
    assert "nessun tavolo corrisponde a «zzz»: vedi «rete tavolo elenca --tutti»" in said.err
