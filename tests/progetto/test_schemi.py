"""The schemas: valid, in our few keywords, said in Italian, and the same shape as the records."""

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from rete.load.kinds import KIND_NAMED
from rete.model.tempo import DataParziale
from rete.schema import FORMATS
from rete.shape_faults import CHECK_OF_KEYWORD
from tests.aiuti.luoghi import ROOT

Node = dict[str, Any]

FOLDER = ROOT / "schemas"
SCHEMAS: dict[str, Node] = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.schema.json"))
}
WORDS = {"$schema", "$defs", "$ref", "properties", "items", "title", "description", "examples"}
ALLOWED = WORDS | set(CHECK_OF_KEYWORD)
KINDS = pytest.mark.parametrize("kind", sorted(SCHEMAS))


def nodes(node: Node, place: str = "") -> Iterator[tuple[str, Node]]:
    """Every schema inside a schema, with its place."""
    yield place, node
    for group in ("properties", "$defs"):
        for key, inner in node.get(group, {}).items():
            yield from nodes(inner, f"{place}/{group}/{key}")
    if "items" in node:
        yield from nodes(node["items"], f"{place}/items")


def resolved(node: Node, root: Node) -> Node:
    """The definition that a node names, or the node itself."""
    while "$ref" in node:
        node = root["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return node


def test_every_kind_of_file_has_its_schema_and_no_schema_is_left_over() -> None:
    assert set(SCHEMAS) == set(KIND_NAMED)


@KINDS
def test_a_schema_is_a_valid_one_of_2020_12_that_nobody_needs_to_fetch(kind: str) -> None:
    schema = SCHEMAS[kind]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in schema


@KINDS
def test_a_schema_uses_only_the_keywords_that_have_a_message(kind: str) -> None:
    used = {(place, word) for place, node in nodes(SCHEMAS[kind]) for word in node}
    assert sorted(pair for pair in used if pair[1] not in ALLOWED) == []


@KINDS
def test_every_node_has_either_a_type_or_a_reference_of_its_own_file(kind: str) -> None:
    schema = SCHEMAS[kind]
    for place, node in nodes(schema):
        assert ("type" in node) != ("$ref" in node), place
        if "$ref" in node:
            assert set(node) <= {"$ref", "title", "description", "examples"}, place
            assert node["$ref"].removeprefix("#/$defs/") in schema["$defs"], place


@KINDS
def test_every_definition_is_used(kind: str) -> None:
    used = {node["$ref"] for _, node in nodes(SCHEMAS[kind]) if "$ref" in node}
    assert used == {f"#/$defs/{name}" for name in SCHEMAS[kind]["$defs"]}


@KINDS
def test_every_key_says_what_to_write(kind: str) -> None:
    for place, node in nodes(SCHEMAS[kind]):
        if not place.endswith("/items"):
            assert node.get("title"), place
            assert node.get("description", "").endswith((".", "…", '"')), place


@KINDS
def test_every_object_is_closed_and_requires_only_keys_that_it_has(kind: str) -> None:
    for place, node in nodes(SCHEMAS[kind]):
        if node.get("type") == "object":
            assert node["additionalProperties"] is False, place
            assert node["properties"], place
            assert set(node.get("required", [])) <= set(node["properties"]), place


@KINDS
def test_patterns_are_anchored_and_formats_are_ours(kind: str) -> None:
    for place, node in nodes(SCHEMAS[kind]):
        if "pattern" in node:
            pattern = node["pattern"]
            assert pattern.startswith("^"), place
            assert pattern.endswith("$"), place
            assert pattern.isascii(), place
            assert "\\" not in pattern, place
            # «^a|b$» is anchored on one side only: alternatives stand in brackets.
            assert "|" not in re.sub(r"\([^()]*(\([^()]*\)[^()]*)*\)", "", pattern), place
        assert node.get("format") in {None, *FORMATS}, place


@KINDS
def test_texts_and_numbers_have_bounds(kind: str) -> None:
    for place, node in nodes(SCHEMAS[kind]):
        if node.get("type") == "string" and not {"enum", "format"} & set(node):
            assert node["minLength"] == 1, place
            assert 1 <= node["maxLength"] <= 100_000, place
        if node.get("type") == "integer":
            assert 0 <= node["minimum"] < node["maximum"] <= 1_000_000, place


@KINDS
def test_examples_are_valid(kind: str) -> None:
    schema = SCHEMAS[kind]
    for place, node in nodes(schema):
        validator = Draft202012Validator({**node, "$defs": schema["$defs"]})
        for example in node.get("examples", []):
            assert validator.is_valid(example), (place, example)


def test_a_definition_of_one_name_is_the_same_in_every_file() -> None:
    seen: dict[str, tuple[str, Node]] = {}
    for kind, schema in SCHEMAS.items():
        for name, definition in schema["$defs"].items():
            first, same = seen.setdefault(name, (kind, definition))
            assert definition == same, f"{name}: {kind} differs from {first}"


# What the loader trusts: a valid file always becomes a record, without a missing or unknown field.


def plain(hint: Any) -> Any:
    """An annotation without its «or None»; a number, whole or not, is a float."""
    if get_origin(hint) in (Union, UnionType):
        if {*get_args(hint)} - {type(None)} == {int, float}:
            return float
        return next(inner for inner in get_args(hint) if inner is not type(None))
    return hint


def disagreements(node: Node, hint: Any, root: Node, place: str) -> Iterator[str]:
    """Where a value valid for ``node`` would not become what the annotation says."""
    node, hint = resolved(node, root), plain(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        yield from fields_that_disagree(node, hint, root, place)
    elif get_origin(hint) is tuple:
        if node["type"] != "array":
            yield f"{place}: an array in the record, {node['type']} in the schema"
        else:
            yield from disagreements(node["items"], get_args(hint)[0], root, f"{place}[]")
    elif node != expected(node, hint):
        yield f"{place}: {hint} in the record, {node} in the schema"


def expected(node: Node, hint: Any) -> Node:
    """The node as the annotation of a scalar wants it."""
    if get_origin(hint) is Literal:
        return {**node, "type": "string", "enum": list(get_args(hint))}
    if hint is DataParziale and node.get("format") == "data":
        return node
    wanted: dict[Any, Node] = {
        str: {"type": "string"},
        int: {"type": "integer"},
        float: {"type": "number"},
        bool: {"type": "string", "enum": ["sì", "no"]},
        date: {"type": "string", "format": "data"},
        DataParziale: {"type": "string", "format": "data-o-mese"},
    }
    return {**node, **wanted[hint]}


def fields_that_disagree(node: Node, record: type, root: Node, place: str) -> Iterator[str]:
    hints = get_type_hints(record)
    keys = node["properties"]
    yield from (f"{place}.{key}: not in {record.__name__}" for key in keys if key not in hints)
    for field in fields(record):
        always = field.default is MISSING and field.default_factory is MISSING
        if place.count(".") == 0 and field.name in FROM_THE_NAME_OF_THE_FILE - set(keys):
            continue
        if always and field.name not in node.get("required", []):
            yield f"{place}.{field.name}: required by {record.__name__} alone"
        if field.name in keys and not place.endswith(".effetti[].effetti[]"):
            inner = f"{place}.{field.name}"
            yield from disagreements(keys[field.name], hints[field.name], root, inner)
        elif field.name not in keys and not place.endswith(".effetti[].effetti[]"):
            yield f"{place}.{field.name}: not in the schema"


FROM_THE_NAME_OF_THE_FILE = {"id", "file", "data", "tavolo", "sigillo"}


@KINDS
def test_the_records_have_the_shape_of_the_schemas(kind: str) -> None:
    schema = SCHEMAS[kind]
    assert list(disagreements(schema, KIND_NAMED[kind].record, schema, kind)) == []
