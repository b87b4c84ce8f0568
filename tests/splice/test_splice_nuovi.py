"""New files in canonical form, and which texts are quoted wherever they are written."""

from pathlib import Path

import pytest
import yaml

from rete import splice
from rete.changes import Add, Append, Change, Create, Plain, Refused
from rete.load.kinds import Known, classify
from rete.schema import schema_of
from rete.source import compose
from tests.aiuti.luoghi import ROOT


def record(path: Path, kind: str) -> dict[str, Plain]:
    value = compose(path.read_bytes(), schema_of(kind).shape).value
    assert isinstance(value, dict)
    return value


REGISTERS = ((ROOT, "schemas"), (ROOT / "esempi" / "roccaverde", "../../schemas"))
FILES = [
    pytest.param(root, path.relative_to(root).as_posix(), schemas, id=path.stem)
    for root, schemas in REGISTERS
    for path in sorted((root / "data").rglob("*.yaml"))
]


@pytest.mark.parametrize(("root", "path", "schemas"), FILES)
def test_every_file_of_the_registers_can_be_written_anew(
    root: Path, path: str, schemas: str
) -> None:
    known = classify(path)
    assert isinstance(known, Known)
    kind = known.kind.name
    wanted = record(root / path, kind)
    content = splice.created(Create(kind=kind, record=wanted), path, schemas=schemas)
    read = compose(content, schema_of(kind).shape).value
    assert read == wanted
    assert schema_of(kind).is_valid(read)
    assert yaml.safe_load(content) == wanted
    again = splice.created(
        Create(kind=kind, record=dict(reversed(wanted.items()))), path, schemas=schemas
    )
    assert again == content
    header = content.decode("utf-8").splitlines()[0].rpartition("=")[2]
    assert (root / path).parent.joinpath(header).resolve() == ROOT / f"schemas/{kind}.schema.json"


def test_a_new_file_in_canonical_form() -> None:
    new: dict[str, Plain] = {
        "adesioni": [{"atto": "fonte", "dal": "2025-01"}],
        "note": "Una nota lunga che dice molte cose, una dopo l'altra.\n  ",
        "natura": "privato-sociale",
        "denominazione": "Associazione: Il Ponte",
        "ambiti": ["abitare", "cultura"],
        "sede": {"comune": "no", "cap": "00100"},
        "referenti": [{"carica": "x" * 60, "ruolo": "referente", "note": "y " * 40 + "z"}],
    }
    content = splice.created(Create(kind="ente", record=new), "data/enti/il-ponte.yaml")
    assert content.decode("utf-8").splitlines() == [
        "# yaml-language-server: $schema=../../.rete/schemas/ente.schema.json",
        'denominazione: "Associazione: Il Ponte"',
        "natura: privato-sociale",
        'sede: {cap: "00100", comune: "no"}',
        "ambiti: [abitare, cultura]",
        "adesioni:",
        '  - {dal: "2025-01", atto: fonte}',
        "referenti:",
        "  - ruolo: referente",
        f"    carica: {'x' * 60}",
        f"    note: {'y ' * 40}z",
        'note: "Una nota lunga che dice molte cose, una dopo l\'altra.\\n  "',
    ]


def test_an_empty_record_or_one_with_a_forbidden_sign_makes_no_file() -> None:
    for new in ({}, {"note": "\x07"}, {"e\u0301": "x"}):
        with pytest.raises(Refused):
            splice.created(Create(kind="ente", record=dict(new)), "data/enti/a.yaml")


# --- quoting ---


def spliced(text: str, change: Change) -> str:
    return splice.apply(text.encode("utf-8"), (change,), "ente").decode("utf-8")


TAKEN_FOR_SOMETHING_ELSE = ["2025-01-01", "2025-01", "17:30", "00165", "90000019993", "1/3", "1e3"]
TAKEN_FOR_SOMETHING_ELSE += [
    "no",
    "No",
    "yes",
    "on",
    "OFF",
    "y",
    "n",
    "true",
    "null",
    "~",
    "=",
    "<<",
]
TAKEN_FOR_SOMETHING_ELSE += [
    "0x1F",
    "0o17",
    "0b1",
    "1_000",
    ".5",
    "+.5",
    "-1",
    "+1",
    ".inf",
    ".NaN",
]
TAKEN_FOR_SOMETHING_ELSE += [
    "",
    " a",
    "a ",
    "a: b",
    "a:",
    "a #b",
    "- a",
    "-",
    "? a",
    "&a",
    "*a",
    "!a",
]
TAKEN_FOR_SOMETHING_ELSE += [
    "%a",
    "@a",
    "`a",
    "'a'",
    '"a"',
    "[a",
    "{a",
    "#a",
    "|",
    ">",
    "a\tb",
    "...",
]
TAKEN_FOR_SOMETHING_ELSE += ["1:2:3", "2025-01-01T10:00:00Z", "0131 000000", "\u00a0a", "a\u200bb"]
PLAIN = [
    "sì",
    "così",
    "a:b",
    "a#b",
    "2025-03-10-plenaria/2",
    "l'ora",
    "10 aprile",
    "è",
    "a, b",
    "😀",
]


@pytest.mark.parametrize("text", TAKEN_FOR_SOMETHING_ELSE)
def test_text_that_another_reader_would_take_for_something_else_is_quoted(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    assert spliced("a: x\n", Add(path=(), key="b", value=text)) == f'a: x\nb: "{quoted}"\n'
    assert spliced("a: [x]\n", Append(path=("a",), item=text)) == f'a: [x, "{quoted}"]\n'


@pytest.mark.parametrize("text", PLAIN)
def test_any_other_text_is_written_as_it_is(text: str) -> None:
    assert spliced("a: x\n", Add(path=(), key="b", value=text)) == f"a: x\nb: {text}\n"


@pytest.mark.parametrize("text", ["a, b", "a]", "a}", "http://a.it", "a:b", "a{b", "[a", "a? b"])
def test_inside_brackets_more_is_quoted(text: str) -> None:
    assert spliced("a: [x]\n", Append(path=("a",), item=text)) == f'a: [x, "{text}"]\n'
