"""`rete controlla`: what it prints, for which paths, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.render.findings import what_is_suspended
from tests.conftest import Said

Rete = Callable[..., Said]

STRANGER = "  - {ente: roma-xii}\n"


@pytest.fixture
def faulty(register: Path) -> Path:
    """Two tables, each with a stranger."""
    for name in ("abitare", "giovani"):
        (register / f"data/tavoli/{name}.yaml").write_text(
            f"nome: Tavolo {name}\ngenere: tavolo-tematico\n"
            'istituzione: {dal: "2024-01-15", atto: 2024-01-15-stipula}\n'
            f"coordinamento:\n{STRANGER}",
            encoding="utf-8",
        )
    return register


def tables_at_fault(said: Said) -> list[str]:
    found = [line.split(":")[0] for line in said.out.splitlines() if "[TAV001]" in line]
    return [Path(path).stem for path in found]


def test_a_finding_is_two_lines_and_the_summary_comes_last(rete: Rete, faulty: Path) -> None:
    said = rete("controlla", "data/tavoli/abitare.yaml", folder=faulty)

    lines = said.out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.endswith("[TAV001]"))
    assert lines[at : at + 2] == [
        "data/tavoli/abitare.yaml:5:5: errore: «roma-xii» non è un ente della rete [TAV001]",
        "    → crea data/enti/roma-xii.yaml o correggi il nome",
    ]
    assert lines[-1].startswith("errori: ")
    assert said.err == ""
    assert said.code == 1


def test_a_sound_register_says_so_in_one_line(rete: Rete, register: Path) -> None:
    said = rete("controlla", folder=register)

    assert (said.code, said.out, said.err) == (0, "errori: 0, avvisi: 0\n", "")


@pytest.mark.parametrize(
    ("inside", "given", "shown"),
    [
        (".", [], ["abitare", "giovani"]),
        (".", ["data/tavoli/abitare.yaml"], ["abitare"]),
        (".", ["data/tavoli"], ["abitare", "giovani"]),
        (".", ["./data/tavoli/"], ["abitare", "giovani"]),
        (".", ["data/enti"], []),
        (".", ["data/enti", "data/tavoli/giovani.yaml"], ["giovani"]),
        (".", ["."], ["abitare", "giovani"]),
        (".", ["data/tavoli/../tavoli/giovani.yaml"], ["giovani"]),
        ("data/tavoli", ["abitare.yaml"], ["abitare"]),
        ("data/tavoli", ["data/tavoli/giovani.yaml"], ["giovani"]),
        ("data/enti", ["../tavoli"], ["abitare", "giovani"]),
        ("data/enti", ["."], []),
    ],
)
def test_paths_choose_what_is_shown_and_counted(
    rete: Rete, faulty: Path, inside: str, given: list[str], shown: list[str]
) -> None:
    said = rete("controlla", *given, folder=faulty / inside)

    assert tables_at_fault(said) == shown
    assert said.code == (1 if shown else 0)
    if not shown:
        assert said.out == "errori: 0, avvisi: 0\n"


def test_a_path_from_another_folder_is_relative_to_where_one_is(rete: Rete, faulty: Path) -> None:
    said = rete(
        "controlla", "-C", faulty.name, f"{faulty.name}/data/tavoli/abitare.yaml",
        folder=faulty.parent,
    )  # fmt: skip

    assert tables_at_fault(said) == ["abitare"]


def test_a_path_of_which_another_is_the_beginning_is_not_shown(rete: Rete, faulty: Path) -> None:
    (faulty / "data/tavoli/abitare").mkdir()

    said = rete("controlla", "data/tavoli/abitare", folder=faulty)

    assert tables_at_fault(said) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("data/tavoli/non-c-e.yaml", "«data/tavoli/non-c-e.yaml» non esiste"),
        ("..", "«..» non è nel registro"),
        ("/", "«/» non è nel registro"),
        ("LEGGIMI", "«LEGGIMI» non è nel registro, che sta nella cartella «data»"),
    ],
)
def test_a_path_that_is_not_in_the_register_is_wrong_usage(
    rete: Rete, faulty: Path, given: str, words: str
) -> None:
    (faulty / "LEGGIMI").write_text("", encoding="utf-8")

    said = rete("controlla", given, folder=faulty)

    assert said.code == 2
    assert said.out == ""
    assert words in said.err


def test_warnings_fail_only_when_severe(rete: Rete, register: Path) -> None:
    table = register / "data/tavoli/abitare.yaml"
    # A comment glued to the word before it: YAM gives a warning and goes on.
    table.write_text(
        table.read_text(encoding="utf-8").replace("Tavolo abitare", "Tavolo abitare #1"),
        encoding="utf-8",
    )

    said = rete("controlla", folder=register)

    assert said.out.endswith("errori: 0, avvisi: 1\n")
    assert ": avviso: " in said.out
    assert said.code == 0
    assert rete("controlla", "--severo", folder=register).code == 1
    assert rete("controlla", "--severo", "data/enti", folder=register).code == 0


def test_json_says_the_same(rete: Rete, faulty: Path) -> None:
    said = rete("controlla", "data/tavoli/abitare.yaml", "--formato", "json", folder=faulty)

    told = json.loads(said.out)
    assert list(told) == ["versione", "errori", "avvisi", "rilievi"]
    assert told["versione"] == 1
    assert told["errori"] == len([r for r in told["rilievi"] if r["gravita"] == "errore"])
    assert {
        "codice": "TAV001",
        "gravita": "errore",
        "file": "data/tavoli/abitare.yaml",
        "riga": 5,
        "colonna": 5,
        "messaggio": "«roma-xii» non è un ente della rete",
        "rimedio": "crea data/enti/roma-xii.yaml o correggi il nome",
        "preesistente": False,
    } in told["rilievi"]
    assert said.code == 1


def test_a_format_that_is_not_there_is_told_in_italian(rete: Rete, register: Path) -> None:
    said = rete("controlla", "--formato", "xml", folder=register)

    assert said.code == 2
    assert "«xml» non è ammesso: scegli tra «testo», «json»" in said.err


def test_what_is_suspended_is_told_before_the_summary(rete: Rete, register: Path) -> None:
    (register / "data/enti/il-ponte.yaml").write_text("natura: boh\n", encoding="utf-8")

    said = rete("controlla", folder=register)

    assert said.out.splitlines()[-2].endswith(": data/enti/il-ponte.yaml")
    assert "finché non si legge" in said.out.splitlines()[-2]
    assert said.out.splitlines()[-1].startswith("errori: ")
    as_json = rete("controlla", "--formato", "json", folder=register)
    assert json.loads(as_json.out)["errori"] >= 1
    assert "data/enti/il-ponte.yaml" in as_json.err


@pytest.mark.parametrize(
    ("rules", "unread", "words"),
    [
        (1, ["a"], "1 controllo sospeso finché non si legge: a"),
        (3, ["a", "b"], "3 controlli sospesi finché non si leggono: a, b"),
        (2, list("abcde"), "2 controlli sospesi finché non si leggono: a, b, c, d, e"),
        (2, ["a"] * 6, "2 controlli sospesi finché non si leggono: a, a, a, a, a, 1 altro file"),
        (2, ["a"] * 7, "2 controlli sospesi finché non si leggono: a, a, a, a, a, 2 altri file"),
        (2, [], "2 controlli sospesi finché non si leggono tutti i file"),
        (1, ["\x1b[2J"], "1 controllo sospeso finché non si legge: \\x1b[2J"),
    ],
)  # fmt: skip
def test_the_files_that_are_waited_for_are_named_up_to_five(
    rules: int, unread: list[str], words: str
) -> None:
    assert what_is_suspended(rules, unread) == words
