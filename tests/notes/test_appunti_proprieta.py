"""Notes at random: minutes written as notes read back the same, and nothing typed is lost."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete.load.build import build
from rete.load.loader import load
from rete.model.convocazione import Convocazione
from rete.model.rete import Rete
from rete.model.verbale import (
    Azione,
    Punto,
    Risposta,
    Svolto,
    Verbale,
)
from rete.notes import Appunti, as_notes, read_notes
from rete.notes.grammar import elements
from rete.notes.lines import Detta, Libera
from rete.store import Folder
from tests.aiuti import misura
from tests.aiuti.luoghi import EXAMPLE, TESTS
from tests.notes.a_caso import LETTERS, LINES, TEXTS, doers, in_their_order, movements

RETE: Rete = load(Folder(EXAMPLE)).rete
TODAY = date(2026, 6, 1)
MINUTES = sorted(RETE.verbali.values(), key=lambda v: v.id)
NAMES = {"associazione-il-ponte": "il ponte", "la-bussola": "LA BUSSOLA", "terra-buona": "Terra"}


def read(text: str, **options: bool) -> Appunti:
    return read_notes(text, RETE, TODAY, comunque=options.get("comunque", False))


def record_of(notes: Appunti, like: Verbale) -> Verbale:
    known = {"id": like.id, "file": like.file, "data": notes.data, "tavolo": notes.tavolo}
    return build(Verbale, notes.record, **known)


def as_typed(verbale: Verbale) -> Verbale:
    """What of some minutes is in notes."""
    return replace(verbale, sigillo=None, approvazione=None, allegati=(), fonti=())


@pytest.mark.parametrize("verbale", MINUTES, ids=lambda v: v.id)
def test_minutes_written_as_notes_read_back_the_same(verbale: Verbale) -> None:
    notes = read(as_notes(verbale))
    assert notes.non_capite == ()
    assert record_of(notes, verbale) == as_typed(verbale)


@st.composite
def minutes_at_random(draw: st.DrawFn) -> Verbale:
    """Minutes of the example with texts, points and numbers of their own."""
    verbale = as_typed(draw(st.sampled_from(MINUTES)))
    odg = tuple(
        replace(
            punto,
            titolo=draw(TEXTS),
            numero=draw(st.none() | st.sampled_from([f"{punto.punto}.1", f"{punto.punto} bis"])),
            discussione=draw(st.none() | TEXTS),
            rinviato=draw(st.booleans()),
        )
        for punto in draw(st.permutations(verbale.odg))
    )
    points = st.sampled_from([None, *(punto.punto for punto in odg)])
    decisions = tuple(
        replace(
            decisione,
            testo=draw(TEXTS),
            oggetto=draw(TEXTS),
            premesse=tuple(draw(st.lists(TEXTS, max_size=2))),
            punto=draw(points),
            esito=draw(st.sampled_from(["approvata", "respinta", "presa-d-atto"])),
            votazione=draw(st.sampled_from([None, decisione.votazione])),
        )
        for decisione in verbale.decisioni
    )
    actions = tuple(
        replace(
            action,
            testo=draw(TEXTS),
            punto=draw(points),
            entro=draw(st.sampled_from([None, action.entro])),
            **draw(doers(action.responsabili)),
        )
        for action in verbale.azioni
    )
    odg = draw(in_their_order(odg, decisions, actions))
    return replace(
        verbale,
        odg=odg,
        decisioni=decisions,
        azioni=actions,
        movimenti=tuple(draw(st.lists(movements(verbale), max_size=4))),
        sessione=draw(st.sampled_from([None, "ordinaria", "straordinaria"])),
        note=draw(st.none() | TEXTS),
    )


@misura.examples(every=300, some=60)
@given(LETTERS)
def test_any_letter_written_as_notes_reads_back_the_same(letter: Convocazione) -> None:
    verbale = replace(as_typed(MINUTES[0]), convocazione=letter)
    notes = read(as_notes(verbale))
    assert [(n.riga, n.perche) for n in notes.non_capite] == []
    assert record_of(notes, verbale).convocazione == letter


def test_answers_and_a_number_of_those_present_read_back_the_same() -> None:
    present = ("la-bussola", "terra-buona")
    answers = (Risposta(ente="la-bussola", il=date(2026, 3, 1)),)
    for change in (
        {"presenti": present, "risposte": answers, "modalita": "scritta", "collegati": ()},
        {"presenti": None, "presenti_numero": 12, "collegati": ()},
    ):
        verbale = replace(as_typed(MINUTES[0]), movimenti=(), deleghe=(), **change)
        notes = read(as_notes(verbale))
        assert notes.non_capite == ()
        assert record_of(notes, verbale) == verbale


def test_who_answered_is_present_and_how_many_goes_with_nobody_named() -> None:
    answered = read(
        "MODALITÀ: scritta\nRISPOSTE: la bussola il 3/3/2026, terra buona (4 marzo 2026)"
    )
    assert answered.record["presenti"] == ["la-bussola", "terra-buona"]
    assert read("PRESENTI: 12 enti").record == {"presenti_numero": 12}
    (refused,) = read("PRESENTI: 12\nCOLLEGATI: la bussola").non_capite
    assert "o quanti, o chi" in refused.perche
    (refused,) = read("COLLEGATI: la bussola\nPRESENTI: 12").non_capite
    assert "o chi, o quanti" in refused.perche


@misura.examples(every=150, some=40)
@given(minutes_at_random())
def test_any_minutes_written_as_notes_read_back_the_same(verbale: Verbale) -> None:
    notes = read(as_notes(verbale))
    assert [(n.riga, n.perche) for n in notes.non_capite] == []
    there = verbale.presenti is not None or verbale.collegati
    assert record_of(notes, verbale) == verbale or not there


WORDS = [
    *("TAVOLO", "DATA", "INIZIO", "LUOGO", "MODALITÀ", "NUMERO", "PRESENTI", "ASSENTI", "ENTRA"),
    *("ESCE", "DELEGA", "PUNTO 2", "PUNTO", "RINVIATO", "DECISO", "OGGETTO", "VISTO", "CONTRARI"),
    *("VOTO SEGRETO", "CONSENSO", "RESPINTO", "PRENDE ATTO", "EFFETTO", "AZIONE", "CONVOCAZIONE"),
    *("OSPITI", "SENZA PUNTO", "PRESNTI", "Nota", "Il Ponte", "PREFERENZE", "NOTE DEL VERBALE"),
]
VALUES = [
    *("", "plenaria", "12/3/2026", "il ponte", "il ponte, la bussola", "17:30", "mista", "3"),
    *("12 favorevoli, 2 contrari", "ammissione ente=il ponte dal=1/3/2026", "terra, e poi altro"),
    *("il ponte, scrivere una lettera, entro il 30/6/2026", "inviata 2/3/2026, posta"),
]


@st.composite
def notes_with_tokens(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Lines of every kind; each with a word that stands nowhere else, where it has a text."""
    lines, tokens = [], []
    for number in range(draw(st.integers(min_value=1, max_value=12))):
        token = f"zq{number}zq"
        indentation = draw(st.sampled_from(["", "  ", "\t"]))
        word, value = draw(st.sampled_from(WORDS)), draw(st.sampled_from(VALUES))
        kind = draw(st.sampled_from(["free", "keyed", "quoted", "blank"]))
        match kind:
            case "free":
                lines.append(f"{indentation}{value} {token}")
            case "keyed":
                lines.append(f"{indentation}{word}: {value} {token}")
            case "quoted":
                lines.append(f"{indentation}> {value} {token}")
            case _:
                lines.append("")
                continue
        tokens.append(token)
    return "\n".join(lines), tokens


