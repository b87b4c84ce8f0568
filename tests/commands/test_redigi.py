"""Minutes written from notes, by questions or with options: the same file, whichever the way."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rete import splice
from rete.changes import Create
from rete.schema import schema_of
from rete.source import compose
from tests.aiuti.archivio import git
from tests.aiuti.luoghi import EXAMPLE, ROOT
from tests.aiuti.mano import Mano, contents, in_git
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.aiuti.tastiera import typed
from tests.conftest import Said

PLANNED = "2026-07-02-plenaria"
FILE = f"data/verbali/2026/{PLANNED}.yaml"
NEW = "data/verbali/2026/2026-06-01-abitare.yaml"
BY_NOTES = """\
TAVOLO: abitare
DATA: 1/6/2026
INIZIO: 17:30
FINE: 19:00
LUOGO: Sala del consiglio
MODALITÀ: presenza
PRESIEDE: casa aperta
VERBALIZZA: la segreteria
PRESENTI: casa aperta, il ponte, comune
GIUSTIFICATI: terra buona

PUNTO 1: Alloggi
Si guardano i conti.

Si propone di cercare ancora.
DECISO: Si cercano altri due alloggi.
OGGETTO: Ricerca di alloggi
ASTENUTI: il ponte
AZIONE: comune, scrivere ai proprietari, entro il 30/9/2026

PUNTO 2: Varie
RINVIATO
"""


class Typed(io.StringIO):
    """What somebody types on a terminal, or reads there."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def mano(tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Mano:
    in_the_hands_of_git(monkeypatch)
    return Mano(rete, in_git(tmp_path / "registro", EXAMPLE))


def notes(mano: Mano, text: str) -> str:
    file = mano.register.parent / "appunti.txt"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_notes_become_the_minutes_of_a_new_sitting(mano: Mano) -> None:
    said = mano.writes("verbale", "redigi", "--appunti", notes(mano, BY_NOTES))
    text = mano.text(NEW)
    assert "numero: 2\n" in text
    assert "      Si guardano i conti.\n\n      Si propone di cercare ancora.\n" in text
    assert "Dal conto: approvata, come dice il verbale" in said.out
    assert "Riferimento: verbale/2026-06-01-abitare" in mano.last_message()
    assert mano.is_sound()


def test_what_is_written_is_what_its_data_would_be_written_as(mano: Mano) -> None:
    mano.writes("verbale", "redigi", "--appunti", notes(mano, BY_NOTES))
    assert _canonical(mano, NEW) == (mano.register / NEW).read_bytes()


def test_a_planned_sitting_completed_is_as_if_written_at_once(mano: Mano) -> None:
    text = (
        f"DATA: 2/7/2026\nTAVOLO: plenaria\nPRESIEDE: comune\nPRESENTI: {', '.join(MEMBERS)}\n"
        "PUNTO 2\nUno parla.\nUn altro risponde.\nDECISO: Va bene.\nPUNTO 3\nRINVIATO\n"
        "PUNTO 4: Saluti\n"
    )
    mano.writes("verbale", "redigi", PLANNED, "--appunti", notes(mano, text))
    assert "mezzo: posta elettronica" in mano.text(FILE)
    assert 'titolo: "Raccolta dei dati: la scheda unica", rinviato: sì' in mano.text(FILE)
    assert _canonical(mano, FILE) == (mano.register / FILE).read_bytes()


MEMBERS = (
    *("comune-di-roccaverde", "azienda-sociosanitaria", "biblioteca-consorziale", "terra-buona"),
    *("associazione-il-ponte", "fondazione-la-sorgente", "banca-del-tempo", "mutuo-soccorso"),
    *("rete-dei-doposcuola", "centro-la-quercia", "fondazione-casa-aperta", "officina-sette"),
    *("emporio-della-spesa", "trame-comuni", "comitato-genitori"),
)


def _canonical(mano: Mano, path: str) -> bytes:
    shape = schema_of("verbale").shape
    value = compose((mano.register / path).read_bytes(), shape).value
    assert isinstance(value, dict)
    return splice.created(Create(kind="verbale", record=value), path, schemas="../../schemas")


