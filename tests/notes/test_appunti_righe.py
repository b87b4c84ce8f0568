"""Lines as people type them inside a point: understood, or shown; never passed over."""

from datetime import date
from typing import Any

import pytest

from rete.load.loader import load
from rete.model.rete import Rete
from rete.notes import Appunti, read_notes
from rete.store import Folder
from tests.aiuti.luoghi import EXAMPLE

RETE: Rete = load(Folder(EXAMPLE)).rete
TODAY = date(2026, 6, 1)
START = (
    "TAVOLO: plenaria\nDATA: 1/6/2026\nPRESENTI: il ponte, la bussola, comune, banca del tempo\n"
    "PUNTO 1: Lavatoio\n"
)
DECIDED = f"{START}DELIBERA: si apre il lavatoio\n"
LAST = len(DECIDED.split("\n"))


def read(text: str) -> Appunti:
    return read_notes(text, RETE, TODAY)


def only_decision(text: str) -> dict[str, Any]:
    notes = read(text)
    assert notes.non_capite == ()
    (decision,) = notes.record["decisioni"]
    return decision


def counted(favorevoli: int, contrari: int, astenuti: int = 0, **others: int) -> dict[str, int]:
    return {"favorevoli": favorevoli, "contrari": contrari, "astenuti": astenuti, **others}


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("VOTI: 4 favorevoli, 14 contrari", counted(4, 14)),
        ("PER ALZATA DI MANO: 10 favorevoli, 3 contrari", counted(10, 3)),
        ("Votazione: favorevoli 10, contrari nessuno, astenuti 2", counted(10, 0, 2)),
        ("Favorevoli: 10 Contrari: 2 Astenuti: 3", counted(10, 2, 3)),
        ("Favorevoli 10 Contrari 2 Astenuti 3", counted(10, 2, 3)),
        ("con dieci voti a favore, due contrari e un astenuto", counted(10, 2, 1)),
        ("10 sì 3 no", counted(10, 3)),
        ("6-0", counted(6, 0)),
        ("A SCRUTINIO SEGRETO: 8 sì, 3 no, 1 scheda bianca e 2 nulle", counted(8, 3, 0)),
        ("A MAGGIORANZA: 8 favorevoli, 3 contrari", counted(8, 3)),
        ("ESITO: approvata con 8 favorevoli e 3 contrari", counted(8, 3)),
        ("FAVOREVOLI: 8\nCONTRARI: 3\nASTENUTI: 1", counted(8, 3, 1)),
        ("8 favorevoli e 1 astenuto (La Bussola)", counted(8, 0, 1)),
        ("CONSENSO: 8 favorevoli, 4 contrari", counted(8, 4)),
        ("NON VOTANTI: 2\nVOTI: 8 favorevoli", counted(8, 0, non_votanti=2)),
    ],
)
def test_a_count_is_of_the_decision_above_it(line: str, count: dict[str, int]) -> None:
    vote = only_decision(f"{DECIDED}{line}")["votazione"]
    assert {side: vote["conteggio"][side] for side in count} == count


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("ASTENSIONI: la bussola", "astenuti"),
        ("astenuta la bussola", "astenuti"),
        ("La Bussola si astiene", "astenuti"),
        ("con l'astensione della Bussola", "astenuti"),
        ("CONTRO: la bussola", "contrari"),
        ("Contraria la Bussola", "contrari"),
        ("La Bussola vota contro", "contrari"),
        ("NON PARTECIPA AL VOTO: la bussola", "non_votanti"),
        ("La Bussola non partecipa al voto.", "non_votanti"),
    ],
)
def test_who_did_not_vote_in_favour_is_named_in_many_ways(line: str, key: str) -> None:
    assert only_decision(f"{DECIDED}{line}")["votazione"][key] == ["la-bussola"]


@pytest.mark.parametrize(
    ("line", "outcome", "text"),
    [
        ("DELIBERA: si apre", "approvata", "si apre"),
        ("SI DELIBERA\ndi aprire il lavatoio", "approvata", "di aprire il lavatoio"),
        ("# DELIBERA\n\nDi aprire;\n\nDi pulire.", "approvata", "Di aprire;\nDi pulire.\n"),
        ("Il tavolo delibera di aprire", "approvata", "Il tavolo delibera di aprire"),
        ("Si decide di aprire a maggio.", "approvata", "Si decide di aprire a maggio."),
        ("Il verbale è approvato.", "approvata", "Il verbale è approvato."),
        ("APPROVATO", "approvata", "APPROVATO"),
        ("Non si approva il bilancio", "respinta", "Non si approva il bilancio"),
        ("bocciata", "respinta", "bocciata"),
        ("MOZIONE: si apre\n\nRespinta con 3 sì e 10 no", "respinta", "si apre"),
        ("PROPOSTA: si apre\nESITO: approvata", "approvata", "si apre"),
        ("Il tavolo prende atto della relazione", "presa-d-atto", "Il tavolo prende atto della "),
    ],
)
def test_a_decision_is_understood_with_or_without_a_word(
    line: str, outcome: str, text: str
) -> None:
    decision = only_decision(f"{START}{line}")
    assert decision["esito"] == outcome
    assert decision["testo"].startswith(text)


