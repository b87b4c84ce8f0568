import ast
import errno
import re
import string
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click
import pytest
import typer
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rete import italiano
from rete.italiano.click_it import MESSAGES, PLURALS
from rete.italiano.yaml_it import CONTEXTS, FALLBACK, PROBLEMS
from tests.aiuti.luoghi import SRC
from tests.aiuti.porta import run

SRC = SRC / "rete"
TODAY = date(2025, 3, 1)
REAL_DAYS = st.dates(
    min_value=date(italiano.FIRST_YEAR, 1, 1), max_value=date(italiano.LAST_YEAR, 12, 31)
)

ENGLISH = re.compile(
    r"\b(the|is|are|not|such|missing|usage|try|error|options?|arguments?|commands?|help|did|you|mean"
    r"|requires?|unexpected|invalid|got|values?|show|exit|choose|from|possible|must|required"
    r"|default|text|integer|path|directory)\b",
    re.IGNORECASE,
)


def english_words(text: str) -> list[str]:
    return ENGLISH.findall(text.replace("--help", ""))


# --- Click and Typer -------------------------------------------------------------------------


def gettext_calls() -> Iterator[tuple[str, list[str | None]]]:
    """Every call of gettext in the installed Click and Typer, with its literal message ids."""
    for package in (click, typer):
        for path in sorted(Path(str(package.__file__)).parent.rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(func=ast.Name(id="_" | "gettext"), args=[message]):
                        yield f"{path.name}:{node.lineno}", [literal(message)]
                    case ast.Call(func=ast.Name(id="ngettext"), args=[one, many, _]):
                        yield f"{path.name}:{node.lineno}", [literal(one), literal(many)]


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_every_message_of_click_and_typer_has_italian() -> None:
    calls = list(gettext_calls())
    without = []
    for place, ids in calls:
        match ids:
            case [str(message)]:
                known = message in MESSAGES
            case [str(one), str(many)]:
                known = (one, many) in PLURALS
            case _:
                # `_(extra["required"])`: the only id that is not written where gettext is called.
                known = place.startswith("core.py") and "required" in MESSAGES
        if not known:
            without.append((place, ids))

    assert len(calls) > 70
    assert without == []


def fields(template: str) -> set[str]:
    return {str(name) for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_italian_messages_ask_for_no_value_that_the_english_do_not_have() -> None:
    pairs = [*MESSAGES.items()]
    for english, words in PLURALS.items():
        pairs += zip(english, words, strict=True)

    # The singular may name what only the plural has: Click gives both the same values.
    singulars = {english[0]: english[1] for english in PLURALS}
    for english, words in pairs:
        allowed = fields(english) | fields(singulars.get(english, ""))
        assert fields(words) <= allowed, english


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["completamento", "--opzione"], "l'opzione «--opzione» non esiste"),
        (["completamento", "--ogi", "x"], "Forse volevi: --oggi"),
        (["completamento"], "manca l'argomento «SHELL». Scegli tra «bash», «zsh», «fish»"),
        (["complettamento"], "il comando «complettamento» non esiste: forse volevi"),
        (["ente", "zzz", "di troppo"], "il comando «zzz» non esiste: i comandi sono «elenca»"),
        (["zzz"], "il comando «zzz» non esiste: i comandi sono «stato»"),
        (["completamento", "pippo"], "«pippo» non è ammesso: scegli tra «bash», «zsh»"),
        (["completamento", "bash", "zsh"], "c'è una parola di troppo: zsh"),
        (["completamento", "bash", "zsh", "fish"], "ci sono parole di troppo: zsh fish"),
        (["--oggi"], "l'opzione «--oggi» vuole un valore"),
        (["completamento", "--oggi", "31/2/2025", "bash"], "«31/2/2025» non è una data"),
        (["-C", "manca", "completamento", "bash"], "la cartella «manca» non esiste"),
        (["-C", "file", "completamento", "bash"], "«file» è un file, non una cartella"),
        (["--version=3"], "l'opzione «--version» non vuole un valore"),
    ],
)
def test_a_wrong_use_is_told_without_english_words(
    tmp_path: Path, args: list[str], expected: str
) -> None:
    (tmp_path / "file").touch()

    result = run(args, cwd=tmp_path)

    assert result.returncode == 2
    assert result.stdout == ""
    assert expected in result.stderr
    assert english_words(result.stderr) == []


