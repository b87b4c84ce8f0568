"""Changes written into any file: read back as meant by every reader, and nothing else moved."""

import json
import re
from typing import Any

import yaml
from hypothesis import event, given
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from rete import splice
from rete.changes import Add, Append, Change, Create, Refused, Set
from rete.diagnostics import DocPath
from rete.outline import Entries, Items, Leaf, Node, last_leaf, outline
from rete.schema import schema_of
from rete.source import Shape, compose
from tests.aiuti import misura
from tests.aiuti.a_caso import after, at, cases, records


@misura.examples(every=400, some=100)
@given(cases())
def test_any_change_is_read_back_as_meant_and_moves_nothing_else(
    case: tuple[str, dict[str, Any], bytes, Change],
) -> None:
    kind, record, content, change = case
    wanted = after(record, change)
    try:
        result = splice.apply(content, (change,), kind)
    except Refused:
        event("refused")
        assert is_made_already(record, change)
        return
    event(type(change).__name__)
    assert not is_made_already(record, change)
    assert compose(result, schema_of(kind).shape).value == wanted
    if by_ruamel(content, kind) == record:
        assert by_ruamel(result, kind) == wanted
    before, now = content.decode("utf-8"), result.decode("utf-8")
    if isinstance(change, Set) or was_empty(record, change):
        only_the_value_changed(before, now, change)
    else:
        only_insertions(before, now)
    twice_is_refused(result, change, kind)


def is_made_already(record: dict[str, Any], change: Change) -> bool:
    match change:
        case Set(path=path, value=value):
            return json.dumps(at(record, path), sort_keys=True) == json.dumps(value, sort_keys=True)
        case Append(path=path, item=item):
            return item in at(record, path)
        case Add():
            return False


def was_empty(record: dict[str, Any], change: Change) -> bool:
    return not isinstance(change, Set) and bool(change.path) and not at(record, change.path)


def twice_is_refused(result: bytes, change: Change, kind: str) -> None:
    try:
        splice.apply(result, (change,), kind)
    except Refused:
        return
    raise AssertionError("a change made twice is not refused")


def by_ruamel(content: bytes, kind: str) -> Any:
    """The second opinion: every scalar as text, then the numbers where the schema has them.

    None where it does not read the file: it refuses tabs that libyaml and the standard accept.
    """
    reader = YAML(typ="base", pure=True)
    try:
        return with_numbers(reader.load(content.decode("utf-8")), schema_of(kind).shape)
    except YAMLError:
        return None


def with_numbers(value: Any, shape: Shape) -> Any:
    match value:
        case dict():
            return {
                str(key): with_numbers(inner, shape.keys.get(key, Shape()))
                for key, inner in value.items()
            }
        case list():
            return [with_numbers(inner, shape.item or Shape()) for inner in value]
        case _ if shape.number:
            return int(value) if re.fullmatch("-?[0-9]+", value) else float(value)
        case _:
            return str(value)


def only_insertions(before: str, now: str) -> None:
    """Taking away what was put in gives back the original, in at most two places of one line; a
    block text that the file ended in may have had to be sealed."""
    start = next((i for i, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), None)
    start = min(len(before), len(now)) if start is None else start
    rest = before[start:]
    tail = next(
        (i for i in range(len(rest)) if now[start:].endswith(rest[i:])),
        len(rest),
    )
    kept = rest[:tail]
    if "\n" in kept or "+" in kept:
        assert not before.endswith("\n")
        kept = kept.removeprefix("+")
    characters = iter(now[start:])
    assert all(character in characters for character in kept)


def only_the_value_changed(before: str, now: str, change: Change) -> None:
    """All is as it was up to the key or the dash, and from the last line of the value on."""
    node, key_end = found_in(before, change.path)
    leaf = last_leaf(node)
    prefix = before[:key_end]
    assert now.startswith(prefix)
    end = leaf.end if not (isinstance(leaf, Leaf) and leaf.is_block) else leaf.end - 1
    line = before.find("\n", end)
    suffix = "" if line < 0 else before[line + 1 :]
    assert now.endswith(suffix)
    comment = before[end : line if line >= 0 else None].strip()
    assert (isinstance(leaf, Leaf) and leaf.is_block) or comment in now[len(prefix) :]


def found_in(text: str, path: DocPath) -> tuple[Node, int]:
    node, key_end = outline(text.encode("utf-8")), 0
    for step in path:
        if isinstance(node, Entries):
            entry = next(entry for entry in node.entries if entry.key == step)
            node, key_end = entry.value, entry.key_end
        else:
            assert isinstance(node, Items)
            assert isinstance(step, int)
            node = node.items[step]
            key_end = len(text[: node.start].rstrip())
    return node, key_end


@misura.examples(every=200, some=50)
@given(records())
def test_a_new_file_reads_the_same_to_every_reader_and_is_stable(
    case: tuple[str, dict[str, Any]],
) -> None:
    kind, record = case
    content = splice.created(Create(kind=kind, record=record), "data/x/a.yaml")
    read_back = compose(content, schema_of(kind).shape)
    assert read_back.faults == ()
    assert read_back.value == record
    assert yaml.safe_load(content) == record
    assert YAML(typ="safe", pure=True).load(content) == record
    assert isinstance(read_back.value, dict)
    again = splice.created(Create(kind=kind, record=read_back.value), "data/x/a.yaml")
    assert again == content
