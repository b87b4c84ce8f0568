"""Reading bytes: what the format refuses, scalars as written, the place of each value."""

import time
from typing import Any

import pytest

from rete.diagnostics import Severity
from rete.source import MAX_BYTES, MAX_DEPTH, MAX_FAULTS, Document, Shape, compose

Fault = tuple[str, int, int]


def read(text: str | bytes, shape: Shape | None = None) -> Document:
    data = text.encode("utf-8") if isinstance(text, str) else text
    return compose(data, shape) if shape else compose(data)


def faults(text: str | bytes) -> list[Fault]:
    return [(f.check.code, f.mark.line, f.mark.column) for f in read(text).faults]


# --- what is refused, with its place ---

REFUSED: dict[str, tuple[str | bytes, Fault]] = {
    "latin-1": (b"nome: x\nvia: Citt\xe0\n", ("YAM001", 2, 10)),
    "utf-16": (b"\xff\xfen\x00o\x00", ("YAM001", 1, 1)),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", ("YAM001", 1, 1)),
    "half a character at the end": (b"nome: perch\xc3", ("YAM001", 1, 12)),
    "an overlong encoding": (b"nome: \xc0\xaf", ("YAM001", 1, 7)),
    "a surrogate": (b"nome: \xed\xa0\x80", ("YAM001", 1, 7)),
    "a bracket left open": ("a: [b\nc: d\n", ("YAM002", 2, 2)),
    "two values on one line": ("a: b: c\n", ("YAM002", 1, 5)),
    "quotes left open": ('a: "b\n', ("YAM002", 2, 1)),
    "a tab as indentation": ("\ta: b\n", ("YAM002", 1, 1)),
    "a value that begins with @": ("sito: @roccaverde\n", ("YAM002", 1, 7)),
    "an unknown escape": ('a: "C:\\qui"\n', ("YAM002", 1, 7)),
    "half a pair of surrogates": ('a: "\\ud83d\\ude00"\n', ("YAM002", 1, 7)),
    "a repeated key": ("a: b\nc: d\na: e\n", ("YAM003", 3, 1)),
    "a repeated key in flow": ("x: {a: b, a: c}\n", ("YAM003", 1, 11)),
    "a repeated key, quoted": ("a: b\n'a': e\n", ("YAM003", 2, 1)),
    "a repeated key, escaped": ('a: b\n"\\x61": e\n', ("YAM003", 2, 1)),
    "an anchor on a text": ("a: &x b\n", ("YAM004", 1, 4)),
    "an anchor on a list": ("a: &x [b]\n", ("YAM004", 1, 4)),
    "an anchor on a key": ("&x a: b\n", ("YAM004", 1, 1)),
    "an alias": ("a: *x\n", ("YAM004", 1, 4)),
    "an alias in a list": ("a:\n  - b\n  - *x\n", ("YAM004", 3, 5)),
    "an alias to merge": ("<<: *x\n", ("YAM004", 1, 5)),
    "a tag": ("a: !!str b\n", ("YAM005", 1, 4)),
    "a tag that makes objects": ("a: !!python/object/apply:os.system [x]\n", ("YAM005", 1, 4)),
    "a tag on a key": ("!x a: b\n", ("YAM005", 1, 1)),
    "a tag alone": ("a: ! b\n", ("YAM005", 1, 4)),
    "a tag with half a character": ("a: !%ED%A0%80 b\n", ("YAM005", 1, 1)),
    "a directive": ("%YAML 1.1\n---\na: b\n", ("YAM005", 1, 1)),
    "a second document": ("a: b\n---\nc: d\n", ("YAM006", 2, 1)),
    "a second document after an end": ("a: b\n...\n---\nc: d\n", ("YAM006", 3, 1)),
    "an accent in two pieces": ("a: x\nvia: citta\u0300\n", ("YAM009", 2, 10)),
    "an accent in two pieces in a key": ("citta\u0300: x\n", ("YAM009", 1, 5)),
    "an accent in two pieces in a comment": ("a: b # citta\u0300\n", ("YAM009", 1, 12)),
    "an accent in two pieces, escaped": ('a: "citta\\u0300"\n', ("YAM009", 1, 4)),
    "a ligature that NFC undoes": ("a: \u0958\n", ("YAM009", 1, 4)),
    "a null": ("a: b\x00\n", ("YAM010", 1, 5)),
    "a bell": ("a: 'b\x07'\n", ("YAM010", 1, 6)),
    "an escape": ("a: \x1b[31mb\n", ("YAM010", 1, 4)),
    "a bell in a comment": ("a: b # \x07\n", ("YAM010", 1, 8)),
    "a delete": ("a: b\x7f\n", ("YAM010", 1, 5)),
    "a carriage return alone": ("a: b\rc: d\n", ("YAM010", 1, 5)),
    "U+0085": ("a: b\x85c: d\n", ("YAM010", 1, 5)),
    "U+009B": ("a: b\x9b31m\n", ("YAM010", 1, 5)),
    "U+2028": ("a: b\u2028c: d\n", ("YAM010", 1, 5)),
    "U+2029": ("è: b\u2029c: d\n", ("YAM010", 1, 5)),
    "U+FEFF inside": ("a: b\ufeff\n", ("YAM010", 1, 5)),
    "U+FEFF at the start": ("\ufeffa: b\n", ("YAM010", 1, 1)),
    "U+202E": ("a: b\u202ec\n", ("YAM010", 1, 5)),
    "U+2066": ("a: b\n# \u2066c\n", ("YAM010", 2, 3)),
    "U+FFFE": ("a: b\ufffe\n", ("YAM010", 1, 5)),
    "a null, escaped": ('a: "\\0"\n', ("YAM010", 1, 4)),
    "a bell, escaped": ('a: "\\a"\n', ("YAM010", 1, 4)),
    "an escape, escaped": ('a: "\\e[31m"\n', ("YAM010", 1, 4)),
    "a carriage return, escaped": ('a: "b\\r"\n', ("YAM010", 1, 4)),
    "U+0085, escaped": ('a: "\\N"\n', ("YAM010", 1, 4)),
    "U+2028, escaped": ('a: "\\L"\n', ("YAM010", 1, 4)),
    "U+2029, escaped": ('a: "\\P"\n', ("YAM010", 1, 4)),
    "U+FEFF, escaped": ('a: "\\ufeff"\n', ("YAM010", 1, 4)),
    "U+202E, escaped": ('a: [b, "\\u202e"]\n', ("YAM010", 1, 8)),
    "U+202E, escaped in a key": ('"\\u202e": b\n', ("YAM010", 1, 1)),
    "an empty value": ("a:\nb: c\n", ("YAM011", 1, 3)),
    "an empty value with a comment": ("a: # da chiedere\nb: c\n", ("YAM011", 1, 3)),
    "an empty item": ("a:\n  - b\n  -\n", ("YAM011", 3, 4)),
    "an empty value in flow": ("a: {b: , c: d}\n", ("YAM011", 1, 8)),
    "a tilde": ("a: ~\n", ("YAM011", 1, 4)),
    "a tilde in a list": ("a: [b, ~]\n", ("YAM011", 1, 8)),
    "dashes alone": ("---\n", ("YAM011", 2, 1)),
    "a list as key": ("? [a]\n: b\n", ("YAM013", 1, 3)),
    "an alias as key": ("*a : b\n", ("YAM013", 1, 1)),
    "an empty key": ('"": b\n', ("YAM013", 1, 1)),
    "nothing": ("", ("YAM014", 1, 1)),
    "only spaces": ("\n  \n", ("YAM014", 1, 1)),
    "only a comment": ("# da scrivere\n", ("YAM014", 1, 1)),
    "a conflict": ("a: b\n<<<<<<< HEAD\nc: d\n", ("YAM015", 2, 1)),
    "the middle of a conflict": ("a: b\n=======\nc: d\n", ("YAM015", 2, 1)),
    "the end of a conflict": ("a: b\n>>>>>>> proposta\n", ("YAM015", 2, 1)),
    "a conflict with CR LF": ("a: b\r\n<<<<<<< HEAD\r\n", ("YAM015", 2, 1)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_format_refuses_is_a_fault_with_its_place(name: str) -> None:
    text, fault = REFUSED[name]
    document = read(text)
    assert faults(text) == [fault]
    assert document.value is None


@pytest.mark.parametrize("name", REFUSED)
def test_a_fault_of_reading_is_the_same_when_places_are_wanted(name: str) -> None:
    text, _ = REFUSED[name]
    data = text.encode("utf-8") if isinstance(text, str) else text
    assert compose(data, with_places=True).faults == compose(data).faults


def test_a_file_over_the_largest_size_is_not_read() -> None:
    assert faults(b"#" * MAX_BYTES + b"\n") == [("YAM007", 1, 1)]
    assert read(b"a: " + b"b" * (MAX_BYTES - 3)).value == {"a": "b" * (MAX_BYTES - 3)}


@pytest.mark.parametrize(
    ("opening", "closing", "column"),
    [("[", "]", MAX_DEPTH + 1), ("{a: ", "}", 4 * MAX_DEPTH + 1), ("- ", "", 2 * MAX_DEPTH + 1)],
)
def test_nesting_has_a_limit_and_what_is_within_it_is_read(
    opening: str, closing: str, column: int
) -> None:
    def nested(depth: int) -> str:
        return opening * depth + "x" + closing * depth

    assert faults(nested(MAX_DEPTH)) == []
    assert faults(nested(MAX_DEPTH + 1)) == [("YAM008", 1, column)]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[\n" * 100_000,
        "{a: " * 25_000,
        "{" * 100_000,
        "- " * 50_000,
        "? " * 50_000,
        "a: " + "[" * 100_000 + "]" * 100_000,
        "\n".join(" " * i + "a:" for i in range(1000)),
    ],
)
def test_a_hundred_thousand_openings_are_refused_within_a_second(text: str) -> None:
    start = time.perf_counter()
    codes = {code for code, _, _ in faults(text)}
    assert time.perf_counter() - start < 1
    assert codes <= {"YAM002", "YAM008", "YAM013"}
    assert codes


def test_the_bomb_of_aliases_expands_nothing() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    document = read("\n".join(lines))
    assert document.value is None
    assert {f.check.code for f in document.faults} == {"YAM004"}
    assert len(document.faults) == MAX_FAULTS + 1


def test_many_faults_are_not_all_told() -> None:
    document = read("".join(f"k{n}: ~\n" for n in range(1000)))
    assert [f.mark.line for f in document.faults] == list(range(1, MAX_FAULTS + 2))


def test_a_message_never_carries_a_whole_page_of_the_file() -> None:
    long = "x" * 5000
    for text in (f"a: &{long} b", f"a: !{long} b", f"a: b #{long}", f"? {long}\n: b\n" * 2):
        (fault,) = read(text).faults
        assert len(fault.message) < 150, fault.message


def test_what_may_be_confused_with_a_conflict_is_not_one() -> None:
    text = "note: |\n  <<<<<<< HEAD\n  =======\n"
    assert read(text).value == {"note": "<<<<<<< HEAD\n=======\n"}


# --- the warning ---


@pytest.mark.parametrize(
    ("text", "value", "column"),
    [
        ("via: Roma #5\n", "Roma", 11),
        ("via: Città nuova #5 #6\n", "Città nuova", 18),
        ("via: Roma\t#5\r\n", "Roma", 11),
        ("via: 😀 #x\n", "😀", 8),
    ],
)
def test_a_comment_glued_to_a_word_is_a_warning(text: str, value: str, column: int) -> None:
    document = read(text)
    assert document.value == {"via": value}
    assert faults(text) == [("YAM012", 1, column)]
    assert document.faults[0].check.severity is Severity.WARNING


def test_a_comment_glued_after_the_last_line_of_a_text_or_an_item_is_a_warning() -> None:
    assert faults("a: b\n  c #d\n") == [("YAM012", 2, 5)]
    assert faults("a:\n  - b #c\n") == [("YAM012", 2, 7)]
    assert faults("a: [b #c\n  ]\n") == [("YAM012", 1, 7)]


@pytest.mark.parametrize(
    "text",
    [
        "a: b # un commento\n",
        "a: b #\n",
        "a: b ##\n",
        "# un commento\na: b\n",
        "#un commento\na: b\n",
        "a: 'b' #c\n",
        'a: "b #c"\n',
        "a: b#c\n",
        "a: |\n  b #c\n",
        "a: #c\n  b\n",
    ],
)
def test_a_comment_written_as_one_is_no_warning(text: str) -> None:
    assert faults(text) == []


# --- scalars ---


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "no",
        "yes",
        "on",
        "true",
        "null",
        "17:30",
        "00165",
        "15121",
        "90000019993",
        "2025-03-01",
        "2025-03",
        "1_000",
        "0x1F",
        "0o17",
        "1e3",
        ".inf",
        ".nan",
        "-1",
        "+1",
        "1.5",
        "=",
        "<<",
        "a",
        "è",
        "12:30:45",
        "-x",
        "2025-03-01T10:00:00Z",
    ],
)
def test_a_plain_scalar_is_the_text_as_written(text: str) -> None:
    assert read(f"a: {text}\n").value == {"a": text}


