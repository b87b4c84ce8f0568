"""The shape of each kind of file: what its schema refuses, said in Italian; knows jsonschema alone.

jsonschema-rs answers the quick «valid» (fifty times faster); where it says no, jsonschema, which
stays the authority, explains every fault.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from rete import resources
from rete.diagnostics import DocPath
from rete.model.identificativi import entity_code_is_valid
from rete.model.tempo import partial_date, whole_date
from rete.shapes import CHECK_OF_KEYWORD, ShapeFault, explain
from rete.source import Shape, Value

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

MAX_FAULTS = 50

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]\Z")
_MAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\Z")
_WEB = re.compile(r"https?://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?(?:[/?#][^\s\"'<>`\\]*)?\Z")


def _is_text_and(test: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or test(value)


FORMATS: dict[str, Callable[[object], bool]] = {
    "data": _is_text_and(lambda text: whole_date(text) is not None),
    "data-o-mese": _is_text_and(lambda text: partial_date(text) is not None),
    "ora": _is_text_and(lambda text: _TIME.match(text) is not None),
    "posta": _is_text_and(lambda text: _MAIL.match(text) is not None),
    "web": _is_text_and(lambda text: _WEB.match(text) is not None),
    "codice-fiscale-ente": _is_text_and(entity_code_is_valid),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One kind's schema, ready to be asked."""

    kind: str
    text: dict[str, Any]
    shape: Shape
    is_valid: Callable[[Value], bool]

    def faults(self, value: Value) -> Iterator[ShapeFault]:
        """Every fault of shape, in the order of the document."""
        if self.is_valid(value):
            return
        errors = sorted(_explainer(self.kind).iter_errors(value), key=_place)
        shown = 0
        for error in errors:
            for fault in _in_words(error):
                yield fault
                shown += 1
                if shown >= MAX_FAULTS:
                    return


@cache
def schema_of(kind: str) -> Schema:
    """The schema of a kind of file (``ente``, ``verbale`` …), read once."""
    import jsonschema_rs

    text = json.loads(resources.schema_text(kind))
    quick = jsonschema_rs.Draft202012Validator(text, formats=FORMATS, validate_formats=True)
    return Schema(kind=kind, text=text, shape=_shape(text, text), is_valid=quick.is_valid)


@cache
def _explainer(kind: str) -> "Validator":
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(formats=())
    for name, test in FORMATS.items():
        checker.checks(name)(test)
    return Draft202012Validator(schema_of(kind).text, format_checker=checker)


def explained(kind: str, value: Value) -> bool:
    """Whether jsonschema itself finds the value valid: the authority behind the quick answer."""
    return bool(_explainer(kind).is_valid(value))


def _shape(node: dict[str, Any], root: dict[str, Any]) -> Shape:
    """What reading needs of a schema: where the numbers are."""
    if "$ref" in node:
        name = node["$ref"].removeprefix("#/$defs/")
        return _shape(root["$defs"][name], root)
    wanted = node.get("type")
    return Shape(
        number=wanted if wanted in ("integer", "number") else "",
        keys={key: _shape(inner, root) for key, inner in node.get("properties", {}).items()},
        item=_shape(node["items"], root) if "items" in node else None,
    )


def _place(error: "ValidationError") -> tuple[tuple[int, int, str], ...]:
    parts = []
    for step in error.absolute_path:
        parts.append((0, step, "") if isinstance(step, int) else (1, 0, step))
    return tuple(parts)


def _in_words(error: "ValidationError") -> Iterator[ShapeFault]:
    path: DocPath = tuple(error.absolute_path)
    keyword = str(error.validator)
    node = error.schema if isinstance(error.schema, dict) else {}
    if keyword == "additionalProperties":
        yield from _unknown_keys(path, error.instance, node)
    elif keyword == "required":
        # jsonschema reports each missing key by itself; the key is the quoted word of its text.
        for key in error.validator_value:
            if key not in error.instance and error.message.startswith(f"{key!r} "):
                title = node.get("properties", {}).get(key, {}).get("title", key)
                yield ShapeFault(
                    check=CHECK_OF_KEYWORD["required"],
                    path=path,
                    message=f"manca «{key}»",
                    remedy=f"aggiungi «{key}: …» ({title})",
                )
    else:
        message, remedy = explain(keyword, error.validator_value, error.instance, path, node)
        yield ShapeFault(check=CHECK_OF_KEYWORD[keyword], path=path, message=message, remedy=remedy)


def _unknown_keys(path: DocPath, value: Value, node: dict[str, Any]) -> Iterator[ShapeFault]:
    known = list(node.get("properties", {}))
    for key in value if isinstance(value, dict) else ():
        if key not in known:
            meant = _closest(key, known)
            yield ShapeFault(
                check=CHECK_OF_KEYWORD["additionalProperties"],
                path=(*path, key),
                on_key=True,
                message=f"la chiave «{key}» non è prevista qui",
                remedy=(
                    f"forse volevi «{meant}»"
                    if meant
                    else f"toglila; le chiavi previste sono: {', '.join(known)}"
                ),
            )


def _closest(key: str, known: list[str]) -> str | None:
    plain = _plain(key)
    for name in known:
        if plain == name:
            return name
    found = get_close_matches(plain, known, n=1, cutoff=0.75) if len(key) <= 60 else []
    return found[0] if found else None


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[ -]+", "_", letters.strip(" ''"))
