"""Fields declared once: what the command line, the questions and the record have of them."""

import json
from io import StringIO

import pytest

from rete.ask import Conversation, NotYet, state_of
from rete.commands.verbale.campi_di_redazione import Redazione
from rete.commands.writing.campi import Campi, campo, dato, forse, segno
from rete.commands.writing.scrivere import parameters_of
from rete.commands.writing.valori import UN_GIORNO, UN_NUMERO, UN_TESTO
from rete.load.loader import load
from tests.aiuti.coppie import base
from tests.aiuti.registro import store_of

LOADED = load(store_of(base()))


class Gita(Campi):
    """A trip: where, how many go, when they come back."""

    dove = campo(UN_TESTO, "Dove?", argomento=True, metavar="[DOVE]", posto="luogo.nome")
    ritorno = forse(UN_GIORNO, "Quando si torna?", dopo="quanti", posto="al")
    quanti = forse(UN_NUMERO, "In quanti?", posto="luogo.posti")
    in_treno = segno("Si va in treno.", posto="treno")
    via = dato(UN_TESTO, opzione="per", posto="luogo.via")

    @ritorno.quando
    def _(self) -> bool:
        return self.dove != "qui"

    @quanti.suggerita
    def _(self) -> str | None:
        return "2" if self.in_treno else None


def talk(fields: type[Campi], *lines: str, **given: str) -> tuple[Conversation, str]:
    said = StringIO()
    typed = StringIO("".join(f"{line}\n" for line in lines))
    talked = Conversation(
        lambda known: fields(known, LOADED).domande(), given, ask=True, read=typed, write=said
    )
    talked.answers()
    return talked, said.getvalue()


def test_the_command_line_has_the_fields_in_the_order_in_which_they_are_declared() -> None:
    names = [parameter.name for parameter in parameters_of(Gita)]

    assert names == ["dove", "ritorno", "quanti", "in_treno", "via"]
    assert Gita.given({"dove": "Roma", "in_treno": True, "via": "Terni", "quanti": None}) == {
        "dove": "Roma",
        "in-treno": "sì",
        "per": "Terni",
    }


def test_questions_come_in_their_own_order_and_look_at_what_was_given() -> None:
    _, said = talk(Gita, "Roma", "", "1/8/2026", "", **{"in-treno": "sì"})

    assert "Dove? In quanti? [2] Quando si torna? [facoltativo] " in said


def test_a_value_is_read_by_its_name_typed_and_stands_at_its_place() -> None:
    gita = Gita({"dove": "Roma", "quanti": "3", "in-treno": "sì", "ritorno": "2026-08-01"}, LOADED)

    assert (gita.quanti, gita.in_treno, gita.via) == (3, True, None)
    assert gita.record() == {
        "luogo": {"nome": "Roma", "posti": 3},
        "al": "2026-08-01",
        "treno": "sì",
    }


def test_a_value_that_must_be_there_and_is_not_is_not_guessed() -> None:
    with pytest.raises(NotYet):
        _ = Gita({}, LOADED).dove


def test_a_condition_on_what_is_not_known_yet_asks_for_nothing() -> None:
    known = Gita({}, LOADED)
    (back,) = (one for one in known.domande() if one.opzione == "ritorno")

    assert not back.applies(known.testi)


def test_the_answers_of_guided_minutes_are_kept_as_json_and_give_the_same_notes() -> None:
    heading = ["17:30", "Sala", "presenza", "", "", "", "acqua, bosco", "", ""]
    point = ["Orti", "Si parla.", "", "n", "Si cerca.", "", "", "bosco", "", "", "", "", "", ""]
    given = {"tavolo": "abitare", "data": "2024-06-01"}
    talked, _ = talk(Redazione, *heading, *point, "", "", "", **given)
    kept = state_of(json.loads(json.dumps(talked.state("verbale redigi").as_plain()))).risposte

    again = Conversation(
        lambda known: Redazione(known, LOADED).domande(), {}, ask=False, kept=kept
    ).answers()

    assert "CONTRARI: bosco" in Redazione(again, LOADED).notes()
    assert again == {key: answer for key, answer in kept.items() if answer}