def _of_questions(mano: Mano, monkeypatch: pytest.MonkeyPatch, typed: list[str]) -> Said:
    monkeypatch.setattr(sys, "stdin", Typed("".join(f"{line}\n" for line in typed)))
    monkeypatch.setattr(sys, "stderr", Typed())
    return mano.call("verbale", "redigi", "abitare", "--data", "2026-06-01")


def test_questions_notes_and_options_give_the_same_file(
    mano: Mano, monkeypatch: pytest.MonkeyPatch
) -> None:
    mano.writes("verbale", "redigi", "--appunti", notes(mano, ONE_PARAGRAPH))
    by_notes = (mano.register / NEW).read_bytes()
    git(mano.register, "reset", "-q", "--hard", "HEAD~1")

    said = _of_questions(mano, monkeypatch, QUESTIONS)
    assert said.code == 0, said.out
    assert (mano.register / NEW).read_bytes() == by_notes
    git(mano.register, "reset", "-q", "--hard", "HEAD~1")

    bare = "\n".join(line for line in ONE_PARAGRAPH.split("\n") if not line.startswith(HEADING))
    mano.writes("verbale", "redigi", "abitare", "--appunti", notes(mano, bare), *OPTIONS)
    assert (mano.register / NEW).read_bytes() == by_notes


def test_every_question_of_a_point_explains_itself(mano: Mano) -> None:
    heading = ["17:30", "Sala", "presenza", "19", "casa aperta", "la segreteria", "casa aperta"]
    point = ["Alloggi", "", "n", "Si cerca.", "approvata", "", "?", "", "?", "", "", "?", "", "?"]
    lines = [*heading, "", "", *point, "", "", "?", "", "", "", ""]
    code, said = typed(
        ["verbale", "redigi", "abitare", "--data", "2026-06-01", "--prova"],
        lines,
        cwd=mano.register,
    )
    assert code == 0, said
    assert said.count("uno o più enti, separati da virgole") == 2
    for told in ("12 favorevoli, 2 contrari", "che cosa cambia nel registro", "il ponte, scrivere"):
        assert told in said


def test_notes_without_their_option_are_told_where_they_go(mano: Mano) -> None:
    file = notes(mano, BY_NOTES)
    said = mano.refuses("verbale", "redigi", file, code=2)
    assert f"«{file}» è un file: gli appunti vanno con --appunti" in said.err


ONE_PARAGRAPH = BY_NOTES.replace("\n\nSi propone di cercare ancora.", "\nSi propone altro.")
HEADING = ("TAVOLO", "DATA", "INIZIO", "FINE", "LUOGO", "MOD", "PRES", "VERB", "GIUST")
OPTIONS = (
    *("--data", "2026-06-01", "--inizio", "17.30", "--fine", "19", "--modalita", "presenza"),
    *("--luogo", "Sala del consiglio", "--presiede", "casa aperta", "--verbalizza"),
    *("la segreteria", "--presenti", "casa aperta, il ponte, comune", "--giustificati"),
    "terra buona",
)
QUESTIONS = [
    *("17:30", "Sala del consiglio", "presenza", "19", "casa aperta", "la segreteria"),
    *("casa aperta, il ponte, comune", "-", "terra buona"),
    *("Alloggi", "Si guardano i conti.", "Si propone altro.", "", "n"),
    *("Si cercano altri due alloggi.", "", "Ricerca di alloggi", "", "nessuno così", "il ponte"),
    *("", "", "", "", "comune, scrivere ai proprietari, entro il 30/9/2026", "", ""),
    *("Varie", "", "s", "", "", "s"),
]


def test_lines_that_are_not_understood_stop_it_and_are_told(mano: Mano) -> None:
    text = BY_NOTES + "PRESNTI: uno\n"
    said = mano.refuses("verbale", "redigi", "--appunti", notes(mano, text), code=2)
    assert "riga 23: PRESNTI: uno" in said.err
    assert "--comunque" in said.err


