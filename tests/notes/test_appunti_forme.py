"""Notes in the shapes of minutes that others published, and what comes out of them, word for word.

The shapes are theirs line by line (capitals, colons, counts, lists, order); the words, the facts
and the names are invented. `docs/formato.md` says which minutes. `RETE_ACCETTA=1` accepts.
"""

import json
import os
from datetime import date

import pytest

from rete.load.loader import load
from rete.model.rete import Rete
from rete.notes import Appunti, read_notes
from rete.store import Folder
from tests.aiuti.luoghi import EXAMPLE, TESTS

RETE: Rete = load(Folder(EXAMPLE)).rete
TODAY = date(2026, 6, 30)
SHAPES = sorted((TESTS / "notes" / "forme").glob("*.txt"))


def shown(notes: Appunti) -> str:
    """What was read, and what is asked of whoever wrote it."""
    record = json.dumps(notes.record, ensure_ascii=False, indent=1)
    lines = [f"tavolo: {notes.tavolo}", f"data: {notes.data}", record, "", "# chiesto"]
    for doubt in notes.non_capite:
        group = f" [{doubt.gruppo}]" if doubt.gruppo else ""
        lines.append(f"riga {doubt.riga.numero}{group}: {doubt.riga.testo.strip()}")
        lines.append(f"    {doubt.perche}")
        lines += [f"    forse: {way.replace(chr(10), ' · ')}" for way in doubt.come]
    lines += ["", "# detto", *notes.avvertenze]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_notes_in_the_shape_of_real_minutes_say_what_they_say(path: object) -> None:
    notes = TESTS / "notes" / "forme" / f"{getattr(path, 'name', path)}"
    expected = notes.with_suffix(".atteso")
    found = shown(read_notes(notes.read_text(encoding="utf-8"), RETE, TODAY))
    if os.environ.get("RETE_ACCETTA") == "1":
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_of_their_lines_few_are_asked_about_and_in_few_questions() -> None:
    lines = questions = 0
    for path in SHAPES:
        text = path.read_text(encoding="utf-8")
        lines += sum(1 for line in text.splitlines() if line.strip())
        doubts = read_notes(text, RETE, TODAY).non_capite
        questions += len({d.gruppo or str(d.riga.numero) for d in doubts})
        assert len({d.gruppo or str(d.riga.numero) for d in doubts}) <= 6, path.stem
    assert lines > 150
    assert questions * 5 < lines
