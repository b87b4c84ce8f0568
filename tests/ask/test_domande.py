"""Questions that name what may be meant: by a number in a list, by «?», by what waits."""

from collections.abc import Sequence

import pytest

from tests.aiuti.mano import MINUTES, Mano, write
from tests.aiuti.tastiera import Keyboard, typed

LATER = "2026-05-28-plenaria"
LATER_FILE = f"data/verbali/2026/{LATER}.yaml"
LATER_TEXT = """\
odg:
  - {punto: 1, titolo: Altro}
decisioni:
  - {n: 1, oggetto: Quarta, testo: Si decide., esito: approvata}
azioni:
  - {n: 1, testo: Chiamare tutti, responsabili: [il-ponte], entro: "2026-06-30"}
"""
TWO_NAMED_ALIKE = {
    "data/enti/casa-aperta.yaml": "denominazione: Casa Aperta\nnatura: privato-sociale\n"
    "adesioni: []\n",
    "data/enti/casa-nostra.yaml": "denominazione: Casa Nostra\nnatura: privato-sociale\n"
    "adesioni: []\n",
}
ASKS_FOR_THE_ACT = "Con quale atto? "


def seen(command: Sequence[str], lines: Sequence[str], mano: Mano) -> str:
    """The screen when these lines have been answered and something else is asked."""
    with Keyboard(command, cwd=mano.register) as keyboard:
        for line in lines:
            assert keyboard.question() is not None, keyboard.screen
            keyboard.answers(line)
        keyboard.question()
        return keyboard.screen


# --- a name that fits several records ---


def test_a_name_that_fits_several_is_a_list_and_a_number_chooses(mano: Mano) -> None:
    write(mano.register, TWO_NAMED_ALIKE)

    said = seen(["ente", "ammetti"], ["casa", "2"], mano)

    assert (
        "  «casa» può essere:\n"
        "    1. casa-aperta  Casa Aperta\n"
        "    2. casa-nostra  Casa Nostra\n"
        "  scrivi il numero, o qualche parola in più\n"
    ) in said
    assert f"Quale ente? 2\n{ASKS_FOR_THE_ACT}" in said


def test_the_id_is_an_answer_as_good_as_the_number(mano: Mano) -> None:
    write(mano.register, TWO_NAMED_ALIKE)

    said = seen(["ente", "ammetti"], ["casa", "casa-nostra"], mano)

    assert f"Quale ente? casa-nostra\n{ASKS_FOR_THE_ACT}" in said


def test_a_number_that_is_not_in_the_list_is_a_name_like_others(mano: Mano) -> None:
    write(mano.register, TWO_NAMED_ALIKE)

    said = seen(["ente", "ammetti"], ["casa", "3"], mano)

    assert "nessun ente corrisponde a «3»" in said


def test_of_several_names_the_number_chooses_one_and_the_others_stay(mano: Mano) -> None:
    write(mano.register, TWO_NAMED_ALIKE)
    lines = ["faro, casa, soglia", "1", f"{MINUTES}/1", ""]

    said = seen(["tavolo", "aggiungi", "abitare"], lines, mano)

    assert "  2. Quali enti? il-faro, casa-aperta, la-soglia\n" in said


def test_a_decision_of_several_minutes_is_offered_where_there_is_one(mano: Mano) -> None:
    write(mano.register, {LATER_FILE: LATER_TEXT})

    said = seen(["ente", "sospendi", "ponte"], ["plenaria/1", "2"], mano)
    other = seen(["ente", "sospendi", "ponte"], ["plenaria/2"], mano)

    assert (
        f"    1. {LATER}/1  Plenaria 28/05/2026\n    2. {MINUTES}/1  Plenaria 20/05/2026\n" in said
    )
    assert "Con quale atto? 2\nDa quale giorno? [" in said
    assert f"{LATER}/2" not in other


def test_an_action_of_several_minutes_is_offered_where_there_is_one(mano: Mano) -> None:
    write(mano.register, {LATER_FILE: LATER_TEXT})

    said = seen(["azione", "aggiorna"], ["plenaria/1", "1"], mano)

    assert f"    1. {LATER}/1  Plenaria 28/05/2026\n  scrivi il numero" in said
    assert "Quale azione? 1\nA che punto è? " in said


def test_on_the_command_line_a_name_that_fits_several_is_told_on_one_line(mano: Mano) -> None:
    write(mano.register, TWO_NAMED_ALIKE)

    said = mano.refuses("ente", "ammetti", "casa", "--atto", f"{MINUTES}/1", code=2)

    assert (
        "ENTE: «casa» può essere «casa-aperta» (Casa Aperta) o «casa-nostra» (Casa Nostra): "
        "scrivi di più\n"
    ) in said.err


# --- days ---


@pytest.mark.parametrize("answer", ["", "20/05/2026", "2026-05-20", "20 maggio 2026"])
def test_a_day_is_shown_as_it_is_read_and_taken_however_it_is_typed(
    mano: Mano, answer: str
) -> None:
    command = ["ente", "sospendi", "ponte", "--atto", f"{MINUTES}/1"]
    with Keyboard(command, cwd=mano.register) as keyboard:
        for line in (answer, "", "", "s"):
            assert keyboard.question() is not None, keyboard.screen
            keyboard.answers(line)
        ended = keyboard.ends()

    assert ended.code == 0, ended.screen
    assert "Da quale giorno? [20/05/2026] " in ended.screen
    assert "Da quale giorno? 20/05/2026\n" in ended.screen
    assert 'sospensioni:\n  - {dal: "2026-05-20"' in mano.text("data/enti/il-ponte.yaml")


