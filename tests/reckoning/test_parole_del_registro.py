"""Every code that the register may hold has its words, and effects say what they change."""

import ast
import json
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

import rete
from rete.italiano import etichette
from rete.model import identificativi
from rete.model.comuni import Effetto, TipoEffetto
from rete.model.effetti import ROWS
from rete.model.rete import Rete
from rete.model.tempo import partial_date
from rete.reckoning.acts_in_words import effect_in_words
from rete.resources import schema_text


def enums(kind: str) -> Mapping[str, list[str]]:
    """Key → the codes that the schema of a kind allows for it."""
    found: dict[str, list[str]] = {}

    def visit(value: Any, key: str) -> None:
        if isinstance(value, dict):
            if "enum" in value:
                found.setdefault(key, []).extend(value["enum"])
            for inner, below in value.items():
                visit(below, key if inner in ("items", "properties", "$defs") else inner)
        elif isinstance(value, list):
            for item in value:
                visit(item, key)

    visit(json.loads(schema_text(kind)), "")
    return found


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("ente", "natura", etichette.NATURE),
        ("ente", "sezione", etichette.SEZIONI_RUNTS),
        ("ente", "stato", etichette.STATI_RUNTS),
        ("ente", "causa-cessazione", etichette.CAUSE),
        ("tavolo", "genere", etichette.GENERI),
        ("verbale", "modalita", etichette.MODALITA),
        ("verbale", "metodo", etichette.METODI),
        ("verbale", "modo-approvazione", etichette.MODI_APPROVAZIONE),
        ("verbale", "esito", etichette.ESITI),
    ],
)
def test_every_code_of_a_schema_has_its_words(
    kind: str, key: str, words: Mapping[str, str]
) -> None:
    assert enums(kind)[key]
    assert set(enums(kind)[key]) <= set(words)


@pytest.mark.parametrize("tipo", ROWS)
def test_an_effect_that_says_nothing_is_still_told(tipo: TipoEffetto) -> None:
    assert "{" not in effect_in_words(Effetto(tipo=tipo), Rete())


def test_an_effect_says_who_how_and_since_when() -> None:
    admitted = Effetto(
        tipo="ammissione", ente="x", qualita="osservatore", dal=partial_date("2025-03")
    )
    signed = Effetto(tipo="ammissione", ente="x", decorrenza="firma")
    corrected = Effetto(tipo="rettifica", atto="fonte", effetti=(admitted,))

    assert effect_in_words(admitted, Rete()) == "ammissione di x come osservatore da 03/2025"
    assert effect_in_words(signed, Rete()) == "ammissione di x dalla firma"
    assert effect_in_words(corrected, Rete()).endswith(
        "che diventa: ammissione di x come osservatore da 03/2025"
    )


# --- one home for each ---

SOURCE = Path(rete.__file__).parent
HOMES = ("model", "italiano")


def vocabularies() -> Mapping[frozenset[str], str]:
    """Every closed list of words of the model that has a name."""
    found: dict[frozenset[str], str] = {}
    for path in sorted((SOURCE / "model").glob("*.py")):
        module = import_module(f"rete.model.{path.stem}")
        for name, value in vars(module).items():
            if get_origin(value) is Literal and len(get_args(value)) > 1:
                found.setdefault(frozenset(get_args(value)), name)
    return found


def written_out(tree: ast.AST) -> Iterator[tuple[int, frozenset[str]]]:
    """The lists of words that stand in a module."""
    for node in ast.walk(tree):
        inner = node.slice if isinstance(node, ast.Subscript) else node
        if isinstance(inner, ast.Tuple | ast.List | ast.Set):
            words = [one.value for one in inner.elts if isinstance(one, ast.Constant)]
            if len(words) == len(inner.elts) and all(isinstance(word, str) for word in words):
                yield inner.lineno, frozenset(map(str, words))


def test_no_closed_list_of_words_is_written_a_second_time() -> None:
    known = vocabularies()
    copies = [
        f"{path.relative_to(SOURCE)}:{line}: {known[words]}"
        for path in sorted(SOURCE.rglob("*.py"))
        if path.relative_to(SOURCE).parts[0] not in HOMES
        for line, words in written_out(ast.parse(path.read_text(encoding="utf-8")))
        if words in known
    ]
    assert len(known) > 15
    assert copies == []


@pytest.mark.parametrize(
    ("pattern", "place"),
    [
        (identificativi.CAP, ("sede", "cap")),
        (identificativi.PROVINCIA, ("sede", "provincia")),
        (identificativi.REPERTORIO, ("runts", "repertorio")),
    ],
)
def test_a_form_is_the_same_in_the_schema_and_where_it_is_asked_for(
    pattern: str, place: tuple[str, str]
) -> None:
    group, key = place
    schema = json.loads(schema_text("ente"))["properties"][group]["properties"][key]
    assert schema["pattern"] == f"^{pattern}$"
