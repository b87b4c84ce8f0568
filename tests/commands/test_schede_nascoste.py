"""New records where a folder cannot be read: whether one has their name nobody can tell."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti.luoghi import ROOT
from tests.conftest import Said

Rete = Callable[..., Said]

_UNKNOWN = "c'è già: una cartella delle schede non si legge («rete controlla» dice quale"
_A_BODY = ("ente", "aggiungi", "--natura", "pubblico", "--denominazione")
_AN_ACT = ("atto", "registra", "--tipo", "altro", "--data", "2026-05-20", "--oggetto", "Uno")
_NAMELESS = "istituzione tavolo=nul nome=N genere=tavolo-tematico dal=1/6/2026"
_A_SITTING = ("verbale", "convoca", "plenaria", "--data", "2026-06-20", "--inizio", "17:00")


def hide(register: Path, folder: str) -> None:
    """Put a folder elsewhere, with a link to it in its place: links are not followed."""
    place, elsewhere = register / folder, register.parent / "altrove"
    place.mkdir(parents=True, exist_ok=True)
    place.rename(elsewhere)
    place.symlink_to(elsewhere)


@pytest.mark.parametrize(
    ("hidden", "identifier", "arguments"),
    [
        ("data/enti", "circolo", (*_A_BODY, "Circolo")),
        ("data/enti", "cerchio", (*_A_BODY, "Circolo", "--id", "cerchio")),
        ("data/atti/2024", "2026-05-20-uno", (*_AN_ACT, "--parola", "uno")),
        ("data/verbali/2024", "2026-06-20-plenaria", _A_SITTING),
    ],
)
def test_a_name_is_not_said_to_be_taken_where_nobody_can_tell(
    rete: Rete, register: Path, hidden: str, identifier: str, arguments: tuple[str, ...]
) -> None:
    hide(register, hidden)

    said = rete(*arguments, "--si", folder=register)

    assert (said.code, said.out) == (3, "")
    assert f"non si sa se «{identifier}» {_UNKNOWN}" in said.err


def test_a_name_that_is_taken_is_said_so(rete: Rete, register: Path) -> None:
    said = rete(*_A_BODY, "Altro", "--id", "il-ponte", "--si", folder=register)

    assert (said.code, "«il-ponte» ha già una scheda: scegli un altro nome" in said.err) == (
        2,
        True,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*_A_BODY, "Altro", "--id", "con"), "per esempio «ente-con»"),
        ((*_A_BODY, "Aux"), f"non si sa se «ente-aux» {_UNKNOWN}"),
        ((*_AN_ACT, "--parola", "uno", "--effetto", _NAMELESS), "per esempio «tavolo-nul»"),
    ],
)
def test_a_free_name_is_found_all_the_same(
    register: Path, arguments: tuple[str, ...], said: str
) -> None:
    hide(register, "data/enti")
    (register / "data/tavoli").rename(register.parent / "tavoli")
    (register / "data/tavoli").symlink_to(register.parent / "tavoli")

    done = subprocess.run(
        [sys.executable, "-m", "rete", *arguments, "--si"],
        cwd=register, check=False, capture_output=True, encoding="utf-8", timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "RETE_OGGI": "2026-06-01"},
    )  # fmt: skip

    assert done.returncode in (2, 3)
    assert said in done.stderr
