"""`rete spiega`: the list of the checks and the page of each."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.diagnostics import Check
from rete.rules.catalogue import every_check
from tests.conftest import Said

Rete = Callable[..., Said]

PAGE = """\
TAV001 (errore)

Chi siede a un tavolo o lo coordina è un ente del registro.

"""


def test_the_list_names_every_check_once_within_80_columns(rete: Rete, tmp_path: Path) -> None:
    said = rete("spiega", folder=tmp_path)

    listed = [line.split()[0] for line in said.out.splitlines() if line.startswith("  ")]
    codes = [check.code for check in every_check()]
    named = [word for word in listed if word in codes]
    assert sorted(named) == codes
    assert named[0].startswith("YAM")
    assert max(map(len, said.out.splitlines())) <= 80
    assert (said.code, said.err) == (0, "")


def test_the_list_is_grouped_under_names_and_not_under_prefixes(rete: Rete, tmp_path: Path) -> None:
    headings = [
        line for line in rete("spiega", folder=tmp_path).out.splitlines()[:-1]
        if line and not line.startswith(" ")
    ]  # fmt: skip

    assert "Tavoli" in headings
    assert len(headings) == len({check.code[:3] for check in every_check()})
    assert [heading for heading in headings if heading.isupper()] == []


@pytest.mark.parametrize("typed", ["TAV001", "tav001", "[TAV001]"])
def test_a_page_says_weight_what_and_why(rete: Rete, tmp_path: Path, typed: str) -> None:
    said = rete("spiega", typed, folder=tmp_path)

    assert said.out.startswith(PAGE)
    assert len(said.out) > len(PAGE) + 20
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize("check", every_check(), ids=lambda check: check.code)
def test_no_page_is_wider_than_a_terminal(rete: Rete, tmp_path: Path, check: Check) -> None:
    said = rete("spiega", check.code, folder=tmp_path)

    assert max(map(len, said.out.splitlines())) <= 80
    assert "\n\n\n" not in said.out
    assert " ".join(check.page.split()) in " ".join(said.out.split())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("TAV01", "il controllo «TAV01» non esiste: forse volevi «TAV"),
        ("xyz", "il controllo «xyz» non esiste: «rete spiega» li elenca tutti"),
        ("", "il controllo «» non esiste: «rete spiega» li elenca tutti"),
        ("\x1b[2J", "il controllo «\\x1b[2J» non esiste"),
    ],
)
def test_an_unknown_code_is_wrong_usage(rete: Rete, tmp_path: Path, typed: str, words: str) -> None:
    said = rete("spiega", typed, folder=tmp_path)

    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_json_says_the_same(rete: Rete, tmp_path: Path) -> None:
    one = json.loads(rete("spiega", "tav001", "--formato", "json", folder=tmp_path).out)
    everything = json.loads(rete("spiega", "--formato", "json", folder=tmp_path).out)

    assert list(one) == ["versione", "controlli"]
    assert list(one["controlli"][0]) == ["codice", "gravita", "titolo", "perche"]
    assert one["controlli"][0] in everything["controlli"]
    assert [c["codice"] for c in everything["controlli"]] == [c.code for c in every_check()]
