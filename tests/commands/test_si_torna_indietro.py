"""«<» at a terminal: across guided minutes and the parts of one command, and from «Scrivo?»."""

from tests.aiuti.coppie import ACT, DAY
from tests.aiuti.correzioni import BEFORE, PAIRS, WORDS, as_text, carried_out
from tests.aiuti.mano import MINUTES, Mano, contents
from tests.aiuti.mano_atti import Hand, hand
from tests.aiuti.tastiera import typed

__all__ = ["hand"]

REDIGI = ("verbale", "redigi", "abitare", "--data", "2026-06-01")
HEADING = ("17:30", "Sala", "presenza", "", "", "", "ponte")
NEW = "data/verbali/2026/2026-06-01-abitare.yaml"


def test_from_a_point_of_guided_minutes_one_goes_back_to_the_heading_and_on_again(
    mano: Mano,
) -> None:
    lines = [
        *(*HEADING, "", "soglia"),
        *("<", "<", "", "-"),  # from the title of the first point, to who is online, and on
        *("Alloggi", "Si parla.", "", "n", "Si cerca.", "<", "Si compra.", "", "", "", "", "", ""),
        *("", "", "", "", "", "", "s"),
    ]

    code, said = typed(REDIGI, lines, cwd=mano.register)

    assert code == 0, said
    text = mano.text(NEW)
    assert "Si compra." in text
    assert "Si cerca." not in text
    assert "giustificati" not in text


def test_a_sentence_is_no_answer_to_whether_a_point_is_put_off(mano: Mano) -> None:
    lines = [*HEADING, "", "", "Alloggi", "", "forse sì", "?", "s", "", "", "s"]

    code, said = typed(REDIGI, lines, cwd=mano.register)

    assert code == 0, said
    assert "  rispondi «s» o «n»\n" in said
    assert "se se ne parla un'altra volta" in said
    assert "rinviato: sì" in mano.text(NEW)


def test_one_last_look_shows_heading_and_points_and_any_of_them_is_changed(mano: Mano) -> None:
    lines = [*HEADING, "", "", "Alloggi", "", "s", "", "12", "Case", "", "s"]

    code, said = typed(REDIGI, lines, cwd=mano.register)

    assert code == 0, said
    assert said.count("Invio se va bene") == 2
    assert "titolo: Case" in mano.text(NEW)


def test_from_the_last_look_and_from_the_confirmation_one_goes_back(mano: Mano) -> None:
    command = ("ente", "sospendi", "ponte", "--atto", f"{MINUTES}/1")
    lines = ["21/5/2026", "", "<", "2026-06", "", "<", "<", "2026-07", "", "s"]

    code, said = typed(command, lines, cwd=mano.register)

    assert code == 0, said
    assert 'al: "2026-07"}' in mano.text("data/enti/il-ponte.yaml")
    assert said.count("Scrivo?") == 2


def test_what_is_corrected_is_gone_back_to_from_how(hand: Hand) -> None:
    pair = PAIRS["ingresso"]
    mano = hand(carried_out(pair))
    right = as_text({**pair.effetto, "dal": "2024-05-22"})
    options = ("--in", BEFORE, *WORDS, "--effetto", right, "--metodo", "consenso")
    mano.writes("verbale", "rettifica", ACT, *options)
    by_options = contents(mano.register)
    mano.writes("annulla", "ultima")
    wrong = ACT.partition("/")[0]
    lines = [
        *(wrong, "", "<", "<", ACT, ""),  # not who was there: one of the decisions
        *("", "ingresso tavolo=abit ente=colle dal=22/5/2024", "", WORDS[1], "", "cons", "", "s"),
    ]

    code, said = typed(("verbale", "rettifica"), lines, cwd=mano.register)

    assert code == 0, said
    assert f"dal={DAY}" in said
    assert contents(mano.register) == by_options
