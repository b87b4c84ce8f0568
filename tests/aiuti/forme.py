"""Valid documents with every key of a schema, and the same with one spot changed."""

import json
import re
from collections.abc import Iterator
from typing import Any

from rete.load.kinds import KIND_NAMED
from rete.schema import schema_of

Node = dict[str, Any]
KINDS = sorted(KIND_NAMED)

ARABIC_DATE = "2025-03-01".translate({48 + n: 0x660 + n for n in range(10)})

TEXTS_OF_FORMAT = {
    "data": "2025-03-01",
    "data-o-mese": "2025-03",
    "ora": "17:30",
    "posta": "rete@roccaverde.example",
    "web": "https://www.roccaverde.example/patto?a=1#b",
    "codice-fiscale-ente": "90000019993",
}
TEXTS_OF_PATTERN = ("abc", "2025-03-01-plenaria", "abc/1", "1", "a" * 64, "00100", "AL", "X00X")
HOSTILE: list[Any] = [
    *["", "\n", "x\n", "abc\n", "2025-03-01\n", "17:30\n", "90000019993\n", "a\u0000b", "😀" * 400],
    *[ARABIC_DATE, "0000-01-01", "2025-13", "2025-02-30", "24:00", "à", " abc", "ABC", "a--b"],
    *[0, -1, 1, 1.5, 10**15, -0.5, [], [[]], {}, {"a": "b"}, ["a", "a"], [1, "1"], "1"],
    *[[{"a": "b"}, {"a": "b"}], [{}, "x"], {"tipo": "altro"}, ["x\n"], "true", "sì", "a" * 21_000],
]


def resolved(node: Node, root: Node) -> Node:
    while "$ref" in node:
        node = root["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return node


def example(node: Node, root: Node, depth: int = 0) -> Any:
    """A valid value with every key that the schema has, down to where it contains itself."""
    node = resolved(node, root)
    match node["type"]:
        case "object":
            wanted = node["properties"] if depth < 8 else node.get("required", ())
            return {key: example(node["properties"][key], root, depth + 1) for key in wanted}
        case "array":
            return [example(node["items"], root, depth + 1)]
        case "integer" | "number":
            return node.get("minimum", 1)
    return example_text(node)


def example_text(node: Node) -> str:
    if "enum" in node:
        return str(node["enum"][0])
    if "format" in node:
        return TEXTS_OF_FORMAT[node["format"]]
    known = (*node.get("examples", ()), *TEXTS_OF_PATTERN)
    return next(text for text in known if re.search(node.get("pattern", ""), text))


EXAMPLES = {kind: example(schema_of(kind).text, schema_of(kind).text) for kind in KINDS}


def spots(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    pairs = value.items() if isinstance(value, dict) else ()
    for step, inner in enumerate(value) if isinstance(value, list) else pairs:
        yield from spots(inner, (*path, step))


def around(value: Any, node: Node, root: Node, path: tuple[str | int, ...]) -> Any:
    """An example with only the keys that it must have, and those that lead to a spot."""
    node = resolved(node, root)
    match value:
        case dict():
            kept = {*node.get("required", ()), *path[:1]}
            return {
                key: around(
                    inner, node["properties"][key], root, path[1:] if key in path[:1] else ()
                )
                for key, inner in value.items()
                if key in kept
            }
        case list():
            return [around(inner, node["items"], root, path[1:]) for inner in value]
    return value


def alone(kind: str, path: tuple[str | int, ...]) -> Any:
    """A small valid document that has this spot."""
    root = schema_of(kind).text
    return around(EXAMPLES[kind], root, root, path)


def changed(value: Any, path: tuple[str | int, ...], how: str, what: Any) -> Any:
    """A copy of a document with one spot changed."""
    if not path:
        return what if how == "replace" else value
    copy = json.loads(json.dumps(value))
    holder = copy
    for step in path[:-1]:
        holder = holder[step]
    match how:
        case "remove":
            del holder[path[-1]]
        case "twice" if isinstance(holder, list):
            holder.append(holder[path[-1]])
        case "rename" if isinstance(holder, dict):
            holder[f"{path[-1]}{what}"[:100]] = holder.pop(path[-1])
        case "append" if isinstance(holder[path[-1]], str):
            holder[path[-1]] += what if isinstance(what, str) else "\n"
        case _:
            holder[path[-1]] = what
    return copy


SPOTS = {kind: list(spots(EXAMPLES[kind])) for kind in KINDS}
