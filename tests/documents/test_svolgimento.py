"""What happened at a point, told in its order: notes, minutes in every format, cards, searches."""

from datetime import date

import pytest

from rete.load.loader import load
from rete.notes import read_notes
from rete.render.file_formats import FORMATI, Formato
from rete.store import Folder
from tests.aiuti.lettori import words
from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.mano import Mano

RETE = load(Folder(EXAMPLE)).rete
NOTES = """\
TAVOLO: plenaria
DATA: 13/5/2026
PRESENTI: il ponte, la soglia, comune di roccaverde

PUNTO 1: Lavatoio
Si parla del lavatoio.
DECISO: si apre il lavatoio
VOTAZIONE: 2 favorevoli, 1 contrari
INCARICO: il ponte, chiedere la chiave, entro il 30/6/2026

Poi si vede che cosa serve:
- sedie
  - di legno
  - di ferro
- una tettoia
Il Comune porta le sedie.
DECISO: si compra la tettoia
"""


def record_of(text: str) -> dict[str, object]:
    (point,) = read_notes(text, RETE, date(2026, 6, 1)).record["odg"]  # type: ignore[misc,union-attr]
    assert isinstance(point, dict)
    return dict(point)


def test_text_after_a_decision_keeps_its_place() -> None:
    assert record_of(NOTES)["svolgimento"] == [
        {"testo": "Si parla del lavatoio."},
        {"decisione": 1},
        {"azione": 1},
        {
            "testo": "Poi si vede che cosa serve:\n- sedie\n  - di legno\n  - di ferro\n"
            "- una tettoia\nIl Comune porta le sedie.\n"
        },
        {"decisione": 2},
    ]


def test_without_text_after_a_decision_the_record_is_the_one_of_always() -> None:
    head, _, tail = NOTES.partition("\nPoi si vede")
    before = f"{head}\nDECISO: {tail.partition('DECISO: ')[2]}"
    assert record_of(before) == {
        "punto": 1,
        "titolo": "Lavatoio",
        "discussione": "Si parla del lavatoio.",
    }


def test_who_was_for_is_kept_beside_a_vote_and_is_no_talk_that_goes_on() -> None:
    typed = NOTES.partition("INCARICO")[0].replace("2 favorevoli", "3 presenti, 2 favorevoli")
    assert "svolgimento" not in record_of(typed)


def test_a_list_that_stands_further_in_is_written_from_its_own_column() -> None:
    typed = "PUNTO 1: Sedie\n    - di legno\n      chiare\n      - alte\n    - di ferro\n  Fine.\n"
    assert record_of(typed)["discussione"] == (
        "- di legno\n  chiare\n  - alte\n- di ferro\nFine.\n"
    )


@pytest.fixture
def written(mano: Mano) -> Mano:
    file = mano.register.parent / "appunti.txt"
    file.write_text(NOTES, encoding="utf-8")
    mano.writes("verbale", "redigi", "--appunti", str(file))
    return mano


SITTING = "2026-05-13-plenaria"
IN_ORDER = (
    *("Si parla del lavatoio.", "Decisione 1. Lavatoio", "Azione 1.", "chiedere la chiave"),
    *("Prosegue la discussione", "che cosa serve:", "sedie", "di legno", "di ferro"),
    *("una tettoia", "Il Comune porta le sedie.", "Decisione 2. Lavatoio"),
)


@pytest.mark.parametrize("formato", FORMATI)
def test_minutes_print_it_in_its_order_in_every_format(written: Mano, formato: Formato) -> None:
    out = written.register.parent / f"verbale.{formato}"
    said = written.call("documento", "verbale", SITTING, "--formato", formato, "-o", str(out))
    assert said.code == 0, said.err

    text = "".join("".join(words(formato, out.read_bytes())).split())
    text = text.partition("Punto1.Lavatoio")[2]
    for part in IN_ORDER:
        before, found, text = text.partition("".join(part.split()))
        assert found, (part, before)


def test_lists_are_lists_and_a_line_after_one_is_not_glued_to_it(written: Mano) -> None:
    text = written.call("documento", "verbale", SITTING, "--formato", "md").out
    assert (
        "### Prosegue la discussione\n\nPoi si vede che cosa serve:\n\n- sedie\n  - di legno\n"
        "  - di ferro\n- una tettoia\n\nIl Comune porta le sedie.\n\n### Decisione 2. Lavatoio"
    ) in text


def test_the_card_tells_it_in_its_order(written: Mano) -> None:
    card = " ".join(written.call("verbale", "mostra", SITTING).out.split())
    agenda = card.partition("Ordine del giorno")[2].partition("Decisioni")[0]
    for part in ("Si parla", "Decisione 1: Lavatoio", "Azione 1: chiedere", "Poi si vede",
                 "Decisione 2: Lavatoio"):  # fmt: skip
        before, found, agenda = agenda.partition(part)
        assert found, (part, before)


def test_sittings_are_found_by_what_was_said_after_a_decision(written: Mano) -> None:
    assert SITTING in written.call("verbale", "elenca", "--cerca", "porta le sedie").out
    assert SITTING not in written.call("verbale", "elenca", "--cerca", "porta i tavoli").out


def test_the_same_notes_again_are_not_written_twice(written: Mano) -> None:
    file = str(written.register.parent / "appunti.txt")
    said = written.call("verbale", "redigi", "--appunti", file, "--si")
    assert (said.code, "sono già nel verbale" in said.out) == (0, True), said.err