# --- «?» lists the acts ---


def test_a_question_mark_lists_the_latest_acts_and_asks_again(mano: Mano) -> None:
    effect = "cessazione ente=il-ponte al=2026-06-30 causa=recesso"
    mano.writes(
        *("atto", "registra", "--tipo", "recesso", "--data", "2026-05-25", "--parola", "recesso"),
        *("--oggetto", "Recesso", "--effetto", effect),
    )

    said = seen(["ente", "chiudi", "ponte"], ["?"], mano)

    assert (
        "  i più recenti che si possono citare:\n"
        "  - 2026-05-25-recesso  Recesso (da attuare)\n"
        f"  - {MINUTES}/2  Seconda\n"
        f"  - {MINUTES}/1  Prima\n"
        "  - 2024-01-15-stipula  Firma del patto di collaborazione di Roccaverde\n"
        "  - 2024-01-12-delibera-comune  Adesione al patto\n"
        "Con quale atto? [2026-05-25-recesso] "
    ) in said


def test_decisions_of_approved_minutes_that_say_something_else_are_not_listed(mano: Mano) -> None:
    mano.writes("verbale", "approva", MINUTES, "--modo", "firma", "--data", "2026-05-30")

    said = seen(["ente", "sospendi", "ponte"], ["?"], mano)

    assert "2024-01-15-stipula" in said
    assert MINUTES not in said


def test_no_more_than_ten_acts_are_listed(mano: Mano) -> None:
    decisions = "".join(
        f"  - {{n: {n}, oggetto: Voce, testo: Si decide., esito: approvata}}\n"
        for n in range(1, 15)
    )
    text = f"odg:\n  - {{punto: 1, titolo: Altro}}\ndecisioni:\n{decisions}"
    write(mano.register, {LATER_FILE: text})

    said = seen(["ente", "sospendi", "ponte"], ["?"], mano)

    listed = [line for line in said.splitlines() if line.startswith("  - ")]
    assert [line.split()[1] for line in listed] == [f"{LATER}/{n}" for n in range(14, 4, -1)]


# --- minutes that are not named are asked for ---


@pytest.mark.parametrize("command", ["attua", "rettifica"])
def test_off_a_terminal_what_is_missing_is_said(mano: Mano, command: str) -> None:
    for options in ((), ("--si",), ("--prova",)):
        said = mano.call("verbale", command, *options)
        assert said.code == 2
        assert said.err.startswith("errore: manca VERBALE"), said.err


def test_what_waits_to_be_carried_out_is_listed_and_suggested(mano: Mano) -> None:
    effect = "cessazione ente=il-ponte al=2026-06-30 causa=recesso"
    mano.writes(
        *("atto", "registra", "--tipo", "recesso", "--data", "2026-05-25", "--parola", "recesso"),
        *("--oggetto", "Recesso", "--effetto", effect),
    )

    code, said = typed(["verbale", "attua"], ["?", "", "", "s"], cwd=mano.register)

    assert code == 0, said
    listed = said.partition("  da attuare, dal più recente:\n")[2]
    assert listed.startswith("  - 2026-05-25-recesso  cessazione di Associazione Il Ponte")
    assert "Quale verbale, decisione o atto si attua? [2026-05-25-recesso] " in said
    assert "causa: recesso" in mano.text("data/enti/il-ponte.yaml")


def test_where_nothing_waits_nothing_is_suggested(mano: Mano) -> None:
    said = seen(["verbale", "attua"], ["?"], mano)

    assert "non c'è niente che aspetti di essere attuato\nQuale verbale, decisione o atto" in said
    assert "si attua? [" not in said


def test_the_latest_approved_minutes_are_suggested_to_who_corrects(mano: Mano) -> None:
    mano.writes("verbale", "approva", MINUTES, "--modo", "firma", "--data", "2026-05-30")
    write(mano.register, {LATER_FILE: LATER_TEXT})

    said = seen(["verbale", "rettifica"], ["?", "", ""], mano)

    assert f"  - {MINUTES}/2  Seconda\n  - {MINUTES}/1  Prima\n" in said
    assert f"Quale verbale, decisione o atto si corregge? [{MINUTES}] " in said
    assert f"In quale verbale è la nuova decisione? [{LATER}] " in said


def test_who_revokes_is_asked_for_a_decision(mano: Mano) -> None:
    mano.writes("verbale", "approva", MINUTES, "--modo", "firma", "--data", "2026-05-30")
    write(mano.register, {LATER_FILE: LATER_TEXT})
    command = ["verbale", "rettifica", "--revoca"]

    said = seen(command, [MINUTES, f"{MINUTES}/2", ""], mano)

    assert "Quale decisione o atto si revoca? " in said
    assert f"si revoca una decisione per volta: scrivi {MINUTES}/NUMERO" in said
    assert "In quale verbale è la nuova decisione?" in said