def test_the_words_are_italian_even_where_typer_was_imported_first(tmp_path: Path) -> None:
    code = "import typer, sys; from rete.cli import main; sys.exit(main(sys.argv[1:]))"

    result = run(
        ["completamento", "pippo", "--ogi"],
        cwd=tmp_path,
        program=[sys.executable, "-c", code],
    )

    assert "l'opzione «--ogi» non esiste" in result.stderr
    assert english_words(result.stderr) == []


def test_help_has_no_english_words(tmp_path: Path) -> None:
    for args in (["--help"], ["completamento", "--help"]):
        text = run(args, cwd=tmp_path).stdout
        assert english_words(text) == []


def test_nobody_asks_yes_or_no_through_click_which_wants_an_english_y() -> None:
    asking = []
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(value=ast.Name(id="click" | "typer"), attr="confirm"):
                    asking.append(f"{path.name}:{node.lineno}")
                case ast.ImportFrom(module="click" | "typer", names=names):
                    asking += [f"{path.name}:{node.lineno}" for n in names if n.name == "confirm"]

    assert asking == []


# --- libyaml ---------------------------------------------------------------------------------


MESSAGE_LOOKING = re.compile(
    r"while (scanning|parsing|increasing|composing) .*|(did|could) not find .*|found .*|exceeded .*"
    r"|(but )?expected [a-z].*|.* are not allowed.*|in(valid|complete) .*(UTF|Unicode).*"
    r"|(un)?expected low .*|input .*|(anchor|alias|tag)( \w+)? must .*|neither tag .*"
)


def test_every_message_in_libyaml_has_italian() -> None:
    extension = Path(yaml._yaml.__file__).read_bytes()
    strings = [found.decode() for found in re.findall(rb"[\x20-\x7e]{8,}", extension)]
    messages = {text for text in strings if MESSAGE_LOOKING.fullmatch(text)}

    assert len(messages) > 80
    assert sorted(messages - PROBLEMS.keys() - CONTEXTS.keys()) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: b: c", "qui non ci può essere un altro «chiave: valore»"),
        ("a: 1\nb\n", "mancano i due punti dopo la chiave"),
        ('a: "b\n', "virgolette aperte"),
        ("a: [b, c\n", "va chiuso con «]»"),
        ("a: {b: 1\n", "va chiuso con «}»"),
        ("a:\n\tb: 1\n", "un valore non può cominciare con questo carattere"),
        ("- a\nb: 1\n", "con il trattino"),
        ("a: - b\n", "non può cominciare un elenco col trattino"),
        ("a: @b\n", "un valore non può cominciare con questo carattere"),
        ('a: "\\z"\n', "barra rovesciata"),
        ("a: 1\n b: 2\n", "qui non ci può essere un altro"),
        ("a: 'b'\n c: 'd'\n", "qui ci si aspettava una chiave"),
        ("%A\n", "il segno «%»"),
        ("a: &\n", "«&»"),
        ("a: !<x\n", "«!»"),
        ("a: *b\n", "«&» e «*»"),
        ("--- a\n--- b\n", "un solo documento"),
    ],
)
def test_what_libyaml_finds_is_said_in_words_for_a_secretary(text: str, words: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        yaml.compose(text, Loader=yaml.CSafeLoader)

    said = italiano.yaml_problem(str(caught.value.problem), caught.value.context)

    assert words in said


def test_an_unknown_problem_of_yaml_is_still_said_in_italian() -> None:
    assert italiano.yaml_problem("some new message", "while doing something new") == FALLBACK
    assert italiano.yaml_problem("some new message", None) == FALLBACK


# --- dates -----------------------------------------------------------------------------------


@given(REAL_DAYS)
def test_a_date_in_words_or_figures_is_read_back(day: date) -> None:
    for text in (
        italiano.date_in_words(day),
        italiano.short_date(day),
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"  {day.day} {italiano.month_in_words(day).upper()} ",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day.year}-{day.month}-{day.day}",
        f"{day:%Y/%m/%d}",
        f'"{italiano.date_in_words(day)}"',
        f"{day.day} {italiano.month_in_words(day)[:3]}. {day.year}",
    ):
        assert italiano.parse_date(text, TODAY) == day


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = italiano.parse_date(text, TODAY)

    assert found is None or italiano.parse_date(found.isoformat(), TODAY) == found


