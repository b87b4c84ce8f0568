"""Questions and answers as at a terminal, with lines prepared beforehand."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from itertools import count
from typing import TextIO

import pytest

from rete.ask import (
    Conversation,
    Domanda,
    GoBack,
    Missing,
    NotAnAnswer,
    Risposte,
    Stato,
    confirm,
    state_of,
    yes_or_no,
)


def a_number(typed: str) -> str:
    if not typed.isdecimal():
        raise NotAnAnswer(f"«{typed}» non è un numero")
    return typed


NAME = Domanda(opzione="nome", testo="Come?", aiuto="il nome")
AGE = Domanda(opzione="anni", testo="Quanti?", aiuto="in cifre", leggi=a_number)
NOTE = Domanda(opzione="nota", testo="Altro?", aiuto="una nota", facoltativa=True)
COLOUR = Domanda(opzione="colore", testo="Colore?", aiuto="un colore", predefinita="verde")
QUESTIONS = (NAME, AGE, NOTE)


def answers(
    questions: Sequence[Domanda],
    given: Mapping[str, str | None],
    *,
    ask: bool,
    read: TextIO | None = None,
    write: TextIO | None = None,
) -> dict[str, str]:
    """The answers to questions that are the same whatever is answered."""
    return Conversation(lambda _: questions, given, ask=ask, read=read, write=write).answers()


def talk(
    *lines: str, questions: tuple[Domanda, ...] = QUESTIONS, **given: str
) -> tuple[dict[str, str], str]:
    said = StringIO()
    typed = StringIO("".join(f"{line}\n" for line in lines))
    found = answers(questions, given, ask=True, read=typed, write=said)
    return found, said.getvalue()


def test_what_is_missing_is_asked_one_question_at_a_time_and_shown_at_the_end() -> None:
    found, said = talk("Ada", "36", "", "")

    assert found == {"nome": "Ada", "anni": "36"}
    assert "Come? Quanti? Altro? [facoltativo]" in said
    assert "  1. Come? Ada\n  2. Quanti? 36\n  3. Altro? (vuoto)\n" in said


def test_what_was_given_is_not_asked_but_can_be_changed_at_the_end() -> None:
    found, said = talk("36", "", "1", "Bea", "", nome="Ada")

    assert found == {"nome": "Bea", "anni": "36"}
    assert said.count("Come? ") == 3  # the two last looks, and the change


def test_nothing_is_asked_where_all_that_is_needed_was_given() -> None:
    assert talk(questions=(NAME, COLOUR, NOTE), nome="Ada") == (
        {"nome": "Ada", "colore": "verde"},
        "",
    )


def test_a_wrong_answer_is_explained_and_asked_again() -> None:
    found, said = talk("Ada", "tanti", "36", "", "")

    assert found["anni"] == "36"
    assert "  «tanti» non è un numero\n" in said


def test_a_question_mark_explains() -> None:
    _, said = talk("?", "Ada", "36", "?", "", "")

    assert "  il nome\n" in said
    assert "  una nota\n  si può lasciare vuoto" in said


def test_the_sign_less_than_goes_back_and_keeps_what_was_answered() -> None:
    found, said = talk("<", "Ada", "<", "Bea", "<", "", "36", "", "")

    assert found == {"nome": "Bea", "anni": "36"}
    assert "questa è la prima domanda" in said
    assert "Come? [Bea] " in said


def test_an_answer_that_is_needed_cannot_be_left_out() -> None:
    found, said = talk("", "-", "Ada", "36", "-", "")

    assert found["nome"] == "Ada"
    assert said.count("serve una risposta") == 2


def test_enter_takes_what_is_suggested_and_a_dash_leaves_it_out() -> None:
    guess = Domanda(
        opzione="comune", testo="Dove?", aiuto="il comune", suggerita="Roccaverde", facoltativa=True
    )

    assert talk("Ada", "", "", questions=(NAME, guess))[0]["comune"] == "Roccaverde"
    assert "comune" not in talk("Ada", "-", "", questions=(NAME, guess))[0]


def test_a_guess_is_never_taken_unseen() -> None:
    guess = Domanda(opzione="comune", testo="Dove?", aiuto="il comune", suggerita="Roccaverde")

    with pytest.raises(Missing, match="manca --comune"):
        answers((guess,), {}, ask=False)


def test_a_question_that_has_no_place_is_not_asked_and_its_answer_is_not_accepted() -> None:
    only_ada = Domanda(
        opzione="zia", testo="Zia?", aiuto="la zia", quando=lambda known: known.get("nome") == "Ada"
    )

    assert talk("Bea", "", questions=(NAME, only_ada))[0] == {"nome": "Bea"}
    assert talk("Ada", "Ida", "", questions=(NAME, only_ada))[0]["zia"] == "Ida"
    # Changed at the end: what is asked follows.
    assert talk("Ada", "Ida", "1", "Bea", "", questions=(NAME, only_ada))[0] == {"nome": "Bea"}
    assert talk("Bea", "1", "Ada", "Eva", "", questions=(NAME, only_ada))[0]["zia"] == "Eva"
    with pytest.raises(Missing, match="--zia non si può dare"):
        answers((NAME, only_ada), {"nome": "Bea", "zia": "Ida"}, ask=False)


def test_a_default_may_follow_from_an_answer_before() -> None:
    follows = Domanda(
        opzione="id", testo="Id?", aiuto="un id", predefinita=lambda known: known["nome"].lower()
    )

    assert answers((NAME, follows), {"nome": "Ada"}, ask=False) == {"nome": "Ada", "id": "ada"}


def test_a_warning_does_not_refuse() -> None:
    doubtful = Domanda(
        opzione="nome", testo="Come?", aiuto="il nome", avviso=lambda name, _: f"c'è già «{name}»"
    )

    found, said = talk("Ada", "", questions=(doubtful,))

    assert found == {"nome": "Ada"}
    assert "  attenzione: c'è già «Ada»\n" in said


def test_off_a_terminal_every_missing_value_is_named_as_the_command_line_calls_it() -> None:
    who = Domanda(opzione="ente", testo="Chi?", aiuto="un ente", argomento=True)

    with pytest.raises(
        Missing, match="mancano ENTE, --nome e --anni: senza un terminale, o con --si"
    ):
        answers((who, *QUESTIONS), {}, ask=False)


def test_what_would_follow_from_a_missing_answer_is_not_asked_for() -> None:
    follows = Domanda(
        opzione="id", testo="Id?", aiuto="un id", predefinita=lambda known: known.get("nome")
    )

    with pytest.raises(Missing, match="manca --nome: senza"):
        answers((NAME, follows), {}, ask=False)


def test_a_given_value_that_cannot_be_read_names_its_option() -> None:
    with pytest.raises(Missing, match="--anni: «x» non è un numero"):
        answers(QUESTIONS, {"nome": "Ada", "anni": "x"}, ask=False)


@pytest.mark.parametrize("typed", ["a\x07b", "a\u202eb", "a\udcffb"])
def test_what_could_not_be_written_is_refused_at_once(typed: str) -> None:
    with pytest.raises(Missing, match="caratteri che non si possono scrivere"):
        answers((NAME,), {"nome": typed}, ask=False)


def test_accents_in_two_pieces_are_put_together() -> None:
    assert answers((NAME,), {"nome": "Liberta\u0300 "}, ask=False) == {"nome": "Libertà"}


def test_the_end_of_the_input_interrupts() -> None:
    with pytest.raises(EOFError):
        talk("Ada")


@pytest.mark.parametrize(
    ("typed", "yes"),
    [("s\n", True), ("sì\n", True), ("\n", False), ("no\n", False), ("boh\ns\n", True)],
)
def test_only_a_yes_is_a_yes(typed: str, yes: bool) -> None:
    said = StringIO()

    assert confirm("Scrivo?", read=StringIO(typed), write=said) is yes
    assert said.getvalue().startswith("Scrivo? [s/N] ")


def test_what_is_said_is_no_wider_than_a_terminal() -> None:
    names = ", ".join(f"«ente-numero-{number}»" for number in range(20))

    def refuse(_: str) -> str:
        raise NotAnAnswer(f"«x» può essere {names}")

    wide = Domanda(opzione="ente", testo="Quale?", aiuto=f"uno di questi: {names}", leggi=refuse)
    said = StringIO()
    with pytest.raises(EOFError):
        answers((wide,), {}, ask=True, read=StringIO("?\nx\n"), write=said)

    lines = said.getvalue().splitlines()
    assert max(len(line) for line in lines) <= 80
    assert [line for line in lines[2:-1] if not line.startswith(("  ", "Quale? "))] == []
    assert all(f"«ente-numero-{number}»" in said.getvalue() for number in range(20))


# --- going back, and what no longer has a place ---


ONLY_OF_ADA = Domanda(
    opzione="zia", testo="Zia?", aiuto="la zia", quando=lambda known: known.get("nome") == "Ada"
)


def test_the_sign_less_than_goes_back_from_the_last_look_too() -> None:
    found, said = talk("Ada", "36", "nota", "<", "altra", "")

    assert found["nota"] == "altra"
    assert "Altro? [nota] " in said


def test_from_an_answer_that_is_being_changed_it_goes_back_to_the_last_look() -> None:
    found, said = talk("Ada", "36", "", "1", "<", "")

    assert found["nome"] == "Ada"
    assert said.count("Invio se va bene") == 2


def test_an_answer_that_has_lost_its_place_on_the_way_back_is_left_out() -> None:
    assert talk("Ada", "Ida", "<", "<", "Bea", "", questions=(NAME, ONLY_OF_ADA))[0] == {
        "nome": "Bea"
    }


def test_what_was_given_and_has_no_place_is_told_as_soon_as_it_is_known() -> None:
    found, said = talk("Bea", "", questions=(NAME, ONLY_OF_ADA), zia="Ida")

    assert found == {"nome": "Bea"}
    assert "--zia non si può dare insieme agli altri valori scritti: è lasciato fuori" in said


def test_a_question_mark_explains_the_last_look() -> None:
    assert "con un numero si cambia quella risposta" in talk("Ada", "36", "", "?", "")[1]


def test_whoever_confirms_can_go_back_only_where_there_was_a_question() -> None:
    with pytest.raises(GoBack):
        confirm("Scrivo?", back=True, read=StringIO("<\n"), write=StringIO())
    said = StringIO()
    assert not confirm("Scrivo?", read=StringIO("<\n?\nn\n"), write=said)
    assert "rispondi «s» o «n»" in said.getvalue()
    assert "  «s» è sì; «n», o Invio, è no\n" in said.getvalue()


@pytest.mark.parametrize("typed", ["<", "forse", "sì, ma dopo", "nossignore"])
def test_a_sentence_is_neither_a_yes_nor_a_no(typed: str) -> None:
    with pytest.raises(NotAnAnswer):
        yes_or_no(typed)


# --- questions that follow from the answers ---


def friends(known: Risposte) -> Iterator[Domanda]:
    """Friends, as many as there are; of each, how old."""
    for number in count(1):
        name = f"amico {number}"
        yield Domanda(opzione=name, testo="Amico?", aiuto="", facoltativa=True, ancora=True)
        if name not in known:
            return
        yield replace(AGE, opzione=f"anni {number}")


def converse(
    *lines: str, kept: Mapping[str, str] | None = None
) -> tuple[dict[str, str], Stato, str]:
    """The answers, the state that can be kept, and what was said."""
    said = StringIO()
    typed = StringIO("".join(f"{line}\n" for line in lines))
    # Something has to be missing, or nothing is asked.
    talked = Conversation(friends, {"amico 1": "Ada"}, ask=True, kept=kept, read=typed, write=said)
    return talked.answers(), talked.state("amici"), said.getvalue()


def test_what_is_asked_may_follow_from_what_was_answered() -> None:
    found, state, said = converse("36", "Bea", "20", "", "")

    assert found == {"amico 1": "Ada", "anni 1": "36", "amico 2": "Bea", "anni 2": "20"}
    assert state.risposte == {**found, "amico 3": ""}
    assert "  4. Quanti? 20\n" in said
    assert "  5." not in said


def test_of_questions_that_follow_the_last_is_gone_back_to_and_what_depends_on_it_goes() -> None:
    found, state, _ = converse("36", "Bea", "20", "", "<", "<", "<", "-", "")

    assert found == {"amico 1": "Ada", "anni 1": "36"}
    assert state.risposte == {**found, "amico 2": ""}


# --- a conversation as plain data ---


def test_a_conversation_is_kept_as_json_and_taken_up_where_it_was_left() -> None:
    _, state, _ = converse("36", "", "")
    kept = state_of(json.loads(json.dumps(state.as_plain())))

    _, again, said = converse("<", "Bea", "20", "", "", kept=kept.risposte)

    assert kept == Stato(
        comando="amici", risposte={"amico 1": "Ada", "anni 1": "36", "amico 2": ""}
    )
    assert again.risposte["amico 2"] == "Bea"
    assert said.count("Quanti? ") == 4  # one question, and three in the two last looks


def test_an_answer_that_no_longer_holds_is_told_and_asked_again() -> None:
    found, _, said = converse("36", "", "", kept={"anni 1": "tanti"})

    assert found["anni 1"] == "36"
    assert "«tanti» non è un numero" in said


def test_off_a_terminal_answers_that_were_kept_are_as_if_given() -> None:
    kept = {"amico 1": "Ada", "anni 1": "tanti"}

    with pytest.raises(Missing, match="--anni 1: «tanti» non è un numero"):
        Conversation(friends, {}, ask=False, kept=kept).answers()
    assert Conversation(friends, {"anni 1": "36"}, ask=False, kept=kept).answers() == {
        "amico 1": "Ada",
        "anni 1": "36",
    }


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"comando": "x", "versione": 2, "risposte": {}},
        {"comando": "x", "versione": 1},
        {"comando": 1, "versione": 1, "risposte": {}},
        {"comando": "x", "versione": 1, "risposte": {"a": 1}},
    ],
)
def test_what_is_no_conversation_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises(Missing):
        state_of(plain)


def test_a_value_that_nobody_asks_for_is_refused() -> None:
    with pytest.raises(Missing, match="non si chiede: zia"):
        answers((NAME,), {"nome": "Ada", "zia": "Ida"}, ask=False)
