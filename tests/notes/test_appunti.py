"""Notes typed during a meeting: what they become, and what is told where they are not clear."""

import re
from dataclasses import fields
from datetime import date

import pytest

from rete.load.loader import load
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Punto, Verbale
from rete.notes import Appunti, read_notes
from rete.store import Folder
from tests.aiuti.luoghi import EXAMPLE, ROOT

RETE: Rete = load(Folder(EXAMPLE)).rete
TODAY = date(2026, 6, 1)


def read(text: str, **options: bool) -> Appunti:
    return read_notes(text, RETE, TODAY, comunque=options.get("comunque", False))


NOTES = """\
Tavolo: plenaria
data - giovedì 12 marzo 2026
inizio: 17.30
FINE: ore 19
modalita: mista
SESSIONE: Straordinaria
Presiede: comune
PRESENTI:
  - il ponte
  - Comune di Roccaverde e La Bussola
ENTRA: terra buona alle 18:05
Delega: Banca del Tempo a il ponte
Convocazione: inviata 2/3/2026, posta elettronica
Punto 1: Approvazione del verbale precedente
  DECISO: È approvato il verbale.
    contrari: il ponte
PUNTO 2: Festa
Se ne parla a lungo.

Poi si decide.
VISTO: il calendario
PRENDE ATTO: La festa si tiene.
ESCE: terra buona 19.10
PUNTO 3 - Varie
rinviato
AZIONE: il ponte, la bussola, scrivere al sindaco, entro il 30/6/2026
"""