@misura.examples(every=300, some=75)
@given(notes_with_tokens())
def test_whatever_is_typed_is_in_the_record_or_among_what_was_not_understood(
    typed: tuple[str, list[str]],
) -> None:
    text, tokens = typed
    notes = read(text)
    kept = json.dumps(notes.record) + "\n".join(n.riga.testo for n in notes.non_capite)
    assert [token for token in tokens if token not in kept] == []


def test_a_line_that_goes_on_with_a_guess_that_did_not_hold_is_told_with_it() -> None:
    notes = read("12 favorevoli, 2 contrari che erano lì\n  > e una coda")
    assert [n.riga.numero for n in notes.non_capite] == [1, 2]


@misura.examples(every=200, some=50)
@given(st.text(max_size=300) | st.lists(LINES, max_size=20).map("\n".join))
def test_no_text_at_all_is_too_much(text: str) -> None:
    notes = read(text, comunque=True)
    lines = {n.riga.numero for n in notes.non_capite}
    assert all(number >= 1 for number in lines)


@misura.examples(every=60, some=20)
@given(st.permutations(list(NAMES)), st.booleans(), st.sampled_from([", ", ",", " , "]))
def test_the_order_the_case_and_the_accents_of_names_change_nobody(
    order: list[str], upper: bool, comma: str
) -> None:
    names = comma.join(NAMES[one] for one in order)
    notes = read(f"presenti: {names.upper() if upper else names}")
    assert notes.record == {"presenti": order}
    assert notes.non_capite == ()


