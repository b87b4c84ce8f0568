"""Records, files and changes at random, each worse than any that the schema allows."""

import json
import re
from copy import deepcopy
from io import StringIO
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from rete import splice
from rete.changes import Add, Append, Change, Create, Set
from rete.diagnostics import DocPath
from rete.schema import schema_of
from rete.source import compose
from tests.aiuti.luoghi import ROOT

SCHEMAS = ROOT / "schemas"
KINDS = sorted(path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.json"))

WORDS = [
    "sì",
    "no",
    "è",
    "città",
    "😀",
    "2025-01-01",
    "17:30",
    "00165",
    "a",
    "x: y",
    "#",
    " # ",
    "'",
]
WORDS += [
    '"',
    "-",
    "- ",
    "? ",
    ": ",
    ":",
    ",",
    "[",
    "]",
    "{",
    "}",
    "&",
    "*",
    "!",
    "|",
    ">",
    "%",
    "@",
]
WORDS += [
    "\\",
    "\\n",
    "\t",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n  ",
    "null",
    "~",
    "---",
    "...",
    "0x1",
    "1e3",
]
WORDS += [
    "una frase lunga che va oltre la fine di una riga di novanta caratteri e poi continua " * 2
]
WORDS += ["\u00a0", "\u200b", "=", "<<", "`", "\U0001f468\u200d\U0001f33e", "ǅ", "=======", "\n\t"]

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join),
    st.text(alphabet="abè \n:#-", max_size=30),
    st.sampled_from(["il-ponte", "2025-03-10-plenaria/2", "2025-03-10", "fonte", "Roccaverde"]),
)


def resolved(node: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = root["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return node


@st.composite
def values(draw: st.DrawFn, node: dict[str, Any], root: dict[str, Any], depth: int = 0) -> Any:
    """A value of the right types; the texts are worse than any that the schema allows."""
    node = resolved(node, root)
    match node["type"]:
        case "object":
            keys = list(node["properties"])
            chosen = draw(st.lists(st.sampled_from(keys), unique=True, max_size=4, min_size=1))
            return {key: draw(values(node["properties"][key], root, depth + 1)) for key in chosen}
        case "array":
            count = draw(st.integers(0, 3 if depth < 4 else 1))
            return [draw(values(node["items"], root, depth + 1)) for _ in range(count)]
        case "integer":
            return draw(st.integers(-5, 10**9))
        case "number":
            return draw(st.one_of(st.integers(0, 99), st.sampled_from([0.5, 1.0, 12.25])))
        case _:
            return draw(texts)


# --- random files ---

STYLES = [str, DoubleQuotedScalarString, SingleQuotedScalarString, LiteralScalarString]
STYLES += [FoldedScalarString]


@st.composite
def contents(draw: st.DrawFn, record: dict[str, Any], kind: str) -> bytes:
    """The record written in one of many ways, with comments, blanks and line ends of many kinds."""
    if draw(st.booleans()):
        text = splice.created(Create(kind=kind, record=record), f"data/{kind}.yaml").decode("utf-8")
    else:
        text = dumped(draw, record)
    assume(read(text, kind) == record)
    for _ in range(draw(st.integers(0, 4))):
        noisy = noise(draw, text)
        text = noisy if read(noisy, kind) == record else text
    if draw(st.booleans()):
        crlf = text.replace("\n", "\r\n")
        text = crlf if read(crlf, kind) == record else text
    if draw(st.booleans()) and read(text.rstrip("\r\n"), kind) == record:
        text = text.rstrip("\r\n")
    return text.encode("utf-8")


def read(text: str, kind: str) -> Any:
    return compose(text.encode("utf-8"), schema_of(kind).shape).value


def dumped(draw: st.DrawFn, record: dict[str, Any]) -> str:
    writer = YAML(typ="rt", pure=True)
    writer.allow_unicode = True
    writer.default_flow_style = draw(st.sampled_from([False, None, True]))
    writer.width = draw(st.sampled_from([20, 80, 4000]))
    mapping, sequence, offset = draw(
        st.sampled_from([(2, 4, 2), (2, 2, 0), (4, 4, 0), (4, 6, 2), (4, 6, 4), (4, 8, 4)])
    )
    writer.indent(mapping=mapping, sequence=sequence, offset=offset)
    out = StringIO()
    writer.dump(styled(draw, record), out)
    return out.getvalue()


def styled(draw: st.DrawFn, value: Any) -> Any:
    match value:
        case dict():
            return {key: styled(draw, inner) for key, inner in value.items()}
        case list():
            return [styled(draw, inner) for inner in value]
        case str():
            return draw(st.sampled_from(STYLES))(value)
        case _:
            return value


def noise(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        lines.insert(at, " " * draw(st.integers(0, 6)) + "# una nota: è qui")
    elif kind == 1:
        lines.insert(at, draw(st.sampled_from(["", "  ", "\t"])))
    elif kind == 2:
        lines[at] += draw(st.sampled_from(["  # fine", " ", "\t", "\t# è"]))
    else:
        lines[at] = re.sub(r"(: |,|\{|\[)", r"\1  ", lines[at], count=1)
    return "\n".join(lines)


# --- random changes ---


def places(value: Any, path: DocPath = ()) -> list[DocPath]:
    found = [path]
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for step, child in inner:
            found += places(child, (*path, step))
    return found


def at(value: Any, path: DocPath) -> Any:
    for step in path:
        value = value[step]
    return value


def node_at(root: dict[str, Any], path: DocPath) -> dict[str, Any]:
    node = root
    for step in path:
        node = resolved(node, root)
        node = node["properties"][step] if isinstance(step, str) else node["items"]
    return resolved(node, root)


@st.composite
def changes(draw: st.DrawFn, record: dict[str, Any], root: dict[str, Any]) -> Change:
    """Any change that can be asked of the record, whether or not it changes anything."""
    path = draw(st.sampled_from(places(record)))
    node, value = node_at(root, path), at(record, path)
    if isinstance(value, dict) and draw(st.booleans()):
        free = [key for key in node["properties"] if key not in value]
        assume(free)
        key = draw(st.sampled_from(free))
        return Add(path=path, key=key, value=draw(values(node["properties"][key], root, 2)))
    if isinstance(value, list) and draw(st.booleans()):
        return Append(path=path, item=draw(values(node["items"], root, 2)))
    assume(path)
    return Set(path=path, value=draw(values(node, root, 2)))


def after(record: dict[str, Any], change: Change) -> dict[str, Any]:
    new = deepcopy(record)
    match change:
        case Set(path=(*above, step), value=value):
            at(new, tuple(above))[step] = value
        case Add(path=path, key=key, value=value):
            at(new, path)[key] = value
        case Append(path=path, item=item):
            at(new, path).append(item)
        case _:
            raise AssertionError(change)
    return new


def schema(kind: str) -> dict[str, Any]:
    return dict(json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8")))


@st.composite
def records(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    kind = draw(st.sampled_from(KINDS))
    return kind, draw(values(schema(kind), schema(kind)))


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, dict[str, Any], bytes, Change]:
    """A kind, a record, a file that says it, a change to it."""
    kind, record = draw(records())
    return kind, record, draw(contents(record, kind)), draw(changes(record, schema(kind)))