def test_an_outcome_below_a_decision_is_of_that_one() -> None:
    for line in ("APPROVATO", "Approvato all'unanimità", "ESITO: approvata", "Approvata."):
        assert only_decision(f"{DECIDED}{line}")["testo"] == "si apre il lavatoio"
        assert only_decision(f"{DECIDED}\n{line}")["testo"] == "si apre il lavatoio"


def test_by_majority_without_numbers_is_never_unanimous() -> None:
    notes = read(f"{DECIDED}A MAGGIORANZA")
    (decision,) = notes.record["decisioni"]
    assert "votazione" not in decision
    assert "«a maggioranza» non dice quanti" in notes.avvertenze[0]


def test_numbers_in_the_text_of_a_decision_are_its_vote() -> None:
    line = "DECISO: È approvato il bilancio con 10 voti favorevoli e 2 contrari."
    assert only_decision(f"{START}{line}")["votazione"]["conteggio"] == counted(10, 2)
    again = f"{START}{line}\nVOTI: 9 favorevoli, 2 contrari"
    assert only_decision(again)["votazione"]["conteggio"] == counted(9, 2)


@pytest.mark.parametrize(
    ("line", "way", "hour"),
    [
        ("USCITA: la bussola 17:40", "esce", "17:40"),
        ("ESCE la bussola 17:40", "esce", "17:40"),
        ("Alle 17.40 esce la Bussola", "esce", "17:40"),
        ("La Bussola lascia la seduta alle ore 18", "esce", "18:00"),
        ("(si allontana la Bussola, 17,40)", "esce", "17:40"),
        ("Si collega la Bussola alle 14h07", "entra", "14:07"),
        ("ARRIVA: la bussola 19:40h", "entra", "19:40"),
        ("Rientra la Bussola.", "entra", None),
    ],
)
def test_coming_and_going_is_understood_with_or_without_a_colon(
    line: str, way: str, hour: str | None
) -> None:
    notes = read(f"{START}{line}")
    assert notes.non_capite == ()
    (movement,) = notes.record["movimenti"]
    assert (movement["ente"], movement.get(way)) == ("la-bussola", hour)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Respinta con 10 contrari", "la decisione qui sopra è già «approvata»"),
        ("CONTRARI: 10", "mancano i favorevoli"),
        ("MOZIONE: si chiude", "non si dice com'è finita"),
        ("Numero: 25", "parola dell'inizio"),
        ("Data: 3/3/2020", "parola dell'inizio"),
        ("BISOGNO: un posto", "riservata"),
        ("Esce Rossi", "«Rossi» non c'è nel registro"),
        ("MARTELLATA: tutti fuori", "non è una parola prevista"),
        ("Rossi: contrario", "non è una parola prevista"),
        ("10 favorevoli all'idea del mercato", "sembra un voto"),
        ("Il progetto è approvato dalla Regione", "sembra una decisione"),
        ("Si rinvia la festa a marzo", "sembra un punto rinviato"),
        ("2. Varie", "sembra un punto"),
        ("| pro | contro |\n|---|---|\n| 10 | 3 |", "sembra un voto"),
        ("Si parla. Il tavolo approva il piano con 5 voti favorevoli e 1 contrario.", "una frase"),
        ("All'unanimità, con 3 contrari", "c'è chi è contrario"),
        ("VOTI: 3 favorevoli, 3 favorevoli", "scritto due volte"),
    ],
)
def test_what_is_not_clear_is_shown_with_its_line(line: str, why: str) -> None:
    notes = read(f"{DECIDED}{line}")
    assert notes.non_capite
    assert why in notes.non_capite[-1].perche
    assert notes.non_capite[-1].riga.numero == LAST + line.count("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Il Comune ricorda che il bilancio è stato approvato a marzo dalla Giunta.",
        "Rossi dice che si è deciso tutto troppo in fretta.",
        "Il Presidente: ringrazia tutti e apre i lavori.",
        "La Bussola: chiede quando si comincia.",
        "Il Comune lascia la parola alla Bussola.",
        "Si decide se fare la festa?",
        "Delibera n. 25 del 2020 letta dal segretario",
        "Nessuno si senta escluso da questa cosa.",
        "Nota: Presenti venti cittadini.",
        "http://example.org/a: da vedere",
        "Ne arrivano di nuovi ogni giorno, e nessuno li conta.",
        "Poi si decide.",
        "- tre sedie, due tavoli",
    ],
)
def test_prose_is_left_alone(line: str) -> None:
    notes = read(f"{START}{line}")
    assert notes.non_capite == ()
    assert notes.record["odg"][0]["discussione"] == line
    assert notes.record.keys() <= {"presenti", "odg"}


