"""No option is taken and does nothing: where it cannot apply it is refused.

Each option of each command that writes is given in every case that `test_campi_scritti` knows of
that command, and in those below: it changes what is written, or nothing is written.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.aiuti.luoghi import CASES
from tests.aiuti.registro import Data
from tests.commands.test_campi_scritti import COMING, COMMANDS, NOTES, STORIES, TODAY
from tests.conftest import Said

ALSO: Mapping[str, tuple[Data, ...]] = {
    "verbale convoca": ({"tavolo": COMING, "data": None}, {"tavolo": "cura"}),
    "verbale redigi": ({"tavolo": COMING, "data": None}, {"tavolo": "plenaria"}),
    "verbale sposta": ({"data": None, "luogo": "Sala"},),
}
"""Other cases of a command, as changes of the values of its story."""
ONLY_IF: Mapping[tuple[str, str], str] = {
    ("verbale convoca", "solo_punti"): "leaves out what would be inherited, if anything is",
    ("verbale redigi", "comunque"): "keeps the lines that are not understood, if there are any",
}
"""Options that say what to do in a case that may not be there, and are true where it is not."""


def cases(name: str) -> Iterator[Data]:
    story = STORIES[name]
    known = [{}, *story.con.values(), *ALSO.get(name, ())]
    for more in known:
        found = {key: value for key, value in {**story.valori, **more}.items() if value}
        yield found


@pytest.mark.parametrize("name", STORIES)
def test_an_option_changes_what_is_written_or_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETE_OGGI", TODAY)
    monkeypatch.chdir(tmp_path)
    for file, text in (
        ("testo.txt", "Un testo.\n"),
        ("appunti.txt", NOTES),
        ("altri.txt", NOTES.replace("Si parla", "Si discute")),
        ("regole.yaml", "convocazione: {preavviso: {giorni: 5}}\n"),
    ):
        Path(file).write_text(text, encoding="utf-8")
    story, command = STORIES[name], COMMANDS[name]
    idle = []
    for case in cases(name):
        without = command.writes(tmp_path, case)
        for option, value in story.campi.items():
            if option in case or not command.fields.CAMPI[option].riga or without is None:
                continue
            if command.writes(tmp_path, {**case, option: value}) == without:
                idle += [] if (name, option) in ONLY_IF else [(option, value, case)]
    assert idle == []


OF_A_DOCUMENT = (
    ("--al", "2024-03-01"),
    ("--dal", "2024-03-01"),
    ("--vista", "vigente"),
    ("--registro-del", "2024-03-01"),
    ("--formato", "html"),
    ("-o", "carta.md"),
    ("--comunque",),
)


@pytest.mark.parametrize("said", OF_A_DOCUMENT, ids=lambda said: str(said[0]))
def test_what_is_said_of_a_document_is_refused_where_none_is_named(
    rete: Callable[..., Said], said: tuple[str, ...]
) -> None:
    refused = rete("documento", *said, folder=CASES / "_base")
    assert refused.code == 2
    assert f"{said[0]} vuole il nome di un documento" in refused.err
