"""What notes do not say for sure is asked at a terminal; elsewhere it stops, or stays text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.mano import Mano, in_git
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.aiuti.tastiera import END, typed
from tests.conftest import Said

NEW = "data/verbali/2026/2026-06-01-abitare.yaml"
NOTES = """\
TAVOLO: abitare
DATA: 1/6/2026
PRESIEDE: casa aperta
PRESENTI: casa aperta, il ponte, comune

PUNTO 1: Alloggi
Si guardano i conti.
MARTELLATA: si cercano altri alloggi
CONTRARI: 2
Numero: 25
Rossi: ci pensa
Verdi: anche
"""
SITTING = ["verbale", "redigi", "--appunti"]


@pytest.fixture
def mano(tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Mano:
    in_the_hands_of_git(monkeypatch)
    return Mano(rete, in_git(tmp_path / "registro", EXAMPLE))


@pytest.fixture
def notes(mano: Mano) -> str:
    file = mano.register.parent / "appunti.txt"
    file.write_text(NOTES, encoding="utf-8")
    return str(file)


def at_a_terminal(mano: Mano, notes: str, answers: list[str]) -> tuple[int, str]:
    return typed([*SITTING, notes], answers, cwd=mano.register)


def test_every_answer_goes_to_the_record_and_none_to_the_notes(mano: Mano, notes: str) -> None:
    answers = [
        "DECISO: Si cercano altri alloggi.",
        "VOTO: 1 favorevole, 2 contrari",
        "",
        "",
        "s",
    ]
    code, screen = at_a_terminal(mano, notes, answers)
    assert code == 0, screen
    text = mano.text(NEW)
    assert "Si cercano altri alloggi." in text
    assert "conteggio: {favorevoli: 1, contrari: 2, astenuti: 0}" in text
    for kept in ("Numero: 25", "Rossi: ci pensa", "Verdi: anche"):
        assert kept in text
    assert "numero: 25" not in text
    assert Path(notes).read_text(encoding="utf-8") == NOTES


def test_a_number_chooses_what_a_line_means_and_back_asks_again(mano: Mano, notes: str) -> None:
    answers = ["", "<", "", "", "9", "?", "1", "", "s"]
    code, screen = at_a_terminal(mano, notes, answers)
    assert code == 0, screen
    assert "«9» non è uno dei numeri mostrati" in screen
    assert "Il file degli appunti non cambia" in " ".join(screen.split())
    assert "numero: 25" in mano.text(NEW)
    assert "MARTELLATA: si cercano altri alloggi" in mano.text(NEW)


def test_an_answer_that_is_not_clear_either_is_asked_about_again(mano: Mano, notes: str) -> None:
    code, screen = at_a_terminal(mano, notes, ["DECISO:", "", "", "", "DECISO: Sì.", "s"])
    assert code == 0, screen
    assert "non si dice che cosa" in screen
    assert 'testo: "Sì."' in mano.text(NEW) or "testo: Sì." in mano.text(NEW)


def test_lines_of_one_question_are_answered_one_by_one_by_their_number(
    mano: Mano, notes: str
) -> None:
    answers = ["", "", "", "boh", "12 DECISO: Si cercano case.", "", "s"]
    code, screen = at_a_terminal(mano, notes, answers)
    assert code == 0, screen
    assert "le righe sono 2: prima va il numero di quella che scrivi" in screen
    text = mano.text(NEW)
    assert "Si cercano case." in text
    assert "Rossi: ci pensa" in text
    assert "Verdi: anche" not in text


def test_who_leaves_writes_nothing(mano: Mano, notes: str) -> None:
    code, _ = typed([*SITTING, notes], [END], cwd=mano.register, after="Come va letta? [testo] ")
    assert code != 0
    assert not (mano.register / NEW).exists()


def test_elsewhere_every_line_is_told_and_nothing_is_written(mano: Mano, notes: str) -> None:
    said = mano.refuses(*SITTING, notes, code=2)
    for number in (8, 9, 10, 11, 12):
        assert f"riga {number}:" in said.err
    assert "forse: NUMERO: 25" in said.err
    assert "con «>» davanti una riga resta testo" in said.err


def test_with_comunque_the_lines_stay_text_and_are_told_all_the_same(
    mano: Mano, notes: str
) -> None:
    said = mano.writes(*SITTING, notes, "--comunque")
    assert "riga 8: MARTELLATA" in said.err
    assert "MARTELLATA: si cercano altri alloggi" in mano.text(NEW)
    again = mano.call(*SITTING, notes, "--comunque", "--si")
    assert (again.code, "non c'è niente da scrivere" in again.out) == (0, True)


def test_the_same_notes_again_are_written_already_though_their_lines_were_asked_about(
    mano: Mano, notes: str
) -> None:
    answers = ["DECISO: Si cercano altri alloggi.", "VOTO: 1 favorevole, 2 contrari", "", "", "s"]
    assert at_a_terminal(mano, notes, answers)[0] == 0
    before = mano.text(NEW)
    again = mano.call(*SITTING, notes, "--si")
    assert (again.code, "non c'è niente da scrivere" in again.out) == (0, True)
    code, screen = at_a_terminal(mano, notes, [])
    assert (code, "Come va letta" in screen) == (0, False)
    assert mano.text(NEW) == before

    other = NOTES.replace("Si guardano i conti.", "Si guardano altri conti.")
    Path(notes).write_text(other, encoding="utf-8")
    assert "c'è già il verbale" in mano.refuses(*SITTING, notes).err
    Path(notes).write_text(NOTES.replace("Si guardano i conti.\n", ""), encoding="utf-8")
    assert "c'è già il verbale" in mano.refuses(*SITTING, notes).err


THIRTY = """\
Verbale della riunione del tavolo, 1/6/2026
TAVOLO: abitare
DATA: 1/6/2026
Inizio ore 17,30
LUOGO: Sala del lavatoio
PRESIEDE: casa aperta
Presenti: casa aperta (Rossi), il ponte, comune
GIUSTIFICATI: la sorgente

1. Alloggi
Si guardano i conti, che quest'anno tornano.
Il Ponte: chiede chi tiene le chiavi.
- due alloggi sono pronti
- uno ha il tetto da rifare
Si decide di aprire i due alloggi a luglio.
Favorevoli 2, contrari 1
Alle 18.10 esce il Ponte
Costo: 300 euro

2. Trasporti
Se ne parla a lungo, senza concludere.
Rossi: propone il pulmino
RINVIATO a settembre
Si autorizza intanto la spesa del carburante

3. Varie
Casa Aperta: ringrazia tutti.
INCARICO: comune, scrivere alla provincia, entro il 30/6/2026
Nessuno ha altro da dire.
La seduta è tolta alle 19,15
"""


def test_thirty_lines_become_a_draft_with_at_most_six_questions(mano: Mano, notes: str) -> None:
    assert len(THIRTY.splitlines()) == 30
    Path(notes).write_text(THIRTY, encoding="utf-8")
    code, screen = at_a_terminal(mano, notes, ["", "", "", "s"])
    assert code == 0, screen
    assert screen.count("Come va letta?") <= 6
    text = mano.text(NEW)
    assert 'inizio: "17:30"' in text
    assert 'fine: "19:15"' in text
    assert "conteggio: {favorevoli: 2, contrari: 1, astenuti: 0}" in text
    assert "rinviato: sì" in text
    assert 'esce: "18:10"' in text
    assert "scrivere alla provincia" in text
