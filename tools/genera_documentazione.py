"""Writes the generated parts of docs/; what each part says comes from its source, never from here.

A generated part stands between «<!-- generato: NAME -->» and «<!-- fine -->». With --controlla
nothing is written: the exit code is 1 if a part is not what its source gives.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import parti_del_programma
from aggiornati import brought_up_to_date

Node = dict[str, Any]

ROOT = Path(__file__).resolve().parents[1]
KINDS = (
    "patto",
    "ente",
    "tavolo",
    "verbale",
    "atto",
    "seguito",
    "bisogno",
    "progetto",
    "monitoraggio",
)
SHARED = {
    "fonti": "patto",
    "contatti": "patto",
    "durata": "patto",
    "cadenza": "patto",
    "quorum": "patto",
    "regole": "patto",
    "effetti": "atto",
    "allegati": "atto",
}
"""Definitions with a table of their own, each with a schema that holds it (all hold the same)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One generated part: in which file of docs/, under which name, from which function."""

    file: str
    name: str
    text: Callable[[], str]


def schema_table(kind: str) -> str:
    """The keys of a kind of file, with those inside them."""
    root = _schema(kind)
    return _table(_rows(root, root, ""))


def definition_table(name: str) -> str:
    """The keys of what several kinds of file share."""
    root = _schema(SHARED[name])
    node = root["$defs"][name]
    if node["type"] == "array":
        node = _resolved(node["items"], root)
    return _table(_rows(node, root, ""))


@cache
def _schema(kind: str) -> Node:
    path = ROOT / "schemas" / f"{kind}.schema.json"
    schema: Node = json.loads(path.read_text(encoding="utf-8"))
    return schema


def _table(rows: Iterator[tuple[str, str, str, str]]) -> str:
    lines = ["| chiave | serve | valore | che cosa scrivere |", "|---|---|---|---|"]
    lines += [f"| `{key}` | {needed} | {value} | {text} |" for key, needed, value, text in rows]
    return "\n".join(lines)


def _rows(node: Node, root: Node, above: str) -> Iterator[tuple[str, str, str, str]]:
    for key, inner in node["properties"].items():
        needed = "sì" if key in node.get("required", []) else ""
        if above and not needed and key in {"fonti", "note"}:
            continue  # said once, in the cell of the object that has them
        text = _escaped(inner["description"])
        yield above + key, needed, _value(inner, root), text
        if not _has_own_table(inner):
            yield from _rows_inside(_resolved(inner, root), root, above + key)


def _rows_inside(node: Node, root: Node, above: str) -> Iterator[tuple[str, str, str, str]]:
    if node["type"] == "object":
        yield from _rows(node, root, f"{above}.")
    elif node["type"] == "array" and not _has_own_table(node["items"]):
        yield from _rows_inside(_resolved(node["items"], root), root, f"{above}[]")


def _value(node: Node, root: Node) -> str:
    if _has_own_table(node):
        name = _name(node).removesuffix("-corretti")
        return f"[{name}](#{name})"
    name, found = _name(node), _resolved(node, root)
    if "enum" in found and len(found["enum"]) <= 8:
        return " · ".join(f"`{word}`" for word in found["enum"])
    match found["type"]:
        case "array":
            return _list(found, root)
        case "object":
            return "gruppo di chiavi" + _extras(found)
        case "integer" | "number":
            return _number(found)
        case _:
            return _text(name, found)


def _list(node: Node, root: Node) -> str:
    item = _resolved(node["items"], root)
    if item["type"] == "object":
        return "elenco di gruppi di chiavi" + _extras(item)
    return f"elenco di {_value(node['items'], root)}"


def _extras(node: Node) -> str:
    optional = set(node["properties"]) - set(node.get("required", []))
    also = [f"`{key}`" for key in ("fonti", "note") if key in optional]
    return f" (anche {' e '.join(also)})" if also else ""


def _number(node: Node) -> str:
    word = "numero intero" if node["type"] == "integer" else "numero"
    match node.get("minimum"), node.get("maximum"):
        case None, None:
            return word
        case low, None | 1_000_000:
            return f"{word}, da {_in_italian(low)} in su"
        case low, high:
            return f"{word}, da {_in_italian(low)} a {_in_italian(high)}"


def _in_italian(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _text(name: str, node: Node) -> str:
    words = {
        "id": "id",
        "atto": "[atto](#atti)",
        "verbale": "id di un verbale",
        "articolo": "numero di articolo",
        "frazione": "frazione",
        "quota": "frazione, anche zero",
        "chiave-taciuta": "chiave di [regole](#regole)",
        "tipo-effetto": "[tipo di effetto](#atti)",
        "tipo-effetto-corretto": "[tipo di effetto](#atti)",
    }
    formats = {
        "data": "data",
        "data-o-mese": "data o mese",
        "ora": "ora",
        "posta": "e-mail",
        "web": "indirizzo web",
        "codice-fiscale-ente": "11 cifre",
    }
    if "format" in node:
        return formats[node["format"]]
    if name in words:
        return words[name]
    return (
        "testo" if "pattern" in node else f"testo fino a {_in_italian(node['maxLength'])} caratteri"
    )


def _name(node: Node) -> str:
    return str(node.get("$ref", "")).removeprefix("#/$defs/")


def _has_own_table(node: Node) -> bool:
    return _name(node) in {*SHARED, "effetti-corretti"}


def _resolved(node: Node, root: Node) -> Node:
    while "$ref" in node:
        node = root["$defs"][_name(node)]
    return node


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


PARTS = (
    *(
        Part(file="formato.md", name=f"schema {kind}", text=partial(schema_table, kind))
        for kind in KINDS
    ),
    *(
        Part(file="formato.md", name=f"pezzo {name}", text=partial(definition_table, name))
        for name in SHARED
    ),
    Part(file="comandi.md", name="comandi", text=parti_del_programma.commands),
    Part(file="controlli.md", name="controlli", text=parti_del_programma.checks),
    Part(file="appunti-parole.md", name="parole", text=parti_del_programma.words_of_notes),
)
"""Every generated part of docs/: a new one is a row here and its two marks in the file."""


class PartNotFound(ValueError):
    """A file has not the two marks of a part, or has them twice."""


def with_part(page: str, name: str, text: str) -> str:
    """The page with what stands between the marks of this part replaced."""
    begin = f"<!-- generato: {name} -->"
    marks = re.compile(rf"{re.escape(begin)}\n(?:(?!<!-- generato).)*?<!-- fine -->", re.DOTALL)
    if len(marks.findall(page)) != 1:
        raise PartNotFound(f"servono «{begin}» e, dopo, «<!-- fine -->», una volta sola")
    return marks.sub(lambda _: f"{begin}\n\n{text}\n\n<!-- fine -->", page)


def pages(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each page with generated parts: its path, and the text that it should have."""
    for file in dict.fromkeys(part.file for part in PARTS):
        wanted = (folder / file).read_text(encoding="utf-8")
        for part in PARTS:
            if part.file == file:
                wanted = with_part(wanted, part.name, part.text())
        yield folder / file, wanted


def main(arguments: list[str], folder: Path = ROOT / "docs") -> int:
    """Writes the pages that changed, or with --controlla only names them."""
    return brought_up_to_date("genera_documentazione", arguments, pages(folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
