"""The register of decisions, the extract of one, the cards: days, numbers, references, drafts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rete.documents.estratto import estratto
from rete.documents.registro_decisioni import registro_decisioni
from rete.reckoning.decisions import numbered_decisions
from tests.aiuti.luoghi import ROOT
from tests.aiuti.registro import Records, approved, minutes, network, rete_of
from tests.conftest import Said

Rete = Callable[..., Said]

EXAMPLE = ROOT / "esempi" / "roccaverde"


def two_years() -> Records:
    """Three sittings in two years; the second decision of the first is written before the first."""
    records = network(["acqua", "bosco"], {})
    first = approved(minutes(["acqua"], {}, {}))
    first["decisioni"].reverse()
    records[("verbale", "2024-03-10-plenaria")] = first
    records[("verbale", "2024-12-10-plenaria")] = minutes(["acqua"], {})
    records[("verbale", "2025-01-10-plenaria")] = minutes(["acqua"], {})
    return records


def test_decisions_are_numbered_by_year_in_the_order_of_the_days() -> None:
    found = [
        (one.anno, one.numero, one.riferimento) for one in numbered_decisions(rete_of(two_years()))
    ]

    assert found == [
        (2024, 1, "2024-03-10-plenaria/1"),
        (2024, 2, "2024-03-10-plenaria/2"),
        (2024, 3, "2024-12-10-plenaria/1"),
        (2025, 1, "2025-01-10-plenaria/1"),
    ]


def test_a_register_that_begins_later_keeps_the_numbers_of_the_year() -> None:
    rete = rete_of(two_years())
    whole = registro_decisioni(rete, date(2025, 6, 1))
    later = registro_decisioni(rete, date(2024, 12, 31), dal=date(2024, 4, 1))

    assert (whole["totale"], [anno.anno for anno in whole["anni"]]) == (4, [2024, 2025])
    assert [(r.numerata.numero, r.bozza) for anno in later["anni"] for r in anno.righe] == [
        (3, True)
    ]


def test_minutes_approved_later_were_drafts_on_that_day() -> None:
    rete = rete_of(two_years())

    assert registro_decisioni(rete, date(2029, 12, 31))["bozze"] == 4
    assert registro_decisioni(rete, date(2030, 1, 1))["bozze"] == 2


def test_minutes_that_cannot_be_read_are_named() -> None:
    rete = rete_of(two_years(), unread=[("verbale", "2024-12-10-plenaria")])

    assert registro_decisioni(rete, date(2025, 6, 1))["illeggibili"] == ("2024-12-10-plenaria",)


def test_an_extract_has_who_counted_at_that_decision_and_not_at_the_opening() -> None:
    moves = [{"ente": "bosco", "esce": "18:40", "dopo_il_voto": 1}]
    records = network(["acqua", "bosco"], {})
    records[("verbale", "2024-03-10-plenaria")] = minutes(
        ["acqua", "bosco"], {}, {}, movimenti=moves
    )
    rete = rete_of(records)
    for number, expected in ((1, 2), (2, 1)):
        found = estratto(rete, date(2025, 1, 1), f"2024-03-10-plenaria/{number}")
        assert found["conto"].presenza.nel_numero_legale == expected


def test_only_approved_minutes_can_be_certified(rete: Rete) -> None:
    asked = ("documento", "estratto", "2024-05-16-plenaria/3")
    now = rete(*asked, folder=EXAMPLE).out
    then = rete(*asked, "--al", "2024-06-01", folder=EXAMPLE).out

    assert "Estratto conforme al verbale" in now
    assert "Estratto conforme" not in then
    assert "questo estratto non si può certificare" in then


def test_a_revocation_is_told_from_its_day(rete: Rete) -> None:
    asked = ("documento", "estratto", "2025-06-12-plenaria/5")

    assert "Revocata da decisione 4" in rete(*asked, folder=EXAMPLE).out
    assert "Revocata" not in rete(*asked, "--al", "2025-09-17", folder=EXAMPLE).out


def test_a_decision_is_named_in_few_letters(rete: Rete) -> None:
    short = rete("documento", "estratto", "16/05/2024/3", folder=EXAMPLE)

    assert short.out == rete("documento", "estratto", "2024-05-16-plenaria/3", folder=EXAMPLE).out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("estratto",), "di quale decisione? scrivi «rete documento estratto …» con VERBALE/"),
        (("estratto", "2024-05-16"), "«2024-05-16» non è una decisione: si scrive VERBALE/NUMERO"),
        (("estratto", "2024-05-16/99"), "la decisione 99 non c'è"),
        (("estratto", "2024/x"), "nessun atto corrisponde"),
        (("scheda-ente",), "di quale ente?"),
        (("scheda-ente", "nessuno"), "nessun ente corrisponde"),
        (("scheda-tavolo", "nessuno"), "nessun tavolo corrisponde"),
        (("registro-decisioni", "2024-05-16"), "non vuole un riferimento"),
        (("patto", "--dal", "2024-01-01"), "--dal non serve per «patto»"),
    ],
)  # fmt: skip
def test_a_wrong_reference_is_refused_with_the_reason(
    rete: Rete, arguments: tuple[str, ...], why: str
) -> None:
    said = rete("documento", *arguments, folder=EXAMPLE)

    assert (said.code, said.out) == (2, "")
    assert why in said.err


def test_the_card_of_a_day_is_of_that_day(rete: Rete) -> None:
    asked = ("documento", "scheda-ente", "genitori", "--al")

    assert "**Stato al 01/01/2025**: cessato" in rete(*asked, "2025-01-01", folder=EXAMPLE).out
    assert "**Stato al 01/01/2026**: aderente" in rete(*asked, "2026-01-01", folder=EXAMPLE).out


def test_what_a_name_holds_cannot_break_a_card(rete: Rete, register: Path) -> None:
    path = register / "data/enti/il-ponte.yaml"
    text = path.read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if line.startswith("denominazione:"))
    path.write_text(text.replace(old, 'denominazione: "# | *Ponte* {{ 1 }}"'), encoding="utf-8")
    said = rete("documento", "scheda-ente", "il-ponte", folder=register)

    assert said.out.startswith("# \\# \\| \\*Ponte\\* \\{\\{ 1 \\}\\}")