NUMBERS = Shape(
    keys={"n": Shape(number="integer"), "q": Shape(number="number")},
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("n: 0", 0),
        ("n: 12", 12),
        ("n: -3", -3),
        ("n: 00165", "00165"),
        ("n: 1.0", "1.0"),
        ("n: '12'", "12"),
        ('n: "12"', "12"),
        ("n: 1_000", "1_000"),
        ("n: 0x1F", "0x1F"),
        ("n: +1", "+1"),
        ("n: ١٢", "١٢"),
        ("n: 9999999999999999", "9999999999999999"),
        ("q: 12", 12),
        ("q: 12.50", 12.5),
        ("q: .5", ".5"),
        ("q: 5.", "5."),
        ("q: 1e3", "1e3"),
        ("q: .nan", ".nan"),
        ("q: 12,50", "12,50"),
        ("altro: 12", "12"),
    ],
)
def test_numbers_are_only_where_the_shape_wants_them(text: str, value: Any) -> None:
    document = read(text, NUMBERS)
    assert document.value is not None
    (found,) = document.value.values()  # type: ignore[union-attr]
    assert found == value
    assert type(found) is type(value)


def test_numbers_inside_lists_and_groups_follow_the_shape() -> None:
    shape = Shape(keys={"azioni": Shape(item=NUMBERS), "voti": Shape(item=Shape(number="integer"))})
    document = read("azioni:\n  - {n: 1, t: 2}\nvoti: [3, '4', x]\n", shape)
    assert document.value == {"azioni": [{"n": 1, "t": "2"}], "voti": [3, "4", "x"]}


