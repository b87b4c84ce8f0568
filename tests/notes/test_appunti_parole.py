"""Every word of the notes is understood as it is meant; the page about them has them all."""

from collections.abc import Mapping
from datetime import date

import pytest

from rete.load.loader import load
from rete.model.rete import Rete
from rete.notes import Appunti, read_notes
from rete.notes.letter import WORDS as WORDS_OF_THE_LETTER
from rete.notes.vocabulary import PAROLE, Parola, Voce
from rete.store import Folder
from tests.aiuti.luoghi import EXAMPLE, ROOT

RETE: Rete = load(Folder(EXAMPLE)).rete
TODAY = date(2026, 6, 1)
DECIDED = "PUNTO 1: Lavatoio\nDECISO: Si apre il lavatoio.\n"
BEFORE: Mapping[str, str] = {
    **dict.fromkeys(("richiesta_da", "richiesta_il"), "CONVOCAZIONE: inviata 1/3/2026, PEC\n"),
    **dict.fromkeys(("rinviato", "deciso", "respinto", "prende-atto", "testo"), "PUNTO 1: Festa\n"),
    "bianche": f"{DECIDED}VOTO SEGRETO: 3 sì\n",
    "nulle": f"{DECIDED}VOTO SEGRETO: 3 sì\n",
}
AFTER: Mapping[str, str] = {"mozione": "\nAPPROVATA", "odg": "\nPUNTO 1"}
CHANGES: Mapping[Voce, str] = {
    **dict.fromkeys(("mozione", "deciso", "respinto", "prende-atto", "esito"), "decisioni"),
    **dict.fromkeys(("voto", "palese", "unanime", "segreto", "consenso"), "decisioni"),
    **dict.fromkeys(("favorevoli", "contrari", "astenuti", "bianche", "nulle"), "decisioni"),
    **dict.fromkeys(("non_votanti", "esclusi", "anticipati", "effetto"), "decisioni"),
    **dict.fromkeys(("preferenze", "eletti", "materia"), "decisioni"),
    **dict.fromkeys(("oggetto", "visto", "premessa", "maggioranza", "senza-voto"), "decisioni"),
    **dict.fromkeys(("punto", "rinviato", "odg", "testo"), "odg"),
    **dict.fromkeys(("entra", "esce"), "movimenti"),
    **dict.fromkeys(("richiesta_da", "richiesta_il", *WORDS_OF_THE_LETTER), "convocazione"),
    "azione": "azioni",
    "orario": "inizio",
    "allegati": "note",
    "delega": "deleghe",
}
"""The key of the record that a word changes, where it is not the word's own."""
SAY_NOTHING_IN_THE_RECORD = frozenset[Voce](
    # All in favour is what a decision says without it; who is absent follows; the rest is no key.
    {"palese", "unanime", "assenti", "senza-punto", "tavolo", "data", "bisogno"}
)
ROWS = [(row, word) for row in PAROLE for word in row.parole]


def read(text: str) -> Appunti:
    return read_notes(text, RETE, TODAY)


def before(row: Parola) -> str:
    decided = CHANGES.get(row.voce) == "decisioni" and row.voce != "mozione"
    return BEFORE.get(row.voce, DECIDED if decided else "")


def with_word(row: Parola, word: str) -> str:
    """The example of a row, told by that word of it."""
    said, colon, value = row.esempio.partition(":")
    if not colon and not row.sola:
        value = said.partition(" ")[2]
    if word == "argomento":
        word = "argomento 2"
    elif row.voce == "punto":
        word = f"{word} 2"
    return f"{word.upper()}{': ' if value.strip() else ''}{value.strip()}"


@pytest.mark.parametrize(("row", "word"), ROWS, ids=[f"{r.voce}-{word}" for r, word in ROWS])
def test_every_word_says_what_its_row_says(row: Parola, word: str) -> None:
    start, after = before(row), AFTER.get(row.voce, "")
    without = read(f"{start}{after}").record
    notes = read(f"{start}{with_word(row, word)}{after}")
    if row.voce == "bisogno":
        assert "riservata" in notes.non_capite[0].perche
        return
    assert notes.non_capite == ()
    if row.voce == "tavolo":
        assert notes.tavolo == "plenaria"
    if row.voce == "data":
        assert notes.data == date(2026, 3, 12)
    if row.voce not in SAY_NOTHING_IN_THE_RECORD:
        key = CHANGES.get(row.voce, row.voce)
        assert notes.record.get(key) != without.get(key)


@pytest.mark.parametrize("row", PAROLE, ids=[row.voce for row in PAROLE])
def test_the_example_of_a_row_is_understood(row: Parola) -> None:
    notes = read(f"{before(row)}{row.esempio}{AFTER.get(row.voce, '')}")
    assert notes.non_capite == () or row.voce == "bisogno"


def test_a_word_is_in_one_row_only() -> None:
    words = [word for row in PAROLE for word in row.parole]
    assert sorted(words) == sorted(set(words))


def test_every_word_is_in_the_page_of_words_and_the_common_ones_in_the_short_one() -> None:
    page = (ROOT / "docs/appunti-parole.md").read_text(encoding="utf-8")
    assert [word for row in PAROLE for word in row.parole if f"`{word.upper()}`" not in page] == []
    short = (ROOT / "docs/appunti.md").read_text(encoding="utf-8")
    for word in ("PUNTO", "DECISO", "RESPINTO", "PRENDE ATTO", "MOZIONE", "AZIONE", "ENTRA"):
        assert word in short
