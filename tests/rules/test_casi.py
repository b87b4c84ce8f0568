"""Each code has a case: files that break that check and only that, and the exact words for it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.diagnostics import Check, Severity
from rete.rules.catalogue import every_check
from tests.aiuti.luoghi import CASES
from tests.conftest import Said

BUILT_BY_HAND = {"YAM007", "YAM016", "REG003", "REG004", "REG006", "REG007", "REG008"}
"""Codes whose files cannot be kept in git, here or on Windows; other tests make them."""

CHECKS = {check.code: check for check in every_check()}
CODES = sorted(path.name for path in CASES.iterdir() if not path.name.startswith("_"))


def test_every_code_has_a_case() -> None:
    assert set(CODES) == set(CHECKS) - BUILT_BY_HAND


def test_codes_are_never_reused() -> None:
    codes = [check.code for check in every_check()]
    assert len(codes) == len(set(codes))


def test_the_register_under_the_cases_is_sound(rete: Callable[..., Said], register: Path) -> None:
    said = rete("controlla", "--severo", folder=register)
    assert (said.code, said.out) == (0, "errori: 0, avvisi: 0\n")


@pytest.mark.parametrize("code", CODES)
def test_a_case_breaks_its_check_and_only_that(
    rete: Callable[..., Said], register: Path, code: str
) -> None:
    shutil.copytree(CASES / code, register, dirs_exist_ok=True)
    said = rete("controlla", folder=register)
    golden = CASES / code / "atteso.txt"
    if os.environ.get("RETE_ACCETTA"):
        golden.write_text(said.out, encoding="utf-8", newline="\n")
    assert said.out == golden.read_text(encoding="utf-8")
    shown = {line[-7:-1] for line in said.out.splitlines() if line.endswith("]")}
    assert shown == {code}
    assert said.code == (1 if CHECKS[code].severity is Severity.ERROR else 0)
    assert rete("controlla", "--severo", folder=register).code == 1


def pages() -> list[Check]:
    return list(every_check())


@pytest.mark.parametrize("check", pages(), ids=lambda check: check.code)
def test_a_page_says_what_is_wanted_and_why(check: Check) -> None:
    title, _, why = check.page.strip().partition("\n")
    assert title.endswith("."), "la prima riga dice che cosa si vuole, con il punto"
    assert len(why.strip()) > 20, "dopo la prima riga si dice perché"
