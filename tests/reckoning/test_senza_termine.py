"""A pact without an end: nothing falls due, nothing is renewed, and it is said."""

from datetime import date

from rete.model.tempo import covers
from rete.reckoning.deadlines import deadlines
from rete.reckoning.terms import term_on, terms
from rete.rules.patto import (
    terms_follow_one_another,
    terms_say_when_they_end,
    what_has_no_end_says_none,
)
from rete.views.patto import dati_patto
from rete.views.periodi import term_rows
from tests.aiuti.registro import STIPULA, Data, Records, network, rete_of

ENDLESS: Data = {"id": "primo", "dal": "2024-01-15", "atto": STIPULA, "senza_termine": "sì"}


def pact(*terms_: Data) -> Records:
    records = network(["acqua"], {})
    records[("patto", "patto")]["periodi"] = list(terms_)
    return records


def test_a_term_without_an_end_runs_on_and_nothing_falls_due() -> None:
    rete = rete_of(pact(ENDLESS))
    patto = rete.patto
    assert patto is not None
    running = term_on(patto, date(2099, 1, 1))
    assert running is not None
    assert (running.al, running.senza_termine, running.inferred) == (None, True, False)
    assert covers(running, date(2024, 1, 14)) is False
    assert list(deadlines(rete, date(2026, 1, 1))) == []
    assert list(terms_say_when_they_end.test(rete)) == []


def test_a_length_beside_it_gives_no_end_and_is_a_fault() -> None:
    rete = rete_of(pact({**ENDLESS, "durata": {"anni": 3}}))
    assert rete.patto is not None
    (term,) = terms(rete.patto)
    assert (term.al, term.inferred) == (None, False)
    assert len(list(what_has_no_end_says_none.test(rete))) == 1


def test_no_term_comes_after_one_without_an_end() -> None:
    later: Data = {"id": "secondo", "dal": "2028-01-01", "atto": STIPULA, "durata": {"anni": 3}}
    assert len(list(terms_follow_one_another.test(rete_of(pact(ENDLESS, later))))) == 1
    unsaid = {key: value for key, value in ENDLESS.items() if key != "senza_termine"}
    assert list(terms_follow_one_another.test(rete_of(pact(unsaid, later)))) == []


def test_the_card_and_json_say_that_there_is_no_end() -> None:
    rete = rete_of(pact(ENDLESS))
    assert rete.patto is not None
    assert "dal 15/01/2024, senza termine" in [text for _, text in term_rows(rete, rete.patto)]
    plain = dati_patto(rete, rete.patto, date(2026, 1, 1), "vigente")
    assert plain["periodi"] == [
        {"id": "primo", "atto": STIPULA, "dal": "2024-01-15", "senza_termine": True}
    ]
    assert plain["fine_periodi"] == []