def test_lines_that_are_not_understood_can_be_kept_in_the_discussion(mano: Mano) -> None:
    text = BY_NOTES.replace("RINVIATO", "PRESNTI: uno")
    mano.writes("verbale", "redigi", "--comunque", "--appunti", notes(mano, text))
    assert 'discussione: "PRESNTI: uno"' in mano.text(NEW)


def test_minutes_already_written_are_not_written_again(mano: Mano) -> None:
    text = BY_NOTES.replace("TAVOLO: abitare", "").replace("DATA: 1/6/2026", "")
    file = notes(mano, text)
    draft = mano.refuses("verbale", "redigi", "2026-03-26-plenaria", "--appunti", file)
    assert "rete verbale modifica" in draft.err
    approved = mano.refuses("verbale", "redigi", "2026-02-19-plenaria", "--appunti", file)
    assert "rete verbale rettifica" in approved.err


def test_a_body_written_twice_in_one_line_is_told(mano: Mano) -> None:
    text = BY_NOTES.replace("il ponte, comune", "il ponte, Ponte, comune")
    said = mano.writes("verbale", "redigi", "--appunti", notes(mano, text))
    assert "non si capi" not in said.err
    assert "nominato più volte, conta una volta sola" in said.out


def minutes_there(mano: Mano) -> list[str]:
    return sorted(path.stem for path in (mano.register / "data/verbali").rglob("*.yaml"))


@pytest.mark.parametrize("options", [(), ("--altra-seduta",), ("--comunque",), ("--numero", "7")])
def test_the_same_notes_given_twice_make_one_sitting(mano: Mano, options: tuple[str, ...]) -> None:
    file = notes(mano, BY_NOTES)
    mano.writes("verbale", "redigi", "--appunti", file)
    before, there = contents(mano.register), minutes_there(mano)
    said = mano.call("verbale", "redigi", "--appunti", file, *options, "--si")

    assert contents(mano.register) == before
    assert minutes_there(mano) == there
    if "--numero" in options:
        assert (said.code, "rete verbale modifica" in said.err) == (3, True)
    else:
        assert said.code == 0
        assert "questi appunti sono già nel verbale «2026-06-01-abitare»" in said.out


def test_the_notes_of_a_whole_meeting_are_known_again_word_by_word(mano: Mano) -> None:
    page = (ROOT / "docs" / "appunti.md").read_text(encoding="utf-8")
    text = page.split("```text\n")[1].split("```")[0]
    file = notes(mano, text.replace("DATA: 2/7/2026", "DATA: 3/7/2026"))  # none is planned then
    mano.writes("verbale", "redigi", "--appunti", file)
    there = minutes_there(mano)
    said = mano.call("verbale", "redigi", "--appunti", file, "--si")

    assert "non c'è niente da scrivere" in said.out
    assert minutes_there(mano) == there


@pytest.mark.parametrize(
    "command",
    [
        ("verbale", "redigi", "--appunti", "{}"),
        ("verbale", "convoca", "abitare", "--data", "2026-06-01", "--punto", "Altro"),
    ],
)
def test_a_second_sitting_of_a_day_is_one_only_where_that_is_said(
    mano: Mano, command: tuple[str, ...]
) -> None:
    mano.writes("verbale", "redigi", "--appunti", notes(mano, BY_NOTES))
    file = notes(mano, BY_NOTES.replace("Si guardano i conti.", "Si riguardano i conti."))
    words = tuple(word.replace("{}", file) for word in command)
    said = mano.refuses(*words)
    assert "c'è già il verbale «2026-06-01-abitare»" in said.err
    assert "--altra-seduta" in said.err

    mano.writes(*words, "--altra-seduta")
    assert "2026-06-01-abitare-bis" in minutes_there(mano)


