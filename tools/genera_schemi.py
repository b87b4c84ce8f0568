"""Writes the schemas from their parts: what several kinds of file share stands once.

`schemas/parti/condivise.json` holds the definitions that more than one kind uses, and
`schemas/parti/<tipo>.json` each kind with those of its own. `schemas/<tipo>.schema.json` is made of
both, whole in itself, for editors and other validators. A list of words that is another without
some is `"enum": {"$ref": …, "senza": […]}` in the parts. With --controlla nothing is written: the
exit code is 1 if a schema is not what its parts give.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aggiornati import brought_up_to_date

Node = dict[str, Any]

ROOT = Path(__file__).resolve().parents[1]
SHARED = "condivise"
WIDTH = 100
_TO = "#/$defs/"


def made(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each schema of a folder, as its parts give it."""
    parts = folder / "parti"
    shared: Node = json.loads((parts / f"{SHARED}.json").read_text(encoding="utf-8"))["$defs"]
    for path in sorted(parts.glob("*.json")):
        if path.stem != SHARED:
            kind: Node = json.loads(path.read_text(encoding="utf-8"))
            yield folder / f"{path.stem}.schema.json", as_text(_whole(kind, shared))


def _whole(kind: Node, shared: Node) -> Node:
    """A kind with all the definitions that it uses, its own and the shared ones, by name."""
    known = {**shared, **kind.get("$defs", {})}
    if twice := sorted(shared.keys() & kind.get("$defs", {}).keys()):
        raise SystemExit(f"già fra le definizioni condivise: {', '.join(twice)}")
    used = _used({key: value for key, value in kind.items() if key != "$defs"}, known)
    if idle := sorted(kind.get("$defs", {}).keys() - used):
        raise SystemExit(f"{kind['title']}: nessuno usa {', '.join(idle)}")
    return {**kind, "$defs": {name: _with_its_words(known[name], known) for name in sorted(used)}}


def _with_its_words(definition: Node, known: Node) -> Node:
    words = definition.get("enum")
    if not isinstance(words, dict):
        return definition
    among = known[words["$ref"].removeprefix(_TO)]["enum"]
    return {**definition, "enum": [word for word in among if word not in words["senza"]]}


def _used(node: Any, known: Node) -> set[str]:
    """The names of the definitions that a node uses, and that these use."""
    found: set[str] = set()
    waiting = list(_references(node))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(known[name])
    return found


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"].removeprefix(_TO)
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def as_text(schema: Node) -> str:
    return f"{_text(schema, '', 0)}\n"


def _text(node: Any, margin: str, before: int) -> str:
    """A list of words or a bare reference on one line where there is room, else a line for each."""
    line = json.dumps(node, ensure_ascii=False)
    short = isinstance(node, list) or (isinstance(node, dict) and set(node) == {"$ref"})
    if not isinstance(node, dict | list) or (short and before + len(line) < WIDTH):
        return line
    inner = f"{margin}  "
    if isinstance(node, list):
        rows = [f"{inner}{_text(one, inner, len(inner))}" for one in node]
        return "[\n" + ",\n".join(rows) + f"\n{margin}]"
    rows = []
    for key, value in node.items():
        name = f"{inner}{json.dumps(key, ensure_ascii=False)}: "
        rows.append(f"{name}{_text(value, inner, len(name))}")
    return "{\n" + ",\n".join(rows) + f"\n{margin}}}"


def main(arguments: list[str], folder: Path = ROOT / "schemas") -> int:
    """Writes the schemas that changed, or with --controlla only names them."""
    return brought_up_to_date("genera_schemi", arguments, made(folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