def test_the_first_of_a_month_is_said_first() -> None:
    assert italiano.date_in_words(date(2025, 3, 1)) == "1º marzo 2025"
    assert italiano.date_in_words(date(2025, 3, 2)) == "2 marzo 2025"
    assert italiano.month_in_words(date(2025, 12, 31)) == "dicembre 2025"
    assert italiano.short_date(date(2025, 3, 1)) == "01/03/2025"


def test_relative_days_are_counted_from_the_given_today() -> None:
    assert italiano.parse_date("oggi", TODAY) == TODAY
    assert italiano.parse_date("Ieri", TODAY) == TODAY - timedelta(days=1)
    assert italiano.parse_date("domani", TODAY) == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-02-29",
        "31/4/2025",
        "0/1/2025",
        "1/13/2025",
        "1 march 2025",
        "1º 2025",
        "2º marzo 2025",
        "1899-12-31",
        "2201-01-01",
        "1/3/25",
        "1.3/2025",
        "1 ma 2025",
        "2025-03-01\n2025-03-02",
        "\u0662\u0660\u0662\u0665-03-01",
        "²/3/2025",
    ],
)
def test_what_is_not_a_real_date_is_none(text: str) -> None:
    assert italiano.parse_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("29 febbraio 2025", "che esiste: febbraio 2025 ha 28 giorni"),
        ("2024-02-30", "che esiste: febbraio 2024 ha 29 giorni"),
        ("31/4/2025", "che esiste: aprile 2025 ha 30 giorni"),
        ("0/1/2025", "che esiste: i giorni cominciano da 1"),
        ("1/13/2025", "che esiste: i mesi vanno da 1 a 12"),
        ("2025-00-10", "che esiste: i mesi vanno da 1 a 12"),
        ("1899-12-31", "che si possa usare: gli anni vanno dal 1900 al 2200"),
        ("1 gennaio 2201", "che si possa usare: gli anni vanno dal 1900 al 2200"),
        ("0000-00-00", "che si possa usare: gli anni vanno dal 1900 al 2200"),
    ],
)
def test_a_day_that_cannot_be_is_told_why(text: str, why: str) -> None:
    assert italiano.parse_date(text, TODAY) is None
    assert italiano.date_problem(text) == f"«{text}» non è una data {why}"


@given(st.text())
def test_what_is_no_date_at_all_is_told_how_to_write_one(text: str) -> None:
    told = italiano.date_problem(text)
    assert told.startswith(f"«{text}» non è una data")
    assert any(
        how in told
        for how in ("scrivila come 2025-03-01", "che esiste:", "gli anni vanno", "quattro cifre")
    )


@pytest.mark.parametrize("text", ["1/3/25", "1.3.25", "01-03-25"])
def test_a_year_in_two_figures_is_told_whole(text: str) -> None:
    assert italiano.parse_date(text, TODAY) is None
    assert italiano.date_problem(text).endswith(f"l'anno va con quattro cifre, {text[:-2]}2025")


