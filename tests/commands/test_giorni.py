"""Days and numbers on the command line that cannot be meant: refused, and told why."""

from collections.abc import Callable

import pytest

from tests.aiuti.luoghi import EXAMPLE
from tests.conftest import Said

Rete = Callable[..., Said]
LATE, EARLY = "2025-03-02", "1 marzo 2025"


@pytest.mark.parametrize(
    ("words", "end"),
    [
        (("verbale", "elenca"), "--fino"),
        (("atto", "elenca"), "--fino"),
        (("verbale", "presenze"), "--fino"),
        (("verbale", "presenze"), "--al"),
        (("documento", "registro-decisioni"), "--al"),
    ],
)
def test_a_stretch_that_ends_before_it_begins_is_refused(
    rete: Rete, words: tuple[str, ...], end: str
) -> None:
    said = rete(*words, "--dal", LATE, end, EARLY, folder=EXAMPLE)
    assert (said.code, said.out) == (2, "")
    shown = "--al" if words[-1] == "presenze" else end
    assert f"--dal (02/03/2025) viene dopo {shown} (01/03/2025): correggi una delle" in said.err

    assert rete(*words, "--dal", EARLY, end, LATE, folder=EXAMPLE).code == 0
    assert rete(*words, "--dal", LATE, end, LATE, folder=EXAMPLE).code == 0


@pytest.mark.parametrize("words", [("verbale", "presenze"), ("documento", "registro-decisioni")])
def test_what_ends_today_cannot_begin_tomorrow(rete: Rete, words: tuple[str, ...]) -> None:
    said = rete(*words, "--dal", "domani", folder=EXAMPLE)
    assert said.code == 2
    assert "--dal (02/06/2026) viene dopo oggi (01/06/2026)" in said.err


def test_sittings_to_come_can_be_asked_for(rete: Rete) -> None:
    assert rete("verbale", "elenca", "--dal", "domani", folder=EXAMPLE).code == 0


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("29 febbraio 2025", "che esiste: febbraio 2025 ha 28 giorni"),
        ("1500-01-01", "che si possa usare: gli anni vanno dal 1900 al 2200"),
    ],
)
def test_a_day_that_cannot_be_is_told_why(rete: Rete, typed: str, why: str) -> None:
    said = rete("ente", "elenca", "--al", typed, folder=EXAMPLE)
    assert said.code == 2
    assert f"«{typed}» non è una data {why}" in " ".join(said.err.split())


def test_an_empty_name_is_no_folder(rete: Rete) -> None:
    for arguments in (("-C", ""), ("stato", "--cartella", "")):
        said = rete(*arguments, folder=EXAMPLE)
        assert (said.code, said.out) == (2, "")
        assert "manca il nome della cartella" in said.err


@pytest.mark.parametrize("number", ["\u0662", "\u00b2", "9" * 5000, "+1", ""])
def test_only_plain_figures_name_a_decision(rete: Rete, number: str) -> None:
    reference = f"2025-03-20-plenaria/{number}"
    assert rete("atto", "mostra", "2025-03-20-plenaria/2", folder=EXAMPLE).code == 0
    for words in (("atto", "mostra"), ("documento", "estratto"), ("azione", "aggiorna")):
        said = rete(*words, reference, folder=EXAMPLE)
        assert said.code == 2, said.err
        assert said.out == ""
        assert "difetto" not in said.err