def test_notes_as_people_type_them() -> None:
    notes = read(NOTES)
    assert (notes.tavolo, notes.data, notes.non_capite) == ("plenaria", date(2026, 3, 12), ())
    assert notes.record == {
        "inizio": "17:30",
        "fine": "19:00",
        "modalita": "mista",
        "sessione": "straordinaria",
        "presiede": "comune-di-roccaverde",
        "presenti": ["associazione-il-ponte", "comune-di-roccaverde", "la-bussola", "terra-buona"],
        "deleghe": [{"di": "banca-del-tempo", "a": "associazione-il-ponte"}],
        "convocazione": {"inviata": "2026-03-02", "mezzo": "posta elettronica"},
        "movimenti": [
            {"ente": "terra-buona", "entra": "18:05", "dal_voto": 1},
            {"ente": "terra-buona", "esce": "19:10", "dopo_il_voto": 2},
        ],
        "odg": [
            {"punto": 1, "titolo": "Approvazione del verbale precedente"},
            {
                "punto": 2,
                "titolo": "Festa",
                "discussione": "Se ne parla a lungo.\n\nPoi si decide.\n",
            },
            {"punto": 3, "titolo": "Varie", "rinviato": "sì"},
        ],
        "decisioni": [
            {
                "n": 1,
                "punto": 1,
                "oggetto": "Approvazione del verbale precedente",
                "testo": "È approvato il verbale.",
                "votazione": {"metodo": "palese", "contrari": ["associazione-il-ponte"]},
                "esito": "approvata",
            },
            {
                "n": 2,
                "punto": 2,
                "oggetto": "Festa",
                "premesse": ["visto il calendario"],
                "testo": "La festa si tiene.",
                "esito": "presa-d-atto",
            },
        ],
        "azioni": [
            {
                "n": 1,
                "testo": "scrivere al sindaco",
                "responsabili": ["associazione-il-ponte", "la-bussola"],
                "entro": "2026-06-30",
                "punto": 3,
            }
        ],
    }
    assert notes.avvertenze == (
        "«terra-buona» entra o esce ma non è fra chi c'era: messo in «presenti»",
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("PRESENTI: il ponte, fond", "«fond» può essere"),
        ("PRESENTI: il pnte", "«il pnte» non c'è"),
        ("PRESNTI: il ponte", "«PRESENTI»"),
        ("DATA: 30/2/2026", "non è una data"),
        ("INIZIO: sera", "non è un'ora"),
        ("AZIONE: il ponte, scrivere, entro il 31/6/2026", "giugno 2026 ha 30 giorni"),
        ("AZIONE: il ponte, scrivere, entro il 15-7-26", "quattro cifre, 15-7-2026"),
        ("AZIONE: scrivere, entro 30/6/2026", "non si sa chi la fa"),
        ("CONTRARI: il ponte", "non è di nessuna decisione"),
        ("EFFETTO: ammissione ente=il ponte dal=1/3/2026", "non c'è ancora una decisione"),
        ("VOTO SEGRETO: tanti", "«tanti» non è un numero di voti"),
        ("VISTO: la domanda", "non è di nessuna decisione"),
        ("FAVOREVOLI: 12", "non è di nessuna decisione"),
        ("parole al vento", "prima di ogni «PUNTO»"),
        ("un segno \x07", "caratteri che non si possono scrivere"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line_and_why(line: str, why: str) -> None:
    (told,) = read(f"LUOGO: sala\n\n{line}").non_capite
    assert (told.riga.numero, told.riga.testo) == (3, line)
    assert why in told.perche


@pytest.mark.parametrize(
    "typed", ["20:30", "20.30", "20,30", "ore 20.30", "alle ore 20,30", "h. 20.30", "h 20:30"]
)
def test_an_hour_is_understood_as_minutes_write_it(typed: str) -> None:
    assert read(f"INIZIO: {typed}").record == {"inizio": "20:30"}
    (movement,) = read(f"ENTRA: terra buona {typed}").record["movimenti"]
    assert movement == {"ente": "terra-buona", "entra": "20:30", "dal_voto": 1}


@pytest.mark.parametrize(
    "typed",
    [
        *(
            " il ponte 8, la bussola 5",
            " il ponte (8), la bussola (5)",
            " il ponte: 8; la bussola: 5",
        ),
        *(" il ponte 8 voti e la bussola 5", " il ponte (8 voti) e la bussola (5 voti)"),
        *("\n  - il ponte 8\n  - la bussola 5", "\n  1. il ponte (8)\n  2. la bussola (5)"),
    ],
)
def test_preferences_are_understood_as_minutes_write_them(typed: str) -> None:
    notes = read(f"PUNTO 1: Scelta\nDECISO: Si sceglie.\nPREFERENZE:{typed}")
    assert notes.non_capite == ()
    assert notes.record["decisioni"][0]["votazione"]["preferenze"] == [
        {"ente": "associazione-il-ponte", "voti": 8},
        {"ente": "la-bussola", "voti": 5},
    ]


def test_what_comes_before_a_second_decision_on_a_point_is_not_of_the_first() -> None:
    notes = read(
        "PUNTO 1: Festa\nVISTO: il calendario\nDECISO: Si fa.\nVISTO: il bilancio\n\n"
        "OGGETTO: Luogo\nVISTO: il permesso\nDECISO: Si fa al parco.\n\nse ne parla\n"
        "PREMESSA: resta poco tempo"
    )
    assert notes.non_capite == ()
    first, second = notes.record["decisioni"]
    assert (first["oggetto"], first["premesse"]) == (
        "Festa",
        ["visto il calendario", "visto il bilancio"],
    )
    assert (second["oggetto"], second["premesse"]) == (
        "Luogo",
        ["visto il permesso", "resta poco tempo"],
    )


def test_a_subject_told_below_a_blank_line_is_of_the_decision_above_if_no_other_comes() -> None:
    notes = read("PUNTO 1: Festa\nDECISO: Si fa.\n\nOGGETTO: Data\nPUNTO 2: Varie")
    assert notes.non_capite == ()
    assert notes.record["decisioni"][0]["oggetto"] == "Data"
    twice = read("PUNTO 1: Festa\nDECISO: Si fa.\nOGGETTO: Data\n\nOGGETTO: Luogo")
    (told,) = twice.non_capite
    assert "non è di nessuna decisione" in told.perche


def test_a_passage_of_which_nothing_is_known_cannot_be_written() -> None:
    (told,) = read("ENTRA: terra buona (voto ignoto)").non_capite
    assert "né l'ora né la decisione" in told.perche
    assert read("ENTRA: terra buona 18:00 (voto ignoto)").non_capite == ()


def test_known_names_of_a_line_count_even_if_one_is_unknown() -> None:
    notes = read("PRESENTI: il ponte, nessuno così, la bussola")
    assert notes.record == {"presenti": ["associazione-il-ponte", "la-bussola"]}
    assert len(notes.non_capite) == 1


def test_what_was_not_understood_can_be_kept_in_the_discussion_of_its_point() -> None:
    notes = read("PRESNTI: a\nPUNTO 1: Varie\nDATA: ieri l'altro\nsi parla", comunque=True)
    assert notes.record["odg"] == [
        {
            "punto": 1,
            "titolo": "Varie",
            "discussione": "PRESNTI: a\n\nDATA: ieri l'altro\n\nsi parla\n",
        }
    ]


PLANNED = (Punto(punto=2, titolo="Festa"), Punto(punto=3, titolo="Varie"))


def test_a_known_agenda_gives_its_titles() -> None:
    notes = read_notes("PUNTO 2\nsi parla\nPUNTO 3: altro", RETE, TODAY, previsti=PLANNED)
    assert notes.record["odg"] == [
        {"punto": 2, "titolo": "Festa", "discussione": "si parla"},
        {"punto": 3, "titolo": "Varie"},
    ]
    assert [n.perche for n in notes.non_capite] == ["il punto 3 è già «Varie»"]


def test_every_key_of_minutes_but_what_approval_and_sources_add_is_in_notes() -> None:
    """A key added to the format without a word in the notes fails here."""
    written = {
        *("id", "file", "data", "tavolo", "odg", "numero", "protocollo", "inizio", "fine", "luogo"),
        *(
            "modalita",
            "sessione",
            "convocazione",
            "seconda_di",
            "congiunta_con",
            "presiede",
            "verbalizza",
        ),
        *("presenti", "collegati", "giustificati", "deleghe", "movimenti", "ospiti", "decisioni"),
        *("azioni", "deserta", "note", "presenti_numero", "risposte"),
    }
    before_it_was_held = {"variazioni", "spostata", "disdetta"}
    left_out = {"sigillo", "approvazione", "allegati", "fonti", *before_it_was_held}
    assert {f.name for f in fields(Verbale)} == written | left_out
    assert {f.name for f in fields(Punto)} == {
        *("punto", "titolo", "numero", "discussione", "svolgimento", "rinviato")
    }
    assert {f.name for f in fields(Decisione)} == {
        *("n", "oggetto", "testo", "esito", "punto", "premesse"),
        *("materia", "votazione", "effetti"),
    }


def test_the_notes_of_the_page_about_notes_are_understood() -> None:
    page = (ROOT / "docs" / "appunti.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```text\n(.*?)```", page, flags=re.DOTALL)
    notes = read(example)
    assert notes.non_capite == ()
    assert notes.avvertenze == (
        "«terra-buona» entra o esce ma non è fra chi c'era: messo in «presenti»",
    )