def test_speakers_named_more_than_once_are_not_asked_about() -> None:
    said = "Rossi: propone.\nNeri: no.\nRossi: insiste.\nNeri: sì.\nVerdi: forse."
    notes = read(f"{START}{said}")
    assert [n.riga.testo for n in notes.non_capite] == ["Verdi: forse."]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("PUNTO 2: a\nPUNTO 2 bis: b\nPUNTO 3: c", ["2", "2 bis", "3"]),
        ("PUNTO 2: a\n2.1 Sedie\nse ne parla\n2.2 Tavoli", ["2", "2.1", "2.2"]),
        ("PUNTO 2 e 3: a", ["2 e 3"]),
        ("Primo punto all'ordine del giorno: a\nSecondo punto: b", ["1", "2"]),
        ("1. Verbale\nsi legge\n2. Festa\nsi parla\n3. Varie", ["1", "2", "3"]),
        ("## 1. Verbale\nsi legge\n## 2. Festa", ["1", "2"]),
    ],
)
def test_points_are_headed_in_many_ways(typed: str, numbers: list[str]) -> None:
    notes = read(typed)
    assert notes.non_capite == ()
    shown = [point.get("numero", str(point["punto"])) for point in notes.record["odg"]]
    assert shown == numbers


def test_an_agenda_listed_first_gives_titles_and_points() -> None:
    listed = "ORDINE DEL GIORNO:\n1. Verbale\n2. Festa\n3. Varie\n"
    notes = read(f"{listed}\n1. Verbale\nsi legge\n\n2. Festa\nsi parla")
    assert notes.non_capite == ()
    points = [(p["punto"], p["titolo"], p.get("discussione")) for p in notes.record["odg"]]
    assert points == [(1, "Verbale", "si legge"), (2, "Festa", "si parla"), (3, "Varie", None)]


@pytest.mark.parametrize(
    "typed",
    [
        "PRESENTI:\n- il ponte\n- la bussola",
        "PRESENTI:\nil ponte\nla bussola",
        "PRESENTI: il ponte\n• la bussola",
        "PRESENTI:\n\n1) il ponte\n2) la bussola",
        "SONO PRESENTI: il ponte; la bussola",
        "PRESENTI il ponte, la bussola",
        "- **Presenti**: il ponte, la bussola",
    ],
)
def test_a_list_need_not_be_indented(typed: str) -> None:
    notes = read(f"{typed}\n\nPUNTO 1: Festa")
    assert notes.non_capite == ()
    assert notes.record["presenti"] == ["associazione-il-ponte", "la-bussola"]


def test_of_a_list_only_the_names_that_are_not_known_are_shown() -> None:
    notes = read("PRESENTI:\n- il ponte\n- nessuno così\n- la bussola, presidente")
    assert [n.riga.testo for n in notes.non_capite] == ["- nessuno così"]
    assert notes.record["presiede"] == "la-bussola"


def test_whoever_is_told_absent_and_present_is_shown() -> None:
    (told,) = read("PRESENTI: il ponte\nASSENTI: il ponte, la quercia").non_capite
    assert "fra gli assenti e fra chi c'era" in told.perche


def test_what_somebody_answered_takes_the_place_of_a_line() -> None:
    text = f"{START}10 favorevoli all'idea"
    assert read(text).non_capite
    line = text.count("\n") + 1
    as_text = read_notes(text, RETE, TODAY, scelte={line: "> 10 favorevoli all'idea"})
    assert as_text.non_capite == ()
    assert as_text.record["odg"][0]["discussione"] == "10 favorevoli all'idea"
    chosen = {line: "DECISO: Si fa.\nVOTO: 10 favorevoli"}
    decided = read_notes(text, RETE, TODAY, scelte=chosen)
    assert decided.record["decisioni"][0]["votazione"]["conteggio"] == counted(10, 0)
    heading = read_notes(f"{START}Numero: 25", RETE, TODAY, scelte={line: "NUMERO: 25"})
    assert heading.record["numero"] == 25


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("MATERIA: il bilancino", "«il bilancino» non è una materia"),
        ("MATERIA: bilancio\nMATERIA: elezioni", "«MATERIA» è già scritto"),
        ("PREFERENZE: «» 3", "«»"),
        ("ELETTI: il ponte\nELETTI: la bussola", "«ELETTI» è già scritto"),
    ],
)
def test_what_is_said_wrongly_of_an_election_is_shown(line: str, why: str) -> None:
    notes = read_notes(f"PUNTO 1: Festa\nDECISO: Si vota.\n{line}\n", RETE, TODAY)
    assert any(why in one.perche for one in notes.non_capite)