SHAPES = [
    line
    for path in sorted((TESTS / "notes" / "forme").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
"""The lines of notes in the shapes of real minutes."""
HEAD = "TAVOLO: plenaria\nDATA: 1/6/2026\nPRESENTI: il ponte, la bussola\nPUNTO 1: Festa\n"


@misura.examples(every=200, some=50)
@given(st.lists(st.sampled_from(SHAPES), max_size=12), st.booleans())
def test_no_line_in_the_shape_of_real_ones_is_lost(lines: list[str], comunque: bool) -> None:
    text = HEAD + "\n".join(lines)
    notes = read(text, comunque=comunque)
    told = {doubt.riga.numero for doubt in notes.non_capite}
    kept = json.dumps(notes.record, ensure_ascii=False)
    for element in elements(text):
        if isinstance(element, Detta) or element.riga.numero in told:
            continue
        typed = element.testo if isinstance(element, Libera) else element.riga.testo.strip()
        assert json.dumps(typed, ensure_ascii=False)[1:-1] in kept


def without_discussion(notes: Appunti) -> dict[str, object]:
    odg = notes.record["odg"]
    assert isinstance(odg, list)
    points = [{**p, "discussione": None, "svolgimento": None} for p in odg if isinstance(p, dict)]
    return {**notes.record, "odg": points, "tavolo": notes.tavolo, "data": notes.data}


@misura.examples(every=200, some=50)
@given(st.lists(st.sampled_from(SHAPES), max_size=12), st.booleans())
def test_no_line_that_is_no_word_of_the_notes_changes_more_than_the_discussion(
    lines: list[str], comunque: bool
) -> None:
    text = HEAD + "\n".join(lines)
    no_words = [
        line.riga.testo for line in elements(text) if not isinstance(line, Detta)
    ]  # a word, and what goes on below it, are left out
    notes = read(HEAD + "\n".join(no_words), comunque=comunque)
    again = [one for one in elements(HEAD + "\n".join(no_words)) if isinstance(one, Detta)]
    if len(again) == HEAD.count("\n"):
        empty = {**without_discussion(read(HEAD))}
        assert without_discussion(notes) == empty


def test_an_order_that_contradicts_the_numbers_loses_no_text_and_no_decision() -> None:
    verbale = as_typed(next(one for one in MINUTES if len(one.decisioni) > 1 and one.presenti))
    first, second = (
        replace(one, n=n, punto=3 - n) for n, one in enumerate(verbale.decisioni[:2], 1)
    )
    actions = tuple(Azione(n=n, testo=f"fare {n}", incaricati=("tutti",), punto=n) for n in (1, 2))
    odg = (
        Punto(punto=1, titolo="Uno", svolgimento=(
            Svolto(decisione=2), Svolto(testo="detto uno"), Svolto(azione=1))),
        Punto(punto=2, titolo="Due", svolgimento=(
            Svolto(azione=2), Svolto(testo="detto due"), Svolto(decisione=1))),
    )  # fmt: skip
    told = as_notes(replace(verbale, odg=odg, decisioni=(first, second), azioni=actions))

    notes = read(told)
    assert [(n.riga, n.perche) for n in notes.non_capite] == []
    again = record_of(notes, verbale)
    assert [one.testo for one in again.decisioni] == [first.testo, second.testo]
    assert [one.testo for one in again.azioni] == ["fare 1", "fare 2"]
    assert [said for punto in again.odg for said in punto.detto] == ["detto uno", "detto due"]
