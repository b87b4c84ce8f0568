"""Points that are printed with other numbers than their own (`2.1`, `2 bis`), or that skip one."""

import pytest

from tests.aiuti.mano import MINUTES, MINUTES_FILE, Mano, write

AGENDA = "- {punto: 1, titolo: Decisioni}"
WITH_SUB_POINTS = (
    f'{AGENDA}\n  - {{punto: 2, titolo: Lavatoio, numero: "1.1"}}\n'
    '  - {punto: 3, titolo: Festa, numero: "2 *bis*"}'
)


@pytest.fixture
def numbered(mano: Mano) -> Mano:
    text = mano.text(MINUTES_FILE)
    assert AGENDA in text
    new = text.replace(AGENDA, WITH_SUB_POINTS).replace("n: 2, ", "n: 2, punto: 3, ")
    write(mano.register, {MINUTES_FILE: new})
    return mano


@pytest.mark.parametrize(
    ("document", "options"),
    [("verbale", ()), ("convocazione", ()), ("delega", ()), ("dossier", ("--al", "2020-01-01"))],
)
def test_every_paper_prints_the_agenda_with_the_numbers_of_its_points(
    numbered: Mano, document: str, options: tuple[str, ...]
) -> None:
    said = numbered.call("documento", document, MINUTES, *options)

    assert "\n- **1.** Decisioni\n- **1\\.1.** Lavatoio\n- **2 \\*bis\\*.** Festa\n" in said.out, (
        said.err
    )


def test_minutes_cards_and_extracts_name_a_point_by_its_printed_number(numbered: Mano) -> None:
    minutes = numbered.call("documento", "verbale", MINUTES).out
    card = numbered.call("verbale", "mostra", MINUTES).out
    extract = numbered.call("documento", "estratto", f"{MINUTES}/2").out

    assert "\n## Punto 2 \\*bis\\*. Festa\n" in minutes
    assert "2 *bis*. Festa" in " ".join(card.split())
    assert "punto 2 *bis* dell'ordine del giorno" in card
    assert "all'ordine del giorno: 2 \\*bis\\*, Festa." in extract


def test_numbers_that_skip_one_are_printed_as_they_are(mano: Mano) -> None:
    text = mano.text(MINUTES_FILE)
    there = text.replace(AGENDA, f"{AGENDA}\n  - {{punto: 3, titolo: Festa}}")
    write(mano.register, {MINUTES_FILE: there})

    said = mano.call("documento", "verbale", MINUTES)
    assert "\n- **1.** Decisioni\n- **3.** Festa\n" in said.out