@pytest.mark.parametrize(("answer", "code"), [("", 3), ("n", 3), ("s", 0)])
def test_at_a_terminal_one_is_asked_whether_it_is_another_sitting(
    mano: Mano, answer: str, code: int
) -> None:
    mano.writes("verbale", "redigi", "--appunti", notes(mano, BY_NOTES))
    file = notes(mano, BY_NOTES.replace("Si guardano i conti.", "Si riguardano i conti."))
    ended, screen = typed(
        ["verbale", "redigi", "--appunti", file], [answer, "s"], cwd=mano.register
    )

    assert ended == code, screen
    assert "questa è un'altra seduta? [s/N]" in screen
    assert ("2026-06-01-abitare-bis" in minutes_there(mano)) == (code == 0)


def test_another_sitting_leaves_the_one_that_is_planned_as_it_is(mano: Mano) -> None:
    call = ("verbale", "convoca", "abitare", "--data", "2026-06-01", "--solo-punti")
    mano.writes(*call, "--inizio", "17:00", "--punto", "Alloggi")
    planned = mano.text(NEW)
    for hour in ("21:00", "21:30"):  # the second time it is that one which is completed
        mano.writes(*call, "--inizio", hour, "--punto", "Altro", "--altra-seduta")
        assert mano.text(NEW) == planned
        assert f'ora: "{hour}"' in mano.text(NEW.replace(".yaml", "-bis.yaml"))


def test_a_second_sitting_that_is_planned_is_completed_without_a_question(mano: Mano) -> None:
    mano.writes("verbale", "redigi", "--appunti", notes(mano, BY_NOTES))
    again = ("abitare", "--data", "2026-06-01", "--altra-seduta", "--solo-punti")
    mano.writes("verbale", "convoca", *again, "--punto", "Altro", "--punto", "Varie")
    text = BY_NOTES.replace("PUNTO 1: Alloggi", "PUNTO 1: Altro")
    mano.writes("verbale", "redigi", "--appunti", notes(mano, text))

    assert "presiede: " in mano.text(NEW.replace(".yaml", "-bis.yaml"))


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("abitare", "--data", "2026-06-01"), "mancano gli appunti"),
        (("abitare", "--data", "2026-06-01", "--appunti", ""), "mancano gli appunti"),
        (("plenaria", "--appunti", "{}"), "gli appunti dicono «abitare»"),
        (("--data", "2026-06-02", "--appunti", "{}"), "gli appunti dicono «2026-06-01»"),
        (("--presenti", "il pnte", "--appunti", "{}"), "--presenti: «il pnte» non c'è"),
        (("--inizio", "sera", "--appunti", "{}"), "--inizio: «sera» non è un'ora"),
        (("--inizio", "", "--appunti", "{}"), "--inizio: dopo «INIZIO» non c'è nulla"),
        (("--luogo", "", "--appunti", "{}"), "--luogo: dopo «LUOGO» non c'è nulla"),
    ],
)
def test_what_does_not_agree_is_wrong_usage(
    mano: Mano, arguments: tuple[str, ...], why: str
) -> None:
    file = notes(mano, BY_NOTES)
    said = mano.refuses(
        "verbale", "redigi", *(one.replace("{}", file) for one in arguments), code=2
    )
    assert why in said.err


def test_notes_without_a_point_are_refused(mano: Mano) -> None:
    text = "TAVOLO: abitare\nDATA: 1/6/2026\nPRESENTI: comune\n"
    said = mano.refuses("verbale", "redigi", "--appunti", notes(mano, text))
    assert "serve almeno un «PUNTO»" in said.err


def test_notes_that_are_no_text_are_refused(mano: Mano) -> None:
    file = mano.register.parent / "appunti.bin"
    file.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in mano.refuses("verbale", "redigi", "--appunti", str(file)).err


def test_a_draft_is_opened_in_the_editor_and_approved_minutes_are_not(
    mano: Mano, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nsed -i 's/Festa della rete/Festa grande/' \"$1\"\n")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    mano.writes("verbale", "modifica", "2026-03-26-plenaria")
    assert "titolo: Festa grande" in mano.text("data/verbali/2026/2026-03-26-plenaria.yaml")
    said = mano.refuses("verbale", "modifica", "2026-02-19-plenaria")
    assert "rete verbale rettifica 2026-02-19-plenaria" in said.err