def test_a_day_is_found_within_a_text() -> None:
    assert italiano.day_within("plenaria del 1/3/2025, ore 17") == (
        date(2025, 3, 1),
        "plenaria del  , ore 17",
    )
    assert italiano.day_within("2025-03-01-plenaria") == (date(2025, 3, 1), "-plenaria")
    assert italiano.day_within("31/2/2025 o 11/3/20255") is None


# --- numbers and lists -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "zero"),
        (3, "tre"),
        (13, "tredici"),
        (21, "ventuno"),
        (23, "ventitré"),
        (28, "ventotto"),
        (80, "ottanta"),
        (93, "novantatré"),
        (100, "cento"),
        (101, "centouno"),
        (103, "centotré"),
        (108, "centotto"),
        (180, "centottanta"),
        (200, "duecento"),
        (999, "novecentonovantanove"),
        (1000, "mille"),
        (1001, "milleuno"),
        (2000, "duemila"),
        (2025, "duemilaventicinque"),
        (23_000, "ventitremila"),
        (103_003, "centotremilatré"),
        (999_999, "novecentonovantanovemilanovecentonovantanove"),
    ],
)
def test_numbers_are_written_as_italian_writes_them(n: int, words: str) -> None:
    assert italiano.number_in_words(n) == words


NUMBERS = st.integers(min_value=0, max_value=italiano.LARGEST_NUMBER_IN_WORDS)


@given(NUMBERS, NUMBERS)
def test_different_numbers_have_different_words(one: int, other: int) -> None:
    same_words = italiano.number_in_words(one) == italiano.number_in_words(other)

    assert same_words == (one == other)


def test_only_plain_figures_are_a_number() -> None:
    known = {"2": 2, "002": 2, "0": 0, "999999999": 999_999_999, "0" * 5000 + "7": 7}
    assert {text: italiano.parse_number(text) for text in known} == known
    for text in ("", " 2", "+2", "-2", "2.0", "\u0662", "\u00b2", "1000000000", "9" * 5000):
        assert italiano.parse_number(text) is None, text[:10]


def test_all_numbers_up_to_ten_thousand_have_words_of_their_own() -> None:
    assert len({italiano.number_in_words(n) for n in range(10_000)}) == 10_000


@pytest.mark.parametrize("n", [-1, italiano.LARGEST_NUMBER_IN_WORDS + 1])
def test_a_number_without_words_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        italiano.number_in_words(n)


def test_only_one_is_singular() -> None:
    assert italiano.count(0, "ente", "enti") == "0 enti"
    assert italiano.count(1, "ente", "enti") == "1 ente"
    assert italiano.count(3, "seduta", "sedute") == "3 sedute"


def test_a_list_in_words_ends_with_e() -> None:
    assert italiano.join_words([]) == ""
    assert italiano.join_words(["a"]) == "a"
    assert italiano.join_words(["a", "b"]) == "a e b"
    assert italiano.join_words(["a", "b", "c"]) == "a, b e c"


def test_an_answer_is_yes_no_or_to_be_asked_again() -> None:
    assert [italiano.yes_or_no(t) for t in ("s", "Sì", "SI", " si' ")] == [True] * 4
    assert [italiano.yes_or_no(t) for t in ("n", "NO")] == [False] * 2
    assert [italiano.yes_or_no(t) for t in ("", "y", "forse")] == [None] * 3


def test_what_the_system_refuses_is_said_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "manca").open()

    assert italiano.os_problem(caught.value) == f"«{tmp_path / 'manca'}»: non esiste"
    assert italiano.os_problem(OSError(errno.ENOSPC, "No space left")) == "il disco è pieno"
    assert italiano.os_problem(OSError(9999, "?")) == "errore n. 9999 del sistema"
    assert italiano.os_problem(OSError("?")) == "errore del sistema"
    assert italiano.os_problem(OSError(errno.EIO, "?", b"a\xff")).startswith("«a\\xff»: il disco")
