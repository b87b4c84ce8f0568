"""Long sentences of writing commands: broken between words at a terminal, whole anywhere else."""

import pytest

from rete.commands.shared.dire import dates_to_read
from rete.render.terminal_text import wrapped
from tests.aiuti.mano import MINUTES, Mano
from tests.aiuti.tastiera import Keyboard

COMMAND = (
    *("ente", "chiudi", "il-ponte", "--atto", f"{MINUTES}/1", "--al", "2026-06-20"),
    *("--causa", "recesso", "--prova"),
)


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("uno due tre quattro", ["uno due tre", "  quattro"]),
        ("  - uno due tre", ["  - uno due", "    tre"]),
        ("  12. uno due tre", ["  12. uno", "      due", "      tre"]),
        ("    uno due tre", ["    uno due", "    tre"]),
        ("https://a.example/lungo sì", ["https://a.example/lungo", "  sì"]),
        ("anno-2025 anno-2026", ["anno-2025", "  anno-2026"]),
        ("", [""]),
    ],
)
def test_what_follows_begins_under_the_first_word(line: str, pieces: list[str]) -> None:
    assert wrapped(line, 12, hanging=2) == pieces


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("ultimo giorno 2026-06-30.", "ultimo giorno 30/06/2026."),
        ("(2026-05-01, 2026-05-02)", "(01/05/2026, 02/05/2026)"),
        ("aderisce dal 2026-05", "aderisce dal 05/2026"),
        ("citato da 2026-05-20-plenaria/1", "citato da 2026-05-20-plenaria/1"),
        ("data/verbali/2026/2026-05-20.yaml", "data/verbali/2026/2026-05-20.yaml"),
        ("«dal» è «2026-05-20»", "«dal» è «2026-05-20»"),
        ("il periodo 2025-26 e il 2011-12", "il periodo 2025-26 e il 2011-12"),
        ("il 2026-02-30", "il 2026-02-30"),
    ],
)
def test_dates_are_told_as_they_are_read(sentence: str, read: str) -> None:
    assert dates_to_read(sentence) == read


@pytest.mark.parametrize("columns", [40, 64])
def test_at_a_terminal_no_word_is_broken(mano: Mano, columns: int) -> None:
    whole = mano.call(*COMMAND).out.splitlines()
    with Keyboard(COMMAND, cwd=mano.register, columns=columns) as keyboard:
        lines = keyboard.ends().screen.splitlines()

    assert any(len(line) > columns for line in whole)
    sentences = [line for line in lines if not is_of_a_finding(line)]
    assert max(map(len, sentences)) <= columns
    assert " ".join(" ".join(sentences).split()) == " ".join(
        " ".join(line for line in whole if not is_of_a_finding(line)).split()
    )

    assert any(line.startswith("    ") for line in sentences)


def test_findings_are_never_broken(mano: Mano) -> None:
    whole = mano.call(*COMMAND).out.splitlines()
    with Keyboard(COMMAND, cwd=mano.register, columns=50) as keyboard:
        lines = keyboard.ends().screen.splitlines()

    found = [line for line in whole if is_of_a_finding(line)]
    assert found
    assert [line for line in lines if is_of_a_finding(line)] == found


def test_off_a_terminal_every_sentence_is_on_one_line(mano: Mano) -> None:
    lines = mano.call(*COMMAND).out.splitlines()

    assert all(line.startswith(("Uscita ", "  - ", "data/", "    →", "prova")) for line in lines)


def is_of_a_finding(line: str) -> bool:
    return line.startswith(("data/", "    →"))