def test_carriage_returns_before_line_feeds_change_nothing() -> None:
    text = "a: b\nc: |\n  d\n\n  e\nf: >\n  g\n  h\ni: 'k\n  l'\nm:\n  - n # o\n"
    with_cr = read(text.replace("\n", "\r\n"))
    assert with_cr.value == read(text).value
    assert with_cr.faults == ()


def test_texts_in_blocks() -> None:
    text = "a: |\n  b\n   c\n\n  d #e\nf: >-\n  g\n  h\n\n  i\nl: |+\n  m\n\n"
    assert read(text).value == {"a": "b\n c\n\nd #e\n", "f": "g h\ni", "l": "m\n\n"}


def test_what_cannot_be_mistaken_is_allowed() -> None:
    text = 'a: "\\u00e0\\t\\n\\_"\nb: \u00a0x\nc: "x\ty"\nd: \U0001f600\ne: x\ty\n'
    assert read(text).value == {
        "a": "à\t\n\u00a0",
        "b": "\u00a0x",
        "c": "x\ty",
        "d": "😀",
        "e": "x\ty",
    }


def test_a_document_may_begin_and_end_as_one() -> None:
    assert read("---\na: b\n...\n").value == {"a": "b"}


def test_a_document_may_be_a_text_or_a_list() -> None:
    assert read("ciao\n").value == "ciao"
    assert read("- ciao\n").value == ["ciao"]
