"""Shape: two validators held equal, formats of our own, every message in Italian."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete import resources
from rete.schema import Schema, _explainer, schema_of
from rete.shape_faults import CHECK_OF_KEYWORD, ShapeFault, first_repeated
from tests.aiuti import misura
from tests.aiuti.forme import EXAMPLES, HOSTILE, KINDS, SPOTS, Node, alone, changed, resolved, spots
from tests.aiuti.inglese import english_words

anything = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=20),
    st.integers(-5, 5),
    st.recursive(
        st.text(max_size=5) | st.integers(-2, 2),
        lambda below: (
            st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below, max_size=3)
        ),
        max_leaves=4,
    ),
)


@st.composite
def mutants(draw: st.DrawFn) -> tuple[str, Any]:
    """An example with up to three spots changed."""
    kind = draw(st.sampled_from(KINDS))
    value = EXAMPLES[kind]
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(spots(value))))
        how = draw(st.sampled_from(["replace", "remove", "twice", "rename", "append"]))
        value = changed(value, path, how, draw(anything))
    return kind, value


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_with_every_key_is_valid_for_both(kind: str) -> None:
    assert schema_of(kind).is_valid(EXAMPLES[kind])
    assert _explainer(kind).is_valid(EXAMPLES[kind])
    assert list(schema_of(kind).faults(EXAMPLES[kind])) == []


@misura.examples(every=1500, some=300)
@given(mutants())
def test_jsonschema_and_jsonschema_rs_agree(mutant: tuple[str, Any]) -> None:
    kind, value = mutant
    assert schema_of(kind).is_valid(value) == _explainer(kind).is_valid(value)


@pytest.mark.parametrize("kind", KINDS)
def test_they_agree_with_each_hostile_value_in_each_spot(kind: str) -> None:
    schema = schema_of(kind)
    for number, path in enumerate(SPOTS[kind]):
        around_it = alone(kind, path)
        assert _explainer(kind).is_valid(around_it), path
        # Every value meets every keyword without trying all the pairs.
        for value in misura.part(HOSTILE[number % 7 :] + HOSTILE[: number % 7], 7):
            document = changed(around_it, path, "replace", value)
            assert schema.is_valid(document) == _explainer(kind).is_valid(document), (path, value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_feed_at_the_end_of_an_identifier_or_date_is_never_accepted(kind: str) -> None:
    for path in SPOTS[kind]:
        found = EXAMPLES[kind]
        for step in path:
            found = found[step]
        document = changed(alone(kind, path), path, "append", "\n")
        if isinstance(found, str) and not schema_of(kind).is_valid(document):
            assert {f.path for f in schema_of(kind).faults(document)} == {path}


def test_every_keyword_of_the_schemas_that_constrains_has_a_code() -> None:
    words = {"$schema", "$defs", "$ref", "properties", "items", "title", "description", "examples"}

    def used(node: Node) -> Iterator[str]:
        yield from node
        for group in ("properties", "$defs"):
            for inner in node.get(group, {}).values():
                yield from used(inner)
        if "items" in node:
            yield from used(node["items"])

    every = {word for kind in KINDS for word in used(json.loads(resources.schema_text(kind)))}
    assert every - words == set(CHECK_OF_KEYWORD)


def test_lists_without_repetitions_hold_no_numbers_with_decimals() -> None:
    # `first_repeated` would tell 1.0 from 1; JSON Schema does not.
    for kind in KINDS:
        root = schema_of(kind).text
        for node in nodes(root, root, 0):
            if node.get("uniqueItems"):
                types = {inner["type"] for inner in nodes(node["items"], root, 0)}
                assert "number" not in types


def nodes(node: Node, root: Node, depth: int) -> Iterator[Node]:
    """A schema and all those inside it, through references, down to a depth that data has."""
    node = resolved(node, root)
    yield node
    if depth < 8:
        for inner in node.get("properties", {}).values():
            yield from nodes(inner, root, depth + 1)
        if "items" in node:
            yield from nodes(node["items"], root, depth + 1)


# --- what is told ---


def told(fault: ShapeFault) -> str:
    return f"{fault.message}\n{fault.remedy}"


@misura.examples(every=700, some=150)
@given(mutants())
def test_whatever_is_refused_is_told_and_stands_in_the_document(mutant: tuple[str, Any]) -> None:
    kind, value = mutant
    found = list(schema_of(kind).faults(value))
    assert bool(found) == (not schema_of(kind).is_valid(value))
    for fault in found:
        assert fault.path in set(spots(value))
        assert "\n" not in fault.message


@pytest.mark.parametrize("kind", KINDS)
def test_no_message_has_a_word_of_english(kind: str) -> None:
    heard = set()
    for number, path in enumerate(SPOTS[kind]):
        small = alone(kind, path)
        documents = [changed(small, path, how, "x") for how in ("remove", "rename")]
        some = misura.part(HOSTILE[number % 12 :] + HOSTILE[: number % 12], 12)
        documents += [changed(small, path, "replace", value) for value in some]
        for document in documents:
            heard |= {told(fault) for fault in schema_of(kind).faults(document)}
    assert len(heard) > 20
    for text in sorted(heard):
        assert english_words(text) == set(), text


def test_a_difference_between_the_two_is_refused_all_the_same() -> None:
    stricter: Schema = replace(schema_of("ente"), is_valid=lambda _: False)
    (fault,) = stricter.faults(EXAMPLES["ente"])
    assert (fault.path, fault.message) == ((), "il file non ha la forma prevista")


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("qualità", "qualita"),
        ("Qualita", "qualita"),
        ("atto proprio", "atto_proprio"),
        ("atto-fine", "atto_fine"),
        ("atto_fin", "atto_fine"),
    ],
)
def test_a_key_almost_right_names_the_right_one(key: str, meant: str) -> None:
    period = {"dal": "2024-01", "atto": "fonte", key: "x"}
    document = {"denominazione": "Il Ponte", "natura": "pubblico", "adesioni": [period]}
    (fault,) = schema_of("ente").faults(document)
    assert fault.path == ("adesioni", 0, key)
    assert fault.on_key
    assert fault.remedy == f"forse volevi «{meant}»"


MANY = misura.number(every=60_000, some=20_000)


@pytest.mark.parametrize(
    "change",
    [
        {"ambiti": [f"a{n}" for n in range(MANY)] + ["a0"]},
        {"ambiti": [*[f"a{n}" for n in range(MANY)], {"a": "b"}]},
        {"adesioni": [{}] * 100_000},
        {f"chiave{n}": "x" for n in range(60_000)},
        {"ambiti": [f"A{n}" for n in range(60_000)]},
    ],
)
def test_a_hundred_thousand_faults_are_told_in_time_and_in_part(change: Node) -> None:
    base = {"denominazione": "Il Ponte", "natura": "pubblico", "adesioni": []}
    found = list(schema_of("ente").faults({**base, **change}))
    assert 1 <= len(found) <= 50


def test_the_first_repeated_item_is_found() -> None:
    assert first_repeated(["a", "b", "c"]) is None
    assert first_repeated(["a", "b", "b", "a"]) == "b"
    assert first_repeated([{"a": "1", "b": "2"}, {"b": "2", "a": "1"}]) == {"b": "2", "a": "1"}
    assert first_repeated(["1", 1]) is None
